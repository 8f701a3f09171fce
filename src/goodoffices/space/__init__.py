"""A case's packages as a factor graph in integers: frontiers, counts and samples without listing packages.

Folders, each of which imports only those above it:

- ``graph``: the space itself, its tables and rules, and packages as rows of option codes.
- ``regrets``: regrets of all parties as an array, and the vectors that no other vector dominates.
- ``plan``: order, width and work of an elimination, and the route to a frontier that follows from them.
- ``exact``: frontiers by elimination, by sums and by enumeration; it begins with a worked example.
- ``zopa``: number of packages in the zone of possible agreement, and uniform draws from it.
- ``shares``: in how many drawn preferences a party accepts each package.
- ``quota``: number of packages that constituencies with weights, quotas and vetoes accept.

Glossary:

- regret: utility that a table entry gives a party less than the table's best entry; integer >= 0, less
  is better.
- packed: regrets of all parties in the fields of a 64-bit integer; a sum of packed regrets adds each field.
- context: a combination of options over a scope, numbered in lexicographic order; integer.
- key: packed regrets with the number of their context in the bits above; sorted keys are sorted by context.
- scope: the issues that a table, rule or message depends on; tuple of issue numbers.
- span: the scope of a new message, followed by the issue that is eliminated; tuple of issue numbers.
- message: for each context of its scope, the undominated regrets of everything eliminated below it.
- wide: of a space some of whose integers are Python's, because 64 bits do not hold them.
- layout: how regrets are held: packed (vectors,), or in columns (vectors, 1 + parties) if they do not fit.
"""

from goodoffices.space.exact.best_for_one import best
from goodoffices.space.exact.ordinal import in_64_bits, ranked
from goodoffices.space.frontier import Frontier, anytime, frontier, frontier_of, last_of
from goodoffices.space.graph.compile import agenda, compile
from goodoffices.space.graph.from_tables import from_tables, reweigh
from goodoffices.space.graph.packages import decode, encode, evaluate, feasible, kept, packages, size
from goodoffices.space.graph.restrict import narrowed, restricted, widened
from goodoffices.space.graph.space import Agenda, Codes, Integers, Rule, Space, Table
from goodoffices.space.graph.utility import worth
from goodoffices.space.local_search import drawn
from goodoffices.space.plan.route import Plan
from goodoffices.space.quota.count import Ballots, count_decisive, count_passed
from goodoffices.space.quota.electorate import Electorate, Vote, Voter, electorate
from goodoffices.space.regrets.dominance import undominated
from goodoffices.space.shares import Drawn, Shares, shares
from goodoffices.space.zopa.count import ZopaCount, ZopaSampler, count_feasible, count_zopa
from goodoffices.space.zopa.uniform import Sampler

__all__ = [
    "Agenda",
    "Ballots",
    "Codes",
    "Drawn",
    "Electorate",
    "Frontier",
    "Integers",
    "Plan",
    "Rule",
    "Sampler",
    "Shares",
    "Space",
    "Table",
    "Vote",
    "Voter",
    "ZopaCount",
    "ZopaSampler",
    "agenda",
    "anytime",
    "best",
    "compile",
    "count_decisive",
    "count_feasible",
    "count_passed",
    "count_zopa",
    "decode",
    "drawn",
    "electorate",
    "encode",
    "evaluate",
    "feasible",
    "from_tables",
    "frontier",
    "frontier_of",
    "in_64_bits",
    "kept",
    "last_of",
    "narrowed",
    "packages",
    "ranked",
    "restricted",
    "reweigh",
    "shares",
    "size",
    "undominated",
    "widened",
    "worth",
]
