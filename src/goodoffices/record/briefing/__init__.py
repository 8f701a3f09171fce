"""The brief: where talks stand, from the record and the reports."""
