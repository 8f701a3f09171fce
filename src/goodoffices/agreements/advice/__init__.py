"""Advice on a package: improvements, near packages, bridges, fallback, trade-offs."""
