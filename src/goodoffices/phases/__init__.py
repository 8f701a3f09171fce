"""Carrying an agreement out: in which steps each side delivers, and the guarantee that this needs.

A schedule is safe if no party gains by walking away after any step: all that is still to come is worth
at least as much to it as all that it still has to give, less the cost of walking away, its guarantee.
The safe exchange of goods in small steps is Sandholm and Lesser's (1994, advantages of a leveled
commitment contracting protocol; the planner: ICMAS 2000); here deliveries may be of several kinds, by
several parties, with any table of what is still owed.

- ``exposure``: the gain of each party by stopping, in every state of the deliveries.
- ``grid``: the exact least guarantee for every number of steps.
- ``milp``: the same by HiGHS, for very many units that no table ties together.
- ``schedule``: the answer by name and in the parties' units.
"""

from goodoffices.phases.schedule import Needed, Schedule, Step, schedule

__all__ = ["Needed", "Schedule", "Step", "schedule"]
