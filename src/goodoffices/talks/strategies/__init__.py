"""Strategies of parties, a file each, registered by a decorator."""
