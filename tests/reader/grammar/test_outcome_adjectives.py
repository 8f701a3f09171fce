"""Outcomes that an adjective takes for granted, if nothing else in the report tells of them."""

from __future__ import annotations

import pytest

from tests.support.outcomes_read import told


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The freed hostages arrived in Lenz on Sunday.", ["released"]),
        ("The newly signed accord between Tavland and Orsova has few friends.", ["signed"]),
        ("The mediated truce has few friends in the delta.", ["agreed"]),
        ("Families mourn the shattered ceasefire.", ["broken"]),
        ("Lawyers for the port pored over the expired contract.", ["ended"]),
        # told by a verb already
        ("The Brigade released nine men. The freed men arrived in Lenz on Sunday.", ["released"]),
        ("The two signed a pact on Monday. The signed pact hangs in a museum.", ["signed"]),
        # no event of anybody known
        ("Freed prisoners often go hungry.", []),
        ("The signed photograph was sold.", []),
        ("The mayor spoke of broken promises.", []),
        ("The recently released report is long.", []),
    ],
)
def test_an_adjective_adds_what_nothing_else_tells(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _, _ in told(text)] == kinds
