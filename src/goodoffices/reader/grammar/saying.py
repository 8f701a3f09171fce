"""Statements that a verb of saying reports: who says something, how, and which words."""

from __future__ import annotations

from goodoffices.reader.grammar.assertion import CLAIMS
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contents import Said, behind_date
from goodoffices.reader.grammar.inserted import inserted
from goodoffices.reader.grammar.namewords import listed
from goodoffices.reader.grammar.reported import content_assertion
from goodoffices.reader.grammar.roles import is_person_noun
from goodoffices.reader.grammar.speakers import Speakers
from goodoffices.reader.grammar.tree import Tree, Word, conjuncts
from goodoffices.reader.wordlists import keys_of, word_lists
from goodoffices.record.entries import Anonymity, Assertion, Span

_CLAIMS = CLAIMS | {"idea", "criticism", "story", "account", "version", "this", "that", "warning"}
_NOBODY = frozenset(
    ("which", "that", "this", "there", "what", "these", "those", "one", "some", "it", "all")
)
_NAMING = frozenset(
    ["call", "describe", "term", "dub", "characterise", "characterize", "brand", "label"]
)
"""Verbs that give a thing a name: 'called it “a settlement”', 'described the delay as convenient'."""
_JUDGING = frozenset(
    ["condemn", "praise", "criticise", "criticize", "welcome", "hail", "denounce", "deplore", "protest"]
)
_CLAUSE_ONLY = frozenset(("agree", "decide", "rule", "expect", "propose", "think", "believe", "call"))
_TOLD = frozenset(
    ("ask", "tell", "inform", "assure", "notify", "remind", "urge", "advise", "warn", "quote")
)
"""Verbs whose passive subject is told and tells nothing: 'was asked whether …'."""
_OWN_NOUNS = frozenset(("plan", "intention", "promise", "pledge", "vow"))


_AMOUNTS = frozenset(
    ("over", "about", "around", "nearly", "almost", "some", "under", "up", "more", "fewer", "at")
)


class SayingVerbs(Speakers):
    """The frames in which verbs of saying stand: with a clause, an infinitive, a gerund or an object."""

    def _by_verb(self, tree: Tree, clause: Clause) -> Said | None:
        """Return the statement that a clause with a verb of saying reports."""
        frames = word_lists("saying")
        lemma = clause.lemma if clause.lemma in keys_of("saying") else clause.verb.lemma.lower()
        return (
            self._as_saying(tree, clause)
            or (self._inserted(tree, clause) if lemma in frames["clause"] else None)
            or self._with_clause(tree, clause, lemma in frames["clause"])
            or (self._with_infinitive(tree, clause) if lemma in frames["infinitive"] else None)
            or (self._with_gerund(tree, clause) if lemma in frames["gerund"] else None)
            or (self._with_demand(tree, clause) if lemma in frames["demand"] else None)
            or (self._with_number(tree, clause) if lemma in frames["number"] else None)
            or (self._with_object(tree, clause) if lemma in frames["object"] else None)
        )

    def _inserted(self, tree: Tree, clause: Clause) -> Said | None:
        """'…, X said.', 'The lists, it says, leave out …'."""
        found = inserted(tree, clause.verb)
        if found is None or self._quotation_of(tree, clause):
            return None
        content, quotations = self._runs(tree, found.runs)
        if found.subject.place > clause.verb.place and not self._speaks(found.subject):
            return None
        said = self._said(tree, clause, conjuncts(found.subject), content, "inserted", quotations)
        if said is not None and said.assertion == "asserted":
            said.assertion = self._within(tree, found.runs)
        return said

    def _speaks(self, word: Word) -> bool:
        """Whether a noun is one for somebody who can speak."""
        return (
            word.tag == "PRP"
            or self.cast.actor(word) is not None
            or self.cast.definite(word) is not None
            or self.cast.anonymity(word) is not None
            or word.lower in word_lists("sorts")
            or is_person_noun(word)
            or word.lower in listed("outlets")
            or word.lemma in word_lists("saying")["document"]
        )

    def _within(self, tree: Tree, runs: list[tuple[int, int]]) -> Assertion:
        """Return the assertion of the words of some runs: that of their first clause."""
        inside = [
            one
            for one in self.clauses[id(tree)]
            if any(first <= one.verb.place <= last for first, last in runs)
        ]
        for one in inside:
            participle = one.verb.tag in ("VBG", "VBN") and one.link == "advcl"
            if one.governor not in inside and one.link not in ("relcl", "acl") and not participle:
                return content_assertion(one)
        return "asserted"

    def _with_clause(self, tree: Tree, clause: Clause, saying: bool) -> Said | None:
        """'X said that …', '“…,” said X', 'saying that …'."""
        verb = clause.verb
        quoted = self._quotation_of(tree, clause)
        contents = [
            kid
            for kid in verb.of("ccomp", "parataxis")
            if kid.quotation is None and (kid.verb or kid.kids)
        ]
        only_quoted = {clause.lemma, verb.lemma} & set(word_lists("saying")["only-quotation"])
        if not saying and not (quoted and only_quoted):
            return None
        if (
            verb.lemma in ("ask", "call", "urge")
            and not quoted
            and not any(kid.of("mark") or verb.lemma == "ask" for kid in contents)
        ):
            return None
        if (verb.lemma in _CLAUSE_ONLY or verb.lemma in _TOLD) and clause.passive:
            return None
        if (
            verb.tag == "VBN"
            and not verb.of("aux", "auxpass")
            and clause.link in ("acl", "advcl", "amod")
        ):
            return None
        if quoted or any(kid.place > verb.place for kid in contents):
            content, quotations = self._content(tree, clause, contents, quoted)
        else:
            first = self._broken_clause(tree, clause)
            content, quotations = (
                ([], set[int]()) if first is None else self._content_from(tree, clause, first)
            )
        if not content:
            return None
        subject = self._subject(tree, clause)
        if subject is None:
            return None
        rule = "quotation" if quoted else "clause"
        said = self._said(tree, clause, subject, content, rule, quotations)
        if said is not None and clause.link in ("acl", "advcl") and verb.tag == "VBG":
            said.rule = "saying"
        return said

    def _content_from(self, tree: Tree, clause: Clause, first: int) -> tuple[list[Span], set[int]]:
        spans = self._behind(tree, clause, first)
        numbers = {word.quotation for word in tree.words if word.quotation is not None}
        return self._with_quotations(spans, tree, numbers)

    def _broken_clause(self, tree: Tree, clause: Clause) -> int | None:
        """Return where the words begin that the parse did not attach to 'said', 'warned' and the like."""
        verb, words = clause.verb, tree.words
        if not verb.of("nsubj"):
            return None
        plain = verb.lemma in word_lists("saying")["plain"]
        rest = [word for word in words[verb.place + 1 :] if word.tag != "."]
        says = verb.lemma == "say" and len(rest) > 2 and not verb.of("dobj", "prep")
        if not says and (
            len(rest) < 4 or not any(word.tag in ("VBD", "VBP", "VBZ", "MD") for word in rest)
        ):
            return None
        for word in rest:
            if (
                word.lower == "that"
                and word.dep in ("mark", "det", "nsubj", "dobj")
                and word.tag == "IN"
            ):
                return word.place + 1
            if word.tag in ("VBD", "VBP", "VBZ", "MD", ",", ":"):
                break
        if not plain or (verb.of("dobj") and verb.lemma not in ("say", "add")):
            return None
        if any(one.link == "conj" and one.governor is clause for one in self.clauses[id(tree)]):
            return None
        first = behind_date(tree, rest[0].place, verb.place)
        if words[first].tag in ("DT", "NNP", "PRP", "NNS", "PRP$", "JJ", "CD", "NN", "EX"):
            return first
        return None

    def _with_infinitive(self, tree: Tree, clause: Clause) -> Said | None:
        """'X vowed to stay', 'X claims to hold the hill'."""
        if clause.passive or (clause.verb.tag == "VBN" and not clause.verb.of("aux")):
            return None
        kids = [
            kid for kid in clause.verb.of("xcomp") if any(one.lower == "to" for one in kid.of("aux"))
        ]
        if not kids or clause.lemma in ("agree", "urge", "expect", "demand", "refuse"):
            return None
        return self._from(tree, clause, kids[0].left, "infinitive", kids[0])

    def _with_gerund(self, tree: Tree, clause: Clause) -> Said | None:
        """'Rwanda denies supporting M23'."""
        kids = [
            kid
            for kid in clause.verb.of("xcomp", "ccomp")
            if kid.tag == "VBG" or any(one.tag == "VBG" for one in kid.of("aux", "auxpass")[:1])
        ]
        if not kids or clause.passive:
            return None
        return self._from(tree, clause, kids[0].left, "gerund", kids[0])

    def _with_demand(self, tree: Tree, clause: Clause) -> Said | None:
        """'X urged both to use it', 'X called on the crews to return'."""
        verb = clause.verb
        if clause.passive or clause.negated or (verb.tag == "VBN" and not verb.of("aux")):
            return None
        for word in tree.words[verb.place + 1 :]:
            if word.verb and any(one.lower == "to" for one in word.of("aux")):
                above = word.head
                near = word.dep in ("xcomp", "ccomp", "acl", "advcl") and above is not None
                if not (near and above is not None and above.within(verb)):
                    return None
                to = next(one for one in word.of("aux") if one.lower == "to")
                first = min([to.place, *(kid.place for kid in word.of("neg") if kid.place < to.place)])
                return self._from(tree, clause, first, "demand", word)
            if word.verb or word.text in (",", ":") or word.quotation is not None:
                break
        return None

    def _with_number(self, tree: Tree, clause: Clause) -> Said | None:
        """'X says 84', 'Analysts put it at 8 million', 'Police counted about 4,000 people'."""
        verb = clause.verb
        if clause.passive or clause.negated or (verb.tag == "VBN" and not verb.of("aux")):
            return None
        if verb.lemma == "put":
            at = next((kid for kid in verb.of("prep") if kid.lower == "at" and _numbered(kid)), None)
            at = at or next(
                (
                    one
                    for kid in verb.of("dobj")
                    for one in kid.of("prep")
                    if one.lower == "at" and _numbered(one)
                ),
                None,
            )
            return None if at is None else self._from(tree, clause, at.place, "number")
        near = tree.words[verb.place + 1 : verb.place + 4]
        if (
            verb.lemma in ("say", "claim")
            and near
            and near[0].lower in _AMOUNTS
            and near[-1].tag == "CD"
        ):
            return self._from(tree, clause, near[0].place, "number")
        if (
            verb.lemma in ("say", "claim")
            and near
            and near[0].lower in _AMOUNTS
            and near[1:2]
            and near[1].tag == "CD"
        ):
            return self._from(tree, clause, near[0].place, "number")
        things = [
            kid
            for kid in verb.of("dobj", "npadvmod", "attr", "oprd", "nummod", "advmod", "intj", "dep")
            if kid.place > verb.place and (_numbered(kid) or kid.lower in ("no", "yes"))
        ]
        if not things or any(kid.tag == "RB" for kid in things):
            return None
        return self._from(tree, clause, things[0].left, "number")

    def _with_object(self, tree: Tree, clause: Clause) -> Said | None:
        """'X denied the charge', 'X called the plan “a wall”', 'X accused Y of lying'."""
        verb, lemma = clause.verb, clause.verb.lemma
        if clause.passive or clause.negated or (verb.tag == "VBN" and not verb.of("aux")):
            return None
        things = [kid for kid in verb.of("dobj", "oprd", "attr") if kid.place > verb.place]
        if lemma in ("reject", "dismiss") and not any(thing.lemma in _CLAIMS for thing in things):
            return None
        if lemma in _NAMING or lemma in _JUDGING:
            return self._with_name(tree, clause, things)
        if lemma in ("warn", "hint", "point"):
            things = [
                thing
                for kid in verb.of("prep")
                if kid.lower in ("of", "against", "at", "to")
                for thing in kid.of("pobj", "pcomp")
            ]
        if not things or (lemma == "expect" and not self._speaker_like(tree, clause)):
            return None
        counted = things[0].tag.startswith("CD")
        if lemma == "claim" and (counted or things[0].lemma in ("victory", "credit", "life", "lives")):
            return None
        return self._from(tree, clause, min(thing.left for thing in things), "object", things[0])

    def _speaker_like(self, tree: Tree, clause: Clause) -> bool:
        return bool(clause.subjects) and self._speaks(clause.subjects[0])

    def _with_name(self, tree: Tree, clause: Clause, things: list[Word]) -> Said | None:
        """'X called it “a wall”', 'which X described as “polite”'."""
        verb = clause.verb
        naming = verb.lemma in _NAMING
        parts = [*things, *(kid for kid in verb.of("prep") if kid.lower == "as")]
        parts += [kid for kid in verb.of("ccomp", "xcomp") if kid.place > verb.place and naming]
        parts = [kid for kid in parts if kid.place > verb.place and kid.quotation is None]
        if not parts:
            return None
        first = min(kid.left for kid in parts)
        quoted = self._marked(tree, verb.place, verb.right)
        named = naming and (len(parts) > 1 or parts[0].lower == "as" or parts[0].dep == "ccomp")
        if not (quoted or named):
            return None
        return self._from(tree, clause, max(first, verb.place + 1), "object")

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
            kind = keys_of("governing-nouns").get(thing.lemma.lower())
            if kind in ("hoped", "demanded", "refused", "alleged") or thing.lemma in _OWN_NOUNS:
                said.assertion = kind or said.assertion  # type: ignore[assignment]
        elif rule == "infinitive" and thing is not None:
            inner = next((one for one in self.clauses[id(tree)] if one.verb is thing), None)
            if inner is not None and content_assertion(inner) == "conditional":
                said.assertion = "conditional"
        elif rule == "number" and tree.words[first].lower == "no":
            said.assertion = "refused"
        return said

    def _as_saying(self, tree: Tree, clause: Clause) -> Said | None:
        """'The paper cited X as saying that …', 'X was quoted as saying …'."""
        if (
            clause.verb.lemma not in ("say", "tell", "warn", "write")
            or clause.verb.tag != "VBG"
            or clause.governor is None
        ):
            return None
        above = clause.governor
        if above.verb.lemma not in ("cite", "quote", "report"):
            return None
        subject = above.subjects if above.passive else above.objects
        quoted = self._quotation_of(tree, clause)
        contents = clause.verb.of("ccomp", "parataxis")
        content, quotations = self._content(tree, clause, contents, quoted)
        if not content and clause.verb.right > clause.verb.place:
            content = [self._span(tree, clause.verb.place + 1, clause.verb.right)]
        if not subject or not content:
            return None
        return self._said(tree, clause, subject, content, "as-saying", quotations)

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
        cue = Span(verb.start, end, self.text[verb.start : end])
        said = self._built(tree, subject, cue, content, rule, quotations)
        if said is None:
            return None
        said.assertion = cue_assertion(clause)
        said.meant_by_words = said.assertion == "asserted"
        if clause.verb.lemma in ("reject", "dismiss") and rule == "object":
            said.assertion = "denied"
        if said.assertion == "asserted" and rule in ("clause", "quotation", "as-saying"):
            said.assertion = self._reported(tree, clause, quotations)
        said.told = self._told(clause)
        return said

    def _reported(self, tree: Tree, clause: Clause, quotations: set[int]) -> Assertion:
        """Return the assertion of the words reported: 'said she would not meet' is a refusal."""
        for number in sorted(quotations)[:1]:
            for inner in self.document.inner.get(number, [])[:1]:
                roots = [one for one in self.clauses[id(inner)] if one.link == "ROOT"]
                if roots:
                    return content_assertion(roots[0])
        for other in self.clauses[id(tree)]:
            if (
                other.governor is clause
                and other.link in ("ccomp", "parataxis")
                and other.verb.place > clause.verb.place
                and other.verb.quotation is None
            ):
                return content_assertion(other)
        return "asserted"

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
        for one in [other for word in subject for other in self.cast.together(word)]:
            actor, kind = self._who(tree, one, speaker)
            anonymity = anonymity or kind
            if actor and actor not in who:
                who.append(actor)
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
    if clause.negated:
        if found == "denied":
            return "asserted"
        return "denied" if found in ("asserted", "alleged") else "refused"
    return found  # type: ignore[return-value]


def _numbered(word: Word) -> bool:
    """Whether a phrase has a number: '84', 'at 31', 'about 4,000 people'."""
    return any(one.tag == "CD" for one in word.sentence[word.left : word.right + 1])
