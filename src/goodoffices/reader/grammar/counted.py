"""What a figure counts, and what its report says against it.

'250 people were captured': the unit says who, and the clause says what happened to them. 'The ministry, which
does not tell fighters from civilians, says …' or 'The figure could not be verified' is a caveat.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from goodoffices.reader.figures import Number
from goodoffices.reader.grammar.clauses import NEGATIONS
from goodoffices.reader.grammar.document import Document
from goodoffices.reader.grammar.tree import Tree, Word, conjuncts, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Span
from goodoffices.record.merge.counted_things import DAYS

MOST_WORDS = 12
"""Words of a phrase at the most: a longer phrase is no label, and is cut before a preposition or a comma."""
MOST_IN_NOUN = 7
"""Words of a counted noun with what stands before it: 'East Coast and Gulf Coast ports'."""
_IN_NOUN = frozenset(("NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "VBN", "VBG", "CC", "POS"))
_HELPERS = frozenset(("be", "have", "do"))
_CLAUSE = ("acl", "relcl")
_PRONOUNS = ("WP", "WDT", "PRP", "EX", "DT")


class Counted(NamedTuple):
    """What a report adds to a number: what happens to those counted, and the doubts about the number."""

    definition: str | None
    caveat: str | None


class Counts:
    """Finds what the figures of a document count."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.trees = document.all_trees()
        self._words = {w.start: (n, w) for n, tree in enumerate(self.trees) for w in tree.words}

    def of(self, number: Number, source: Span | None) -> Counted:
        """Return the definition and the caveat of a number; ``source`` is the place of its source, if any."""
        place = self._at(number)
        if place is None:
            return Counted(None, None)
        index, word = place
        counted = _counted_noun(word, number)
        lasting = _what_lasts(word, counted)
        definition = None if number.part_of else lasting or self._definition(counted)
        return Counted(definition, self._caveat(index, counted, source))

    def mended(self, numbers: Sequence[Number]) -> list[Number]:
        """Return the numbers of a sentence with units as the parse has them: '280 cows returned' counts cows."""
        found: list[Number] = []
        for number in numbers:
            unit = self._unit(number, found[-1].unit if found else "")
            if found and found[-1].of_next and found[-1].unit == number.unit:
                found[-1] = replace(found[-1], unit=unit)  # 'nine of its 31 jets go back'
            found.append(replace(number, unit=unit))
        return found

    def _unit(self, number: Number, before: str) -> str:
        """Return the unit of a number; ``before`` is that of the number before it.

        '15 coal and gas plants' counts plants; 'the 40 went to the camps' has no unit of its own.
        """
        place = self._at(number)
        if place is None or not number.unit or _is_measure(number.unit):
            return number.unit
        word = place[1]
        noun = _counted_noun(word, number)
        behind = [one for one in word.sentence[word.place + 1 :] if one.start >= number.end]
        own = [one for one in behind if one.start < number.end + len(number.unit) + 1]
        if noun is word and own and word.dep in ("nsubj", "nsubjpass") and own[0] is word.head:
            return number.unit if own[0].tag == "VBZ" else before
        phrase = [one for one in behind if one.place <= noun.place]
        several = noun.tag == "NNS" and len(phrase) <= MOST_IN_NOUN
        if not several or any(one.tag not in _IN_NOUN or "<" in one.text for one in phrase):
            return number.unit
        done = any(one.verb or one.tag == "DT" for one in own[len(phrase) : len(phrase) + 1])
        longer = len(phrase) > len(own)
        return " ".join(_joined(self.text, phrase)) if longer or done else number.unit

    def _at(self, number: Number) -> tuple[int, Word] | None:
        """Return the number of the sentence a figure stands in, and its first word that is a number."""
        inside = [self._words[at] for at in range(number.start, number.end) if at in self._words]
        found = [(n, w) for n, w in inside if w.tag in ("CD", "NN") and w.dep != "quantmod"]
        return next((one for one in found if one[1].tag == "CD"), found[0] if found else None)

    def _definition(self, noun: Word) -> str | None:
        for kid in noun.of(*_CLAUSE):
            if kid.verb and kid.place > noun.place:
                return self._predicate(kid)
        role = _role(noun)
        head = role.head
        if head is None:
            return None
        if role.dep == "pobj" and head.lower == "of" and head.head is not None:
            happening = head.head
            listed = word_lists("counted")["happening"]
            return happening.lower if happening.lemma.lower() in listed else None
        if role.dep in ("nsubj", "nsubjpass") and head.verb:
            return self._predicate(head)
        return self._done_to(head) if role.dep == "dobj" and head.verb else None

    def _predicate(self, verb: Word) -> str | None:
        """Return a verb with all that follows its subject, without 'was' and 'have': 'killed in the attack'."""
        if verb.lemma == "be":
            return None
        subject = max((kid.place for kid in verb.of("nsubj", "nsubjpass")), default=-1)
        helpers = verb.of("aux", "auxpass")
        plain = not any(kid.tag == "MD" for kid in helpers)
        dropped = {kid.place for kid in helpers if plain and kid.lemma in _HELPERS and kid.tag != "VBG"}
        words = [
            word
            for word in verb.sentence[: verb.right + 1]
            if word.place > subject and word.within(verb) and word.place not in dropped
        ]
        before = [
            word
            for word in words
            if word.place < verb.place and word in verb.kids and word.dep not in ("prep", "punct")
        ]
        return self._phrase([*before, *(word for word in words if word.place >= verb.place)])

    def _done_to(self, verb: Word) -> str | None:
        """Return who does what to those counted, in the order of the report: 'that the attack killed'."""
        lists = word_lists("counted")
        if verb.lemma.lower() in lists["giving"] | lists["telling"]:
            return None
        chain = [verb]
        while chain[0].dep == "xcomp" and chain[0].head is not None and chain[0].head.verb:
            chain.insert(0, chain[0].head)
        if chain[0].dep == "conj" and chain[0].head is not None and not chain[0].of("nsubj"):
            subjects = chain[0].head.of("nsubj")
        else:
            subjects = chain[0].of("nsubj")
        if len(subjects) != 1 or subjects[0].tag in _PRONOUNS:
            return None
        who = _before_comma(subjects[0].sentence[subjects[0].left : subjects[0].right + 1])
        does: list[Word] = []
        for one in chain:
            does += [k for k in one.kids if k.dep in ("aux", "auxpass", "neg", "prt")] + [one]
        said = self._phrase([*who, *sorted(does, key=lambda word: word.place)], whole=True)
        if said is None:
            return None
        first = who[0]
        begins = not first.proper and first.tag != "PRP"
        return f"that {said[0].lower() if begins else said[0]}{said[1:]}"

    def _phrase(self, words: list[Word], whole: bool = False) -> str | None:
        """Return words as they stand in the text; a long phrase is cut, or left out if it must be ``whole``."""
        kept: list[Word] = []
        for word in words:
            if kept and (word.text in (",", ";", ":", "–", "—", "(") or word.lower in ("and", "but")):
                break
            if len(kept) >= MOST_WORDS:
                if whole:
                    return None
                break
            kept.append(word)
        if len(kept) == MOST_WORDS:
            while kept and not kept[-1].noun:
                kept.pop()
        while kept and (kept[-1].tag in ("IN", "DT", "TO") or kept[-1].text in '.”"'):
            kept.pop()
        return " ".join(_joined(self.text, kept)) or None

    def _caveat(self, index: int, noun: Word, source: Span | None) -> str | None:
        tree = self.trees[index]
        for who in self._sources(tree, source):
            for kid in who.of("relcl"):
                if _unsure(kid):
                    return self._clause(kid)
        for word in (noun, *(up for up in noun.above() if up.noun)):
            for beside in (word, *word.of("appos")):
                for kid in beside.kids:
                    if (kid.dep == "relcl" and _doubted(kid)) or _leaves_out(kid):
                        return self._clause(kid)
        for verb in noun.above():
            if verb.verb:
                for kid in verb.kids:
                    if kid.place > noun.place and _leaves_out(kid):
                        return self._clause(kid)
                break
        following = self.trees[index + 1] if index + 1 < len(self.trees) else None
        if (
            following is not None
            and following.paragraph == tree.paragraph
            and _about_figures(following)
        ):
            return self.text[following.start : following.end].strip().rstrip(".")
        return None

    def _sources(self, tree: Tree, source: Span | None) -> Iterator[Word]:
        if source is not None:
            for word in tree.words:
                if word.noun and source.start <= word.start < source.end:
                    yield word

    def _clause(self, verb: Word) -> str:
        """Return a relative clause without its pronoun, as it stands in the text."""
        words = verb.sentence[verb.left : verb.right + 1]
        words = _before_comma(words) if verb.tag == "VBG" else words
        while words and words[0].tag in ("WDT", "WP"):
            words = words[1:]
        return " ".join(_joined(self.text, words)).strip(" ,")


def _is_measure(unit: str) -> bool:
    """Return whether a unit is a length of time, a sum of money or a share."""
    first = unit.split()[0].lower()
    return (
        first.rstrip("s") in DAYS or first in DAYS or first in ("percent", "dollars", "euros", "pounds")
    )


def _counted_noun(word: Word, number: Number) -> Word:
    """Return the noun that a number counts: '250' of 'an additional 250 individuals' counts 'individuals'."""
    noun = word
    while noun.head is not None and noun.dep in ("nummod", "quantmod", "compound", "amod", "advmod"):
        noun = noun.head
    if noun.lower in ("%", "percent", "cent") or number.unit.startswith("percent"):
        return next((w for kid in noun.of("prep") for w in kid.of("pobj")), noun)
    return noun


def _what_lasts(word: Word, counted: Word) -> str | None:
    """Return the noun after a length of time that describes it: 'strike' for 'an eleven-day strike'."""
    noun = counted
    if noun.lemma.lower() in DAYS and noun.dep in ("nmod", "npadvmod") and noun.head is not None:
        noun = noun.head
    unit = word.head
    measured = unit is not None and unit.lemma.lower() in DAYS and unit.place < noun.place
    return noun.lower if measured and noun.noun and noun.lemma.lower() not in DAYS else None


def _before_comma(words: list[Word]) -> list[Word]:
    comma = next((place for place, word in enumerate(words) if word.text == ","), len(words))
    return words[:comma]


def _role(noun: Word) -> Word:
    """Return the noun whose place in the clause a counted noun has: 'total' of 'a total of 300 families'."""
    role = noun
    while role.head is not None:
        above = role.head
        if role.dep == "conj" and above.noun:
            role = above
        elif role.dep == "pobj" and above.lower == "of" and above.head and _is_number(above.head):
            role = above.head
        else:
            break
    return role


def _is_number(word: Word) -> bool:
    return word.tag == "CD" or word.lemma.lower() in word_lists("counted")["figures"]


def _joined(text: str, words: list[Word]) -> Iterator[str]:
    """Yield the words of a phrase; words that touch in the text are joined."""
    at = 0
    while at < len(words):
        end = at
        while end + 1 < len(words) and words[end + 1].start == words[end].end:
            end += 1
        yield text[words[at].start : words[end].end]
        at = end + 1


def _negated(verb: Word) -> bool:
    return any(kid.lower in NEGATIONS for kid in verb.kids)


def _unsure(verb: Word) -> bool:
    """Return whether a clause says that its subject cannot, or does not, tell: 'does not distinguish …'."""
    lists = word_lists("counted")
    return verb.lemma.lower() in lists["unsure"] and _negated(verb)


def _doubted(verb: Word) -> bool:
    """Return whether a clause on a figure doubts it: 'which the government disputes'."""
    return verb.lemma.lower() in word_lists("counted")["doubting"] or _unsure(verb)


def _leaves_out(word: Word) -> bool:
    """Return whether a word begins what is counted or not: 'not including the missing', 'excluding X'."""
    return (
        word.tag == "VBG"
        and word.lemma.lower() in word_lists("counted")["leaving"]
        and bool(word.of("dobj", "pobj"))
    )


def _the_figure(word: Word) -> bool:
    """Return whether a noun stands for a figure told before: 'that count', and not 'the number of objectors'."""
    return word.lemma.lower() in word_lists("counted")["figures"] and not prepositional(word, "of")


def _about_figures(tree: Tree) -> bool:
    """Return whether a sentence says of the figures before it that they are not sure."""
    root = next((word for word in tree.words if word.head is None), None)
    if root is None:
        return False
    named = [one for kid in root.of("nsubj", "nsubjpass", "dobj") for one in conjuncts(kid)]
    told = any(map(_the_figure, named)) and root.lemma != "put"
    return told and _doubted(root)
