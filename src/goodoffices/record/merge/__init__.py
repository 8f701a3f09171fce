"""Entries that tell of the same thing: events, figures and names from several reports."""
