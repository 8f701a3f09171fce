"""Charts of results as SVG, drawn for a wide window and for a phone; each has its finding and a table."""

from goodoffices.agreements import chosen
from goodoffices.charts.bars import Bar, bars
from goodoffices.charts.channels import channel_chart, unreached_words, without_channel
from goodoffices.charts.contacts import contact_pairs, network_chart
from goodoffices.charts.drawing import Chart
from goodoffices.charts.frontier import acceptable, frontier_chart, frontier_chart_of, shares
from goodoffices.charts.grid import grid
from goodoffices.charts.intervals import Estimate, intervals
from goodoffices.charts.timeline import timeline_chart
from goodoffices.charts.weights import weight_chart

__all__ = [
    "Bar",
    "Chart",
    "Estimate",
    "acceptable",
    "bars",
    "channel_chart",
    "chosen",
    "contact_pairs",
    "frontier_chart",
    "frontier_chart_of",
    "grid",
    "intervals",
    "network_chart",
    "shares",
    "timeline_chart",
    "unreached_words",
    "weight_chart",
    "without_channel",
]
