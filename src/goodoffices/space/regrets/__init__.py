"""Regret vectors: packed into integers or as columns, and which of them are undominated."""
