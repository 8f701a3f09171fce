"""Pressure on actors: 'X urged Y to …', 'X put pressure on Y to …', 'X is under pressure from Y to …'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.position_parts import NOT_FACT, Found, act_of
from goodoffices.reader.grammar.reach import speaks_above
from goodoffices.reader.grammar.tree import Tree, Word, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Pressure, Span


def pressure(ground: Ground, tree: Tree, clause: Clause) -> Iterator[Found]:
    """'X urged Y to …', 'X put pressure on Y to …'."""
    if clause.negated or clause.passive:
        return
    base = clause.verb.lemma.lower()
    on: list[Word] = []
    goal = None
    if base in word_lists("positions")["pressure"] and clause.objects:
        on = [word for word in clause.objects if word.tag.startswith(("NN", "PRP"))]
        kids = [
            kid for kid in clause.verb.of("xcomp", "ccomp", "advcl") if kid.place > clause.verb.place
        ]
        if not kids and clause.verb.of("ccomp"):
            return
        goal = kids[0] if kids else None
        if base in ("urge", "push", "press") and goal is None:
            return
    else:
        weight = next((word for word in clause.objects if word.lower == "pressure"), None)
        for one in [weight] if weight is not None else []:
            on = prepositional(one, "on", "upon") or clause.with_("on", "upon")
            kids = [
                kid
                for kid in (*one.kids, *clause.verb.kids)
                if kid.verb and kid.place > one.place and any(k.lower == "to" for k in kid.of("aux"))
            ]
            kids += [kid for word in on for kid in word.of("acl", "relcl")]
            goal = kids[0] if kids else None
    if not on:
        return
    if ground.parties.are_the_two(on[0]):
        return  # 'urged both sides': a demand, and pressure on nobody alone
    assertion = clause.assertion
    source = _presser(ground, clause)
    target = _pressed(ground, on[0])
    if source is None or target is None or source == target or assertion in NOT_FACT:
        return
    if assertion in ("planned", "demanded") and base not in ("continue",):
        above = clause.governor
        if not (
            clause.link == "xcomp" and above is not None and above.verb.lemma in ("continue", "keep")
        ):
            return
        assertion = "asserted"
    yield Found(Pressure(source, target, act_of(ground, goal)), ground.span(tree), assertion)


def _presser(ground: Ground, clause: Clause) -> str | None:
    for word in (speaks_above(clause) or clause).subjects:
        if (
            word.tag.startswith("NNS")
            and ground.cast.actor(word) is None
            and not word.lower.endswith("officials")
        ):
            words = ground.phrase(word)
            extra = [
                kid for kid in word.of("prep") if kid.lower in ("of", "in") and kid.place > word.place
            ]
            if extra:
                words = ground.document.text[
                    word.sentence[word.left].start : word.sentence[max(kid.right for kid in extra)].end
                ]
            bare = re.sub(r"^(?:the|some|many|a)\s", "", words, flags=re.IGNORECASE)
            at = ground.document.text.find(bare, word.sentence[word.left].start)
            return ground.cast.noun(bare, "group", Span(at, at + len(bare), bare)) if at >= 0 else None
        found = ground.people([word])
        if found:
            return found[0]
    return None


def _pressed(ground: Ground, word: Word) -> str | None:
    names = [kid for kid in word.of("compound", "nmod") if kid.proper]
    if (
        ground.cast.actor(word) is None
        and word.lower
        in (
            "government",
            "administration",
            "cabinet",
            "board",
            "company",
            "management",
            "council",
            "leadership",
        )
        and names
    ):
        words = ground.document.text[names[0].start : word.end]
        return ground.cast.noun(words, "group", Span(names[0].start, word.end, words))
    found = ground.people([word])
    return found[0] if found else None


def under_pressure(ground: Ground, tree: Tree, clause: Clause) -> Iterator[Found]:
    """'X is under pressure from Y to …': pressure, and no position of either beside it."""
    for under in clause.verb.of("prep", "acomp", "advmod"):
        if under.lower != "under":
            continue
        for weight in under.of("pobj"):
            if weight.lower != "pressure":
                continue
            by = ground.people(
                [*prepositional(weight, "from"), *prepositional(under, "from"), *clause.with_("from")]
            )
            on = ground.people(clause.subjects)
            kids = [
                word
                for word in tree.words[weight.place :]
                if word.verb and any(k.lower == "to" for k in word.of("aux"))
            ]
            goal = act_of(ground, kids[0]) if kids else ""
            if not by or not on or clause.assertion in NOT_FACT:
                continue
            yield Found(Pressure(by[0], on[0], goal), ground.span(tree), "asserted")
