"""Whom a definite description means: the only named actor of its sort, and nobody where two may be meant."""

from __future__ import annotations

import pytest

import goodoffices as go
from tests.support.contacts_read import people

MEANT = {
    # what a body does tells of its sort
    "Tolm Works and the union representing its welders quarrelled in May. The welders are represented by "
    "Metalworkers Local 12. The union met the company on Friday.": {
        "Metalworkers Local 12",
        "Tolm Works",
    },
    "RFNP, which represents 3,000 miners, wants more pay. The union met Tolm Works on Friday.": {
        "RFNP",
        "Tolm Works",
    },
    "Tolm Airways has 40 aircraft. The Fellan Pilots Association, which represents 3,000 pilots, wants more "
    "pay. The union met the carrier on Friday.": {"Fellan Pilots Association", "Tolm Airways"},
    "40,000 RFNP members left Orla Rail in May. The RFNP said no. Orla Rail met the RFNP union on Friday.": {
        "RFNP",
        "Orla Rail",
    },
    "Talks between a rail union and Orla Ltd broke down. RFNP said the union would meet Orla Ltd in "
    "May.": {
        "RFNP",
        "Orla Ltd",
    },
    # the description stands before the name, and is the only body that may be of its sort
    "Teachers in Lenz walked out after talks between their union and Lenz Public Schools failed. The Lenz "
    "Education Association speaks for them. The union met the district on Friday.": {
        "Lenz Education Association",
        "Lenz Public Schools",
    },
    "Union officers met the airline on Friday. The Fellan Pilots Association (Fepa) says staff at Tolm "
    "Airways earn too little.": {"Fellan Pilots Association", "Tolm Airways"},
    "In a statement released by VEFA, the union said it met Tolm Ferries on Friday.": {
        "VEFA",
        "Tolm Ferries",
    },
    "Peru Post and the union of its drivers fell out in May. The Canadian Union of Postal Workers held a "
    "vote. The employer met the union on Friday.": {"Canadian Union of Postal Workers", "Peru Post"},
    "The main union at Air Peru said on Thursday that management had refused. The RFNP union said it met "
    "management on Friday.": {"RFNP", "Air Peru"},
    # without an article
    "The meeting between the federal government and the Joint Ward Unions (JOWU) ended on Monday. The "
    "government met union again on Friday.": {"federal government", "Joint Ward Unions"},
    "Tolm Works makes pumps. The Welders’ Union struck in May. Management and the union held talks on "
    "Friday.": {"Tolm Works", "Welders’ Union"},
    "Tolm Works makes pumps. The Welders’ Union struck in May. The employer met the union on Friday.": {
        "Tolm Works",
        "Welders’ Union",
    },
    "Air Lenz’s management met the Cabin Union on Friday.": {"Air Lenz", "Cabin Union"},
    # states and their governments
    "Peru rejected the plan on Monday. The island nation met bilateral creditors on Friday.": {
        "Peru",
        "bilateral creditors",
    },
    "Envoys left Chile in May. Peru sent Chile a letter on Monday. The country met lenders on Friday.": {
        "Peru",
        "lenders",
    },
    "Peru’s government refused to pay. The Dock Union met the government on Friday.": {
        "Dock Union",
        "Peru",
    },
    "LIMA, June 4 - The Dock Union struck on Monday. The union met the government on Friday.": {
        "Dock Union",
        "Peru",
    },
    "The Hill Front attacked Peru in May. The group held talks with the government on Friday.": {
        "Hill Front",
        "Peru",
    },
    # two bodies of one sort
    "Ferrox Corp said on Monday that it wanted to buy Tolm Works. The companies held talks on Friday.": {
        "Ferrox Corp",
        "Tolm Works",
    },
    "Ferrox Corp fell out with Tolm Foods Ltd in May. Talks between the companies broke down on Friday. "
    "Orla Group Inc looked on.": {"Ferrox Corp", "Tolm Foods Ltd"},
}


@pytest.mark.parametrize(("text", "who"), MEANT.items())
def test_a_description_means_the_only_actor_of_its_sort(text: str, who: set[str]) -> None:
    assert people(text)[-1] == who


NOBODY = {
    # two that may be meant
    "The Dock Union and the Rail Union struck in May. The union met Orla Ltd on Friday.": "union",
    "Peru’s government and Chile’s government quarrelled. The government met Orla Ltd on Friday.": (
        "government"
    ),
    # whoever has helped is not the party, and no state is named by its city alone
    "Talks hosted by Qatar began in May. The government met Orla Ltd on Friday.": "government",
    "LENZ, June 4 - The docks shut on Monday. Orla Ltd met the government on Friday.": "government",
    # a union of other people
    "The RFNP struck in May. The nurses union met Orla Ltd on Friday.": "nurses union",
    # a union of states, and a word in capitals that is no name
    "The African Union sent envoys. The union met Orla Ltd on Friday.": "union",
    "THE END of the strike is near. The union met Orla Ltd on Friday.": "union",
    # more companies than two
    "Ferrox Corp, Tolm Works and Orla Ltd make pumps. The companies met the Dock Union on Friday.": (
        "companies"
    ),
}


@pytest.mark.parametrize(("text", "noun"), NOBODY.items())
def test_a_description_that_may_mean_two_means_neither(text: str, noun: str) -> None:
    assert noun in people(text)[-1]


def test_a_dateline_names_the_state_of_a_bare_government() -> None:
    text = "LIMA, June 4 - Talks broke up on Monday. Management rejected it. Government said no."
    names = {actor.name for actor in go.read(text, published="2031-06-04").actors}
    assert "Peru" in names
