"""The bridge from names to arrays: a case's packages as a factor graph in integers."""

from goodoffices.space.best import best
from goodoffices.space.build import from_tables, reweigh
from goodoffices.space.compile import compile
from goodoffices.space.elimination import fits
from goodoffices.space.factors import Codes, Integers, Rule, Space, Table
from goodoffices.space.frontier import Frontier, frontier, frontier_of, undominated
from goodoffices.space.narrowing import narrowed, restricted, widened
from goodoffices.space.packages import decode, encode, evaluate, feasible, kept, packages, size
from goodoffices.space.predicted import MUCH, predicted, takes_long
from goodoffices.space.sampled import drawn
from goodoffices.space.sampling import Sampler
from goodoffices.space.worth import worth
from goodoffices.space.zone import ZoneSampler, ZopaCount, count_feasible, count_zone

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
