"""Words said to be untrue, uncertain or not said at all: 'it is not true that …', 'nobody said that …'."""

from __future__ import annotations

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.tree import Word
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Assertion

_LINKS = frozenset(("be", "remain", "seem", "become", "appear"))
_CERTAIN = frozenset(("when", "as", "by", "because"))


def judged(governor: Clause, clause: Clause) -> Assertion | None:
    """Return how a verb that says nothing for or against its clause leaves it, None if as a fact.

    'It is not true that …', 'it is unclear whether …', 'it was reported that …', 'she did not say that …'.
    """
    lists = word_lists("doubt")
    verb = governor.verb
    lemma = verb.lemma.lower()
    if any(hearsay(word) for word in governor.subjects) or _cites_nobody(governor):
        return "alleged"
    behind = clause.verb.place > verb.place
    if lemma in _LINKS:
        return _of_predicate(governor)
    if governor.passive and lemma in lists["hearsay"] and not verb.of("agent"):
        return "alleged"
    if few(governor) and lemma not in lists["factive"]:
        return "denied"
    if governor.negated and behind and lemma not in lists["factive"]:
        return "alleged"
    return None


def done_with_joy(clause: Clause, governor: Clause) -> Assertion | None:
    """Return how 'pleased to' and 'able to' leave an act: 'pleased to announce', 'pleased to have met', 'were able to agree'."""
    if governor.modal is not None:
        return None
    for kid in governor.verb.of("acomp"):
        perfect = clause.perfect or any(one.lemma == "have" for one in clause.verb.of("aux"))
        tells = clause.verb.lemma in word_lists("doubt")["telling-gladly"]
        if kid.lower in word_lists("doubt")["glad"] and not governor.negated and (perfect or tells):
            return "asserted"
        happened = (governor.past or governor.perfect) and governor.link != "xcomp"
        if kid.lower == "able" and happened and not governor.future:
            return "asserted"  # what was not done is denied by the negation
    return None


def is_open(governor: Clause) -> bool:
    """Return whether a verb leaves open whether its clause will be so: 'it is unclear when …', 'did not say whether …'."""
    lists = word_lists("doubt")
    lemma = governor.verb.lemma.lower()
    if lemma in _LINKS:
        return _of_predicate(governor) in ("alleged", "denied")
    return governor.negated and lemma not in lists["factive"]


def _cites_nobody(clause: Clause) -> bool:
    """Return whether a report gives sources without a name: 'The Bell, citing two officials, reported that …'."""
    beside = [*clause.verb.kids, *(kid for word in clause.subjects for kid in word.kids)]
    cited = [
        thing
        for kid in beside
        if kid.lemma in ("cite", "quote") and kid.dep in ("acl", "advcl")
        for thing in kid.of("dobj")
    ]
    return bool(cited) and all(
        thing.tag in ("NN", "NNS") and thing.lemma.lower() in word_lists("doubt")["sources"]
        for thing in cited
    )


def _of_predicate(governor: Clause) -> Assertion | None:
    lists = word_lists("doubt")
    untrue = word_lists("reported")["untrue"]
    no_means = [
        one
        for kid in governor.verb.of("prep")
        for thing in kid.of("pobj")
        if thing.lower == "means"
        for one in thing.of("amod")
    ]  # 'by no means certain', if a parse hangs 'certain' on 'means'
    for kid in (*governor.verb.of("acomp", "attr", "prep", "advmod"), *no_means):
        word = kid.lower
        if word in untrue and not governor.negated:
            return "denied"
        if word in lists["true"]:
            return "denied" if governor.negated else None
        if word in lists["certain"]:
            return "alleged" if governor.negated else None
        if word in lists["uncertain"]:
            return None if governor.negated else "alleged"
        if word == "without" and any(
            one.lower in word_lists("reported")["grounds"] for one in kid.of("pobj")
        ):
            return "denied"
    return None


def few(clause: Clause) -> bool:
    """Return whether hardly anybody does something: 'few believe', not 'a few believe'."""
    return any(word.lower in ("few", "little") and not word.of("det") for word in clause.subjects)


def lied(clause: Clause, governor: Clause) -> bool:
    """Return whether words are said to have been a lie: 'he lied when he said …', 'lied in saying …'."""
    lemma = governor.verb.lemma.lower()
    return (
        lemma in word_lists("doubt")["lie"]
        and not governor.negated
        and clause.mark in (*_CERTAIN, "in")
    )


def hearsay(word: Word) -> bool:
    """Return whether a noun gives no source: 'unconfirmed reports', 'rumours'."""
    doubted = any(one.lower in word_lists("doubt")["uncertain"] for one in word.of("amod"))
    bare = word.tag == "NNS" and not word.of("det", "poss", "amod", "compound", "prep", "nummod")
    return word.lemma.lower() in word_lists("doubt")["reports"] and (doubted or bare)


def by_hearsay(verb: Word) -> bool:
    """Return whether a clause is told 'according to unconfirmed reports', 'amid rumours', 'by some accounts'."""
    hearsay = word_lists("doubt")["reports"]
    for kid in verb.of("prep"):
        things = [thing for inner in (kid, *kid.of("prep")) for thing in inner.of("pobj")]
        if kid.lower not in ("according", "by"):
            continue
        for thing in things:
            doubted = any(one.lower in word_lists("doubt")["uncertain"] for one in thing.of("amod"))
            plural = thing.tag == "NNS" and thing.lemma.lower() in hearsay
            if (kid.lower == "according" and (plural or doubted)) or (
                kid.lower == "by"
                and plural
                and any(one.lower in ("some", "most", "all") for one in thing.of("det"))
            ):
                return True
    return False


def is_contested(verb: Word) -> bool:
    """Return whether words behind a clause call it what another denies: ', a charge that the army rejects'."""
    if any(_is_denied_by_another(one) for one in (verb, *verb.of("dobj", "attr"))):
        return True
    contested = word_lists("doubt")["contested"]
    behind = [
        *verb.of("npadvmod", "appos", "dep"),
        *(one for kid in verb.of("dobj") for one in kid.of("appos")),
    ]
    return any(
        word.lemma.lower() in contested
        and word.place > verb.place
        and any(kid.lower in ("a", "an") for kid in word.of("det"))
        and bool(word.of("relcl", "acl", "appos"))
        for word in behind
    )


def _is_denied_by_another(word: Word) -> bool:
    """Return whether somebody denies what was told before a comma: ', which the bishop denied', ', something the army disputes'."""
    behind = [
        *word.of("relcl"),
        *(one for kid in word.of("appos", "npadvmod") for one in kid.of("relcl")),
    ]
    denials = word_lists("doubt")["denials"]
    for one in behind:
        which = any(kid.lower == "which" for kid in one.of("dobj"))
        beside = one.head is not None and one.head.lower in ("something", "claim")
        if one.lemma in denials and one.of("nsubj") and (which or beside):
            return True
    return False
