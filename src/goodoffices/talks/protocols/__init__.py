"""Protocols: each a transition table in one file, registered by its decorator."""
