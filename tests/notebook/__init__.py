"""Tests of goodoffices.notebook."""
