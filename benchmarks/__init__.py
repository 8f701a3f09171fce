"""What the project measures: the reader on dispatches coded by hand, and speed beside its peers."""
