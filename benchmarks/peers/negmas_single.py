"""A negotiation from the start of the process to its result; runs in the peers' environment."""

from __future__ import annotations

import json
import sys

from negmas_talks import session, space_of  # type: ignore[import-not-found]

given = json.loads(sys.argv[1])
space, functions = space_of(given["tables"], given["floors"])
print(session(space, functions, ("boulware", "boulware"), given["steps"]))
