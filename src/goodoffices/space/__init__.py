"""The bridge from names to arrays: a case's packages as a factor graph in integers."""

from goodoffices.space.exact.best_for_one import best
from goodoffices.space.exact.elimination import fits
from goodoffices.space.frontier import Frontier, frontier, frontier_of, undominated
from goodoffices.space.graph.compile import compile
from goodoffices.space.graph.from_tables import from_tables, reweigh
from goodoffices.space.graph.packages import decode, encode, evaluate, feasible, kept, packages, size
from goodoffices.space.graph.restrict import narrowed, restricted, widened
from goodoffices.space.graph.space import Codes, Integers, Rule, Space, Table
from goodoffices.space.graph.utility import worth
from goodoffices.space.local_search import drawn
from goodoffices.space.plan.predicted_work import MUCH, predicted, takes_long
from goodoffices.space.zopa.count import ZoneSampler, ZopaCount, count_feasible, count_zone
from goodoffices.space.zopa.uniform import Sampler

__all__ = [
    "MUCH",
    "Codes",
    "Frontier",
    "Integers",
    "Rule",
    "Sampler",
    "Space",
    "Table",
    "ZoneSampler",
    "ZopaCount",
    "best",
    "compile",
    "count_feasible",
    "count_zone",
    "decode",
    "drawn",
    "encode",
    "evaluate",
    "feasible",
    "fits",
    "from_tables",
    "frontier",
    "frontier_of",
    "kept",
    "narrowed",
    "packages",
    "predicted",
    "restricted",
    "reweigh",
    "size",
    "takes_long",
    "undominated",
    "widened",
    "worth",
]
