"""Proposals put forward, by whom, and how they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.cut_words import cut
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.own_assertion import of_a_draft
from goodoffices.reader.grammar.position_parts import NOT_FACT, Found, what_of, whose
from goodoffices.reader.grammar.tree import Tree, Word, conjuncts, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Proposal, ProposalStatus

_TURNED_DOWN = frozenset(
    ("reject", "refuse", "dismiss", "turn down", "throw out", "vote down", "spurn", "rebuff", "decline")
)
_ANSWERED = frozenset(("reject", "refuse", "accept"))
_BEHIND = re.compile(r"\s(?:of|for|to|by|on|from|put|that|under|made|with)\b")
"""The words behind the noun of a proposal."""
_OF_MANY_KINDS = frozenset(("text", "offer", "draft", "plan", "bill", "formula", "outline", "motion"))
"""Nouns that are a proposal to the other side only if their words say so."""


def proposals(ground: Ground, tree: Tree) -> Iterator[Found]:
    """Proposals with their authors and how they stand."""
    for word in tree.words:
        drafted = word.lemma.lower() in ("agreement", "resolution", "treaty") and any(
            kid.lower == "draft" for kid in word.of("compound", "amod")
        )
        if (
            (word.lemma.lower() not in word_lists("outcomes")["draft"] and not drafted)
            or word.tag not in ("NN", "NNS")
            or word.dep in ("compound", "amod")
            or word.quotation is not None
        ):
            continue
        if word.lemma in _OF_MANY_KINDS and not _is_proposal(word):
            continue
        clause = next(
            (one for one in ground.of(tree) if word in one.objects or word in one.subjects), None
        )
        status: ProposalStatus = "unknown"
        by: list[str] = []
        if clause is not None:
            base, assertion = clause.verb.lemma.lower(), clause.assertion
            acted = not (
                clause.negated or assertion in ("hoped", "demanded", "denied", "refused", "conditional")
            )
            if acted and (base in _TURNED_DOWN or clause.lemma in _TURNED_DOWN):
                status = "rejected"
            elif acted and base in ("accept", "endorse", "approve") and assertion != "planned":
                status = "accepted"
            elif acted and ({clause.lemma, base} & word_lists("outcomes")["put-forward"]):
                status = "planned" if assertion == "planned" else "made"
            if status in ("made", "planned"):
                by = ground.people(clause.subjects if not clause.passive else clause.with_("by"))
        by = by or _authors(ground, word)
        if not by and clause is not None and of_a_draft(clause) and word.of("det")[:1] != _the(word):
            continue  # 'even a basic roadmap could ease it'
        if not by and clause is not None and not clause.passive:
            by = ground.people(clause.with_("by"))
        first = min((kid.left for kid in word.of("amod", "compound", "nmod")), default=word.place)
        last = max(
            (kid.right for kid in word.of("prep", "acl") if kid.place == word.place + 1),
            default=word.place,
        )
        words = word.sentence
        start, end = words[first].start, max(one.end for one in words[first : last + 1])
        comma = ground.document.text.find(", ", word.end, end)
        yield Found(
            Proposal(tuple(by), cut(ground.document.text, start, end if comma < 0 else comma), status),
            ground.span(tree),
            "planned" if status == "planned" else "asserted",
        )
        return


def told_again(one: Found, before: list[Found]) -> Found | None:
    """Return a proposal with the authors of the same proposal told before, None if it tells nothing new of that.

    'Norway put forward a plan. The Front rejected the plan' has two: Norway's as it was made, and as it was rejected.
    """
    body = one.body
    assert isinstance(body, Proposal)
    for other in reversed(before):
        known = other.body
        assert isinstance(known, Proposal)
        if _noun(known) != _noun(body) or (body.by and known.by and body.by != known.by):
            continue
        if body.status in ("unknown", known.status) and (known.by or not body.by):
            return None
        return replace(one, body=replace(body, by=body.by or known.by))
    return one


def _the(word: Word) -> list[Word]:
    """Return the articles that tell of a noun as known: 'the plan', 'this plan'."""
    return [kid for kid in word.of("det") if kid.lower in ("the", "this", "that")][:1]


def _noun(body: Proposal) -> str:
    """Return the noun of a proposal: 'plan' of 'new peace plan for the river'."""
    words = _BEHIND.split(body.text)[0].split()
    return words[-1].lower() if words else ""


def _authors(ground: Ground, word: Word) -> list[str]:
    """Return who made a proposal, if the words about it tell: 'Peru's plan', 'a plan by Peru', 'drawn up by X'.

    Who rejects, studies or welcomes a proposal has not made it.
    """
    found = [one for kid in word.of("poss") for one in ground.people(conjuncts(kid))]
    found += [key for kid in word.of("amod") if (key := ground.cast.adjective(kid))]
    return found or ground.people(_makers(word))


def _makers(word: Word) -> list[Word]:
    """Return who stands behind 'by' and 'from': 'a plan by Peru', 'a text put forward by the mediators'."""
    made = [kid for kid in word.of("acl") if kid.tag == "VBN"]
    adverbs = [one for kid in made for one in kid.of("advmod", "prt")]
    roots = [word, *made, *adverbs]
    return [one for each in roots for one in prepositional(each, "by", "from") if not one.verb]


def proposed(ground: Ground, tree: Tree, clause: Clause) -> Found | None:
    """'Chile proposed that the pact be renewed': a proposal told by the verb."""
    if clause.verb.lemma != "propose" or clause.passive or clause.negated:
        return None
    assertion = clause.assertion
    if assertion in NOT_FACT or any(
        word.lemma in word_lists("outcomes")["draft"] for word in clause.objects
    ):
        return None
    what = what_of(ground, clause, None)
    by = whose(ground, tree, clause)
    if what is None or not by:
        return None
    planned = assertion == "planned"
    body = Proposal(tuple(by), what, "planned" if planned else "made")
    return Found(
        body, ground.span(tree), assertion if assertion in ("planned", "alleged") else "asserted"
    )


def _is_proposal(word: Word) -> bool:
    """Whether a plan, an offer or a text is one for both sides: it says so, or somebody puts it forward."""
    kinds = {kid.lower for kid in word.of("amod", "compound")}
    if kinds & {"bridging", "draft", "peace", "new", "revised", "fresh", "latest", "joint", "written"}:
        return True
    if any(
        kid.tag == "VBN" and kid.lemma in word_lists("outcomes")["put-forward-by"]
        for kid in word.of("acl")
    ) and _makers(word):
        return True
    return (
        word.head is not None
        and word.head.verb
        and (
            word.head.lemma in _ANSWERED or word.head.lemma in word_lists("outcomes")["put-forward-by"]
        )
        and word.dep in ("dobj", "nsubjpass")
    )
