"""Exact answers: frontiers by elimination, by sums and by enumeration, and a party's best packages.

A worked example of elimination: three issues of two options, two parties, a linkage. The rows of
numbers are the utilities of an issue's options; A gains 3 more if issues 0 and 1 both take their
second option.

>>> from goodoffices.space import Plan, from_tables
>>> a = [[0, 3], [2, 0], [0, 1]]
>>> b = [[3, 0], [0, 1], [2, 0]]
>>> space = from_tables([a, b], linked=[{(0, 1): [[0, 0], [0, 3]]}, {}])

The plan: issue 2 is tied to nothing and goes first; issue 0 then leaves a message over issue 1.

>>> plan = Plan(space)
>>> [(step.issue, step.scope) for step in plan.order]
[(2, ()), (0, (1,)), (1, ())]

Regrets: an entry of a table becomes its distance from the table's best entry. A can lose 3 + 2 + 1
+ 3 = 9 in all, which needs 4 bits, and B can lose 6, which needs 3. So the packed regrets of A and
B are 8 * A + B.

>>> plan.layout.shifts, plan.layout.bits, plan.layout.best
((3, 0), (4, 3), (9, 6))
>>> [(scope, regrets.tolist()) for scope, regrets in plan.layout.tables(space)]
[((0,), [24, 3]), ((1,), [1, 16]), ((2,), [8, 2]), ((0, 1), [[24, 24], [24, 0]])]

The message of issue 0, over issue 1. If issue 1 takes option 0, the options of issue 0 lose 24 + 24
= 48, or (6, 0) for A and B, and 3 + 24 = 27, or (3, 3). Neither dominates the other, so context 0
has both. In context 1 they lose 48 and 3 + 0 = 3. The contexts follow each other; ``offsets``
says where each begins.

>>> from goodoffices.space.exact.elimination import eliminate
>>> last = eliminate(plan)
>>> of_2, of_1 = last.children
>>> [of_0] = of_1.children
>>> of_0.packed.tolist(), of_0.offsets.tolist()
([27, 48, 3, 48], [0, 2, 4])

The message of issue 1, over nothing. Its option 0 loses 1, or (0, 1): 27 + 1 = 28 and 48 + 1 = 49.
Its option 1 loses 16, or (2, 0): 3 + 16 = 19 and 48 + 16 = 64. The running minimum of B's regret
over 19 (2, 3), 28 (3, 4), 49 (6, 1), 64 (8, 0) drops 28, which 19 dominates.

>>> of_1.packed.tolist()
[19, 49, 64]

The join: the messages of issues 2 and 1, both over nothing, are added up, each with each, and
pruned. The sums are 2 + 19 = 21, 8 + 19 = 27, 2 + 49 = 51, 8 + 49 = 57, 2 + 64 = 66 and 8 + 64 =
72; 51 (6, 3) and 66 (8, 2) are dominated by 27 (3, 3) and 57 (7, 1).

>>> of_2.packed.tolist(), last.packed.tolist()
([2, 8], [21, 27, 57, 72])
>>> plan.layout.utilities(last.packed).tolist()
[[7, 1], [6, 3], [2, 5], [0, 6]]

The recovery, for 21: it is a sum of 2 and 19. Issue 2 loses 2 with option 1. In issue 1, 19 less 1
(option 0) is 18, which context 0 of the message below lacks; 19 less 16 (option 1) is 3, which
context 1 has. In issue 0, 3 is the regret of option 1. The package is (1, 1, 1).

>>> from goodoffices.space.exact.recover_packages import recover
>>> recover(last, space.dims, plan.layout).tolist()
[[1, 1, 1], [1, 1, 0], [0, 0, 0], [0, 1, 0]]
"""
