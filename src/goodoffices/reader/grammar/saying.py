"""Statements that a verb of saying reports: who says something, how, and which words."""

from __future__ import annotations

from goodoffices.reader.grammar.assertion import CLAIMS, content_assertion
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contents import Said
from goodoffices.reader.grammar.speakers import Speakers
from goodoffices.reader.grammar.tree import Tree, Word
from goodoffices.reader.wordlists import keys_of, word_lists
from goodoffices.record.entries import Anonymity, Assertion, Span

_CLAIMS = CLAIMS | {"idea", "criticism", "story", "account", "version"}
_NOBODY = frozenset(
    ("which", "that", "this", "there", "what", "these", "those", "one", "some", "it", "all")
)


class SayingVerbs(Speakers):
    """The frames in which verbs of saying stand: with a clause, an infinitive, a gerund or an object."""

    def _by_verb(self, tree: Tree, clause: Clause) -> Said | None:
        """Return the statement that a clause with a verb of saying reports."""
        frames = word_lists("saying")
        lemma = clause.lemma if clause.lemma in keys_of("saying") else clause.verb.lemma.lower()
        return (
            self._as_saying(tree, clause)
            or self._with_clause(tree, clause, lemma in frames["clause"])
            or (self._with_infinitive(tree, clause) if lemma in frames["infinitive"] else None)
            or (self._with_gerund(tree, clause) if lemma in frames["gerund"] else None)
            or (self._with_object(tree, clause) if lemma in frames["object"] else None)
        )

    def _with_clause(self, tree: Tree, clause: Clause, saying: bool) -> Said | None:
        """'X said that …', '…, X said', '“…,” said X', 'saying that …'."""
        verb = clause.verb
        quoted = self._quotation_of(tree, clause)
        contents = [
            kid
            for kid in verb.of("ccomp", "parataxis")
            if kid.quotation is None and (kid.verb or kid.kids)
        ]
        if not saying and not (
            quoted
            and (
                clause.lemma in word_lists("saying")["only-quotation"]
                or verb.lemma in word_lists("saying")["only-quotation"]
            )
        ):
            return None
        if (
            verb.lemma in ("ask", "call", "urge")
            and not quoted
            and not any(kid.of("mark") or verb.lemma == "ask" for kid in contents)
        ):
            return None
        if (
            verb.lemma in ("agree", "decide", "rule", "expect", "propose", "think", "believe", "call")
            and clause.passive
        ):
            return None
        if (
            verb.tag == "VBN"
            and not clause.verb.of("aux", "auxpass")
            and clause.link in ("acl", "advcl", "amod")
        ):
            return None
        if not quoted and not contents:
            follow = self._broken_clause(tree, clause)
            if follow is None:
                return None
            content, quotations = [follow], set[int]()
        else:
            content, quotations = self._content(tree, clause, contents, quoted)
        if not content:
            return None
        subject = self._subject(tree, clause)
        if subject is None:
            return None
        said = self._said(
            tree, clause, subject, content, "quotation" if quoted else "clause", quotations
        )
        if said is None:
            return None
        if clause.link in ("acl", "advcl") and verb.tag == "VBG":
            said.rule = "saying"
        return said

    def _broken_clause(self, tree: Tree, clause: Clause) -> Span | None:
        """The words behind a verb of saying that the parse did not attach: 'said the tolls were final'."""
        verb = clause.verb
        if verb.lemma not in (
            "say",
            "warn",
            "claim",
            "insist",
            "argue",
            "add",
            "confirm",
            "announce",
            "believe",
            "deny",
        ) or (verb.of("dobj") and verb.lemma not in ("say", "add")):
            return None
        rest = [word for word in tree.words[verb.place + 1 :] if word.tag != "."]
        if len(rest) < 4 or not any(word.tag in ("VBD", "VBP", "VBZ", "MD") for word in rest):
            return None
        if not verb.of("nsubj"):
            return None
        first = rest[0]
        if first.lower == "that":
            return self._span(tree, rest[1].place, len(tree.words) - 1)
        if any(one.link in ("conj",) and one.governor is clause for one in self.clauses[id(tree)]):
            return None
        if first.tag in ("DT", "NNP", "PRP", "NNS", "PRP$", "JJ", "CD", "NN", "EX"):
            return self._span(tree, first.place, len(tree.words) - 1)
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
        subject = self._subject(tree, clause)
        if subject is None:
            return None
        return self._said(
            tree,
            clause,
            subject,
            [self._span(tree, kids[0].left, self._until(tree, clause, kids[0].right))],
            "infinitive",
            set(),
        )

    def _with_gerund(self, tree: Tree, clause: Clause) -> Said | None:
        """'Rwanda denies supporting M23'."""
        kids = [kid for kid in clause.verb.of("xcomp", "ccomp") if kid.tag == "VBG"]
        subject = self._subject(tree, clause)
        if not kids or subject is None or clause.passive:
            return None
        return self._said(
            tree,
            clause,
            subject,
            [self._span(tree, kids[0].left, self._until(tree, clause, kids[0].right))],
            "gerund",
            set(),
        )

    def _with_object(self, tree: Tree, clause: Clause) -> Said | None:
        """'X denied the charge', 'X called the plan “a wall”', 'X accused Y of lying'."""
        verb, lemma = clause.verb, clause.verb.lemma
        if clause.passive or clause.negated or (verb.tag == "VBN" and not verb.of("aux")):
            return None
        subject = self._subject(tree, clause)
        if subject is None:
            return None
        things = verb.of("dobj", "oprd", "attr")
        if lemma in ("reject", "dismiss") and not any(thing.lemma in _CLAIMS for thing in things):
            return None
        if lemma in (
            "call",
            "describe",
            "term",
            "dub",
            "characterise",
            "characterize",
            "brand",
            "label",
            "condemn",
            "praise",
            "criticise",
            "criticize",
            "welcome",
            "hail",
            "denounce",
            "deplore",
            "protest",
        ):
            quoted = self._marked(tree, verb.place, verb.right)
            if not quoted:
                return None
            return self._said(tree, clause, subject, quoted, "object", set())
        if lemma in ("warn", "hint", "accuse"):
            things = [
                thing
                for kid in verb.of("prep")
                if kid.lower in ("of", "against", "at")
                for thing in kid.of("pobj", "pcomp")
            ]
        if (
            lemma in ("announce", "promise", "pledge", "reveal", "disclose", "claim", "predict")
            and not things
        ):
            return None
        if not things:
            return None
        counted = things[0].tag.startswith("CD")
        if lemma == "claim" and (counted or things[0].lemma in ("victory", "credit", "life", "lives")):
            return None
        first = min(thing.left for thing in things)
        return self._said(
            tree,
            clause,
            subject,
            [self._span(tree, first, self._until(tree, clause, max(verb.right, first)))],
            "object",
            set(),
        )

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
        if clause.verb.lemma in ("reject", "dismiss") and rule == "object":
            said.assertion = "denied"
        if said.assertion == "asserted" and rule in ("clause", "quotation", "as-saying"):
            said.assertion = self._reported(tree, clause, quotations)
        said.told = self._told(clause)
        return said

    def _reported(self, tree: Tree, clause: Clause, quotations: set[int]) -> Assertion:
        """Return how the words reported have what they tell: 'said she would not meet' is a refusal."""
        for other in self.clauses[id(tree)]:
            if (
                other.governor is clause
                and other.link in ("ccomp", "parataxis")
                and other.verb.quotation is None
            ):
                return content_assertion(other)
        for number in sorted(quotations)[:1]:
            for inner in self.document.inner.get(number, [])[:1]:
                roots = [one for one in self.clauses[id(inner)] if one.link == "ROOT"]
                if roots:
                    return content_assertion(roots[0])
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
