"""Review on a local page: a dispatch with every proposal marked, and one form for each decision."""

from goodoffices.review.app import ReviewApp
from goodoffices.review.serve import Server

__all__ = ["ReviewApp", "Server"]
