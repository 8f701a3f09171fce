"""Clues: the signs that a word tells of a contact, an outcome or a position.

A clue is a short text that a person can read: ``subject=person`` (its subject is a person), ``with=state``,
``object~toast`` (its object is the word 'toast'), ``under=hoped`` (a verb of hoping governs it). A word is looked
up by itself and by the lists that it stands in ('meet', '[contacts.meeting-verb]'); their weights are
in ``learned``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from goodoffices.reader.grammar.clauses import Clause, clause_of
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.noun_assertion import assertion_of_noun
from goodoffices.reader.grammar.tree import Tree, Word, conjuncts
from goodoffices.reader.wordlists import word_lists

_LISTS = ("contacts", "outcomes", "positions", "fates")
_SORTS = {
    "talks": ("contacts.talks-round",),
    "meeting": ("contacts.meeting", "contacts.visit"),
    "letter": ("contacts.call", "contacts.correspondence"),
    "pact": ("outcomes.firm-agreement", "outcomes.truce"),
    "text": ("outcomes.agreement", "outcomes.text", "outcomes.draft"),
    "deadline": ("outcomes.deadline",),
    "fighting": ("outcomes.fighting",),
    "goods": ("outcomes.goods",),
}
"""Sorts of things, with the lists of their nouns; the first that fits."""
_SINGLE = frozenset(("he", "she", "i", "him", "her", "me"))
_SEVERAL = frozenset(("they", "we", "them", "us", "both", "two", "each"))
_WORDLESS = frozenset(
    ("person", "organization", "state", "group", "unnamed", "human", "they", "it", "name", "number", "day", "quotation")
)  # fmt: skip
"""Sorts of noun phrases whose own word says nothing more."""
_JOINING = ("prep", "agent", "dative")


@cache
def lists_of(lemma: str) -> tuple[str, ...]:
    """Return the lists that a word stands in, as '[contacts.meeting]'."""
    return tuple(
        f"[{name}.{key}]"
        for name in _LISTS
        for key, words in word_lists(name).items()
        if lemma in words
    )


@cache
def _keys(mark: str, form: str, other: str) -> list[str]:
    listed = [name for one in dict.fromkeys((form, other)) for name in lists_of(one)]
    return ["", *dict.fromkeys((f"{mark}:{form}", f"{mark}:{other}", *listed))]


@cache
def _meant_by(lemma: str) -> tuple[str, ...]:
    """Return how a verb or a noun means the things it governs: 'hoped', 'demanded'."""
    files = (word_lists("governing"), word_lists("governing-nouns"))
    found = [key for lists in files for key, words in lists.items() if lemma in words]
    return tuple(dict.fromkeys(found))


@cache
def _sort_of_thing(lemma: str) -> str | None:
    lists = set(lists_of(lemma))
    return next(
        (sort for sort, keys in _SORTS.items() if any(f"[{key}]" in lists for key in keys)), None
    )


class Scene:
    """A sentence, whose words are asked for their clues."""

    def __init__(self, ground: Ground, tree: Tree) -> None:
        self.ground, self.tree = ground, tree
        self.clauses = {clause.verb.place: clause for clause in ground.of(tree)}
        self._sorts: dict[int, str] = {}
        self._days = [word for _, word in ground.days.whens(tree)]

    def words(self) -> Iterator[Word]:
        """Yield the words that may tell of something: the verbs of clauses, and common nouns."""
        for word in self.tree.words:
            if word.quotation is None and (word.tag in ("NN", "NNS") or word.place in self.clauses):
                yield word

    def keys(self, word: Word) -> list[str]:
        """Return the keys under which a word is looked up: itself, with its particle or its plural, and its lists."""
        clause = self.clauses.get(word.place)
        if clause is not None:
            forms = (clause.lemma, word.lemma.lower())
            mark = "verb"
        else:
            forms = (word.lemma.lower(), word.lower)
            mark = "noun"
        return _keys(mark, *forms)

    def clues(self, word: Word) -> Iterator[str]:
        """Yield the clues of a word, some of them twice."""
        clause = self.clauses.get(word.place)
        yield from self._of_verb(clause) if clause is not None else self._of_noun(word)
        words, at = self.tree.words, word.place
        yield f"before~{words[at - 1].lower.strip()}" if at else "first"
        yield f"behind~{words[at + 1].lower.strip()}" if at + 1 < len(words) else "last"
        if self.tree.inside is not None:
            yield "quoted"

    def sort(self, word: Word) -> str:
        """Return the sort of a noun phrase: 'person', 'state', 'talks', 'pact', 'thing'."""
        if word.place not in self._sorts:
            self._sorts[word.place] = self._sort(word)
        return self._sorts[word.place]

    def _sort(self, word: Word) -> str:
        if word.quotation is not None:
            return "quotation"
        if word.lower in _SINGLE:
            return "person"
        if word.lower in _SEVERAL:
            return "they"
        if word.lower == "it":
            return "it"
        kind = self.ground.cast.kind(word)
        if kind is not None:
            return kind
        if self.ground.days.holds(word):
            return "day"
        common = word.tag in ("NN", "NNS")
        thing = _sort_of_thing(word.lemma.lower()) if common else None
        if thing is not None:
            return thing
        if self.ground.human(word):
            return "human"
        if common:
            return "thing"
        return "name" if word.proper else "number" if word.tag == "CD" else "other"

    def _role(self, role: str, word: Word) -> Iterator[str]:
        """Yield how a noun phrase stands to a word, by its sort and, if it is a thing, by its word."""
        sort = self.sort(word)
        yield f"{role}={sort}"
        if sort not in _WORDLESS:
            yield f"{role}~{word.lemma.lower()}"

    # Verbs

    def _of_verb(self, clause: Clause) -> Iterator[str]:
        verb = clause.verb
        sides = []
        for role, words in (("subject", clause.subjects), ("object", clause.objects)):
            for word in words[:2]:
                yield from self._role(role, word)
            if len(words) > 1:
                yield f"{role} several"
            sides.append(f"{role}={self.sort(words[0]) if words else 'none'}")
        yield " ".join(sides)
        for kid in verb.kids:
            if kid.dep in _JOINING:
                for thing in kid.of("pobj", "pcomp")[:1]:
                    yield from self._role(kid.lower, thing)
            elif kid.dep in ("xcomp", "ccomp"):
                yield kid.dep
                yield f"{kid.dep}~{kid.lemma.lower()}"
            elif kid.dep in ("advmod", "prt", "acomp", "npadvmod"):
                yield f"beside~{kid.lower}"
        yield from self._form(clause)
        yield f"link={clause.link}"
        yield f"meant={clause.assertion}"
        if clause.mark:
            yield f"mark={clause.mark}"
        above = clause.governor
        if above is not None:
            yield f"under~{above.lemma}"
            for meant in _meant_by(above.lemma):
                yield f"under={meant}"
        if clause.link in ("acl", "relcl") and verb.head is not None:
            yield from self._role("of-noun", verb.head)
        if any(self.ground.days.of_clause(day, self.tree) is clause for day in self._days):
            yield "dated"

    def _form(self, clause: Clause) -> Iterator[str]:
        yield f"form={clause.verb.tag}"
        if clause.passive:
            yield "passive"
        if clause.negated:
            yield "negated"
        if clause.modal:
            yield f"modal={clause.modal}"
        if clause.past:
            yield "past"
        if clause.perfect:
            yield "perfect"

    # Nouns

    def _of_noun(self, noun: Word) -> Iterator[str]:
        yield from self._inside(noun)
        yield from self._outside(noun)

    def _inside(self, noun: Word) -> Iterator[str]:
        """Yield the clues of the words that depend on a noun."""
        bare = True
        for kid in noun.kids:
            if kid.dep in ("det", "neg", "predet"):
                bare = False
                yield f"det={kid.lower}"
            elif kid.dep in ("amod", "nummod", "advmod"):
                yield "numbered" if kid.tag == "CD" else f"{kid.dep}~{kid.lower}"
            elif kid.dep in ("compound", "nmod"):
                yield from self._role("compound", kid)
            elif kid.dep == "poss":
                bare = False
                yield f"poss={kid.lower if kid.tag == 'PRP$' else self.sort(kid)}"
            elif kid.dep in _JOINING:
                for thing in kid.of("pobj", "pcomp")[:1]:
                    yield from self._role(kid.lower, thing)
                    if thing.tag in ("NNS", "NNPS") or len(conjuncts(thing)) > 1:
                        yield f"{kid.lower} several"
            elif kid.dep in ("acl", "relcl"):
                yield kid.dep
                yield f"{kid.dep}~{kid.lemma.lower()}"
        yield f"form={noun.tag}"
        if bare:
            yield "bare"
        if any(noun in day.above() for day in self._days):
            yield "dated"

    def _outside(self, noun: Word) -> Iterator[str]:
        """Yield the clues of the words that a noun depends on."""
        top = noun
        while top.dep == "conj" and top.head is not None:
            top = top.head
        head = top.head
        yield f"is={top.dep}"
        if top.dep in ("pobj", "pcomp") and head is not None:
            yield f"is-behind={head.lower}"
            if head.head is not None:
                yield from self._upper(head.lower, head.head)
        elif head is not None:
            yield f"is={top.dep} of~{head.lemma.lower()}"
        clause = clause_of(noun, self.ground.of(self.tree))
        if clause is None:
            yield "no verb"
            return
        near = "own-" if head is clause.verb else ""
        yield f"{near}verb~{clause.lemma}"
        for name in (*lists_of(clause.lemma), *_meant_by(clause.lemma)):
            yield f"{near}verb={name}"
        for form in self._form(clause):
            yield f"{near}verb {form}"
        if clause.subjects and near:
            yield f"is={top.dep} subject={self.sort(clause.subjects[0])}"
        yield f"meant={assertion_of_noun(noun, clause)}"

    def _upper(self, preposition: str, upper: Word) -> Iterator[str]:
        """Yield the clues of the word that a preposition hangs a noun on."""
        yield f"is-behind={preposition} of~{upper.lemma.lower()}"
        if not upper.noun:
            yield f"is-behind={preposition} of-verb"
            return
        yield f"is-behind={preposition} of={self.sort(upper)}"
        for meant in _meant_by(upper.lemma.lower()):
            yield f"is-behind={preposition} of={meant}"
