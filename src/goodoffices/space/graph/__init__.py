"""The factor graph of a case: issues, linkages and each party's utility as small tables."""
