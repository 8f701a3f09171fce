"""Charts of results as SVG, drawn by Vega-Lite; each comes with a sentence and a table."""

from goodoffices.charts.agreements import frontier_chart, tradeoff_chart
from goodoffices.charts.network import network_chart
from goodoffices.charts.record import channel_chart, timeline_chart
from goodoffices.charts.svg import Chart

__all__ = [
    "Chart",
    "channel_chart",
    "frontier_chart",
    "network_chart",
    "timeline_chart",
    "tradeoff_chart",
]
