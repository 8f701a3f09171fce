"""Registries: one decorator or an entry point, unknown names told with the nearest, and worker processes."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from threading import Event, Thread
from types import ModuleType

import pytest
from joblib import Parallel, delayed

from goodoffices.agreements.gains import Zone
from goodoffices.agreements.solutions import CONCEPTS, concept
from goodoffices.errors import UsageError
from goodoffices.registry import REGISTRIES, Packed, Registry, for_workers, forgetting, plug_in
from goodoffices.talks.engine.players import STRATEGIES
from goodoffices.talks.engine.protocol import PROTOCOLS
from goodoffices.talks.strategies.nice import Nice

PLUGIN = """
from goodoffices.agreements.solutions import concept

@concept
def first(zone):
    return zone.points[:1]
"""


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    with forgetting():
        yield


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "my_concept.py"
    path.write_text(PLUGIN)
    return path


def names_in_a_worker() -> tuple[str, ...]:
    return CONCEPTS.names()


def test_a_name_is_given_in_the_decorator_or_is_the_thing_s_own() -> None:
    @concept
    def own(zone: Zone) -> tuple[int, ...]:
        return zone.points

    @concept("given")
    def other(zone: Zone) -> tuple[int, ...]:
        return ()

    assert (CONCEPTS["own"], CONCEPTS["given"]) == (own, other)
    assert all(kind.name == name for name, kind in PROTOCOLS.items())


def test_an_unknown_name_is_told_with_every_name_and_the_nearest() -> None:
    with pytest.raises(
        UsageError, match=r"^concept: expected one of egal.*, found 'nosh'. Did.*'nash'\?$"
    ):
        CONCEPTS.named("nosh")
    with pytest.raises(UsageError, match=r"^strategy: .*, found 'zzzz'\.$"):
        STRATEGIES.named("zzzz")


def test_two_things_cannot_have_one_name_and_one_defined_again_replaces_itself() -> None:
    def define() -> None:
        @concept
        def again(zone: Zone) -> tuple[int, ...]:
            return ()

    define()
    first = CONCEPTS["again"]
    define()
    assert CONCEPTS["again"] is not first
    with pytest.raises(UsageError, match=r"found 'nice', which is the name of .*nice\.Nice\."):

        @STRATEGIES.register("nice")
        class Nicer(Nice):
            pass


def test_the_package_s_own_come_first_and_each_part_is_in_alphabetical_order(file: Path) -> None:
    own = CONCEPTS.names()
    plug_in(str(file))
    assert own == tuple(sorted(own))
    assert CONCEPTS.names() == (*own, "first")


def test_every_registry_knows_its_own_from_its_home() -> None:
    for registry in REGISTRIES.values():
        assert registry.names(), registry.kind


def test_an_entry_point_is_loaded_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    point = metadata.EntryPoint("tallest", "tests.test_registry:tallest", "goodoffices.concepts")
    broken = metadata.EntryPoint("broken", "tests.nowhere:it", "goodoffices.concepts")
    monkeypatch.setattr(
        "importlib.metadata.entry_points",
        lambda group: [point, broken] if "concepts" in group else [],
    )
    monkeypatch.setitem(REGISTRIES, "concept", CONCEPTS)
    registry: Registry[object] = Registry("concept", "concepts", "goodoffices.agreements.solutions")
    assert registry.names()[-2:] == ("broken", "tallest")
    assert registry.named("tallest") is tallest
    with pytest.raises(UsageError, match=r"entry point 'broken' \(tests\.nowhere:it\): No module"):
        registry.named("broken")


def tallest(zone: Zone) -> tuple[int, ...]:
    return zone.points


def test_a_plug_in_is_a_file_or_a_module_and_is_imported_once(file: Path) -> None:
    assert plug_in(str(file)) is plug_in(str(file.parent / "." / file.name))
    assert plug_in("goodoffices.talks") is plug_in("goodoffices.talks")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, r"found '.*my_concept\.py': .*No such file"),
        ("import nowhere_at_all", r"No module named 'nowhere_at_all'"),
        ("def (", r"invalid syntax"),
        ("value = 1\n1 / 0", r"found ZeroDivisionError in .*my_concept\.py, line 2: division by zero"),
        ("raise SystemExit(0)", r"found SystemExit in .*my_concept\.py, line 1: 0"),
    ],
)
def test_a_plug_in_that_cannot_be_imported_is_told_with_the_reason(
    tmp_path: Path, text: str | None, expected: str
) -> None:
    path = tmp_path / "my_concept.py"
    if text is not None:
        path.write_text(text)
    with pytest.raises(UsageError, match=expected):
        plug_in(str(path))


def test_a_plug_in_that_links_to_itself_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "circle.py").symlink_to(tmp_path / "circle.py")
    with pytest.raises(UsageError, match=r"found '.*circle\.py': .*symbolic links"):
        plug_in(str(tmp_path / "circle.py"))


def test_a_module_of_a_file_s_name_is_told_with_the_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)
    with pytest.raises(UsageError, match=r"Did you mean 'my_concept\.py'\?$"):
        plug_in("my_concept")


def test_plug_ins_and_what_a_script_registered_are_known_in_worker_processes(file: Path) -> None:
    plug_in(str(file))

    @concept
    def of_a_script(zone: Zone) -> tuple[int, ...]:
        return ()

    work = [delayed(for_workers(names_in_a_worker))() for _ in range(2)]
    here = names_in_a_worker()
    assert {"first", "of_a_script"} <= set(here)
    assert list(Parallel(n_jobs=2)(work)) == [here, here]


@pytest.mark.parametrize("name", ["", ".", "..", "../..", "a b", "a..b", "a\0b", "folder/"])
def test_what_is_no_name_of_a_module_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match=r"expected a module or a \.py file"):
        plug_in(name)


HOME = """
from test_home import started, go
started.set()
assert go.wait(10)
from test_home import register
register("late")(len)
"""


def test_another_thread_waits_until_the_home_package_is_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "slow_home").mkdir()
    (tmp_path / "slow_home" / "__init__.py").write_text("")
    (tmp_path / "slow_home" / "thing.py").write_text(HOME)
    shared = ModuleType("test_home")
    registry: Registry[object] = Registry("slow", "slow", "slow_home")
    started, go, found = Event(), Event(), list[bool]()
    shared.__dict__.update(started=started, go=go, register=registry.register)
    monkeypatch.setitem(sys.modules, "test_home", shared)
    monkeypatch.syspath_prepend(str(tmp_path))
    first, second = (Thread(target=lambda: found.append("late" in registry)) for _ in range(2))
    first.start()
    assert started.wait(10)
    second.start()
    # without the lock it has an answer before the import goes on
    second.join(0.05)
    go.set()
    first.join(10)
    second.join(10)
    del REGISTRIES["slow"]
    assert found == [True, True]


def test_a_family_has_a_thing_for_every_name_after_its_prefix() -> None:
    """Names of another program are not known here: they are found, and not listed."""
    kept: Registry[str] = Registry("word", "words", "goodoffices.talks.strategies")
    kept.family("Other")(lambda name: name.upper())
    try:
        assert kept.named("Other:one") == kept["other:one"] == "ONE"
        assert "other:anything" in kept
        assert "another:one" not in kept
        assert list(kept) == []
    finally:
        del REGISTRIES["word"]


def test_packed_work_brings_the_source_of_a_plug_in_along(file: Path) -> None:
    """Another machine has neither the file nor its name; whoever only passes the bytes on opens nothing."""
    plug_in(str(file))
    content = pickle.dumps(pickle.loads(pickle.dumps(Packed(concepts, ()))))
    file.unlink()
    program = "import pickle, sys; print(*pickle.load(sys.stdin.buffer)())"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, input=content, capture_output=True, check=True)
    assert "first" in done.stdout.decode().split()


def concepts() -> list[str]:
    return list(CONCEPTS)
