"""Review on a local page: a dispatch with every proposal marked, and one form for each decision."""

from goodoffices.review_page.app import ReviewApp
from goodoffices.review_page.serve import Server

__all__ = ["ReviewApp", "Server"]
