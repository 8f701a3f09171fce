"""How a text has a thing: no denial, demand, plan, condition or hope is read as a fact."""

from __future__ import annotations

import sys

import pytest

import goodoffices as go
from goodoffices.reader.grammar.assertion import assertion_of
from goodoffices.reader.grammar.clauses import clauses
from goodoffices.reader.grammar.document import documents
from goodoffices.reader.layout import layout

_KINDS = {"free": "released", "sign": "signed", "break": "broken", "extend": "extended"}
_FORMS = {
    "free": {"free": "free", "freeing": "freeing", "frees": "frees", "freed": "freed"},
    "sign": {"free": "sign", "freeing": "signing", "frees": "signs", "freed": "signed"},
    "break": {"free": "break", "freeing": "breaking", "frees": "breaks", "freed": "broken"},
    "extend": {"free": "extend", "freeing": "extending", "frees": "extends", "freed": "extended"},
}
for _forms in _FORMS.values():
    _forms["Freeing"] = _forms["freeing"].capitalize()


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
        ("Peru is close to signing the pact.", "sign", "hoped"),
        ("Peru is on the verge of signing the pact.", "sign", "hoped"),
        ("The envoys raised the possibility of extending the truce.", "extend", "hoped"),
        ("The envoys spoke about freeing the crew.", "free", "hoped"),
        ("Peru delayed signing the pact.", "sign", "hoped"),
        ("Freeing the crew is the first step.", "free", "hoped"),
        ("Peru held talks aimed at signing a pact.", "sign", "planned"),
        ("The envoys met in Lenz before signing the pact.", "sign", "planned"),
        ("Peru wants time before signing the pact.", "sign", "hoped"),
        ("After signing the pact, Peru left.", "sign", "asserted"),
        ("Peru will leave after signing the pact.", "sign", "planned"),
        ("Peru began freeing the crew.", "free", "asserted"),
        ("Peru will begin freeing the crew.", "free", "planned"),
        ("Chile admitted breaking the truce.", "break", "asserted"),
        ("Peru thanked Chile for freeing the crew.", "free", "asserted"),
        ("Chile has yet to free the crew.", "free", "denied"),
        ("Chile left instead of signing the pact.", "sign", "denied"),
        ("Chile refrained from breaking the truce.", "break", "denied"),
        ("Chile nearly signed the pact.", "sign", "denied"),
        ("Peru denied reports that Chile had signed the pact.", "sign", "denied"),
        ("Rumours spread that Chile had signed the pact.", "sign", "alleged"),
        ("Hopes that Chile signed the pact faded.", "sign", "hoped"),
        ("Peru wants a deal that frees the crew.", "free", "demanded"),
        ("Under the plan, 20 prisoners are freed.", "free", "planned"),
        ("The pact says the truce is extended.", "extend", "planned"),
        ("The draft says the truce is extended.", "extend", "hoped"),
        ("The draft pact says the truce is extended.", "extend", "hoped"),
        ("Once the pact is signed, the ferries sail.", "sign", "planned"),
        ("Had Chile signed the pact, the ferries would sail.", "sign", "conditional"),
        ("Peru could have sailed, had it signed the pact, said an envoy.", "sign", "conditional"),
        ("Hardly had Chile signed the pact when the guns spoke.", "sign", "asserted"),
        ("Peru will sail, provided that Chile signs the pact.", "sign", "conditional"),
        ("There were reports on Monday that Chile had signed the pact.", "sign", "alleged"),
        ("Speculation grew that Chile had signed the pact.", "sign", "alleged"),
        ("Peru refuted the statements that Chile had signed the pact.", "sign", "denied"),
        ("A report in a paper that Chile had signed was wrong.", "sign", "denied"),
        ("Peru had no doubt that Chile had signed the pact.", "sign", "asserted"),
        ("It is by no means certain that Chile has signed the pact.", "sign", "alleged"),
        ("Chile signed the pact, which Peru denied.", "sign", "alleged"),
        ("Chile signed the pact, which Peru kept.", "sign", "asserted"),
        ("The envoy has not helped the sides sign the pact.", "sign", "denied"),
        ("The envoy helped the sides sign the pact.", "sign", "asserted"),
        ("Neither Chile nor Peru signed the pact.", "sign", "denied"),
        ("The crews the rebels want freed are in Lenz.", "free", "demanded"),
        ("The crews that were freed are in Lenz.", "free", "asserted"),
        ("The rebels said all crews had to be freed.", "free", "demanded"),
        ("Peru cites a letter they say Chile signed.", "sign", "alleged"),
        ("Peru will speak on Friday, having first signed the pact.", "sign", "planned"),
        ("Peru will speak on Friday, having signed the pact.", "sign", "asserted"),
        ("The guns were to fall silent and the crews freed within a week.", "free", "planned"),
        ("The guns fell silent and the crews sailed within a week.", "sail", "asserted"),
        (
            "The deal calls for the withdrawal of forces as well as freeing the crews.",
            "free",
            "demanded",
        ),
    ],
)
def test_a_clause_is_asserted_as_the_words_around_it_have_it(
    text: str, lemma: str, assertion: str
) -> None:
    [document] = documents([(text, 0, layout(text))])
    [clause] = [one for tree in document.trees for one in clauses(tree) if one.lemma == lemma]
    assert assertion_of(clause) == assertion


def test_a_sentence_of_twice_as_many_clauses_costs_twice_as_much() -> None:
    _calls("met " * 40)  # word lists are read once
    assert _calls("met " * 80) < 2.2 * _calls("met " * 40)


def _calls(text: str) -> int:
    """Return how many calls it takes to ask how each clause of a text is asserted."""
    [document] = documents([(text, 0, layout(text))])
    found = [one for tree in document.trees for one in clauses(tree)]
    events: list[str] = []
    sys.setprofile(lambda frame, event, argument: events.append(event))
    try:
        for clause in found:
            assertion_of(clause)
    finally:
        sys.setprofile(None)
    return events.count("call")


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
        "Peru spoke of meeting Chile in Lenz.",
        "Peru came close to meeting Chile in Lenz.",
        "The possibility of meeting Chile was raised by Peru.",
        "Peru and Chile are close to holding talks.",
        "Peru and Chile are on the verge of talks.",
    ],
)
def test_what_is_wanted_hoped_for_or_refused_is_no_contact(text: str) -> None:
    assert go.read(text, published="2031-03-12").to_json()["contacts"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Talks on {freeing} the crew resumed.",
        "Peru and Chile reached a deal on {freeing} the crew.",
        "Peru and Chile reached a deal to {free} the crew.",
        "Peru presented a plan for {freeing} the crew.",
        "Efforts to {free} the crew went on.",
        "Pressure on Chile to {free} the crew grew.",
        "Peru and Chile held talks aimed at {freeing} the crew.",
        "Peru and Chile met before {freeing} the crew.",
        "Peru left Lenz without {freeing} the crew.",
        "Peru left Lenz instead of {freeing} the crew.",
        "Peru is close to {freeing} the crew.",
        "Peru came close to {freeing} the crew.",
        "Peru stopped short of {freeing} the crew.",
        "Peru failed to {free} the crew.",
        "Peru is yet to {free} the crew.",
        "Peru has yet to {free} the crew.",
        "The envoys discussed the possibility of {freeing} the crew.",
        "The risk of {freeing} the crew is high.",
        "Peru suggested {freeing} the crew.",
        "Peru ruled out {freeing} the crew.",
        "Peru threatened {freeing} the crew.",
        "Peru is committed to {freeing} the crew.",
        "Peru was prevented from {freeing} the crew.",
        "The goal of the talks is {freeing} the crew.",
        "{Freeing} the crew was discussed in Lenz.",
        "{Freeing} the crew would end the war.",
        "Peru wants a deal that {frees} the crew.",
        "The deal will see the crew {freed}.",
        "Under the plan, the crew are {freed} first.",
        "As soon as the crew are {freed}, the ferries sail.",
        "Hopes of Chile {freeing} the crew faded.",
        "There is no sign that Chile {freed} the crew.",
        "Chile all but {freed} the crew.",
    ],
)
@pytest.mark.parametrize(
    ("verb", "thing"), [("free", "crew"), ("sign", "pact"), ("break", "truce"), ("extend", "truce")]
)
def test_an_event_that_is_only_named_is_no_fact(text: str, verb: str, thing: str) -> None:
    said = text.format(**_FORMS[verb]).replace("crew", thing)
    outcomes = go.read(said, published="2031-03-12").to_json()["outcomes"]
    assert [
        one for one in outcomes if one["assertion"] == "asserted" and one["kind"] == _KINDS[verb]
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        "The release of 20 prisoners was postponed.",
        "The release of 20 prisoners was put on hold.",
        "The signing of the pact was called off.",
        "Peru sees the release of the crew as a goal.",
        "Peru and Chile met ahead of the signing of the pact.",
        "Peru and Chile are finalising a deal.",
        "The truce was being extended.",
    ],
)
def test_an_event_that_is_put_off_or_under_way_is_no_outcome(text: str) -> None:
    outcomes = go.read(text, published="2031-03-12").to_json()["outcomes"]
    assert [one for one in outcomes if one["assertion"] == "asserted"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Peru is close to rejecting the plan.",
        "Peru has yet to accept the plan.",
        "Peru left without accepting the plan.",
        "Instead of rejecting the plan, Peru left.",
        "Before accepting the plan, Peru wants more time.",
        "The possibility of Peru rejecting the plan grew.",
        "Peru stopped short of rejecting the plan.",
    ],
)
def test_a_position_that_is_only_named_is_not_taken(text: str) -> None:
    positions = go.read(text, published="2031-03-12").to_json()["positions"]
    assert [one for one in positions if one["stance"] != "demands"] == []


@pytest.mark.parametrize(
    ("text", "assertion"),
    [
        ("Peru said the ferry had sailed.", "asserted"),
        ("Peru said the ferry would sail.", "planned"),
        ("Peru said it would not meet Chile.", "refused"),
        ("Peru said nobody had signed the pact.", "asserted"),
        ("Peru said the pact had not been signed.", "asserted"),
        ("Peru said it had never held the crew.", "denied"),
        ("Peru said the crew was never shown the list.", "asserted"),
        ("“We call on Chile to leave,” said Peru.", "demanded"),
        ("According to Peru, the crew will sail.", "planned"),
        ("The crew, according to Peru, will not sail.", "refused"),
        ("Peru said talks were scheduled for Monday.", "planned"),
        ("Peru said it was not prepared to sign.", "refused"),
        ("Peru said it could not accept the pact.", "refused"),
        ("Peru said it wanted to meet Chile.", "hoped"),
        ("Peru said it was confident that Chile would sign.", "hoped"),
        ("Peru said the crews need to leave first.", "demanded"),
        ("Peru suggested that both crews leave.", "demanded"),
        ("Peru said a strike would be illegal.", "asserted"),
        ("Peru called the report a fabrication.", "denied"),
        ("Peru blamed Chile for the raid.", "alleged"),
        ("Peru warned Chile against closing the lock.", "demanded"),
        ("“Nothing of the kind happened,” said Peru.", "denied"),
        ("“There will be no talks,” said Peru.", "refused"),
        ("Peru said the crew had been denied food.", "asserted"),
        ("Peru said the reports were false.", "denied"),
        ("Peru said there had been no such meeting.", "denied"),
        ("Peru said it was not true that Chile had signed.", "denied"),
        ("Peru said the claims were without foundation.", "denied"),
        ("Peru said it did not want to meet Chile.", "refused"),
        ("“We do not negotiate under fire,” said Peru.", "refused"),
        ("Peru said it would sail as long as no boat was stopped.", "conditional"),
        ("Peru said the pact would lapse should Chile leave.", "conditional"),
        ("Peru said it hoped Chile would sign.", "hoped"),
        ("Peru said it hopes to sign.", "hoped"),
        ("Peru said the sides were to meet on Monday.", "planned"),
        ("Peru insists that any talks be public.", "demanded"),
        ("Peru said that Chile must leave the harbour.", "demanded"),
        ("Peru urged both camps to leave the harbour.", "demanded"),
        ("Peru expressed the hope that the crew would sail.", "hoped"),
        ("The ferry had sailed, Peru said.", "asserted"),
        ("The ferry will sail, Peru said on Monday.", "planned"),
        ("The ferry, Peru said, would not sail.", "refused"),
        ("Chile accused Peru of hiding the boats.", "alleged"),
        ("The council says no.", "refused"),
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
