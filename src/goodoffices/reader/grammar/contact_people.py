"""Who takes part in a contact that a noun tells of: 'talks between A and B', 'their meeting', 'A met with B'."""

from __future__ import annotations

from itertools import takewhile

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contact_company import along, who_came
from goodoffices.reader.grammar.contact_kinds import ROUNDS, is_courtesy, noun_kind
from goodoffices.reader.grammar.contact_pairs import pair_before
from goodoffices.reader.grammar.contact_parts import PRESS
from goodoffices.reader.grammar.contact_relation import SUMMONING, Beside
from goodoffices.reader.grammar.contact_status import is_known
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.namewords import listed
from goodoffices.reader.grammar.standing import HELPING
from goodoffices.reader.grammar.tree import Tree, Word, conjuncts, prepositional
from goodoffices.reader.wordlists import keys_of, word_lists
from goodoffices.record.entries import ContactKind, ContactStatus

_TELLERS = frozenset(
    (
        "expect",
        "announce",
        "anticipate",
        "foresee",
        "await",
        "report",
        "confirm",
        "schedule",
        "propose",
        "see",
    )
)
"""Verbs whose subject tells of a contact and need not take part."""


_DAYS = frozenset(("today", "yesterday", "tomorrow", "week", "month", "year", "morning", "night"))
HOSTING = frozenset(
    (
        "host",
        "broker",
        "mediate",
        "facilitate",
        "sponsor",
        "organise",
        "organize",
        "stage",
        "arrange",
        "oversee",
        "moderate",
        "convene",
    )
)
"""Verbs whose subject gives others a room or a hand, and does not take part."""


def participants(
    ground: Ground, tree: Tree, beside: Beside, status: ContactStatus, kind: ContactKind
) -> list[str]:
    clause, noun = beside.clause, beside.noun
    first: list[Word] = []
    active = beside.relation in ("object", "in") and not (clause.passive or clause.verb.of("expl"))
    own = clause.link not in ("acl", "relcl") or noun not in clause.subjects
    only_tells = beside.base in _TELLERS | word_lists("contacts")["known-object"]
    if noun.lemma == "table" or (active and own and not only_tells):
        first += [word for word in clause.subjects if word is not noun]
    first += [word for word in _who_came(beside) if ground.human(word)]
    beside_verb = clause.with_("with", "between", "among", "alongside")
    others = [*of_noun(noun), *[one for one in beside_verb if _may_come(ground, one)]]
    if active and own and beside.base in _TELLERS and status != "planned":
        several = ground.people(clause.subjects)
        first += clause.subjects if len(several) > 1 or _of_the_other(noun) else []
    hosted = beside.base in HOSTING or status in ("suspended", "postponed", "broken-off")
    hosted = hosted and beside.base != "break" and noun.lemma not in ("dinner", "lunch", "breakfast")
    only_host = beside.base in HOSTING and not others
    if only_host or (hosted and len(ground.people(others, partners=True)) > 1):
        first = []
    by_whom = (clause.passive and not hosted) or beside.base == "attend"
    first += clause.with_("by") if by_whom else []
    passive = clause.passive and beside.relation == "in"
    called = passive and beside.base in ("join", "engage", "lock", *SUMMONING)
    first += [word for word in clause.subjects if called and word is not noun]
    summoned = beside.relation == "in" and clause.verb.of("dobj") and status == "planned"
    with_it = beside.base in ("involve", "include", "bring") or summoned
    first += who_came(clause.objects) if with_it else []
    others += [one for kid in clause.verb.of("attr") if noun_kind(kid) for one in of_noun(kid)]
    mine = [
        word
        for word in first
        if word is not noun and word.lower not in PRESS and (word.tag != "NNS" or ground.human(word))
    ]
    people = ground.people(mine, partners=active)
    others = [] if len(people) > 1 and _of_both(others) else others
    people += ground.people([word for word in others if word.lower not in PRESS], partners=True)
    people += ground.people(along(clause))
    if beside.relation in ("subject", "object") and not first and noun in clause.subjects:
        people += [key for key in _who_tells(ground, clause, others) if key not in people]
    pronouns = [kid for kid in noun.of("poss") if kid.tag == "PRP$"]
    people += _by_pronoun(ground, tree, clause, pronouns)
    if not others and kind in ("talks-round", "meeting"):
        people += pair_before(ground, noun)
    if not people and kind in ("talks-round", "meeting"):
        people = ground.people(_mediated(tree), partners=True)
    if not people and kind in ("talks-round", "meeting"):
        told = ground.parties.told_in(tree.start, noun.start) if is_known(noun) else []
        people = told or ground.parties.pair(noun.start, talks=True) or ground.parties.sides()
    absent = ground.people(clause.subjects) if _stays_out(clause) else []
    return [key for key in dict.fromkeys(people) if key not in absent]


def _stays_out(clause: Clause) -> bool:
    """Return whether the subject of a clause takes no part: 'was not directly involved in the talks', 'was absent from'."""
    lists = word_lists("contacts")
    adjectives = {kid.lower for kid in clause.verb.of("acomp", "attr", "prt", "advmod", "oprd")}
    if adjectives & lists["absent"]:
        return not clause.negated
    if clause.passive and {clause.lemma, clause.verb.lemma} & lists["kept-out"]:
        return not clause.negated
    return clause.negated and clause.verb.lemma in lists["has-part"]


def _of_both(others: list[Word]) -> bool:
    """Whether those between whom talks are held are people of both sides: 'A and B held talks between commanders'."""
    between = others[0].head if len(others) == 1 else None
    return between is not None and between.lower == "between" and others[0].tag == "NNS"


def _mediated(tree: Tree) -> list[Word]:
    """Return between whom somebody mediates in a sentence: 'mediators between A and B in months of talks'."""
    helping = [word for word in tree.words if word.lemma.lower() in HELPING]
    return [one for word in helping for one in prepositional(word, "between")]


def _who_came(beside: Beside) -> list[Word]:
    """Return who acts at a contact of which the sentence tells in passing: 'A and B agreed at a meeting held in Lenz'."""
    noun, clause = beside.noun, beside.clause
    passing = noun.dep == "pobj" and noun.head is not None and noun.head.lower in ("at", "during")
    home = clause.governor
    if not passing or clause.link != "acl" or clause.verb.head is not noun or home is None:
        return []
    return home.subjects if not home.passive else []


def _of_the_other(noun: Word) -> bool:
    """Whether talks are told by one side: 'the suspension of its talks with Chile'."""
    others = prepositional(noun, "with")
    return bool(others) and len(others) == len(prepositional(noun, "with", "between"))


def _may_come(ground: Ground, word: Word) -> bool:
    """Whether a noun behind the 'with' of a verb may be somebody: a name, people; not 'with the time left open'."""
    if _abstract(word) or word.text in listed("thing") or _is_circumstance(word):
        return False
    return word.proper or word.tag in ("NNS", "PRP", "CD") or ground.human(word)


def _is_circumstance(word: Word) -> bool:
    """Whether 'with' begins an aside: 'talks collapsed, with travellers facing delays'."""
    before = word.head
    doing = any(kid.tag == "VBG" for kid in word.of("acl")) or word.dep == "nsubj"
    comma = before is not None and before.place > 0 and word.sentence[before.place - 1].text == ","
    return doing and (comma or word.dep == "nsubj")


def _abstract(word: Word) -> bool:
    """Whether a noun behind 'with' is of no people: 'began with the main aim of a truce'."""
    return word.lemma.lower() in (
        *keys_of("governing-nouns"),
        "objective",
        "assistance",
        "help",
        "support",
        "view",
        "goal",
        "result",
        "focus",
    )


def _who_tells(ground: Ground, clause: Clause, others: list[Word]) -> list[str]:
    """Return who tells of its own talks with others: 'Peru's ministry said that talks with Chile had ended'."""
    above = clause.governor
    only_with = bool(others) and all(
        word.dep == "conj" or (word.head is not None and word.head.lower == "with") for word in others
    )
    told = above is not None and above.verb.lemma in word_lists("saying")["clause"]
    if above is None or clause.link != "ccomp" or not (only_with and told):
        return []
    tellers = ground.people(above.subjects)
    if any(ground.cast.kind_of(key) == "person" for key in tellers):
        return []
    return [key for word in above.subjects for key in ground.parties.whose(word)] or tellers


def of_noun(noun: Word) -> list[Word]:
    """Return the words of a noun phrase that name who takes part: 'with A', 'between A and B', 'A's'."""
    words: list[Word] = []
    rounds = [up for up in noun.above() if up.lemma in (*ROUNDS, "series")]
    talks = [thing for thing in prepositional(noun, "of") if thing.lower in ("talks", "negotiations")]
    for root in (noun, *rounds, *talks):
        prepositions = ["with", "between", "among", "amongst", "involving", "alongside"]
        of_others = noun.lemma in (*ROUNDS, "series", "mediation") or root is not noun
        prepositions += [] if of_others else ["from"]
        words += [] if of_others else _behind_of(noun)
        prepositions += ["by"] if noun.lemma in word_lists("contacts")["visit"] else []
        prepositions += ["to"] if noun.lemma == "audience" else []
        prepositions += ["on"] if noun.lower == "call" and is_courtesy(noun) else []
        words += prepositional(root, *prepositions)
        invited = prepositional(root, "for") if noun_kind(noun) == "meeting" else []
        named = all(word.proper and word.text not in listed("thing") for word in invited)
        named = named and not noun.proper
        words += invited if named else []
        for kid in root.of("acl"):
            if kid.lemma in ("involve", "include"):
                words += [one for thing in kid.of("dobj") for one in conjuncts(thing)]
            if kid.lemma == "attend" and kid.tag == "VBN":
                words += prepositional(kid, "by")
            inside = kid.sentence[kid.place + 1 : kid.right + 1]
            between = [
                one
                for one in inside
                if one.lower == "between"
                and one.head is not None
                and (one.head is kid or one.head.proper)
            ]
            words += [one for prep in between for thing in prep.of("pobj") for one in conjuncts(thing)]
        for kid in root.of("poss"):
            words += [one for one in conjuncts(kid) if one.tag != "PRP$"]
    words += _nested_second(noun) + _cut_off(noun)
    return words or _nested_between(noun) or _between_behind(noun)


def _behind_of(noun: Word) -> list[Word]:
    """Return the words behind 'of' that name who takes part: 'a meeting of A and B', not 'a discussion of efforts'."""
    words = prepositional(noun, "of")
    topic = noun.lemma in ("discussion", "debate", "negotiation")
    return [word for word in words if word.proper] if topic else words


def _cut_off(noun: Word) -> list[Word]:
    """Return the last of a list behind 'between' that a parse takes for the subject: 'talks between A and B failed'."""
    for kid in noun.of("prep"):
        listed_last = [one for thing in kid.of("pobj") for one in conjuncts(thing)][-1:]
        if kid.lower not in ("between", "among") or not listed_last:
            continue
        behind = noun.sentence[listed_last[0].right + 1 :]
        behind = behind[1:] if behind and behind[0].text == "," else behind
        if not behind or behind[0].lower != "and" or behind[0].head not in (noun, kid):
            return []
        run = list(takewhile(_in_phrase, behind[1:]))
        return run[-1:] if run and run[-1].dep in ("nsubj", "nsubjpass") else []
    return []


def _in_phrase(word: Word) -> bool:
    """Whether a word goes on with a noun phrase."""
    return word.noun or word.tag in ("DT", "JJ", "POS", "PRP$", "CD") or word.dep == "compound"


def _nested_second(noun: Word) -> list[Word]:
    """Return the second of two that a parse hangs on the first's owner: 'between the parent firm of A and B'."""
    first = [thing for kid in noun.of("prep") if kid.lower == "between" for thing in kid.of("pobj")]
    if len(first) != 1 or len(conjuncts(first[0])) > 1 or first[0].tag not in ("NN", "NNP"):
        return []
    owners = [thing for kid in first[0].of("prep") if kid.lower == "of" for thing in kid.of("pobj")]
    return [one for owner in owners for one in conjuncts(owner)[1:]]


def _between_behind(noun: Word) -> list[Word]:
    """Return who stands behind a 'between' that a parse hangs on a place or a day: 'talks are held in Lenz between A and B'."""
    for word in noun.sentence[noun.place + 1 :] if noun_kind(noun) is not None else ():
        hung = word.lower == "between" and word.dep == "prep" and word.head is not None
        if hung and word.head is not None and (word.head.proper or word.head.tag == "CD"):
            return [one for thing in word.of("pobj") for one in conjuncts(thing)]
    return []


def _nested_between(noun: Word) -> list[Word]:
    """Return who stands behind a 'between' that a parse hangs deeper: 'talks on the waters of the Arda between A and B'."""
    for word in noun.sentence[noun.place + 1 : noun.right + 1]:
        if word.verb:
            return []
        if word.lower == "between" and word.dep == "prep":
            return [one for thing in word.of("pobj") for one in conjuncts(thing)]
    return []


def mentioned(
    ground: Ground, tree: Tree, noun: Word, clause: Clause, by: str
) -> tuple[list[str], bool | None]:
    """Return who takes part in a contact told in passing, and whether its own words or its clause say so.

    Behind 'with' only one side is told; the other is who acts: 'after talks with A, B left'. Talks of which
    nobody is told are those of the two sides. None stands for words that are somebody, but who cannot be told:
    'after a meeting with them'.
    """
    words = [word for word in of_noun(noun) if word.lower not in PRESS]
    people = ground.people(words, partners=True) or pair_before(ground, noun)
    pronouns = [kid for kid in noun.of("poss") if kid.tag == "PRP$"]
    people += [key for key in _by_pronoun(ground, tree, clause, pronouns) if key not in people]
    visit = noun.lemma.lower() in word_lists("contacts")["visit"]
    within = by not in ("subject", "object", "noun")
    within = within and not _stays_out(clause)
    acting = [word for word in clause.subjects if ground.human(word)] if within else []
    acting += _agreed_with(ground, clause, noun) if acting and not words else []
    if visit and not people and not clause.passive:
        return ground.people([word for word in acting if ground.parties.is_envoy(word)]), True
    if not people and within:
        # 'after two days of talks, A and B parted'
        several = ground.people([*acting, *_spoken_to(ground, clause)], partners=True)
        met = [*(ground.parties.pair(tree.start) if words else []), *several]
        if len(several) > 1 or (several and words):
            return list(dict.fromkeys([*several, *met])), len(met) > 1 or None
        if several and by in ("at", "during", "in"):
            return several, False
    elif people and not pronouns and of_one(noun):
        told = [] if _stays_out(clause) else _who_tells(ground, clause, words)
        first = ground.people(acting, partners=True) or told
        people = [*first, *(one for one in people if one not in first)]
    if by == "subject" and not people:
        people = _told_of(ground, clause)
    if people:
        return list(dict.fromkeys(people)), True
    if not is_known(noun) and by not in ("subject", "object"):
        return [], False
    return ground.parties.pair(noun.start, talks=True) or ground.parties.sides(), False


def _agreed_with(ground: Ground, clause: Clause, noun: Word) -> list[Word]:
    """Return with whom something is done after talks: 'has agreed on the terms of a deal with B following talks'."""
    between = noun.sentence[clause.verb.place + 1 : noun.place]
    behind = [thing for one in between if one.lower == "with" for thing in one.of("pobj")]
    return [one for thing in behind if thing.proper for one in conjuncts(thing) if ground.human(one)]


def _told_of(ground: Ground, clause: Clause) -> list[str]:
    """Return of whom the verb of a contact tells: 'the round brought A and B no nearer', 'was the first between A and B'."""
    beside = [one for kid in clause.verb.of("attr", "dobj") for one in of_noun(kid)]
    relative = [
        word for other in clause.governed if other.link in ("relcl", "acl") for word in other.subjects
    ]
    for words in (beside, clause.objects, relative):
        people = ground.people([word for word in words if ground.human(word)], partners=True)
        if len(people) > 1:
            return people
    return []


def _by_pronoun(ground: Ground, tree: Tree, clause: Clause, pronouns: list[Word]) -> list[str]:
    """Return who is meant by the owner of a contact: 'their talks', 'her visit'."""
    if not pronouns:
        return []
    if pronouns[0].lower in ("their", "our"):
        return ground.people(clause.subjects, partners=True) or ground.parties.pair(tree.start)
    return ground.people(pronouns)


def of_one(noun: Word) -> bool:
    """Whether a noun phrase leaves a side untold: 'talks with A', not 'B's talks with A'."""
    roots = [noun, *prepositional(noun, "of")] if noun.lemma in ROUNDS else [noun]
    with_one = any(prepositional(root, "with") for root in roots)
    return with_one and not any(
        prepositional(root, "between", "among") or any(_is_owner(kid) for kid in root.of("poss"))
        for root in roots
    )


def _is_owner(word: Word) -> bool:
    """Whether a possessor is somebody: not 'Friday's talks', 'this week's visit'."""
    return word.text not in listed("nobody") and word.lemma.lower() not in _DAYS


def _spoken_to(ground: Ground, clause: Clause) -> list[Word]:
    """Return whom the subject of a clause speaks to, or by whom it is spoken to: 'in a call, A urged B'."""
    if clause.verb.lemma not in word_lists("saying")["told"]:
        return []
    return [
        word
        for word in (clause.with_("by") if clause.passive else clause.objects)
        if ground.human(word)
    ]
