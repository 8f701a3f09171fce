"""Names of a text: an adjective is found by its ending, however many names there are."""

from __future__ import annotations

import pytest

import goodoffices as go
from goodoffices.reader.grammar.naming import _state_of, _stems


class Looked(list[str]):
    """Names that count how often they are looked through."""

    times = 0

    def __contains__(self, name: object) -> bool:
        self.times += 1
        return super().__contains__(name)


def test_an_adjective_is_of_the_first_name_with_its_stem() -> None:
    names = Looked(["Belkand", "Odra", "Odre", "Odran", *(f"Place{n}" for n in range(1000))])
    stems = _stems(names)
    found = {text: _state_of(text, stems, names) for text in ("Odran", "Belkandi", "Odra", "Nowherian")}
    assert found == {"Odran": "Odra", "Belkandi": "Belkand", "Odra": None, "Nowherian": None}
    assert names.times < 10


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Talks between Brent Gas plc and Norvia Energi will resume.",
            {"Brent Gas PLC", "Norvia Energi"},
        ),
        ("Brent Gas plc signed a deal with Norvia Energi.", {"Brent Gas PLC", "Norvia Energi"}),
        ("The Dockers Guild met Halden Ports ltd on Monday.", {"Halden Ports Ltd", "Dockers Guild"}),
    ],
)
def test_the_form_of_a_firm_belongs_to_its_name(text: str, names: set[str]) -> None:
    assert {actor.name for actor in go.read(text).actors} == names
