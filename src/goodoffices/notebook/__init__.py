"""Results in a notebook: cards of HTML with a chart, and Altair charts that can be changed.

Nothing here is called by name: a result shows itself. ``goodoffices.shown`` imports this package then.
"""

from goodoffices.notebook.cards import card
from goodoffices.notebook.pictures import chart

__all__ = ["card", "chart"]
