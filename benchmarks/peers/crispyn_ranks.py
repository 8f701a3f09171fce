"""Rank acceptabilities by crispyn, for SMAA with VIKOR; runs and is timed in the peers' environment.

A line of standard input has a ``matrix`` of alternatives and criteria and the ``weights`` of each draw. The
answer has the processor seconds that ranking took, and the sum of all acceptabilities of first ranks, which
is 1 if no two alternatives tie.
"""

from __future__ import annotations

import json
import sys
import time

import numpy as np
from crispyn.mcda_methods import VIKOR_SMAA  # type: ignore[import-not-found]

for line in sys.stdin:
    given = json.loads(line)
    matrix, weights = np.array(given["matrix"]), np.array(given["weights"])
    begun = time.process_time()
    acceptability, _, _ = VIKOR_SMAA()(matrix, weights, np.ones(matrix.shape[1]))
    seconds = time.process_time() - begun
    print(json.dumps({"seconds": seconds, "first": float(acceptability[:, 0].sum())}), flush=True)
