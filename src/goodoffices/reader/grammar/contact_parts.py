"""A contact being put together: its day, place and words; what verbs and nouns of contacts share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from goodoffices.reader.dates import When
from goodoffices.reader.grammar.clauses import Clause, date_clause
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.tree import Tree, Word
from goodoffices.record.entries import Assertion, Contact, ContactKind, ContactStatus, Span

NO_RESULT = re.compile(
    r"\bwithout (?:making )?(?:any )?(?:\w+ )?(?:progress|agreement|result|deal|breakthrough|accord|success)\b|\binconclusive|\bno (?:agreement|deal|result|breakthrough)\b|\bfruitless|\bended in failure|\bempty-handed"
)
SHOWN: frozenset[Assertion] = frozenset(("asserted", "alleged", "planned", "denied"))


@dataclass(slots=True)
class Found:
    """A contact with its day, its words, and how it is asserted."""

    contact: Contact
    edtf: str | None
    span: Span
    assertion: Assertion
    word: Word


def found_by(
    ground: Ground,
    tree: Tree,
    clause: Clause,
    kind: ContactKind,
    people: list[str],
    place: str | None,
    status: ContactStatus,
    assertion: Assertion,
    word: Word,
    noun: Word | None,
) -> Found:
    when = ground.date(tree, clause, noun)
    if status == "postponed":
        when = _moved_to(ground, tree, clause)
    if status == "suspended" and when is not None and ground.ends_a_term(tree, when):
        when = None
    edtf = when.edtf if when is not None else None
    announced = None
    if when is None and status == "held" and assertion == "asserted" and kind in ("call", "meeting"):
        above = next((one for one in clause.above()), None)
        if above is not None and above.verb.lemma in (
            "announce",
            "disclose",
            "confirm",
            "reveal",
            "say",
        ):
            told = ground.date(tree, above)
            if told is not None and told.edtf and above.verb.lemma != "say":
                announced, edtf = told.edtf, f"../{told.edtf.rpartition('/')[2]}"
    if status == "ongoing":
        edtf = None
    contact = Contact(kind, status, tuple(dict.fromkeys(people)), place, announced)
    return Found(contact, edtf, ground.span(tree), assertion, word)


def _moved_to(ground: Ground, tree: Tree, clause: Clause) -> When | None:
    """Return the new day of a contact put off: behind 'to' or 'until'; else the last day of its clause."""
    own = [when for when, word in ground.whens(tree) if date_clause(word, ground.of(tree)) is clause]
    for when in own:
        before = ground.document.text[max(tree.start, when.start - 12) : when.start]
        if re.search(r"\b(?:to|until|till|for)\s(?:the\s)?$", before) or re.match(
            r"(?:until|till)\s", when.text
        ):
            return when
    return None


def status_of(clause: Clause, assertion: Assertion, text: str) -> ContactStatus:
    if assertion == "planned":
        return "planned"
    if NO_RESULT.search(text):
        return "ended-without-result"
    progressive = clause.verb.tag == "VBG" and any(
        kid.tag in ("VBP", "VBZ") for kid in clause.verb.of("aux")
    )
    if clause.verb.lemma in ("remain", "stay", "keep", "continue"):
        return "ongoing"
    if clause.lemma == "reconvene":
        return "resumed"
    return "ongoing" if progressive else "held"


def words_of(ground: Ground, tree: Tree) -> str:
    return ground.document.text[tree.start : tree.end]
