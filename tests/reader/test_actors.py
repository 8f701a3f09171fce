"""Actors in a dispatch, with their roles."""

from __future__ import annotations

from typing import Any


def test_every_named_person_has_a_role(found: dict[str, Any]) -> None:
    persons = {a["name"]: a["role"] for a in found["actors"] if a["kind"] == "person"}
    assert persons == {
        "William Burns": "CIA Director",
        "David Barnea": "director of Mossad",
        "Mohammed bin Abdulrahman bin Jassim Al Thani": "Qatari Prime Minister",
        "Joe Biden": "President",
        "Abdel Fattah el-Sisi": "Egyptian President",
        "Antony Blinken": "Secretary of State",
        "Benny Gantz": "Israeli War Cabinet Minister",
    }
