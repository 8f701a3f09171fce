"""Broken and hostile input, and random cases against enumeration: ``python -m benchmarks.fuzz``.

Three parts take turns. *hostile* runs every command on input of the kinds that made programs fail; it must
answer or refuse in few words and little time. *brute* computes random small cases and compares every number
with an enumeration in fractions. *marked* changes dispatches coded by hand,
a ledger, forms of the review page and class lists, within the process. A fourth part, *pages*, runs alone: it
sends forms that no browser would send to a room at every stage of its talks, as everybody in it. An input
that fails is kept in a folder, and can be run again.
"""
