"""What was learned of words: the clues of a word, and what is proposed or doubted by them."""

from __future__ import annotations

from datetime import date

import pytest

import goodoffices as go
from benchmarks import learn, second
from goodoffices.reader.grammar.clues import Scene
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.learned import Learned, parsed, weights
from goodoffices.reader.grammar_reader import grounds
from goodoffices.reader.plugins import Context
from goodoffices.record.entries import Contact, Position, Pressure, Source


def ground_of(text: str) -> Ground:
    source = Source("report", None, None, None, "")
    [ground] = grounds([(text, Context(source, date(2031, 3, 12), 0))])
    return ground


@pytest.mark.parametrize(
    ("text", "word", "clues"),
    [
        (
            "Peru dined with Chile on Monday.",
            "dined",
            {"subject=state", "with=state", "on=day", "past", "dated", "meant=asserted"},
        ),
        (
            "Peru hopes to toast the pact.",
            "toast",
            {"object=pact", "object~pact", "under~hope", "under=hoped", "link=xcomp"},
        ),
        (
            "After two days of talks the envoys left.",
            "talks",
            {"is-behind=of", "is-behind=of of~day", "bare", "form=NNS"},
        ),
    ],
)
def test_the_clues_of_a_word(text: str, word: str, clues: set[str]) -> None:
    ground = ground_of(text)
    [tree] = ground.document.trees
    scene = Scene(ground, tree)
    [found] = [one for one in scene.words() if one.text == word]
    assert clues <= set(scene.clues(found))


def test_a_word_is_looked_up_by_itself_and_by_its_lists() -> None:
    ground = ground_of("Peru met Chile.")
    [tree] = ground.document.trees
    scene = Scene(ground, tree)
    [met] = scene.words()
    assert {"", "verb:meet", "[contacts.meeting-verb]"} <= set(scene.keys(met))


def test_a_word_likely_tells_of_a_contact_where_people_stand_beside_it() -> None:
    def chance(text: str) -> float:
        ground = ground_of(text)
        [tree] = ground.document.trees
        [word] = [one for one in tree.words if one.text == "dined"]
        return Learned(ground).chance(tree, word, "contact")

    assert chance("The premier dined with the envoys of Chile.") > 0.7
    assert chance("The premier dined on trout.") < chance("The premier dined with the envoys of Chile.")


def contacts_of(text: str) -> list[tuple[Contact, float | None]]:
    reading = go.read(text, published="2031-03-12")
    found = [(entry.body, entry.confidence) for entry in reading.entries]
    return [(body, sure) for body, sure in found if isinstance(body, Contact)]


def test_a_learned_contact_has_its_chance_for_confidence() -> None:
    [(contact, confidence)] = contacts_of(
        "Pio Lanza and Bert Loman had a word in the tunnel on Saturday."
    )
    assert (contact.kind, contact.status, len(contact.participants)) == ("meeting", "held", 2)
    assert confidence is not None
    assert 0.6 <= confidence < 1


@pytest.mark.parametrize(
    "text",
    [
        "A rumour that Torvald and Baliev had dined together on Sunday was false, the palace said.",
        "Mayor Ann Lee spoke to reporters on Monday.",
    ],
)
def test_rules_veto_what_was_learned(text: str) -> None:
    assert contacts_of(text) == []


def test_a_noun_and_its_verb_tell_of_one_contact() -> None:
    told = contacts_of("A four-way call on Sunday brought in the leaders of Peru, Chile and Tarsa.")
    assert [contact.kind for contact, _ in told] == ["call"]


def test_pressure_is_no_position_beside() -> None:
    reading = go.read("Families of the crews are pressing Lindal Lines to pay wages for February.")
    told = [entry.body for entry in reading.entries if isinstance(entry.body, Position | Pressure)]
    assert [type(body) for body in told] == [Pressure]


def test_weights_are_read_as_they_are_written() -> None:
    written = learn.written({"contact": {"": {"": -3.5}, "verb:dine": {"": 1.0, "with=state": 0.25}}})
    assert parsed(written) == {"contact": {"": {"": -350}, "verb:dine": {"": 100, "with=state": 25}}}


def test_the_same_reports_teach_the_same_weights() -> None:
    texts = second.parse((learn.TAUGHT / "08-briefs.txt").read_text("utf-8"))[:30]
    first, again = (learn.written(learn.learned(list(learn.examples(texts)))) for _ in range(2))
    assert first == again
    assert "\n= contact\n" in first


def test_every_telling_has_weights_and_kinds() -> None:
    assert {name.partition(" ")[0] for name in weights()} == {"contact", "outcome", "position"}
    assert all(f"position {kind}" in weights() for kind in ("demands", "offers", "accepts", "rejects"))


def test_the_taught_reports_are_whole() -> None:
    texts = [text for path in learn.taught() for text in second.parse(path.read_text("utf-8"))]
    assert len(texts) > 500
    assert all(
        list(text.contacts()) is not None and list(text.outcomes()) is not None for text in texts
    )
