"""Descriptions of the fields of case.yaml, for the JSON Schema and the reference page.

They stand by the kind of mapping a field is in, and by the field as it is typed.
"""

from __future__ import annotations

from collections.abc import Mapping

BASIS = (
    "The source of the numbers here: reported, stated by the party, inferred, invented or not stated. "
    "By default that of the whole case."
)
BECAUSE = "The grounds, in words: sources and quotations."
VALUES = (
    "For each issue, the worth of its options in points of the party's own; or a line over numbers."
)
WEIGHTS = "For each issue, a factor that its values are multiplied by; 1 by default."
TOGETHER = "Worth of combinations, added to the worth of their options."
WORDS: Mapping[str, Mapping[str, str]] = {
    "WrittenCase": {
        "goodoffices": "The version of this format: 1.",
        "title": "A title that people read.",
        "kind": "modelled: the case has issues and preferences. record-only: it holds what was said and "
        "done, and attributes no preferences to anybody; use this for every living conflict.",
        "fictional": "true if people, places and numbers are made up. Invented numbers need it.",
        "basis": "The source of the numbers about preferences, unless a part says another.",
        "about": "A few sentences on the case.",
        "parties": "Principals whose consent an agreement needs, two or more, by id.",
        "mediators": "Third parties, by id.",
        "channels": "Who can speak with whom, both ways.",
        "issues": "Questions to settle, by id.",
        "linkages": "Combinations of options that cannot stand together.",
        "preferences": "What each option is worth to each party, by the party's id.",
        "rounds": "Rounds of talks, held and to come.",
        "talks": "How long simulated talks may go.",
        "phases": "The steps in which an agreement is carried out.",
        "stability": "The conflict as options that sides take or leave, for the command stability.",
    },
    "WrittenParty": {
        "name": "The party's name.",
        "delegates": "People who speak for it.",
        "constituencies": "Groups inside it whose acceptance or pressure binds it, by id.",
        "ratification": "The vote that an agreement has to pass at home.",
    },
    "WrittenDelegate": {
        "name": "The person's name.",
        "role": "The person's office or part in the talks.",
    },
    "WrittenConstituency": {
        "name": "The group's name.",
        "wants": "What it wants, in words.",
        "pressure": "How it presses the party in simulated talks.",
        "weight": "Its part in the party's vote.",
        "veto": "true if nothing passes without it.",
        "accepts": "The packages it accepts.",
        "values": VALUES,
        "weights": WEIGHTS,
        "together": TOGETHER,
        "basis": BASIS,
    },
    "WrittenPressure": {
        "from_round": "The round of talks from which on it presses.",
        "cost_per_round": "What each round from then on costs the party, in the party's points.",
        "basis": BASIS,
    },
    "WrittenAcceptance": {
        "at_least": "It accepts packages of at least this worth, by its own values or else the party's.",
        "never": "Options that it never accepts, by issue.",
    },
    "WrittenRatification": {
        "quota": "The share of its constituencies' weight that a party needs, between 0 and 1."
    },
    "WrittenMediator": {
        "name": "The mediator's name.",
        "delegates": "People who speak for it.",
        "relays": "For a party to which it has no channel: the mediator who passes its messages on.",
    },
    "WrittenChannel": {
        "between": "The ids of two parties or mediators.",
        "level": "The level of the people who speak, such as ministers.",
        "means": "How they speak: in person, by telephone, by letter.",
        "because": BECAUSE,
    },
    "WrittenIssue": {
        "name": "The issue's name.",
        "unit": "The unit of its numbers.",
        "options": "Its options, as ids or as mappings with an id and a name.",
        "integers": "Options that are whole numbers, from … to … in steps.",
        "reals": "Options that are numbers, from … to … in steps.",
    },
    "WrittenOption": {"id": "The option's id.", "name": "Its name; the id by default."},
    "WrittenRange": {
        "from": "The smallest number.",
        "to": "The largest number.",
        "step": "The distance from one number to the next.",
    },
    "WrittenLinkage": {
        "forbid": "The options that cannot stand together: one for each issue, a list of options for an "
        "issue, or the name of a CSV table.",
        "over": "With a table: the issues that are its columns.",
        "because": "The reason, in words.",
    },
    "WrittenPreference": {
        "reservation": "The worth of no agreement for the party: a number, or a range.",
        "values": VALUES,
        "weights": WEIGHTS,
        "together": TOGETHER,
        "known": "Statements about preferences that are known in part.",
        "unsaid": "open: what nothing is said of may be anything. Needed if anything is known in part.",
        "discount": "The share of its worth that an agreement keeps from round to round; 1 by default.",
        "cost_per_round": "What each round of talks costs the party, in its points.",
        "basis": BASIS,
        "because": BECAUSE,
    },
    "WrittenReservation": {
        "value": "The number.",
        "between": "The smallest and the largest number it may be.",
        "at_least": "The smallest number it may be.",
        "at_most": "The largest number it may be.",
        "basis": BASIS,
        "because": BECAUSE,
    },
    "WrittenBetween": {
        "between": "The smallest and the largest worth it may have.",
        "at_least": "The smallest worth it may have.",
        "at_most": "The largest worth it may have.",
        "basis": BASIS,
        "because": BECAUSE,
    },
    "WrittenLine": {"line": "Points, a number and its worth each, with straight lines between them."},
    "WrittenTogether": {
        "over": "The issues tied together.",
        "values": "Rows of an option for each issue and a value, or the name of a CSV table.",
        "otherwise": "The value of combinations that are not listed.",
        "basis": BASIS,
    },
    "WrittenStatement": {
        "most important first": "Issues by their importance to the party.",
        "issue": "An issue that matters at least so many times as much as another.",
        "at least": "How many times, such as 2.",
        "times": "The other issue.",
        "best first": "The order of an issue's options, or of some of them, by issue.",
        "prefers": "A package, or a part of one, that is better for the party than that under over.",
        "over": "The other; both name the same issues, and the rest is equal.",
        "can live with": "A whole package at or above the reservation value.",
        "cannot accept": "A whole package below the reservation value.",
        "basis": BASIS,
        "because": BECAUSE,
    },
    "WrittenRound": {
        "id": "The round's id.",
        "name": "Its name.",
        "status": "How it stands: held, planned, ongoing, postponed, broken-off or ended-without-result.",
        "date": "Its date: 2024, 2024-05, 2024-05-26, or from/to (EDTF).",
        "place": "Its place.",
        "result": "What came of it, in words.",
    },
    "WrittenTalks": {
        "rounds": "Rounds of simulated talks.",
        "steps": "Steps in each round.",
        "strong_votes": "Strong votes of each party, if the protocol has such votes.",
    },
    "WrittenPhases": {
        "for": "The package that is carried out.",
        "deliveries": "What parties deliver, in units, by id.",
        "tables": "Worth of several deliveries together, while they are owed.",
        "before": "Rules of order: so much of these before any of that.",
        "guarantee": "What walking away costs a party apart from what it is still owed.",
        "basis": BASIS,
    },
    "WrittenDelivery": {
        "name": "The delivery's name.",
        "by": "The party that gives.",
        "to": "The party that receives.",
        "units": "How many units are delivered.",
        "unit": "The unit, in words.",
        "cost": "What a unit costs its giver.",
        "worth": "What a unit is worth to its receiver.",
        "verified_by": "Who confirms a delivery.",
        "event": "What is observed when a unit is delivered.",
        "basis": BASIS,
    },
    "WrittenOwed": {
        "of": "The deliveries tied together.",
        "party": "The party to which they are worth it.",
        "csv": "The name of a CSV table of units still owed and a value.",
        "values": "The same rows, written here.",
        "otherwise": "The value of combinations that are not listed.",
        "basis": BASIS,
    },
    "WrittenPrecedence": {
        "first": "Units that are delivered first.",
        "then": "The delivery that waits for them.",
    },
    "WrittenConflict": {
        "options": "For each side, what it may do, by id with a sentence.",
        "states": "States of the conflict by name, with the options taken; every combination if left out.",
        "never": "In place of states: options that exclude each other.",
        "irreversible": "Options that stay taken once they are, and options that stay left.",
        "preferences": "For each side, states from the best to the worst; a list inside means equally good.",
        "priorities": "For each side, what it wants of a state, the most important first.",
        "unsaid": "open: states that a ranking leaves out may stand anywhere in it.",
        "ripeness": "Attributed judgements on whether a side is ready to talk.",
        "basis": BASIS,
    },
    "WrittenState": {
        "taken": "Options taken in this state.",
        "either": "Options that make no difference in it.",
    },
    "WrittenPattern": {"taken": "Options that are taken.", "left": "Options that are left."},
    "WrittenRipeness": {
        "stalemate": "Does the side see that it cannot win?",
        "way_out": "Does it see a way out by talks?",
        "settle": "What a settlement is worth to it.",
        "continue": "What going on is worth to it.",
        "attempt": "What an attempt to talk costs it.",
        "basis": BASIS,
    },
    "WrittenJudgement": {
        "judgement": "yes, no or unknown.",
        "by": "Whose judgement it is.",
        "basis": BASIS,
        "because": BECAUSE,
    },
}


def described(name: str, shape: Mapping[str, object]) -> dict[str, object]:
    """Return the schema of a kind of mapping with a description at each of its fields."""
    fields = shape.get("properties")
    words = WORDS.get(name, {})
    if not isinstance(fields, Mapping):
        return dict(shape)
    with_words = {
        field: dict(entry) | ({"description": words[field]} if field in words else {})
        for field, entry in fields.items()
    }
    return dict(shape) | {"properties": with_words}
