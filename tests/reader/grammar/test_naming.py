"""Names of a text: an adjective is found by its ending, however many names there are."""

from __future__ import annotations

import pytest

import goodoffices as go
from goodoffices.reader.grammar.state_adjectives import state_of, stems


class Looked(list[str]):
    """Names that count how often they are looked through."""

    times = 0

    def __contains__(self, name: object) -> bool:
        self.times += 1
        return super().__contains__(name)


def test_an_adjective_is_of_the_first_name_with_its_stem() -> None:
    names = Looked(["Belkand", "Odra", "Odre", "Odran", *(f"Place{n}" for n in range(1000))])
    by_stem = stems(names)
    found = {
        text: state_of(text, by_stem, names) for text in ("Odran", "Belkandi", "Odra", "Nowherian")
    }
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
        ("Peruvian National Rail met the Dockers Guild.", {"Peruvian National Rail", "Dockers Guild"}),
    ],
)
def test_the_form_of_a_firm_belongs_to_its_name(text: str, names: set[str]) -> None:
    assert {actor.name for actor in go.read(text).actors} == names


ROLES = {
    # nouns for persons that no ending tells
    "The orchard’s cook, Tilda Brask, closed the gate.": ("Tilda Brask", "orchard’s cook"),
    "A retired notary, Orlo Venn, kept the books.": ("Orlo Venn", "retired notary"),
    "“Not before May,” said Orlo Venn, 71, the mufti of Sarn.": ("Orlo Venn", "mufti of Sarn"),
    "“Ask me later,” said Tilda Brask, a trader, who laughed.": ("Tilda Brask", "trader"),
    "The ferry was met by diplomat Orlo Venn on Monday.": ("Orlo Venn", "diplomat"),
    # a noun that opens the sentence
    "Surgeon Tilda Brask said that the ward was full.": ("Tilda Brask", "Surgeon"),
    "Chief cook Tilda Brask said that the ward was full.": ("Tilda Brask", "Chief cook"),
    # more before or behind the name
    "She met the newly arrived Ambassador of Sarn, Orlo Venn, who smiled.": (
        "Orlo Venn",
        "newly arrived Ambassador of Sarn",
    ),
    "It was up to the guild, whose president, Orlo Venn, had left.": ("Orlo Venn", "president"),
    "“We stay,” answered the chairman of the Carters’ Alliance, Orlo Venn.": (
        "Orlo Venn",
        "chairman of the Carters’ Alliance",
    ),
    "“We stay,” said Tilda Brask, one of the four plaintiffs.": ("Tilda Brask", "plaintiff"),
    "The mediator, Tilda Brask, a beekeeper, poured the tea.": ("Tilda Brask", "mediator"),
    "The commandant, Major Orlo Venn, told reporters so.": ("Orlo Venn", "Major, commandant"),
    "The chair of the league, Sarnian jurist Orlo Venn, told reporters so.": (
        "Orlo Venn",
        "chair of the league, Sarnian jurist",
    ),
    "The mediator, former judge Orlo Venn, told reporters so.": ("Orlo Venn", "former judge"),
    # an office with 'of'
    "Minister of Maritime Affairs Orlo Venn expressed regret.": (
        "Orlo Venn",
        "Minister of Maritime Affairs",
    ),
    "President of the Republic Orlo Venn expressed regret.": ("Orlo Venn", "President of the Republic"),
    "Deputy chief of staff Orlo Venn expressed regret.": ("Orlo Venn", "Deputy chief of staff"),
    "President-elect Orlo Venn expressed regret.": ("Orlo Venn", "President-elect"),
    "The King of Sarn, Selwyn II, will pay a visit.": ("Selwyn II", "King of Sarn"),
    "The Minister of Foreign Affairs of Sarn, H.E. Orlo Venn, received them.": (
        "Orlo Venn",
        "Minister of Foreign Affairs of Sarn",
    ),
    "Orlo Venn, Minister of Labour and Social Affairs, received them.": (
        "Orlo Venn",
        "Minister of Labour and Social Affairs",
    ),
    # two nouns with 'and'
    "The minister of labour and social affairs, Orlo Venn, received them.": (
        "Orlo Venn",
        "minister of labour and social affairs",
    ),
    "They met Orlo Venn, director of press and outreach of the port, on Monday.": (
        "Orlo Venn",
        "director of press and outreach of the port",
    ),
    "Orlo Venn, the guild’s chief negotiator and vice president, said so.": (
        "Orlo Venn",
        "guild’s chief negotiator and vice president",
    ),
    "He saw Orlo Venn, head of the guild and Tilda Brask, head of the port.": (
        "Orlo Venn",
        "head of the guild",
    ),
    "The president of Peru and the minister, Orlo Venn, met.": ("Orlo Venn", "minister"),
    "Deputy Prime Minister and Foreign Minister Orlo Venn received them.": (
        "Orlo Venn",
        "Deputy Prime Minister and Foreign Minister",
    ),
    "The King and Foreign Minister Orlo Venn received them.": ("Orlo Venn", "Foreign Minister"),
    # what a title is of, glued to the name
    "Mayor of Sarn Ana Venn received them.": ("Ana Venn", "Mayor of Sarn"),
    "President of the Ports Commission Ursula Venn received them.": (
        "Ursula Venn",
        "President of the Ports Commission",
    ),
    "Gen. Orlo Venn, the head of the army, received them.": ("Orlo Venn", "Gen., head of the army"),
    # titles of letters, and titles cut short
    "Sarn Energi CEO Orlo Venn met the guild.": ("Orlo Venn", "Sarn Energi CEO"),
    "The firm’s CFO, Orlo Venn, met the guild.": ("Orlo Venn", "firm’s CFO"),
    "The guild wrote to Lt. Gov. Orlo Venn on Monday.": ("Orlo Venn", "Lt. Gov."),
    "The guild met Ald. Orlo Venn on Monday.": ("Orlo Venn", "Ald."),
    # told by a clause
    "They found a lorry driver named Orlo Venn in the yard.": ("Orlo Venn", "lorry driver"),
    "They met a retired admiral by the name of Orlo Venn.": ("Orlo Venn", "retired admiral"),
    "Tilda Brask, who owns the mill, went home.": ("Tilda Brask", "owner of the mill"),
    "Tilda Brask, who commands them, went home.": ("Tilda Brask", "commander"),
    "Tilda Brask is a doctor with the Red Cross.": ("Tilda Brask", "doctor with the Red Cross"),
    "Their ringleader is Tilda Brask.": ("Tilda Brask", "ringleader"),
    "The panel elected Tilda Brask as its chair.": ("Tilda Brask", "chair"),
}


@pytest.mark.parametrize(("text", "person"), ROLES.items())
def test_a_person_has_the_role_that_stands_beside_the_name(text: str, person: tuple[str, str]) -> None:
    assert person in {(actor.name, actor.role) for actor in go.read(text).actors}


SHARED = {
    "The quarry surveyors Tilda Brask and Orlo Venn walked free.": "quarry surveyor",
    "He wrote to Presidents Tilda Brask and Orlo Venn.": "President",
    "He wrote to Sens. Tilda Brask and Orlo Venn.": "Sen.",
    "Two further colleagues, Tilda Brask and Orlo Venn, are held.": "colleague",
    "A call of the chief negotiators, Tilda Brask and Orlo Venn, is planned.": "chief negotiator",
    "The ministers, Tilda Brask for Peru and Orlo Venn for Chile, met.": "minister",
    "The leaders of the two parties, Tilda Brask and Orlo Venn, met.": "leader",
    "Tilda Brask and Orlo Venn, neighbours in Mill Lane, came to terms.": "neighbour",
}


@pytest.mark.parametrize(("text", "role"), SHARED.items())
def test_persons_share_the_role_that_a_plural_noun_tells(text: str, role: str) -> None:
    roles = {actor.name: actor.role for actor in go.read(text).actors if actor.kind == "person"}
    assert roles == {"Tilda Brask": role, "Orlo Venn": role}


@pytest.mark.parametrize(
    "text",
    [
        "The seat maker Polvane stopped its deliveries.",
        "Low-cost carrier Zimba asked for more slots.",
        "The bulk carrier Amber Merchant reached the port.",
        "The guild met the new owners, Lumina Media, on Monday.",
        "The guild met its former partner Ferrond on Monday.",
        "They bargained in Toronto, the longest session since owners shut the gates.",
        "Reached in Geneva, the chairman of the group refused to comment.",
        "A truce held near Suvane, residents and doctors said.",
        "We thank two Member States for their dues.",
        "The Deputy Humanitarian Coordinator telephoned them.",
        "Workmen took the plate from General Street.",
        "The King received the Princess Royal of Sarn.",
        "Sarn and Tolm pen accord for a chip plant.",
        "Ground handlers Skyhold and Aerona have ended their talks.",
        "Talks of the chip makers Kyona and Optera Labs failed.",
        "The heifer called Blanka won the show.",
        "Dear Brask, the guild has met.",
        "The plaque was seen by Harbour, the guild’s secretary, Orlo Venn, said.",
    ],
)
def test_a_firm_a_place_or_an_office_is_no_person_with_a_role(text: str) -> None:
    found = {actor.name for actor in go.read(text).actors if actor.kind == "person" and actor.role}
    assert found <= {"Orlo Venn"}


NAMES = {
    "The award went to the Weavers’ and Spinners’ Union on Monday.": {"Weavers’ and Spinners’ Union"},
    "He wrote to the Steel and Metal Workers Union.": {"Steel and Metal Workers Union"},
    "Royal & General Post has offered 3.5 per cent.": {"Royal & General Post"},
    "The guild met J.D. Venn on Monday.": {"guild", "J.D. Venn"},
    "The guild met Maj. Lars Venn and Brig. Gen. Orlo Brask.": {"guild", "Lars Venn", "Orlo Brask"},
}


@pytest.mark.parametrize(("text", "names"), NAMES.items())
def test_a_name_goes_on_over_initials_titles_cut_short_and_joining_words(
    text: str, names: set[str]
) -> None:
    assert {actor.name for actor in go.read(text).actors} == names


def test_a_name_with_a_word_that_stands_in_persons_names_alone_is_a_persons() -> None:
    found = {actor.name: actor.kind for actor in go.read("The king received Joris van Eyken.").actors}
    assert found["Joris van Eyken"] == "person"


def test_an_office_that_spoke_is_of_the_person_who_speaks_by_name_right_behind() -> None:
    text = "The pit will close, the mine’s director said on Monday. Tilda Brask told reporters so."
    roles = {actor.name: actor.role for actor in go.read(text).actors}
    assert roles["Tilda Brask"] == "mine’s director"


@pytest.mark.parametrize(
    "text",
    [
        "The pit will close, a spokesman said. Tilda Brask told reporters that he was glad.",
        "The pit will close, the director, Orlo Venn, said. Tilda Brask told reporters so.",
        "The director said so. Orlo Venn wept. Rain fell. Tilda Brask told reporters so.",
    ],
)
def test_an_office_of_another_is_no_role(text: str) -> None:
    roles = {actor.name: actor.role for actor in go.read(text).actors}
    assert roles["Tilda Brask"] is None
