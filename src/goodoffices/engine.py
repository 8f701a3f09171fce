"""Where work is done: in this process, in others of this machine, or by the workers of a Dask cluster.

``workers`` gives results in the order of the work, so that a result is the same everywhere. Everything
registered here, plug-ins included, travels with the work (``registry.for_workers``).

The messages of Dask hold pickled Python: anybody with access to a scheduler can run programs on its
workers and on its clients. Use a scheduler and a network that you trust, or ``dask+tls``.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from itertools import starmap
from typing import Any, TypeVar
from urllib.parse import urlsplit

import goodoffices
from goodoffices.errors import UsageError, at_least, shorten
from goodoffices.registry import Packed, for_workers

Result = TypeVar("Result")
FORMS = "dask://HOST:PORT"
SCHEMES = {"dask": "tcp", "dask+tls": "tls"}
PATIENCE = 10
"""Seconds in which a scheduler must answer, and a cluster have a worker."""
SHARES = 8
"""Number of pieces of work for each worker: they take unequal time, and a lost worker costs a piece."""


@dataclass(frozen=True, slots=True)
class Workers:
    """The processes that do the work; ``jobs`` is their number, or -1 for as many as there are cores.

    ``client`` is a client of a Dask cluster; None on this machine.
    """

    jobs: int
    client: Any = None

    @property
    def remote(self) -> bool:
        """Whether they may run on machines that cannot read this machine's files."""
        return self.client is not None

    @property
    def number(self) -> int:
        """Number of workers."""
        if self.jobs >= 0:
            return max(self.jobs, 1)
        from joblib import cpu_count

        return int(cpu_count())

    def size(self, things: int, most: int, shares: int = SHARES) -> int:
        """Return the number of things in a piece of work, at most ``most``; ``shares`` pieces a worker."""
        return max(1, min(most, -(-things // (self.number * shares))))

    def in_order(
        self, work: Callable[..., Result], arguments: Iterable[tuple[Any, ...]]
    ) -> Iterator[Result]:
        """Yield the result of the work for each tuple of arguments, as soon as it and all before are done."""
        if self.client is None and self.jobs == 1:
            yield from starmap(work, arguments)
            return
        # joblib takes a fifth of a second to import, and is not needed for work in this process
        from joblib import Parallel, delayed, parallel_config

        if self.client is None:
            tasks = (delayed(for_workers(work))(*given) for given in arguments)
            yield from Parallel(n_jobs=self.jobs, return_as="generator")(tasks)
            return
        packed = (delayed(Packed(work, given))() for given in arguments)
        with parallel_config("dask", client=self.client, wait_for_workers_timeout=PATIENCE):
            found = Parallel(n_jobs=-1, return_as="generator")(packed)
        yield from found


@contextmanager
def workers(jobs: int, engine: str | None = None) -> Iterator[Workers]:
    """Give the workers of an engine, or ``jobs`` processes of this machine if no engine is named.

    Args:
        jobs: number of processes; -1 for as many as there are cores. A cluster uses all its workers.
        engine: ``dask://HOST:PORT``, a scheduler of Dask; ``dask+tls://`` if its messages are encrypted, by
            the certificates of Dask's own configuration.

    Raises:
        UsageError: there is no such scheduler, it has no workers, or they have another version.
    """
    if jobs != -1:
        at_least("jobs", jobs, 1)
    if engine is None:
        yield Workers(jobs)
        return
    client = _client(address(engine))
    try:
        yield Workers(checked(client, engine), client)
    finally:
        client.close()


def address(engine: str) -> str:
    """Return the address of a scheduler as Dask writes it.

    Raises:
        UsageError: it is none.
    """
    try:
        parts = urlsplit(engine)
        whole = parts.scheme in SCHEMES and parts.hostname and parts.port
        plain = whole and not (parts.path or parts.query or parts.fragment or parts.username)
    except ValueError:
        plain = False
    if not plain:
        raise UsageError(f"engine: expected {FORMS}, found {shorten(engine)}.")
    return f"{SCHEMES[parts.scheme]}://{parts.netloc}"


def _client(scheduler: str) -> Any:
    """Return a client of a scheduler.

    Raises:
        UsageError: Dask is not installed here, or nothing answers there.
    """
    try:
        distributed = import_module("distributed")
    except ImportError:
        raise UsageError("engine: expected Dask (pip install 'goodoffices[scale]').") from None
    try:
        return distributed.Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, RuntimeError) as error:
        raise UsageError(
            f"engine: expected a scheduler of Dask at {scheduler}, found none that answers."
        ) from error


def checked(client: Any, engine: str) -> int:
    """Return the number of workers of a cluster, which must have the versions of this process.

    Another version would give other results. Plug-ins belong to a process, so that a worker has a single
    thread.

    Raises:
        UsageError: there are no workers, or a worker lacks this package, has another version, or threads.
    """
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        found: dict[str, str] = client.run(about, on_error="return")
    except TimeoutError:
        raise UsageError(f"engine: expected workers at {engine}, found none.") from None
    own = about()
    for worker, told in sorted(found.items()):
        if told != own:
            there = told if isinstance(told, str) else "no Good Offices"
            raise UsageError(f"engine: expected {own} on every worker, found {there} on {worker}.")
    threads = max(client.nthreads().values())
    if threads > 1:
        raise UsageError(
            f"engine: expected workers of one thread ('dask worker --nthreads 1'), found {threads}."
        )
    return len(found)


def about() -> str:
    """Return the versions of this package, of numpy and of Python, on which results depend."""
    numpy = import_module("numpy").__version__
    python = ".".join(platform.python_version_tuple()[:2])
    return f"Good Offices {goodoffices.__version__} with numpy {numpy} on Python {python}"
