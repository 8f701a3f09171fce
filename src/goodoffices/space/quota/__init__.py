"""Ratification: packages that constituencies with weights, quotas and vetoes accept."""
