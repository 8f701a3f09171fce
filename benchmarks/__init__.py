"""Benchmarks: the reader on dispatches coded by hand, mediators, and speed compared with peers."""
