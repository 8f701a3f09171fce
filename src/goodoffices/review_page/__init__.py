"""Review on a local page: a dispatch with every proposed entry marked, and a form for each decision."""

from goodoffices.review_page import fields
from goodoffices.review_page.app import ReviewApp
from goodoffices.review_page.entrance import entrance_to
from goodoffices.review_page.serve import Server

__all__ = ["ReviewApp", "Server", "entrance_to", "fields"]
