"""Contacts told by a noun and the verb beside it: 'held talks', 'the meeting was put off'."""

from __future__ import annotations

from goodoffices.reader.grammar.assertion import assertion_of, assertion_of_noun
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contact_parts import NO_RESULT, SHOWN, Found, found_by, words_of
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.tree import Tree, Word, conjuncts, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import ContactKind, ContactStatus

_PRESS = frozenset(
    (
        "reporter",
        "reporters",
        "journalist",
        "journalists",
        "press",
        "media",
        "crowd",
        "audience",
        "parliament",
    )
)
_ADVERBIAL = frozenset(("after", "during", "at", "following", "in", "before", "since", "from"))


def noun_kind(word: Word) -> ContactKind | None:
    lists = word_lists("contacts")
    lemma = word.lemma.lower()
    if word.lower in ("talks", "discussions") or lemma in (
        "negotiation",
        "bargaining",
        "mediation",
        "dialogue",
        "consultation",
    ):
        if (
            word.dep == "compound"
            and word.head is not None
            and word.head.lemma in ("team", "process", "table", "partner", "position", "expert")
        ):
            return None
        return "talks-round"
    if lemma == "round":
        ordinal = any(
            kid.lower
            in (
                "first",
                "second",
                "third",
                "fourth",
                "fifth",
                "next",
                "new",
                "last",
                "latest",
                "final",
                "another",
                "previous",
                "further",
                "sixth",
                "seventh",
            )
            for kid in word.kids
        )
        of = [thing.lower for thing in prepositional(word, "of")]
        talks = any(
            one
            in (
                "talks",
                "negotiations",
                "bargaining",
                "mediation",
                "discussions",
                "consultations",
                "meetings",
                "dialogue",
            )
            for one in of
        )
        return "talks-round" if talks or (ordinal and not of) else None
    if lemma == "table" and word.head is not None and word.head.lower == "to":
        return "talks-round"
    for kind in ("meeting", "call", "visit", "correspondence"):
        if lemma in lists[kind]:
            if (
                lemma == "call"
                and (
                    any(kid.lower in ("for", "on", "to") and kid.dep == "prep" for kid in word.kids)
                    or word.of("acl")
                )
                and not prepositional(word, "with", "from", "between")
            ):
                return None
            if lemma in ("phone", "telephone", "text", "mission", "tour", "conference") or (
                lemma in ("conference",)
            ):
                return None
            return kind
    return None


def by_noun(ground: Ground, tree: Tree, clause: Clause, noun: Word, kind: ContactKind) -> Found | None:
    top = noun
    while (
        top.dep in ("pobj", "prep", "conj")
        and top.head is not None
        and top.head.lemma in ("round", "of", "session", "series", "week", "day", "hour")
    ) or (
        top.dep == "pobj"
        and top.head is not None
        and top.head.lower == "of"
        and top.head.head is not None
        and top.head.head.lemma
        in (
            "round",
            "session",
            "series",
            "hour",
            "day",
            "start",
            "end",
            "resumption",
            "week",
            "opening",
            "beginning",
        )
    ):
        top = top.head
        if top.lemma in ("round",) and top is not noun:
            return None
    if any(one.verb and one is not clause.verb for one in _path(noun, clause)):
        return None
    relation = _relation(noun, top, clause)
    raised = _raised(clause, noun, top)
    if raised is not None:
        clause, relation = raised, "object" if raised.passive else "subject"
    lists = word_lists("contacts")
    lemma, base = clause.lemma, clause.verb.lemma.lower()
    status: ContactStatus | None = None
    if noun.lemma == "table":
        if base in ("return", "go", "come", "sit", "get") or lemma in ("go back", "come back"):
            status = "resumed"
        else:
            return None
    elif relation == "adverbial":
        return _adverbial(ground, tree, clause, noun, kind)
    elif relation in ("subject", "object", "in"):
        status = _status_of_verb(clause, lemma, base, lists, relation, noun)
    if status is None:
        return None
    if base in ("involve", "include") and ground.last_round == tree.paragraph:
        return None
    if kind == "correspondence" and relation != "object" and base not in ("maintain", "keep", "be"):
        return None
    assertion = assertion_of_noun(noun, clause)
    if (status == "planned" and assertion == "asserted") or (
        assertion == "planned" and status in ("held", "resumed", "ongoing")
    ):
        status, assertion = "planned", "planned"
    if assertion not in SHOWN:
        return None
    text = words_of(ground, tree)
    if (
        status in ("held", "broken-off")
        and NO_RESULT.search(text)
        and base
        in (
            "end",
            "conclude",
            "close",
            "finish",
            "break",
            "adjourn",
            "wrap",
            "hold",
            "collapse",
            "last",
        )
    ):
        status = "ended-without-result"
    people = _participants(ground, clause, noun, relation, status)
    if kind == "talks-round" and status == "planned" and assertion == "planned":
        people = [*people, *[one for one in _later(ground, tree) if one not in people]]
    if (
        kind in ("call", "visit", "correspondence", "meeting")
        and not people
        and relation != "subject"
        and kind != "meeting"
    ):
        return None
    if (
        kind == "talks-round"
        and noun.lower == "discussions"
        and relation in ("in", "object")
        and base in ("engage", "have", "be")
        and len(people) == 2
        and all(ground.cast.kind_of(one) == "person" for one in people)
    ):
        kind = "call"
    if kind == "talks-round":
        ground.last_round = tree.paragraph
    place = ground.place(tree, clause, noun) if kind in ("meeting", "visit", "talks-round") else None
    if kind == "meeting" and _by_phone(noun):
        kind = "call"
    return found_by(ground, tree, clause, kind, people, place, status, assertion, noun, noun)


def _raised(clause: Clause, noun: Word, top: Word) -> Clause | None:
    """Return the clause in which an event takes place: of 'are expected to resume', 'to resume'."""
    if not any(word is noun or word is top for word in clause.subjects):
        return None
    for other in clause.governed:
        if other.link == "xcomp" and any(kid.lower == "to" for kid in other.verb.of("aux")):
            return other
        if clause.verb.lemma == "be" and other.link == "xcomp":
            return other
    for kid in clause.verb.of("acomp", "attr"):
        for deeper in kid.of("xcomp"):
            found = next((one for one in clause.governed if one.verb is deeper), None)
            if found is not None:
                return found
    return None


def _by_phone(noun: Word) -> bool:
    return any(kid.lower in ("phone", "telephone", "video") for kid in noun.of("compound", "amod"))


def _path(noun: Word, clause: Clause) -> list[Word]:
    found = []
    for up in noun.above():
        if up is clause.verb:
            break
        found.append(up)
    return found


def _relation(noun: Word, top: Word, clause: Clause) -> str | None:
    """Return how a noun stands to the verb of its clause: its subject, object, after 'in' or 'to', or apart."""
    at = noun
    while at.head is not None and at.head is not clause.verb:
        at = at.head
    direct = at is noun or at is top or (top.within(at) and len(_path(noun, clause)) <= 2)
    if at.dep in ("nsubj", "nsubjpass") and (
        at is noun
        or at is top
        or at.lemma in ("round", "session", "series", "start", "resumption", "opening")
    ):
        return "object" if at.dep == "nsubjpass" else "subject"
    if clause.link in ("acl", "relcl") and noun is clause.verb.head:
        return "object" if clause.passive else "subject"
    if at.dep in ("dobj", "attr", "oprd") and (
        at is noun
        or at is top
        or (direct and at.lemma in ("round", "series", "day", "hour", "week", "session"))
    ):
        return "object"
    if at.dep in ("prep", "agent", "prt", "advmod") and len(_path(noun, clause)) <= 2:
        preposition = (
            at.lower if at.dep == "prep" else (noun.head.lower if noun.head is not None else "")
        )
        lemma = clause.verb.lemma.lower()
        if preposition == "in" and lemma in ("engage", "take", "participate", "be", "join", "lock"):
            return "in"
        if preposition in ("to", "into", "with") and lemma in (
            "return",
            "go",
            "come",
            "proceed",
            "enter",
            "get",
        ):
            return "in"
        if preposition in ("from", "of", "out") and (
            lemma in ("withdraw", "walk", "pull") or clause.lemma in ("walk out", "pull out")
        ):
            return "in"
        if preposition == "on" and lemma == "visit":
            return "adverbial"
        return "adverbial" if preposition in _ADVERBIAL else None
    return None


def _status_of_verb(
    clause: Clause, lemma: str, base: str, lists: dict[str, tuple[str, ...]], relation: str, noun: Word
) -> ContactStatus | None:
    for status in ("postponed", "suspended", "broken-off", "resumed"):
        if lemma in lists[status] or (base in lists[status] and lemma == base):
            if status == "resumed" and base == "return" and relation != "in":
                return None
            if (
                status == "broken-off"
                and base in ("fail", "leave", "quit", "withdraw")
                and relation == "subject"
                and base != "fail"
            ):
                return None
            if status == "broken-off" and base == "fail" and clause.verb.of("xcomp"):
                return None
            return status
    if base in ("schedule", "slate", "plan", "arrange", "set", "expect", "anticipate", "fix") and (
        clause.passive or relation == "object" or clause.verb.tag == "VBN"
    ):
        return None if clause.verb.of("xcomp") else "planned"
    if base == "be" and relation == "subject":
        words = {kid.lower for kid in clause.verb.kids} | {
            kid.lower for one in clause.verb.of("prep", "acomp", "advmod") for kid in one.kids
        }
        if words & {"due", "planned", "scheduled", "set", "likely", "expected"}:
            return "planned"
        if words & {"ongoing", "underway", "way", "progress", "afoot"} or "under" in words:
            return "ongoing"
        if words & {"over", "off", "deadlocked", "stalled", "suspended"}:
            return (
                "broken-off"
                if "off" in words
                else ("suspended" if words & {"deadlocked", "stalled", "suspended"} else "held")
            )
        if words & {"on"}:
            return "planned"
        return None
    if (
        base == "take"
        and not any(kid.lower in ("place", "part") for kid in clause.verb.kids)
        and lemma not in ("take up",)
    ):
        return None
    if base in lists["held"] or lemma in lists["held"]:
        if (
            base
            in (
                "go",
                "come",
                "get",
                "bring",
                "make",
                "be",
                "end",
                "move",
                "mark",
                "include",
                "cover",
                "focus",
                "produce",
                "yield",
                "run",
                "receive",
            )
            and relation in ("subject", "object")
            and not (
                (base in ("end", "go", "move", "run") and relation == "subject")
                or (base == "make" and noun.lemma in ("visit", "call", "trip"))
                or (base == "end" and relation == "object")
                or (base == "receive" and noun.lemma in ("call", "letter", "message", "visit", "note"))
                or (base in ("include", "involve") and relation == "subject")
            )
        ):
            return None
        if base == "have" and relation == "subject":
            return None
        if base == "continue" and clause.verb.tag in ("VBP", "VBZ"):
            return "ongoing"
        progressive = clause.verb.tag == "VBG" and any(
            kid.tag in ("VBP", "VBZ") for kid in clause.verb.of("aux")
        )
        return "ongoing" if progressive else "held"
    if base in ("maintain", "keep") and relation == "object":
        return "ongoing"
    return None


def _participants(
    ground: Ground, clause: Clause, noun: Word, relation: str | None, status: ContactStatus
) -> list[str]:
    words: list[Word] = []
    if relation in ("object", "in") and not clause.passive:
        words += clause.subjects
    if noun.lemma == "table":
        words = list(clause.subjects)
    for root in (
        noun,
        *[word for word in noun.above() if word.lemma == "round"],
        *[thing for thing in prepositional(noun, "of") if thing.lower in ("talks", "negotiations")],
    ):
        words += (
            prepositional(root, "with", "between", "among", "from", "involving", "of")
            if root.lemma not in ("round",)
            else prepositional(root, "with", "between", "among")
        )
        for kid in root.of("acl"):
            if kid.lemma in ("involve", "include"):
                words += [one for thing in kid.of("dobj") for one in conjuncts(thing)]
        for kid in root.of("poss"):
            words += conjuncts(kid)
    words += clause.with_("with", "between", "among", "alongside")
    if clause.passive:
        words += clause.with_("by")
    if clause.verb.lemma in ("involve", "include"):
        words += clause.objects
    people = ground.people([word for word in words if word is not noun and word.lower not in _PRESS])
    if any(kid.lower == "their" for kid in noun.of("poss")):
        people += [
            one for one in (ground.people(clause.subjects) or ground.last_people) if one not in people
        ]
    return people


def _later(ground: Ground, tree: Tree) -> list[str]:
    """Return participants that the next sentence adds: 'The negotiations will involve X'."""
    trees = ground.document.trees
    place = next((n for n, one in enumerate(trees) if one is tree), len(trees))
    for other in trees[place + 1 : place + 2]:
        if other.paragraph != tree.paragraph:
            return []
        for clause in ground.of(other):
            if clause.verb.lemma in ("involve", "include") and any(
                noun_kind(word) == "talks-round" for word in clause.subjects
            ):
                return ground.people(clause.objects)
            if clause.verb.lemma in ("mediate", "chair") and clause.passive:
                return ground.people(clause.with_("by"))
    return []


def _adverbial(
    ground: Ground, tree: Tree, clause: Clause, noun: Word, kind: ContactKind
) -> Found | None:
    """A contact told in passing: 'made progress during their Paris meeting', 'after talks with Oslo'."""
    preposition = noun.head.lower if noun.head is not None else ""
    if preposition == "before" or (clause.future and preposition not in ("since", "from")):
        return None
    others = prepositional(noun, "with", "between")
    their = any(kid.lower in ("their", "his", "her", "its") for kid in noun.of("poss"))
    people = ground.people(others)
    if their or (others and not prepositional(noun, "between")):
        people = [
            *ground.people(clause.subjects),
            *[one for one in people if one not in ground.people(clause.subjects)],
        ]
    if (
        not people
        or (len(people) < 2 and not ground.place(tree, clause, noun))
        or kind == "correspondence"
    ):
        return None
    if assertion_of_noun(noun, None) != "asserted" or assertion_of(clause) not in (
        "asserted",
        "alleged",
        "denied",
    ):
        return None
    if preposition == "in" and kind in ("talks-round",) and not others:
        return None
    place = ground.place(tree, clause, noun) if kind != "call" else None
    return found_by(ground, tree, clause, kind, people, place, "held", "asserted", noun, noun)
