"""Headings and labels in other languages, a file each."""
