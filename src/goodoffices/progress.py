"""Progress of long work: the type that every function uses to report it."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called as ``progress(step, done, total)``: the step's title, how much of it is done, and of how much.

``total`` is 0 if nobody can say how much there is.
"""
