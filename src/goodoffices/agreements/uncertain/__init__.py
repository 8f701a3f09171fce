"""Agreements when preferences are known in part: which packages survive, and what to ask next."""
