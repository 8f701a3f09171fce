"""How parties act: each strategy in one file, registered by its decorator."""
