"""Set phrases, conditions without 'if' and words that call a claim untrue, each in a clause of its own."""

from __future__ import annotations

import pytest

from goodoffices.reader.grammar.clauses import Clause, clauses
from goodoffices.reader.grammar.conditions import on_condition
from goodoffices.reader.grammar.document import documents
from goodoffices.reader.grammar.phrased import by_first_words, by_phrase
from goodoffices.reader.grammar.untrue import calls_untrue
from goodoffices.reader.layout import layout


def _root(text: str) -> Clause:
    [document] = documents([(text, 0, layout(text))])
    return next(one for one in clauses(document.trees[0]) if one.link == "ROOT")


@pytest.mark.parametrize(
    ("text", "assertion"),
    [
        ("There is nothing to discuss.", "refused"),
        ("The board had better pay.", "demanded"),
        ("Both armies are required to leave.", "demanded"),
        ("The crews are not required to leave.", None),
        ("It is up to Chile to free the crew.", "demanded"),
        ("All we ask is a reply.", "demanded"),
        ("The mayor looked forward to the vote.", "hoped"),
        ("Chile was behind the raid.", "alleged"),
        ("The claim was wide of the mark.", "denied"),
        ("The ferry left for Lenz.", None),
    ],
)
def test_a_phrase_says_how_a_clause_is_meant(text: str, assertion: str | None) -> None:
    assert by_phrase(_root(text)) == assertion


@pytest.mark.parametrize(
    ("text", "assertion"),
    [
        ("Not until the crew is home.", "refused"),
        ("Not a single boat has sailed.", None),
        ("Time to go home.", "demanded"),
        ("Enough talk.", "demanded"),
        ("Utter rubbish.", "denied"),
        ("May this be the last war.", "hoped"),
        ("They may sail in May.", None),
    ],
)
def test_first_words_say_how_a_sentence_is_meant(text: str, assertion: str | None) -> None:
    [document] = documents([(text, 0, layout(text))])
    assert by_first_words(document.trees[0]) == assertion


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("They pay or we walk.", True),
        ("They sail on Monday or Tuesday.", False),
        ("We come back the minute he pays.", True),
        ("Without a subsidy the ferry will stop.", True),
        ("The ferry will sail without passengers.", False),
        ("Barring a storm, the ferry will sail.", True),
        ("They might sail in return for a rise.", True),
        ("They sailed in return for a rise.", False),
    ],
)
def test_a_condition_needs_no_if(text: str, bound: bool) -> None:
    assert on_condition(_root(text)) is bound


@pytest.mark.parametrize(
    ("text", "untrue"),
    [
        ("That is not what I said.", True),
        ("The story was made up.", True),
        ("The crew was made up of boys.", False),
        ("The allegations did not stand up.", True),
        ("The claim had no basis.", True),
        ("There was no basis for talks.", False),
        ("The report was a distortion.", True),
    ],
)
def test_a_claim_may_be_called_untrue(text: str, untrue: bool) -> None:
    assert calls_untrue(_root(text)) is untrue
