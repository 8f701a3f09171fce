"""The brief: the state of the talks, from the record and the reports."""
