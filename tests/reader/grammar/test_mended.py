"""Parses that are wrong in a known way are mended: the subject of the verb is whole."""

from __future__ import annotations

from itertools import islice

import pytest

from goodoffices.reader import read
from goodoffices.reader.grammar.clauses import clauses
from goodoffices.reader.grammar.document import documents
from goodoffices.reader.grammar.tree import hang, linked
from goodoffices.reader.layout import layout
from goodoffices.record import Statement


@pytest.mark.parametrize(
    ("text", "verb", "subjects"),
    [
        ("Ferry owner Leo Marsh and harbour pilot Ines Cole met in Vellin.", "met", ["Marsh", "Cole"]),
        (
            "Harbour chief Ruth Amsel and union chair Ida Voss spoke on Sunday.",
            "spoke",
            ["Amsel", "Voss"],
        ),
        ("While Bolivia closed its border, Peru and Chile met in Lenz.", "met", ["Peru", "Chile"]),
        ("Under the eyes of the African Union, the army and the Front met.", "met", ["army", "Front"]),
        ("Peru, Chile sign fishing pact", "sign", ["Peru", "Chile"]),
        ("Students who have struck since May met the rector on Monday.", "met", ["Students"]),
        ("The Miners’ Union and mine owners met on Monday.", "met", ["Union", "owners"]),
        (
            "The Harbour Workers’ Association and port operators agreed in December to go on.",
            "agreed",
            ["Association", "operators"],
        ),
        ("The Dockers Guild and shipping lines signed a deal.", "signed", ["Guild", "lines"]),
        # parses that need no mending stay as they are
        ("The Miners Union and company negotiators met on Monday.", "met", ["negotiators"]),
        ("In talks in Geneva, Bern and Oslo, Peru met Chile.", "met", ["Peru"]),
        ("On Monday, Peru met Chile.", "met", ["Peru"]),
        ("Peru freed the men and Chile opened the border.", "opened", ["Chile"]),
        ("The rebels freed Ana Bell and the army left.", "left", ["army"]),
        ("The rebels freed Ana Bell and the army left.", "freed", ["rebels"]),
        ("The text being reviewed by Peru seeks a truce.", "seeks", ["text"]),
        ("Peru urged both sides to meet and put the deal to a vote.", "put", ["sides"]),
    ],
)
def test_a_verb_has_its_whole_subject(text: str, verb: str, subjects: list[str]) -> None:
    [document] = documents([(text, 0, layout(text))])
    [tree] = document.trees
    clause = next(one for one in clauses(tree) if one.verb.text == verb)
    assert [word.text for word in clause.subjects] == subjects


def test_a_word_with_a_hyphen_is_one() -> None:
    text = "Students met the vice-chancellor on Monday."
    [document] = documents([(text, 0, layout(text))])
    [clause] = clauses(document.trees[0])
    assert [word.text for word in clause.objects] == ["chancellor"]


@pytest.mark.parametrize(
    ("text", "speaker", "content", "assertion"),
    [
        (
            "Union chief Juan Leal said in a video message that the union would meet the company.",
            "Union chief Juan Leal",
            "the union would meet the company.",
            "planned",
        ),
        (
            "The owners of a ferry hijacked months ago off the coast denied on Thursday it had been freed.",
            "The owners of a ferry",
            "it had been freed.",
            "denied",
        ),
        (
            "“It was a long night,” said, after a pause, the ship’s cook, Sal Orvis.",
            "the ship’s cook",
            "“It was a long night,”",
            "asserted",
        ),
    ],
)
def test_words_said_far_from_their_verb(text: str, speaker: str, content: str, assertion: str) -> None:
    [found] = [e for e in read(text.encode(), name="x").entries if isinstance(e.body, Statement)]
    assert isinstance(found.body, Statement)
    assert found.body.speaker.text.startswith(speaker)
    assert [part.text for part in found.body.content] == [content]
    assert found.assertion == assertion


def test_a_mended_parse_has_no_heads_that_go_round() -> None:
    """Torn words in which the noun before a participle hangs on that participle."""
    text = "Strom yesterday carried between said she t"
    [document] = documents([(text, 0, layout(text))])
    for tree in document.trees:
        for word in tree.words:
            assert len(list(islice(word.above(), len(tree.words)))) < len(tree.words)


def test_no_word_is_hung_under_its_own_dependant() -> None:
    text = "Peru met Chile in Lenz."
    [document] = documents([(text, 0, layout(text))])
    [met] = [word for word in document.trees[0].words if word.text == "met"]
    [chile] = met.of("dobj")
    hang(met, chile, "acl")
    assert met.head is None
    assert chile.head is met


def test_heads_that_go_round_are_cut() -> None:
    text = "Peru met Chile in Lenz."
    [document] = documents([(text, 0, layout(text))])
    words = document.trees[0].words
    for word in words:
        word.head, word.kids = None, []
    linked(words, [1, 2, 0, 1, 3, 5])
    assert [word.text for word in words if word.head is None] == ["Peru", "."]
    assert (words[0].left, words[0].right) == (0, 4)
