"""Mediators, a file for each kind, registered by a decorator."""
