"""A case's results as one page that opens anywhere."""

from goodoffices.report.page import html
from goodoffices.report.results import RunOutcome, brief, gather, run, write

__all__ = ["RunOutcome", "brief", "gather", "html", "run", "write"]
