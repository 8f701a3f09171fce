"""Agreements when preferences are known in part: packages that survive, and the next question to ask."""
