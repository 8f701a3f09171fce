"""The bridge from names to arrays: a case's packages as a factor graph in integers."""

from goodoffices.space.compile import compile
from goodoffices.space.counting import ZopaCount, count_feasible, count_zopa
from goodoffices.space.factors import Codes, Integers, Rule, Space, Table
from goodoffices.space.frontier import Frontier, frontier, frontier_of, undominated
from goodoffices.space.packages import decode, encode, evaluate, feasible, packages, size

__all__ = [
    "Codes",
    "Frontier",
    "Integers",
    "Rule",
    "Space",
    "Table",
    "ZopaCount",
    "compile",
    "count_feasible",
    "count_zopa",
    "decode",
    "encode",
    "evaluate",
    "feasible",
    "frontier",
    "frontier_of",
    "packages",
    "size",
    "undominated",
]
