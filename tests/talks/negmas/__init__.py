"""Tests of goodoffices.talks.negmas."""
