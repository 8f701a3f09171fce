"""A statement put together: its speaker, the place of its cue, its words, and how they are meant."""

from __future__ import annotations

from goodoffices.reader.grammar.assertion import assertion_of, is_provided
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.conditions import bound_behind
from goodoffices.reader.grammar.contents import Said
from goodoffices.reader.grammar.doubt import few, hearsay, lied
from goodoffices.reader.grammar.moods import is_infinitive, is_subjunctive, is_tenseless
from goodoffices.reader.grammar.own_assertion import own_assertion
from goodoffices.reader.grammar.reported import content_assertion, sentence_assertion
from goodoffices.reader.grammar.speakers import Speakers
from goodoffices.reader.grammar.tree import Tree, Word
from goodoffices.reader.grammar.untrue import claim_is_untrue
from goodoffices.reader.wordlists import keys_of, word_lists
from goodoffices.record.entries import Anonymity, Assertion, Span

_NOBODY = frozenset(
    ("which", "that", "this", "there", "what", "these", "those", "one", "some", "it", "all")
)
UNREAL = frozenset(("planned", "hoped", "demanded", "conditional"))
UNSAID = UNREAL | {"alleged", "denied", "refused"}
"""How words are that somebody is only to say, is said to have said, or did not say."""


def _asks_for(noun: Word) -> bool:
    """Whether a thing expressed is meant as its noun tells: 'its demands'; a call without a purpose is by telephone."""
    call = noun.lemma == "call" and not noun.of("acl", "prep")
    return noun.lemma.lower() in word_lists("reported")["nouns"] and not call


class Framing(Speakers):
    """Statements from a verb, its subject and the words it reports."""

    def _from(
        self, tree: Tree, clause: Clause, first: int, rule: str, thing: Word | None = None
    ) -> Said | None:
        """Return the statement whose words begin at a word behind the verb."""
        subject = self._subject(tree, clause)
        content, quotations = self._content_from(tree, clause, first)
        if subject is None or not content:
            return None
        said = self._said(tree, clause, subject, content, rule, quotations)
        if said is None or (said.assertion != "asserted" and rule != "infinitive"):
            return said
        if rule == "demand":
            said.assertion = "demanded"
        elif rule == "object" and thing is not None:
            kind = (
                keys_of("governing-nouns").get(thing.lemma.lower()) if thing.tag[:2] == "NN" else None
            )
            if thing.head is not None and thing.head.lower == "against" and clause.verb.lemma == "warn":
                said.assertion = "demanded"
            elif _asks_for(thing):
                said.assertion = kind or said.assertion  # type: ignore[assignment]
        elif rule == "infinitive" and thing is not None:
            inner = next((one for one in self.clauses[id(tree)] if one.verb is thing), None)
            bound = any(
                one.link == "advcl" and own_assertion(one) == "conditional" for one in clause.governed
            )
            if inner is not None and (bound or content_assertion(inner) == "conditional"):
                said.assertion = "conditional"
            elif inner is not None and inner.negated and said.assertion == "planned":
                said.assertion = "refused"
            elif clause.lemma == "want" and said.assertion == "hoped" and thing.of("nsubj"):
                said.assertion = "demanded"
        elif rule == "number" and tree.words[first].lower == "no":
            said.assertion = "refused"
        return said

    def _content_from(self, tree: Tree, clause: Clause, first: int) -> tuple[list[Span], set[int]]:
        spans = self._behind(tree, clause, first)
        numbers = {word.quotation for word in tree.words if word.quotation is not None}
        return self._with_quotations(spans, numbers)

    def _sentence(self, tree: Tree) -> Assertion:
        """Return how a sentence in somebody's own words is meant, and so the event that it tells of."""
        clauses = self.clauses[id(tree)]
        found = sentence_assertion(tree, clauses)
        for clause in clauses:
            if clause.link == "ROOT":
                clause.meant = found
        return found

    def _mean(self, said: Said, top: Clause | None) -> None:
        """Give a statement the assertion of the first clause of its words."""
        said.top = top
        if top is not None:
            said.assertion = content_assertion(top)

    def _first_within(self, tree: Tree, runs: list[tuple[int, int]]) -> Clause | None:
        """Return the first clause of the words of some runs."""
        inside = [
            one
            for one in self.clauses[id(tree)]
            if any(first <= one.verb.place <= last for first, last in runs)
        ]
        for one in inside:
            participle = one.verb.tag in ("VBG", "VBN") and one.link == "advcl"
            if one.governor not in inside and one.link not in ("relcl", "acl") and not participle:
                return one
        return None

    def _said(
        self,
        tree: Tree,
        clause: Clause,
        subject: list[Word],
        content: list[Span],
        rule: str,
        quotations: set[int],
    ) -> Said | None:
        verb = clause.verb
        end = next((kid.end for kid in verb.of("prt") if kid.place == verb.place + 1), verb.end)
        start = _first_of_verb(verb).start
        cue = Span(start, end, self.text[start:end])
        said = self._built(tree, subject, cue, content, rule, quotations)
        if said is None:
            return None
        said.assertion = cue_assertion(clause)
        said.meant_by_words = said.assertion == "asserted"
        if clause.verb.lemma in ("reject", "dismiss") and rule == "object":
            said.assertion = "denied"
        if said.assertion == "asserted" and rule in ("clause", "quotation", "as-saying"):
            self._reported(tree, clause, said)
        unreal = own_or_governed(clause)
        if said.meant_by_words and unreal in UNSAID:
            said.assertion, said.meant_by_words = unreal, False
        said.told = self._told(clause)
        return said

    def _reported(self, tree: Tree, clause: Clause, said: Said) -> None:
        """Give a statement the assertion of the words reported: 'said she would not meet' is a refusal."""
        for number in sorted(said.quotations)[:1]:
            for inner in self.document.inner.get(number, [])[:1]:
                said.assertion = self._sentence(inner)
                return
        for other in self.clauses[id(tree)]:
            if (
                other.governor is clause
                and other.link in ("ccomp", "parataxis")
                and other.verb.place > clause.verb.place
                and other.verb.quotation is None
            ):
                self._mean(said, other)
                if bound_behind(clause, other.verb.right) and said.assertion != "denied":
                    said.assertion = "conditional"
                elif said.assertion == "asserted" and is_provided(other, clause):
                    said.assertion = "planned"
                if claim_is_untrue(tree.words[max(other.verb.left, clause.verb.place + 1) :]):
                    said.assertion, said.meant_by_words = "denied", False
                return

    def _built(
        self,
        tree: Tree,
        subject: list[Word],
        cue: Span,
        content: list[Span],
        rule: str,
        quotations: set[int],
    ) -> Said | None:
        head = subject[0]
        speaker = self._speaker_span(tree, subject)
        content = [span for span in content if span.text]
        if not content or speaker is None:
            return None
        if any(span.start < speaker.end and speaker.start < span.end for span in content):
            return None
        who: list[str] = []
        anonymity: Anonymity | None = None
        last = self.said[-1] if self.said else None
        if head.lower == "they" and last is not None and last.actor and last.others:
            who = [last.actor, *last.others]
        elif head.lower in ("they", "both") and not head.of("det", "prep"):
            who = self._named_together(tree, last)
        for one in [other for word in subject for other in self.cast.together(word)]:
            span = speaker if one is head else self._speaker_span(tree, [one]) or speaker
            actor, kind = self._who(tree, one, span)
            anonymity = anonymity or kind
            if actor and actor not in who:
                who.append(actor)
        if len(who) == 1 and head.lemma in word_lists("saying")["document"]:
            joint = self._joint(tree, head)
            who = joint if joint[:1] == who else who
        if head.lower in _NOBODY and (not who or head.dep == "nsubjpass"):
            return None
        return Said(
            speaker,
            who[0] if who else None,
            anonymity or "institution",
            cue,
            content,
            rule,
            "asserted",
            None,
            quotations,
            tree.paragraph,
            who[1:],
        )


def cue_assertion(clause: Clause) -> Assertion:
    """Return how a verb of saying has the words it reports."""
    kinds = keys_of("cues")
    found = kinds.get(clause.lemma) or kinds.get(clause.verb.lemma.lower()) or "asserted"
    if found == "demanded" and clause.verb.lemma == "advise" and _informs(clause):
        found = "asserted"
    if found == "asserted" and any(hearsay(word) for word in clause.subjects):
        return "alleged"
    if clause.negated and clause.verb.lemma.lower() in word_lists("doubt")["factive"]:
        return "asserted"
    if clause.negated or (few(clause) and found == "asserted"):
        if found == "denied":
            return "asserted"
        if clause.lemma == "rule out":
            return "alleged"
        return "denied" if found in ("asserted", "alleged") else "refused"
    return found  # type: ignore[return-value]


def _informs(clause: Clause) -> bool:
    """Whether a verb that may ask for something tells of it: 'advised the panel that no reply had come'."""
    return any(
        one.link == "ccomp" and not is_tenseless(one) and not is_subjunctive(one)
        for one in clause.governed
    )


def own_or_governed(clause: Clause) -> Assertion:
    """Return whether words are said at all: 'will say on Friday' is planned, 'to say' as the verb above has it."""
    above = clause.governor
    below = clause.link in ("xcomp", "pcomp") or is_infinitive(clause)
    if below or (above is not None and clause.link == "advcl" and lied(clause, above)):
        return assertion_of(clause)
    behind = clause.verb.sentence[clause.verb.place + 1 : clause.verb.place + 2]
    only = any(kid.lower in ("only", "just") for kid in (*clause.verb.of("advmod"), *behind))
    return "asserted" if clause.negated or (clause.modal == "would" and only) else own_assertion(clause)


def _first_of_verb(verb: Word) -> Word:
    """Return the first word of 'were asking', 'has been maintaining'; of other verbs, the verb."""
    helpers = {kid.place for kid in verb.of("aux")} if verb.tag == "VBG" else set()
    place = verb.place
    while place - 1 in helpers:
        place -= 1
    return verb.sentence[place]
