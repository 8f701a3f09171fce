"""The ledger file, its index, and the decisions kept in it."""
