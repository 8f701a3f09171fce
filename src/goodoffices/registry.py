"""Registries of strategies, protocols, formats and other parts, by name; another package can add its own.

A strategy, mediator, protocol, event, solution concept, format or reader is registered by a decorator, in a
module of this package, in a plug-in (``--plugin``, :func:`plug_in`) or in a script; or it is named by an
entry point of an installed package, in the group ``goodoffices.strategies`` and the like.
"""

from __future__ import annotations

import pickle
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from hashlib import sha256
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from pkgutil import iter_modules
from threading import RLock
from types import ModuleType
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast, overload

from goodoffices import plain_files
from goodoffices.errors import UsageError, hint
from goodoffices.files import real
from goodoffices.wording import unknown

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

T = TypeVar("T")
S = TypeVar("S")
P = ParamSpec("P")
R = TypeVar("R")

REGISTRIES: dict[str, Registry[Any]] = {}
"""Every registry by its kind, such as ``strategy``."""
_plugged: dict[str, ModuleType] = {}
_sources: dict[str, bytes] = {}
"""The source of each plug-in that is a file, by its path: another machine may not have the file."""


class Registry(Mapping[str, T]):
    """The things of a kind, by name. The package's own come first, then others, each in alphabetical order.

    Args:
        kind: the noun in messages, such as ``strategy``.
        group: the entry-point group is ``goodoffices.`` and this, such as ``strategies``.
        home: the package whose modules register the built-in things; it is imported when a name is first
            looked up, so that the registry can be declared below it.
    """

    def __init__(self, kind: str, group: str, home: str) -> None:
        self.kind, self.group, self.home = kind, f"goodoffices.{group}", home
        self._things: dict[str, T] = {}
        self._families: dict[str, Callable[[str], T]] = {}
        self._at_home = self._begun = False
        self._importing = RLock()
        REGISTRIES[kind] = self

    @overload
    def register(self, name: str) -> Callable[[S], S]: ...
    @overload
    def register(self, name: S) -> S: ...
    def register(self, name: Any) -> Any:
        """Register a class or a function: ``@register("name")``, or ``@register`` for its own name.

        Its own name is its attribute ``name`` or, for a function, the name it is defined by.

        Raises:
            UsageError: another thing has that name already.
        """
        if isinstance(name, str):
            return lambda thing: self._put(name, thing)
        return self._put(_own_name(name), name)

    def family(self, prefix: str) -> Callable[[Callable[[str], S]], Callable[[str], S]]:
        """Register a function that returns the thing for every name ``prefix:name``, given the last part.

        For the parts of another program, whose names are not known here. They are not listed.
        """

        def put(made: Callable[[str], S]) -> Callable[[str], S]:
            self._families[prefix.casefold()] = cast(Callable[[str], T], made)
            return made

        return put

    def named(self, name: str) -> T:
        """Return the thing with a name.

        Raises:
            UsageError: nothing is, or its package cannot be imported; the message has the names there are
                and the closest.
        """
        if name not in self:
            raise UsageError(unknown(self.kind, name, self))
        return self[name]

    def given(self, thing: str | T) -> tuple[str, T]:
        """Return the name and the thing if either is given; the thing need not be registered.

        Raises:
            UsageError: nothing is registered under the name.
        """
        return (thing, self.named(thing)) if isinstance(thing, str) else (self.label(thing), thing)

    def label(self, thing: object) -> str:
        """Return the registered name of a thing, or its own if it has none. A name is its own label."""
        if isinstance(thing, str):
            return thing
        return next((n for n, known in self._things.items() if known is thing), _own_name(thing))

    def names(self) -> tuple[str, ...]:
        """Return every name, those of entry points included."""
        return tuple(self)

    def __getitem__(self, name: str) -> T:
        self._import_home()
        prefix, colon, rest = name.partition(":")
        if colon and prefix.casefold() in self._families:
            return self._families[prefix.casefold()](rest)
        if name not in self._things:
            self._things[name] = _loaded(self._points[name])
        return self._things[name]

    def __contains__(self, name: object) -> bool:
        self._import_home()
        prefix, colon, _ = name.partition(":") if isinstance(name, str) else ("", "", "")
        of_family = bool(colon) and prefix.casefold() in self._families
        return of_family or name in self._things or name in self._points

    def __iter__(self) -> Iterator[str]:
        self._import_home()
        own = {name for name, thing in self._things.items() if _built_in(thing)}
        return iter([*sorted(own), *sorted((self._things.keys() | self._points.keys()) - own)])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def added(self) -> dict[str, T]:
        """Return the things from outside this package; of entry points only those that were looked up."""
        return {name: thing for name, thing in self._things.items() if not _built_in(thing)}

    @cached_property
    def _points(self) -> dict[str, EntryPoint]:
        # Loads the standard library's e-mail, which --help does not need.
        from importlib.metadata import entry_points

        return {point.name: point for point in entry_points(group=self.group)}

    def _import_home(self) -> None:
        if self._at_home:
            return
        # another thread must not take half of the package for the whole; a module that looks up a name while
        # it is imported is in the same thread
        with self._importing:
            if not self._begun:
                self._begun = True
                _import_all(self.home)
                self._at_home = True

    def _put(self, name: str, thing: Any) -> Any:
        there = self._things.get(name)
        # A module that is imported again, or a cell that is run again, defines the same thing anew.
        if there is not None and _origin(there) != _origin(thing):
            raise UsageError(
                f"{self.kind}: expected a name of its own for {'.'.join(_origin(thing))}, found '{name}', "
                f"which is the name of {'.'.join(_origin(there))}."
            )
        self._things[name] = thing
        return thing


def plug_in(name: str) -> ModuleType:
    """Import a plug-in, which registers its definitions, and remember it for worker processes.

    Args:
        name: a module's name, or the path of a ``.py`` file.

    Raises:
        UsageError: there is no such module or file, or it cannot be imported.
    """
    file = Path(name)
    try:
        if file.suffix == ".py":
            place = real(file)
            return _plugged.setdefault(str(place), _import_file(place))
        if not all(part.isidentifier() for part in name.split(".")):
            raise ImportError("the name of a module is of words with '.' between them")
        return _plugged.setdefault(name, import_module(name))
    except (ImportError, SyntaxError, OSError) as error:
        near = hint(f"{name}.py" if Path(f"{name}.py").is_file() else None)
        raise UsageError(
            f"plug-in: expected a module or a .py file, found '{name}': {error}.{near}"
        ) from error
    except (Exception, SystemExit) as error:
        line = traceback.extract_tb(error.__traceback__)[-1]
        raise UsageError(
            f"plug-in: expected a module that can be imported, found {type(error).__name__} in "
            f"{line.filename}, line {line.lineno}: {error}."
        ) from error


def for_workers(work: Callable[P, R]) -> Callable[P, R]:
    """Return ``work`` for joblib to do in another process, which then knows everything that is known here.

    Everything registered here travels with it. The other process first imports the plug-ins, then registers
    the things that a script registered, and only then unpickles the rest of the work.
    """
    return _Sent(work)


class Packed:
    """A piece of work in bytes, which only the process that does it opens.

    A scheduler of Dask opens its messages and packs them again, and need not have the plug-ins.
    """

    def __init__(self, work: Callable[..., Any], given: tuple[Any, ...]) -> None:
        # Dask brings it; it takes classes of scripts and notebooks along, too
        cloudpickle: Any = import_module("cloudpickle")
        self.content: bytes = cloudpickle.dumps((for_workers(work), given))

    def __call__(self) -> Any:
        work, given = pickle.loads(self.content)
        return work(*given)


@contextmanager
def forgetting() -> Iterator[None]:
    """Forget the plug-ins and names that were added in the block when it ends: for tests."""
    added, plugged, modules = _added(), dict(_plugged), set(sys.modules)
    try:
        yield
    finally:
        for name in _plugged.keys() - plugged.keys():
            module = _plugged.pop(name).__name__
            _sources.pop(name, None)
            if module not in modules:
                del sys.modules[module]
        _set_added(added)


def _added() -> dict[tuple[str, str], dict[str, Any]]:
    """Return the things from outside this package, by the home and kind of their registry."""
    return {(one.home, kind): one.added() for kind, one in REGISTRIES.items() if one.added()}


def _set_added(added: Mapping[tuple[str, str], dict[str, Any]]) -> None:
    """Replace the things from outside this package by those given."""
    for home, kind in added:
        if kind not in REGISTRIES:
            _import_all(home)
    for kind, registry in REGISTRIES.items():
        own = {name: thing for name, thing in registry._things.items() if _built_in(thing)}
        registry._things = own | added.get((registry.home, kind), {})
        vars(registry).pop("_points", None)


class _Sent:
    """Work that takes plug-ins along when it is pickled."""

    def __init__(self, work: Callable[..., Any]) -> None:
        self.work = work

    def __call__(self, *args: Any, **named: Any) -> Any:
        return self.work(*args, **named)

    def __reduce__(self) -> tuple[Any, ...]:
        # Unpickling goes in order: modules first, so that the classes after them are found.
        return _received, (_Modules(), _added(), self.work)


class _Modules:
    """The plug-ins of this process: unpickled in another, they are imported there.

    Files travel as their source, for a machine that does not have them; modules are installed there.
    """

    def __reduce__(self) -> tuple[Any, ...]:
        return _plug_in_all, (tuple((name, _sources.get(name)) for name in _plugged),)


def _plug_in_all(sent: tuple[tuple[str, bytes | None], ...]) -> None:
    """Import these plug-ins; a process that did other work before forgets the files it imported for it.

    A file that was changed since then is imported anew.
    """
    sources = dict(sent)
    for name in list(_plugged):
        if name not in sources or _sources.get(name) != sources[name]:
            module = _plugged.pop(name)
            if _sources.pop(name, None) is not None:
                del sys.modules[module.__name__]
    _set_added({})
    for name, source in sent:
        if source is None:
            plug_in(name)
        else:
            _plugged.setdefault(name, _import_file(Path(name), source))


def _received(
    _: None, added: Mapping[tuple[str, str], dict[str, Any]], work: Callable[..., Any]
) -> Callable[..., Any]:
    _set_added(added)
    return work


def _import_all(package: str) -> None:
    """Import every module of a package."""
    for name in sorted(found.name for found in iter_modules(import_module(package).__path__)):
        import_module(f"{package}.{name}")


def _import_file(path: Path, source: bytes | None = None) -> ModuleType:
    """Import a file, if it is not yet imported, under a name that is the same in every process and unique.

    ``source`` is its content, if the file need not be here.
    """
    if str(path) in _plugged:
        return _plugged[str(path)]
    if source is None and path.exists():
        source = plain_files.read(path)  # a pipe would be waited for
    text = path.read_bytes() if source is None else source
    name = f"{path.stem}_{sha256(str(path).encode()).hexdigest()[:8]}"
    spec = spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError("it is not Python source")
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        exec(compile(text, str(path), "exec"), vars(module))
    except BaseException:
        del sys.modules[name]
        raise
    _sources[str(path)] = text
    return module


def _loaded(point: EntryPoint) -> Any:
    try:
        return point.load()
    except (ImportError, AttributeError) as error:
        raise UsageError(f"entry point '{point.name}' ({point.value}): {error}.") from error


def _own_name(thing: Any) -> str:
    """Return a thing's attribute ``name`` if it is set, else the name of its function or class."""
    name = getattr(thing, "name", None) or getattr(thing, "__name__", None) or type(thing).__name__
    return str(name)


def _origin(thing: Any) -> tuple[str, str]:
    """Return the module that defines a thing, and its name in that module."""
    return thing.__module__, getattr(thing, "__qualname__", type(thing).__qualname__)


def _built_in(thing: Any) -> bool:
    return str(thing.__module__).startswith("goodoffices.")
