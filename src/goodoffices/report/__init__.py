"""A case's results as a page that opens anywhere."""

from goodoffices.report import tables
from goodoffices.report.page import html
from goodoffices.report.results import RunOutcome, brief, gather, run, write, write_beside, write_for

__all__ = [
    "RunOutcome",
    "brief",
    "gather",
    "html",
    "run",
    "tables",
    "write",
    "write_beside",
    "write_for",
]
