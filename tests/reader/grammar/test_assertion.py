"""How a text has a thing: no denial, demand, plan, condition or hope is read as a fact."""

from __future__ import annotations

import pytest

import goodoffices as go
from goodoffices.reader.grammar.assertion import assertion_of
from goodoffices.reader.grammar.clauses import clauses
from goodoffices.reader.grammar.document import documents


@pytest.mark.parametrize(
    ("text", "lemma", "assertion"),
    [
        ("Peru and Chile met in Lenz.", "meet", "asserted"),
        ("Peru said that Chile had signed the pact.", "sign", "asserted"),
        ("Peru has managed to sign the pact.", "sign", "asserted"),
        ("Chile did not sign the pact.", "sign", "denied"),
        ("Nobody signed the pact.", "sign", "denied"),
        ("No envoy met the crews.", "meet", "denied"),
        ("Chile denied that it had broken the truce.", "break", "denied"),
        ("Chile denies breaking the truce.", "break", "denied"),
        ("Chile failed to sign the pact.", "sign", "denied"),
        ("They left without signing the pact.", "sign", "denied"),
        ("Peru claimed that Chile had broken the truce.", "break", "alleged"),
        ("Peru accused Chile of breaking the truce.", "break", "alleged"),
        ("Chile reportedly broke the truce.", "break", "alleged"),
        ("Chile is said to hold the hill.", "hold", "alleged"),
        ("Peru asked Chile to sign the pact.", "sign", "demanded"),
        ("Peru demanded that Chile release the crew.", "release", "demanded"),
        ("Peru wants Chile to sign the pact.", "sign", "demanded"),
        ("Chile must release the crew.", "release", "demanded"),
        ("Peru will sign the pact on Monday.", "sign", "planned"),
        ("Peru said it would sign the pact.", "sign", "planned"),
        ("Peru and Chile are to meet in Lenz.", "meet", "planned"),
        ("Peru agreed to release the crew.", "release", "planned"),
        ("The envoys are due to meet on Monday.", "meet", "planned"),
        ("If Chile signs the pact, the ferries will sail.", "sign", "conditional"),
        ("The ferries will sail if Chile signs the pact.", "sail", "conditional"),
        ("Peru will sign unless Chile withdraws.", "withdraw", "conditional"),
        ("Peru hopes to meet Chile in May.", "meet", "hoped"),
        ("Peru is ready to meet Chile.", "meet", "hoped"),
        ("Peru might sign the pact.", "sign", "hoped"),
        ("Chile refused to meet Peru.", "meet", "refused"),
        ("Chile said it would not meet Peru.", "meet", "refused"),
        ("Chile does not want to meet Peru.", "meet", "refused"),
    ],
)
def test_a_clause_is_asserted_as_the_words_around_it_have_it(
    text: str, lemma: str, assertion: str
) -> None:
    [document] = documents([(text, 0)])
    [clause] = [one for tree in document.trees for one in clauses(tree) if one.lemma == lemma]
    assert assertion_of(clause) == assertion


@pytest.mark.parametrize(
    "text",
    [
        "Peru called for talks with Chile.",
        "Peru seeks fresh talks with Chile.",
        "Chile set conditions for a meeting with Peru.",
        "Peru is ready for talks with Chile.",
        "Chile refused to hold talks with Peru.",
        "Peru hopes to meet Chile in Lenz.",
        "If Peru meets Chile, the pact may hold.",
        "Peru urged Chile to return to the table.",
        "Peru and Chile could meet in May.",
        "The crews want a meeting with the owners.",
        "Oslo offered to host talks between Peru and Chile.",
    ],
)
def test_what_is_wanted_hoped_for_or_refused_is_no_contact(text: str) -> None:
    assert go.read(text, published="2031-03-12").to_json()["contacts"] == []


@pytest.mark.parametrize(
    ("text", "assertion"),
    [
        ("Peru said the ferry had sailed.", "asserted"),
        ("Peru said the ferry would sail.", "planned"),
        ("Peru said it would not meet Chile.", "refused"),
        ("Peru said nobody had signed the pact.", "denied"),
        ("Peru denied that the ferry had sailed.", "denied"),
        ("Peru claimed that the ferry had sailed.", "alleged"),
        ("Peru hopes the ferry will sail.", "hoped"),
        ("“We will not sign,” said Peru.", "refused"),
        ("Peru did not deny that the ferry had sailed.", "asserted"),
    ],
)
def test_a_statement_says_how_its_words_are_meant(text: str, assertion: str) -> None:
    [said] = go.read(text, published="2031-03-12").to_json()["statements"]
    assert said["assertion"] == assertion
