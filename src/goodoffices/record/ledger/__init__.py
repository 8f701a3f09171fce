"""The ledger file, its index, the decisions kept in it, and its export."""
