"""Words told as somebody's by an adverbial: 'according to X, …', 'in X's view, …', '…, as X put it'."""

from __future__ import annotations

from goodoffices.reader.grammar.claims import CLAIMS
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contents import Said
from goodoffices.reader.grammar.headed import Headed
from goodoffices.reader.grammar.inserted import sides
from goodoffices.reader.grammar.roles import is_person_noun
from goodoffices.reader.grammar.tree import FINITE, Tree, Word, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import Span

_STOP = " ,;:—–-"
_TELLS = frozenset(
    ("announce", "confirm", "stress", "emphasise", "emphasize", "state", "report", "underline")
)
_CLAUSE = 3
"""Words before 'it was said' at the least that may be a clause."""


class Attributed(Headed):
    """Statements whose speaker stands in an adverbial of the sentence."""

    def _keep(self, said: Said, tree: Tree) -> None:
        said.content = [span for span in said.content if span.text.strip(_STOP)]
        if not said.content:
            return
        said.paragraph = tree.paragraph
        self.used |= said.quotations
        self.said += self.parted(said)

    def _attributed(self, tree: Tree) -> None:
        """Take in a sentence told as somebody's by an adverbial."""
        self._according(tree)
        self._in_words(tree)
        self._for_somebody(tree)
        for clause in self.clauses[id(tree)]:
            self._as_put(tree, clause)
            self._it_was_said(tree, clause)

    def _according(self, tree: Tree) -> None:
        """'…, according to X'."""
        words = tree.words
        for word in words:
            to = _before_source(words, word.place)
            if to is None:
                continue
            source = next((kid for kid in (*to.of("pobj"), *word.of("pobj")) if kid.noun), None)
            if source is None or (word is to and not self._speaks(source)):
                continue
            within = _in_relative(words, word.place, source)
            if within is not None:
                content = [self._span(tree, *within)]
            elif word.place > 2:
                last = next(
                    (one.place - 1 for one in words[source.right + 1 :] if one.text in (",", ";", ".")),
                    source.right,
                )
                content = [
                    self._span(tree, *run) for run in sides(tree, word.place, min(last, source.right))
                ]
            else:
                verb = next((one for one in words[source.place + 1 :] if one.tag in FINITE), None)
                last = _named_behind(words, source)
                after = next((one.place for one in words[last + 1 :] if one.text == ","), last)
                commas = [one for one in words[source.place : after + 1] if one.text == ","]
                if verb is not None and commas and verb.place < commas[0].place:
                    after = source.right if source.right < verb.place else source.place
                content = (
                    [self._span(tree, after + 1, len(words) - 1)] if after + 1 < len(words) else []
                )
            quotations = {one.quotation for one in words if one.quotation is not None}
            content, extra = self._with_quotations(content, quotations)
            cue = Span(word.start, to.end, self.text[word.start : to.end])
            said = self._built(tree, [source], cue, content, "according-to", extra)
            if said is not None:
                whole = [(0, max(word.place - 1, 0)), (source.right + 1, len(words) - 1)]
                whole = whole if within is None else [within]
                self._mean(said, self._first_within(tree, whole))
                if said.assertion == "asserted" and source.lemma.lower() in CLAIMS:
                    said.assertion, said.meant_by_words = "alleged", False
                self._keep(said, tree)

    def _in_words(self, tree: Tree) -> None:
        """'In his words, the sides “are closer than in May.”', 'In the view of the guild, the offer is an insult.'"""
        for word in tree.words:
            above = word.head
            if (
                word.lower not in word_lists("saying")["views"]
                or above is None
                or above.lower not in ("in", "by", "to")
            ):
                continue
            owners = [
                *word.of("poss"),
                *(one for kid in word.of("prep") if kid.lower == "of" for one in kid.of("pobj")),
            ]
            last = word.place
            if owners and owners[0].place > last:
                last = _source_ends(tree.words, owners[0])
            apart = above.place == 0 or _set_off(tree.words, above.place, last)
            if not owners or not self._speaks(owners[0]) or not apart:
                continue
            cue = Span(above.start, word.end, self.text[above.start : word.end])
            runs = [
                run
                for run in ((0, above.place - 1), (last + 1, len(tree.words) - 1))
                if any(one.text.isalnum() for one in tree.words[run[0] : run[1] + 1])
            ]
            self._around(tree, owners[0], cue, runs, "in-words")
            return

    def _for_somebody(self, tree: Tree) -> None:
        """'For Moen' or 'To Moen, the list is “the key to everything”': words between marks in what is so for somebody."""
        opens = tree.words[0]
        who = opens.of("pobj")[:1] if opens.lower in ("for", "to") else []
        if not who or self.cast.kind(who[0]) != "person":
            return
        last = _source_ends(tree.words, who[0])
        if _set_off(tree.words, 0, last) and self._marked(tree, last):
            cue = Span(opens.start, opens.end, self.text[opens.start : opens.end])
            self._around(tree, who[0], cue, [(last + 1, len(tree.words) - 1)], "in-words")

    def _as_put(self, tree: Tree, clause: Clause) -> None:
        """'As Moen put it, …', '…, as the minister said on Monday.'"""
        verb = clause.verb
        if (
            clause.mark != "as"
            or clause.link not in ("advcl", "ROOT")
            or clause.passive
            or clause.negated
            or verb.lemma not in word_lists("saying")["as-put"]
            or verb.of("ccomp", "xcomp")
            or not clause.subjects
            or not self._speaks(clause.subjects[0])
        ):
            return
        objects = [word for word in clause.objects if word.place > verb.place]
        if (verb.lemma in ("put", "see") and [word.lower for word in objects] != ["it"]) or (
            verb.lemma not in ("put", "see")
            and (clause.subjects[0].tag == "PRP" or (objects and verb.lemma != "tell"))
        ):
            return
        first, last = verb.left, _phrase_ends(tree.words, verb)
        if not _set_off(tree.words, first, last) or tree.words[first].lower != "as":
            return
        runs = sides(tree, first, last)
        cue = Span(verb.start, verb.end, self.text[verb.start : verb.end])
        self._around(tree, clause.subjects[0], cue, runs, "as-put")

    def _it_was_said(self, tree: Tree, clause: Clause) -> None:
        """'It was announced by the guild that …', '…, it was stressed in a statement by the guild.'"""
        verb = clause.verb
        it = [word.lower for word in verb.of("nsubjpass")]
        if it != ["it"] or clause.negated or verb.lemma not in word_lists("saying")["as-put"] | _TELLS:
            return
        texts = word_lists("saying")["document"]
        by = [one for kid in verb.of("agent", "prep") if kid.lower == "by" for one in kid.of("pobj")]
        for kid in verb.of("prep"):
            for text in kid.of("pobj") if kid.lower == "in" else ():
                by += prepositional(text, "by", "from") if text.lemma in texts else []
        if not by or not self._speaks(by[0]):
            return
        that = [kid for kid in verb.of("ccomp") if kid.place > by[0].place]
        first = min(kid.place for kid in verb.kids if kid.dep in ("nsubjpass", "auxpass", "aux"))
        if that:
            words = tree.words[that[0].left : that[0].right + 1]
            runs = [(words[words[0].lower == "that"].place, words[-1].place)]
        elif first > _CLAUSE and tree.words[first - 1].text == ",":
            runs = [(0, first - 2)]
        else:
            return
        self._around(tree, by[0], Span(verb.start, verb.end, verb.text), runs, "it-was-said")

    def _around(
        self, tree: Tree, source: Word, cue: Span, runs: list[tuple[int, int]], rule: str
    ) -> None:
        """Take in the words on the sides of an adverbial as those of its source."""
        numbers = {one.quotation for one in tree.words if one.quotation is not None}
        spans = [self._span(tree, *run) for run in runs]
        if not spans:
            wholes = [self.document.layout.quotations[number] for number in sorted(numbers - self.used)]
            spans = [Span(a, b, self.text[a:b]) for whole in wholes for a, b in whole.parts[:1]]
        content, extra = self._with_quotations(spans, numbers - self.used)
        said = self._built(tree, [source], cue, content, rule, extra)
        if said is None:
            return
        quoted_whole = len(content) == 1 and content[0].text[:1] in '“"'
        if runs and not (rule == "in-words" and quoted_whole):
            self._mean(said, self._first_within(tree, runs))
        self._keep(said, tree)


def _named_behind(words: list[Word], source: Word) -> int:
    """Return the last word of a source with the name behind its title: 'According to its chief, Ana Bell, …'."""
    name: list[Word] = []
    if is_person_noun(source) and words[source.right + 1 : source.right + 2]:
        behind = words[source.right + 2 :] if words[source.right + 1].text == "," else []
        for word in behind:
            if not word.proper:
                break
            name.append(word)
    closed = bool(name) and words[name[-1].place + 1 : name[-1].place + 2]
    return name[-1].place if closed and words[name[-1].place + 1].text == "," else source.right


def _set_off(words: list[Word], first: int, last: int) -> bool:
    """Whether commas, or the ends of the sentence, stand around some words."""
    opens = first == 0 or words[first - 1].text in (",", "—", "–", ";", ":", "“")
    opens = opens or (first == 1 and words[0].tag == "CC")
    behind = words[last + 1 : last + 2]
    return opens and (not behind or behind[0].text in (",", ".", "—", "–", ":"))


def _phrase_ends(words: list[Word], verb: Word) -> int:
    """Return the last word of a clause before a comma or a quotation."""
    ends = (
        one.place - 1
        for one in words[verb.place + 1 : verb.right + 1]
        if one.text == "," or one.quotation is not None
    )
    return next(ends, verb.right)


def _source_ends(words: list[Word], source: Word) -> int:
    """Return the last word of a source, without what a comma parts from it and is no name or title of it."""
    comma = next((one.place for one in words[source.place : source.right] if one.text == ","), None)
    if comma is None or any(is_person_noun(one) or one.proper for one in source.of("appos")):
        return source.right
    return comma - 1


def _before_source(words: list[Word], at: int) -> Word | None:
    """Return the word before a source: the 'to' of 'according to', the 'by' of 'as reported by', 'per'."""
    if words[at].lower == "per" and (at == 0 or words[at - 1].text in (",", "”", "as")):
        return words[at]
    lower = [word.lower for word in words[at : at + 3]]
    if lower[:2] == ["according", "to"]:
        return words[at + 1]
    if lower[:1] == ["as"] and lower[2:3] == ["by"] and lower[1] in ("reported", "announced", "stated"):
        return words[at + 2]
    return None


def _in_relative(words: list[Word], at: int, source: Word) -> tuple[int, int] | None:
    """Return the words of a relative clause that 'according to' opens: 'the lock, which according to X is unsafe, …'."""
    before = at - 2 if at > 1 and words[at - 1].text == "," else at - 1
    if before < 1 or words[before].lower not in ("which", "who", "that"):
        return None
    if words[before].lower == "that" and words[before].tag == "IN":
        return None
    verb = next((word for word in words[source.place + 1 :] if word.tag in FINITE), None)
    first = verb if verb is None else words[source.place + 1]
    if verb is None or first is None:
        return None
    begin = first.place + (first.text == ",")
    comma = next((word.place for word in words[verb.place :] if word.text in (",", ";")), None)
    top = verb.head if verb.dep in ("aux", "auxpass") and verb.head is not None else verb
    again = next((word for word in words[top.place + 1 :] if word.tag in FINITE), None)
    if comma is not None:
        return begin, comma - 1
    return begin, len(words) - 1 if again is None or again.within(top) else again.place - 1
