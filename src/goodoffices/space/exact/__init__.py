"""Exact algorithms on the factor graph."""
