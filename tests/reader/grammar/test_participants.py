"""Who the two sides are, from what talks go on, and who made a proposal, over several sentences."""

from __future__ import annotations

import pytest

import goodoffices as go
from goodoffices.record.entries import Contact
from tests.support.contacts_read import people

_AT_WAR = "Morland and the Highland Front have been at war for a year. "


@pytest.mark.parametrize(
    "text",
    [
        # people who are counted are no sides
        "The Front released 9 women and 3 foreign doctors. The two sides signed a new truce on Monday.",
        "The Front released 9 women and 3 foreign doctors. Each side then met the mediators.",
        # whose mediators are told of is no side, nor are mediators called by their names
        "Mediators from Tessin and Oran spoke of hope. The two sides met on Monday.",
        "The mediators Tessin and Oran spoke of hope. The two sides met on Monday.",
        # an outcome without names is that of bodies, though two persons met since
        "Ana Bell and Jan Holt had dinner. A truce was signed on Monday.",
        # talks go on from no meeting of a premier with her cabinet, and from none of two persons
        "They held talks in May. Prime Minister Brandt will convene his war cabinet on Thursday. "
        "Talks are to resume in Varenna next week.",
        "Petra Voss met Samir Dahl on Friday. Talks are to resume in Varenna next week.",
    ],
)
def test_the_sides_are_the_bodies_known_before(text: str) -> None:
    sides = people(_AT_WAR + text)[-1] - {"mediators"}
    assert sides == {"Morland", "Highland Front"}


def test_those_who_meet_are_no_helpers_because_mediators_are_told_of_behind_and() -> None:
    text = (
        "Morland and the Highland Front left Oran and mediators flew home. "
        "The two sides met again on Monday."
    )
    assert people(text)[-1] == {"Morland", "Highland Front"}


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("A truce is the core of a plan put forward by Oran.", {"Oran"}),
        ("Morland rejected an amended text put forward by the mediators.", {"mediators"}),
        ("The union studied an offer tabled by the Harbour Board.", {"Harbour Board"}),
        ("Morland rejected a plan put forward on Monday.", set()),
    ],
)
def test_a_proposal_is_of_those_who_put_it_forward(text: str, authors: set[str]) -> None:
    assert people(text) == [authors]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        # those who are told of beside a meeting, in its sentence and in the one behind it
        (
            "Peru and Chile are meeting in Lenz, with the African Union attending as an observer.",
            {"Peru", "Chile", "African Union"},
        ),
        (
            "Mayor Inga Moll received envoy Ivo Radek, joined by Defence Minister Peter Crowe, on Monday.",
            {"Inga Moll", "Ivo Radek", "Peter Crowe"},
        ),
        (
            "Talks between Peru and Chile are expected to resume next week. Envoys of Egypt and Oman "
            "are to take part. “Papers are ready, the host said.",
            {"Peru", "Chile", "Egypt", "Oman"},
        ),
        # a list of persons whose offices stand between their names
        (
            "The meeting on Monday was attended by Oren Vale, the mayor, Mira Toth, the union chair, and "
            "mediator Dana Brisk.",
            {"Oren Vale", "Mira Toth", "Dana Brisk"},
        ),
        (
            "Envoy Carl Reese met Minister Omar Hadid and Jordan’s intelligence chief, Lina Farouk.",
            {"Carl Reese", "Omar Hadid", "Lina Farouk"},
        ),
        # 'US' is no 'us', and its negotiators are not the two sides
        ("US and Israeli negotiators met in Lenz, diplomats said.", {"the United States", "Israel"}),
        (
            "The bakers’ union said it had met the flour mills on Monday.",
            {"bakers’ union", "flour mills"},
        ),
        (
            "Nuclear talks between Iran and Western powers are reaching their final stage.",
            {"Iran", "Western powers"},
        ),
        # a government sends a delegation, not its president
        (
            "A team of the government of Peruvian President Tomás Quiroga met the Dock Union on Monday.",
            {"Peru", "Dock Union"},
        ),
        # mediators and hosts are not those between whom they mediate
        (
            "Oman and Qatar have acted as mediators between the Reed Army and the Hill Front in months of "
            "talks that broke down in February.",
            {"Reed Army", "Hill Front"},
        ),
        (
            "Lenz played host to talks last month between the Reed Army and the Hill Front.",
            {"Reed Army", "Hill Front"},
        ),
        # whose negotiators, sent by two
        ("The Peruvian government and rebel negotiators suspended talks.", {"Peru", "rebels"}),
        ("The union and company negotiators resumed talks on Monday.", {"union", "company"}),
        ("Union and company negotiators resumed talks on Monday.", {"union", "company"}),
        # who came along, and who is named behind a comma
        (
            "The meeting was attended by the leaders of Peru and Chile along with observers "
            "including the Arab League.",
            {"Peru", "Chile", "Arab League"},
        ),
        (
            "The Front held talks this week with the chief mediator, Prime Minister Olo Venn, in Lenz.",
            {"Front", "Olo Venn"},
        ),
    ],
)
def test_who_takes_part(text: str, who: set[str]) -> None:
    assert people(text) == [who]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Morland was not directly involved in the talks.", set[str]()),
        ("Morland was excluded from the talks in Tessin.", set[str]()),
        ("Morland was absent from the talks with the Highland Front.", {"Highland Front"}),
        ("Morland was represented at the talks by its envoy.", {"Morland"}),
        (
            "Morland was not absent from the talks with the Highland Front.",
            {"Morland", "Highland Front"},
        ),
    ],
)
def test_who_stays_out_of_talks_takes_no_part(text: str, who: set[str]) -> None:
    [found] = people(text)
    assert found == who


def test_who_is_only_acted_upon_is_no_side_of_talks() -> None:
    text = (
        "Selm Relief was attacked in Tavland in May. Selm Relief was freed. Tavland has no army. "
        "Tavland is poor. After days of tough talks, the men left."
    )
    assert people(text) == [set()]


def test_a_federation_of_a_trade_is_not_the_union_named_before() -> None:
    text = "The union and the port operators have held talks since May. The Retail Federation praised them."
    assert people(text) == [{"union", "port operators"}]


def test_a_meeting_at_a_dinner_that_somebody_hosted_is_one_meeting() -> None:
    text = "Ana Bell met Jan Holt on Monday at a dinner hosted by the Harbour Mission."
    assert people(text) == [{"Ana Bell", "Jan Holt"}]


def test_who_only_hosted_the_meetings_met_nobody() -> None:
    assert people("Envoy Lena Holm hosted the meetings.") == []


def test_who_leads_a_delegation_is_its_head() -> None:
    reading = go.read(
        "A Peruvian delegation led by Deputy Minister Rosa Prado met Chilean negotiators on Tuesday. "
        "The Chilean side was headed by Luis Meza.",
        published="2031-03-12",
    )
    names = {actor.id: actor.name for actor in reading.actors}
    [contact] = [entry.body for entry in reading.entries if isinstance(entry.body, Contact)]
    assert [names[key] for key in contact.heads] == ["Rosa Prado", "Luis Meza"]
    assert {names[key] for key in contact.participants} == {"Peru", "Chile"}


def test_bodies_of_the_dead_take_part_in_nothing() -> None:
    text = (
        "Valdora says it holds 57 Kestrians and the bodies of at least six. Relatives waited outside. "
        "A fourth round is expected later this month, if both capitals approve the text."
    )
    assert "bodies" not in {actor.name for actor in go.read(text).actors}


LAST = {
    # talks of which nobody is told are those of the union and the employer of a report
    "Staff at Orla University walked out in May. Talks broke down on Monday, their union said.": {
        "union",
        "Orla University",
    },
    "Talks to avert a strike by miners broke down on Monday. The Orvan Miners Union had met Tolm Mining in "
    "May. Talks are to resume on Friday.": {"Orvan Miners Union", "Tolm Mining"},
    # what came of a meeting is told in the same sentence
    "Morland and the Highland Front fought in May. Minister Ana Bell met the Dock Union on Monday, but the "
    "meeting ended in deadlock.": {"Ana Bell", "Dock Union"},
    # a joint body is of those who set it up
    "Morland and the Highland Front held talks in May. A joint commission will meet on Friday.": {
        "Morland",
        "Highland Front",
    },
    # whose meeting it is, and whose counterpart
    "Minister Jan Holt told reporters after his two-hour meeting with Chilean counterpart Luis Meza on "
    "Monday that a road would open.": {"Jan Holt", "Luis Meza"},
    "Minister Ana Bell met her Oruwan counterpart on Friday.": {"Ana Bell", "Oruwan"},
    "Minister Ana Bell met her counterpart in Chile on Friday.": {"Ana Bell", "Chile"},
    # an aside behind 'with' is no side
    "Talks between the Miners Union and Tolm Mining collapsed on Monday, with air travellers facing "
    "delays.": {"Miners Union", "Tolm Mining"},
    "The teams led by Commissioner Jan Holt and Director Ana Bell met Judge Rosa Prado on Friday.": {
        "Jan Holt",
        "Ana Bell",
        "Rosa Prado",
    },
    # those against a state are not it, nor are mediators the sides of later talks
    "Syrian opposition negotiators met envoys of Peru on Friday.": {"Syrian opposition", "Peru"},
    "Peruvian rebel commanders met envoys of Chile on Friday.": {"Peruvian rebels", "Chile"},
    "Morland and the Highland Front held talks in May. Oman and Qatar will take part in talks on Monday as "
    "mediators. Talks are to resume in Lenz on Friday.": {"Morland", "Highland Front"},
    # an apposition is its name
    "Talks are held in Lenz by Tolm, the firm that met the Dock Union on Friday.": {
        "Tolm",
        "Dock Union",
    },
    # 'we' are the body for which somebody speaks, and 'they' a body that tells of itself
    "“We held talks with Orla Ltd in May,” Tolm Airways chief executive Jan Holt said.": {
        "Tolm Airways",
        "Orla Ltd",
    },
    "The Dock Union struck. “We met Orla Ltd in May,” union president Jan Holt said.": {
        "Dock Union",
        "Orla Ltd",
    },
    "The Lenz Nurses Association said on Friday that they had resumed talks with Orla Hospital.": {
        "Lenz Nurses Association",
        "Orla Hospital",
    },
    # a parse hangs the partner on how they met
    "President Ana Bell met for several hours on Thursday behind closed doors with rebel leader Jan Holt.": {
        "Ana Bell",
        "Jan Holt",
    },
    # who calls on somebody is with her
    "Envoy Ana Bell paid a courtesy call on President Jan Holt on Tuesday.": {"Ana Bell", "Jan Holt"},
    "The villagers called on Mayor Jan Holt on Friday.": {"villagers", "Jan Holt"},
    # somebody who is told by an office: its only holder, else the office
    "President Ana Bell spoke. The Peruvian president met Jan Holt on Friday.": {
        "Ana Bell",
        "Jan Holt",
    },
    "Chilean President Ana Bell spoke. The Peruvian president met Jan Holt on Friday.": {
        "Peru",
        "Jan Holt",
    },
    "Vice President Ana Bell spoke. The Peruvian president met Jan Holt on Friday.": {
        "Peru",
        "Jan Holt",
    },
    "The camp committee called on the district chief on Monday.": {"camp committee", "district chief"},
    "Envoy Jan Holt met with leaders in the Middle East on Friday.": {"Jan Holt", "leaders"},
    "Envoy Jan Holt is to meet business leaders on Friday.": {"Jan Holt", "business leaders"},
    "Envoy Jan Holt met with senior officials on Friday.": {"Jan Holt"},
    "Peru and Chile held talks in May. The foreign ministers met on Friday.": {"Peru", "Chile"},
    "Envoys of Peru and Chile met with representatives of countries taking part in the truce on Friday.": {
        "Peru",
        "Chile",
        "countries",
    },
    # the two persons named so far
    "Opposition leader Ana Bell left Lenz. President Jan Holt stayed. The two leaders will meet on Friday.": {
        "Ana Bell",
        "Jan Holt",
    },
    "President Ana Bell met rebel leader Jan Holt. The two rival leaders met Rosa Prado on "
    "Sunday. Ana Bell phoned Luis Meza. The two rival leaders will meet on Friday.": {
        "Ana Bell",
        "Jan Holt",
    },
    # nobody phones herself
    "Ana Bell spoke. Director Jan Holt phoned her on Friday.": {"Ana Bell", "Jan Holt"},
    # lists that a parse cuts, and two bodies before one noun
    "A meeting between Turkey, the United States, and Norway began today.": {
        "Turkey",
        "the United States",
        "Norway",
    },
    "After talks between the Finance Ministry and nurses union broke down on Tuesday, the ministry spoke.": {
        "Finance Ministry",
        "nurses union",
    },
    "Government and rebel delegates from South Sudan met in Lenz on Monday.": {"South Sudan", "rebels"},
    "UN envoys met the Peruvian government delegation on Monday.": {"UN", "Peru"},
    "Blue Party and Red Party leaders Ana Bell and Jan Holt met in Lenz on Monday.": {
        "Ana Bell",
        "Jan Holt",
    },
    "Talks between Peru and the Hill Army began in May. Talks between both sectors were frozen in June.": {
        "Peru",
        "Hill Army",
    },
    # it takes somebody to take part
    "Morland and the Highland Front met on Monday. The talks involved the participation of Ana Bell.": {
        "Morland",
        "Highland Front",
        "Ana Bell",
    },
    "Guerrilla leader Ana Bell arrived in Oran on Thursday for Friday’s talks with President Jan Holt.": {
        "Ana Bell",
        "Jan Holt",
    },
}


@pytest.mark.parametrize(("text", "who"), LAST.items())
def test_who_takes_part_in_what_is_told_last(text: str, who: set[str]) -> None:
    assert people(text)[-1] == who


def test_talks_told_before_their_sides_are_those_of_the_talks_behind() -> None:
    text = (
        "Talks went on in Lenz on Monday. Envoys of Morland and of the Highland Front held a second round "
        "on Tuesday."
    )
    assert people(text)[0] == {"Morland", "Highland Front"}


@pytest.mark.parametrize(
    ("text", "each"),
    [
        # who meets somebody else too meets twice, on one day perhaps at once
        (
            "Ana Bell and Jan Holt will meet on Friday. "
            "Ana Bell and Jan Holt are expected to meet Rosa Prado.",
            [{"Ana Bell", "Jan Holt"}, {"Ana Bell", "Jan Holt", "Rosa Prado"}],
        ),
        (
            "Ana Bell and Jan Holt will meet on Friday. "
            "Ana Bell, Jan Holt and Rosa Prado will meet on Friday.",
            [{"Ana Bell", "Jan Holt", "Rosa Prado"}],
        ),
        # talks with a name of their own are not those told before
        (
            "Morland and Orla met in Lenz on Monday. "
            "The Varenna talks on Sunday included Ana Bell and Jan Holt.",
            [{"Morland", "Orla"}, {"Ana Bell", "Jan Holt"}],
        ),
    ],
)
def test_contacts_of_several_people_are_told_apart(text: str, each: list[set[str]]) -> None:
    assert people(text) == each
