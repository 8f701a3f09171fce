"""Protocols: each is a transition table in its own file, registered by its decorator."""
