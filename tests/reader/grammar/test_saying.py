"""The frames of verbs of saying: an infinitive, 'for' and a noun, a number; a speaker with name and title."""

from __future__ import annotations

from typing import Any

import pytest

import goodoffices as go
from goodoffices.record.entries import Position, Statement
from tests.support.said import Row, said_in


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "The pilots’ guild offered to keep two tugs at the lock.",
            [("The pilots’ guild", "planned", "to keep two tugs at the lock")],
        ),
        (
            "Ms Rist wants the board to open the lock on Sundays.",
            [("Ms Rist", "demanded", "the board to open the lock on Sundays")],
        ),
        (
            "The guild wants to see the accounts before it signs.",
            [("The guild", "hoped", "to see the accounts before it signs")],
        ),
        ("The pilots appealed for calm.", [("The pilots", "demanded", "calm")]),
        ("The ministry called for a new ballot.", [("The ministry", "demanded", "a new ballot")]),
        (
            "The guild asked for a week to study the draft.",
            [("The guild", "demanded", "a week to study the draft")],
        ),
        ("The guild threatened a strike.", [("The guild", "planned", "a strike")]),
        ("The guild complained of long hours.", [("The guild", "asserted", "long hours")]),
        ("The storm threatened the lock.", []),
        ("The talks were called for Monday.", []),
        ("The ferry, which had called for repairs, sank.", []),
        ("The board ruled out closing the lock.", [("The board", "refused", "closing the lock")]),
        (
            "The minister ruled out any further cuts.",
            [("The minister", "refused", "any further cuts")],
        ),
        ("The guild objected to the new rota.", [("The guild", "refused", "the new rota")]),
        (
            "The guild objected that the rota was new.",
            [("The guild", "asserted", "the rota was new")],
        ),
        (
            "The board estimated the cost at 2 million crowns.",
            [("The board", "asserted", "the cost at 2 million crowns")],
        ),
    ],
)
def test_frames_of_verbs(text: str, rows: list[Row]) -> None:
    assert said_in(text) == rows


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (
            "The port on Tuesday raised the toll, its director, Nils Orre, said.",
            "its director, Nils Orre",
            "The port on Tuesday raised the toll",
        ),
        (
            "The port raised the toll, Nils Orre, its director, told reporters.",
            "Nils Orre",
            "The port raised the toll",
        ),
        (
            "The bridge is shut, Nils Orre, who runs the port, said.",
            "Nils Orre",
            "The bridge is shut",
        ),
        (
            "The bridge is shut, the head of the port authority’s works department, Nils Orre, said.",
            "the head of the port authority’s works department, Nils Orre",
            "The bridge is shut",
        ),
    ],
)
def test_a_speaker_between_commas_with_name_and_title(text: str, speaker: str, words: str) -> None:
    assert said_in(text) == [(speaker, "asserted", words)]


@pytest.mark.parametrize(
    ("words", "assertion"),
    [
        ("it would accept the rota provided that the tug was returned", "conditional"),
        ("the tugs would stay in port until the board paid", "conditional"),
        ("it would hold a ballot as soon as the draft arrived", "conditional"),
        ("it would go on only when the tugs had left", "conditional"),
        ("it would wait until Friday", "planned"),
        ("it wanted all pilots paid", "demanded"),
        ("the strike was premature", "asserted"),
        ("it was wrong to cut pay", "asserted"),
        ("the reports were premature", "denied"),
        ("the claim was wrong", "denied"),
        ("it would no longer deal with the board", "refused"),
        ("it would accept no further cuts", "refused"),
        ("the change would hurt small ports", "asserted"),
        ("the port would not lose its pilots", "asserted"),
        ("its members would hurt nobody", "planned"),
        ("no such order had been given", "denied"),
        ("no such meeting took place", "denied"),
    ],
)
def test_how_reported_words_are_meant(words: str, assertion: str) -> None:
    assert said_in(f"The guild said {words}.") == [("The guild", assertion, words)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Mr Orre would say only that the talks were useful.",
            [("Mr Orre", "asserted", "the talks were useful")],
        ),
        (
            "The lock, which according to the guild is unsafe, was closed on Monday.",
            [("the guild", "asserted", "is unsafe")],
        ),
        (
            "The lock was opened, the board said, after the guild had paid.",
            [("the board", "asserted", "The lock was opened / after the guild had paid")],
        ),
        (
            "The lock was opened, the board said, after meeting the guild.",
            [("the board", "asserted", "The lock was opened")],
        ),
        ("Ms Bell, who calls herself a pilot, left.", []),
        (
            "According to the board the lock is open, and the tugs are ready.",
            [("the board", "asserted", "the lock is open, and the tugs are ready")],
        ),
        (
            "The Ministers of Lenz and Orla:\n1. Reaffirm their support for the truce;",
            [("The Ministers of Lenz and Orla", "asserted", "Reaffirm their support for the truce")],
        ),
        ("The ministry decided that the lock would close.", []),
        (
            "The lock was shut, the Lenz Port Guild (LPG) said on Monday.",
            [("the Lenz Port Guild (LPG)", "asserted", "The lock was shut")],
        ),
        (
            "Ms Bell made it clear that the lock would stay shut.",
            [("Ms Bell", "planned", "the lock would stay shut")],
        ),
        ("Ms Bell made clear the lock was shut.", [("Ms Bell", "asserted", "the lock was shut")]),
        ("Ms Bell made the lock safe.", []),
        (
            "It was announced by the guild that the lock was shut.",
            [("the guild", "asserted", "the lock was shut")],
        ),
        (
            "The lock had been shut, it was stressed in a joint statement by the guild.",
            [("the guild", "asserted", "The lock had been shut")],
        ),
        ("The lock has been shut, it was announced on Monday.", []),
        ("It was agreed by the guild that the lock would open.", []),
        ("When asked if the lock should close, Ms Bell said “never”.", []),
        (
            "Asked if the lock should close, Ms Bell said: “Never.”",
            [("Ms Bell", "refused", "Never")],
        ),
        (
            "Ms Bell said that six were free; four, she said, were ill.",
            [
                ("Ms Bell", "asserted", "six were free; four, she said, were ill"),
                ("she", "asserted", "four / were ill"),
            ],
        ),
        (
            "Ms Bell portrayed the rota as “a trap”.",
            [("Ms Bell", "asserted", "the rota as “a trap")],
        ),
        ("Ms Bell slammed the rota.", []),
        (
            "About 60 members of the guild accused the board of lying.",
            [("About 60 members of the guild", "alleged", "the board of lying")],
        ),
        (
            "“We want peace,” one of the pilots told the board.",
            [("one of the pilots", "demanded", "We want peace")],
        ),
        ("One said pay was poor.", []),
        ("The board sent terms it hopes may end the strike.", []),
        (
            "Replying to a question on the lock, should it shut, Ms Bell suggested “waiting”.",
            [("Ms Bell", "asserted", "waiting")],
        ),
        (
            "The pilots told the board to say no. “You will kill the port,” said Ana Bell.",
            [
                ("The pilots", "demanded", "to say no"),
                ("Ana Bell", "planned", "You will kill the port"),
            ],
        ),
        (
            "BELL: “The lock is shut.”\n\nThe board said it was open.\n\nBELL: “It is not.”",
            [
                ("BELL", "asserted", "The lock is shut"),
                ("The board", "asserted", "it was open"),
                ("BELL", "asserted", "It is not"),
            ],
        ),
        ("The board ordered the guild to return the tug.", []),
        (
            "In the words of Ms Bell, the rota is “a trap”.",
            [("Ms Bell", "asserted", "the rota is “a trap")],
        ),
        (
            "The board said the lock was safe and thanked the pilots for their patience.",
            [("The board", "asserted", "the lock was safe")],
        ),
        (
            "Ms Bell said the guild would ballot its members, without naming a day.",
            [("Ms Bell", "planned", "the guild would ballot its members")],
        ),
        (
            "The two delegations:\n- reaffirmed their support for the truce;\n- agreed to meet in May.",
            [
                ("The two delegations", "asserted", "reaffirmed their support for the truce"),
                ("The two delegations", "planned", "agreed to meet in May"),
            ],
        ),
    ],
)
def test_which_words_and_whose(text: str, rows: list[Row]) -> None:
    assert said_in(text) == rows


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        (
            "Open letter from Ana Bell and Nils Orre\n\nWe ask the ministry to open the lock.",
            ["ana-bell", "nils-orre"],
        ),
        (
            "“We have time,” says Nils Orre, director of the port.\n\nQ: Is the lock open?\n\n"
            "A: It is.\n\nQ: And the guild?\n\nA: It has paid.",
            ["nils-orre", "nils-orre", "nils-orre"],
        ),
    ],
)
def test_joint_authors_and_the_person_interviewed(text: str, actors: list[str]) -> None:
    reading: dict[str, Any] = go.read(text, published="2031-03-12").to_json()
    assert [said["speaker"]["actor"] for said in reading["statements"]] == actors


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Students were asking the dean to sign a contract.", "were asking"),
        ("Peru has been maintaining that the quota was small.", "has been maintaining"),
        ("Peru had denied that the quota was small.", "denied"),
    ],
)
def test_a_verb_in_ing_is_told_with_its_helping_verbs(text: str, cue: str) -> None:
    bodies = [entry.body for entry in go.read(text).entries if isinstance(entry.body, Statement)]
    assert [body.cue.text for body in bodies] == [cue]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "The port board said it was late. Fishermen left the hall. They said the talks had failed.",
            "Fishermen",
        ),
        (
            "The port board said it was late. Ana Bell left the hall. They said the talks had failed.",
            "port board",
        ),
        ("The Guild’s leaders left the hall. They said the talks had failed.", "Guild"),
    ],
)
def test_they_are_those_of_whom_the_sentence_before_tells(text: str, who: str) -> None:
    reading = go.read(text)
    names = {actor.id: actor.name for actor in reading.actors}
    bodies = [entry.body for entry in reading.entries if isinstance(entry.body, Statement)]
    assert names[bodies[-1].actor or ""] == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Ana Bell and Nils Orre met on Monday. Both said the talks were useful.",
            ["Ana Bell", "Nils Orre"],
        ),
        ("Peru and Chile signed on Monday. They said the talks were useful.", ["Peru", "Chile"]),
        ("The Lenz Port Board met.\n\n“It is safe,” the statement read.", ["Lenz Port Board"]),
        ("Rebel pilots left on Monday.\n\nThey said the talks were useful.", ["Rebel pilots"]),
        (
            "The lock is shut, Port spokesman Nils Orre said.\n\n“It is safe,” the port official said.",
            ["Nils Orre", "Nils Orre"],
        ),
        (
            "The lock is shut, Port spokesman Nils Orre said.\n\n“It is safe,” the lake official said.",
            ["Nils Orre", "lake official"],
        ),
    ],
)
def test_who_is_meant_by_those_named_before(text: str, who: list[str]) -> None:
    reading = go.read(text)
    names = {actor.id: actor.name for actor in reading.actors}
    bodies = [entry.body for entry in reading.entries if isinstance(entry.body, Statement)]
    assert [names[body.actor or ""] for body in bodies] == who


def test_a_union_is_no_minister_of_a_union() -> None:
    text = "Two Union Ministers met farmers. The union leaders stuck to their demand for a repeal of the law."
    reading = go.read(text)
    names = {actor.id: actor.name for actor in reading.actors}
    who = [names[entry.body.actor] for entry in reading.entries if isinstance(entry.body, Position)]
    assert who
    assert "Union Ministers" not in who
