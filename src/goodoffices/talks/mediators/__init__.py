"""How mediators act: each in one file, registered by its decorator."""
