"""A case's results as a page that opens anywhere."""

from goodoffices.report import tables
from goodoffices.report.frames import frame_of
from goodoffices.report.page import html
from goodoffices.report.results import RunOutcome, brief, gather, run, write

__all__ = ["RunOutcome", "brief", "frame_of", "gather", "html", "run", "tables", "write"]
