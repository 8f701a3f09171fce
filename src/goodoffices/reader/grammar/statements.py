"""Statements: who said something, how, and which words; from the syntax of the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goodoffices.reader.grammar.assertion import CLAIMS, content_assertion, is_question
from goodoffices.reader.grammar.cast import Cast
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contents import Said, trimmed
from goodoffices.reader.grammar.document import Document
from goodoffices.reader.grammar.speakers import Speakers
from goodoffices.reader.grammar.tree import Tree, Word
from goodoffices.reader.layout import Passage
from goodoffices.reader.wordlists import keys_of, word_lists
from goodoffices.record.entries import Anonymity, Assertion, Span

_CLAIMS = CLAIMS | {"idea", "criticism", "story", "account", "version"}
_STOP = " ,;:—–-"
_NOBODY = frozenset(
    ("which", "that", "this", "there", "what", "these", "those", "one", "some", "it", "all")
)


def find_statements(document: Document, cast: Cast, clauses: dict[int, list[Clause]]) -> list[Said]:
    """Return the statements of a document in order; ``clauses`` are those of each tree by its identity."""
    return _Finder(document, cast, clauses).found()


class _Finder(Speakers):
    """The statements of a document, sentence by sentence."""

    def found(self) -> list[Said]:
        by_paragraph: dict[int, list[Tree]] = {}
        for tree in self.document.trees:
            by_paragraph.setdefault(tree.paragraph, []).append(tree)
        for number, passage in enumerate(self.document.layout.passages):
            trees = by_paragraph.get(number, [])
            if not self.document.told_in(passage) or not trees:
                continue
            self._paragraph(number, passage, trees)
        return self.said

    def _paragraph(self, number: int, passage: Passage, trees: list[Tree]) -> None:
        if passage.turn is not None:
            if not passage.turn.question:
                self._turn(number, passage)
            return
        before = len(self.said)
        for tree in trees:
            if not self._author(tree):
                for clause in self.clauses[id(tree)]:
                    self._clause(tree, clause)
                self._according(tree)
                self._in_words(tree)
            self._loose(tree, number, before)

    def _clause(self, tree: Tree, clause: Clause) -> None:
        frames = word_lists("saying")
        lemma = clause.lemma if clause.lemma in keys_of("saying") else clause.verb.lemma.lower()
        said = (
            self._as_saying(tree, clause)
            or self._with_clause(tree, clause, lemma in frames["clause"])
            or (self._with_infinitive(tree, clause) if lemma in frames["infinitive"] else None)
            or (self._with_gerund(tree, clause) if lemma in frames["gerund"] else None)
            or (self._with_object(tree, clause) if lemma in frames["object"] else None)
        )
        if said is not None:
            self._keep(said, tree)

    def _keep(self, said: Said, tree: Tree) -> None:
        said.content = [span for span in said.content if span.text.strip(_STOP)]
        if not said.content:
            return
        said.paragraph = tree.paragraph
        self.used |= said.quotations
        self.said.append(said)

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
        if (
            lemma == "claim"
            and (
                things[0].tag.startswith("CD")
                or things[0].lemma in ("victory", "responsibility", "credit", "life", "life", "lives")
            )
            and things[0].lemma != "responsibility"
        ):
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

    def _according(self, tree: Tree) -> None:
        """'…, according to X'."""
        words = tree.words
        for word in words:
            if (
                word.lower != "according"
                or word.place + 1 >= len(words)
                or words[word.place + 1].lower != "to"
            ):
                continue
            to = words[word.place + 1]
            source = next((kid for kid in (*to.of("pobj"), *word.of("pobj")) if kid.noun), None)
            if source is None:
                continue
            comma = word.place - 1 >= 0 and words[word.place - 1].text == ","
            if word.place > 2:
                first = 0
                for other in self.clauses[id(tree)]:
                    ended = self.said and tree.start <= self.said[-1].cue.start < other.verb.start
                    if ended and other.link == "conj" and first < other.verb.left < word.place:
                        first = other.verb.left
                content = [self._span(tree, first, word.place - 1 - comma)]
            else:
                after = next(
                    (one.place for one in words[source.right + 1 :] if one.text == ","), source.right
                )
                content = (
                    [self._span(tree, after + 1, len(words) - 1)] if after + 1 < len(words) else []
                )
            quotations = {one.quotation for one in words if one.quotation is not None}
            content, extra = self._with_quotations(content, tree, quotations)
            cue = Span(word.start, to.end, self.text[word.start : to.end])
            said = self._built(tree, [source], cue, content, "according-to", extra)
            if said is not None:
                self._keep(said, tree)

    def _in_words(self, tree: Tree) -> None:
        """'In his words, the sides “are closer than in May.”'"""
        words = tree.words
        for place, word in enumerate(words[:4]):
            if (
                word.lower in ("words", "view", "telling", "account")
                and place
                and words[place - 1].tag == "PRP$"
                and place + 2 < len(words)
            ):
                owner = words[place - 1].lower
                actor = (
                    self.cast.last_person(word.start)
                    if owner in ("his", "her")
                    else self.cast.last_body(word.start)
                )
                start = place + (2 if words[place + 1].text == "," else 1)
                cue = Span(words[0].start, word.end, self.text[words[0].start : word.end])
                speaker = Span(words[place - 1].start, words[place - 1].end, words[place - 1].text)
                content, extra = self._with_quotations(
                    [self._span(tree, start, len(words) - 1)],
                    tree,
                    {w.quotation for w in words if w.quotation is not None},
                )
                self._keep(
                    Said(
                        speaker,
                        actor,
                        "named" if actor else "institution",
                        cue,
                        content,
                        "in-words",
                        "asserted",
                        None,
                        extra,
                    ),
                    tree,
                )

    def _author(self, tree: Tree) -> bool:
        """A sentence of a statement in the first person is its author's."""
        author = self.document.layout.author
        passage = self.document.passage(tree)
        if (
            author is None
            or passage.sort not in ("prose", "bullet")
            or tree.start < author[1]
            or is_question(tree)
        ):
            return False
        if not re.search(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|us|me)\b", self.text[tree.start : tree.end]):
            return False
        speaker = Span(*author, self.text[author[0] : author[1]])
        actor = self.cast.author
        cue = speaker
        content = [Span(tree.start, tree.end, self.text[tree.start : tree.end])]
        named = actor is not None and self.cast.kind_of(actor) == "person"
        self._keep(
            Said(
                speaker,
                actor,
                "named" if named else "unnamed-official",
                cue,
                content,
                "author",
                "asserted",
            ),
            tree,
        )
        return True

    def _turn(self, number: int, passage: Passage) -> None:
        """What a speaker of a transcript says in a turn; a paragraph more is added to it."""
        assert passage.turn is not None
        turn, piece = passage.turn, passage.piece
        content = trimmed(self.text, piece.start, piece.end)
        if self.said and self.said[-1].rule == "turn" and self.said[-1].cue.start == turn.start:
            self.said[-1].content.append(content)
            return
        speaker = Span(turn.start, turn.end, self.text[turn.start : turn.end])
        actor = self._named_in(speaker)
        if actor is None:
            label = re.sub(r"^(?:MR|MS|MRS|DR|Mr|Ms|Mrs|Dr)\.?\s", "", turn.label)
            at = turn.end - len(label)
            actor = self.cast.person_of_label(label, Span(at, turn.end, self.text[at : turn.end]))
        self.said.append(
            Said(
                speaker,
                actor,
                "named" if actor else "unnamed-official",
                speaker,
                [content],
                "turn",
                "asserted",
                None,
                {n for n, *_ in passage.quotations},
                number,
            )
        )

    def _loose(self, tree: Tree, number: int, before: int) -> None:
        """Give a quotation that no verb of saying has to the speaker before it, in this paragraph or the last."""
        for word in tree.words:
            quotation = word.quotation
            if quotation is None or quotation in self.used:
                continue
            self.used.add(quotation)
            whole = self.document.layout.quotations[quotation]
            spans = [Span(a, b, self.text[a:b]) for a, b in whole.parts]
            last = self.said[-1] if self.said else None
            if last is not None and len(self.said) > before and last.paragraph == number:
                last.content += spans
                last.quotations.add(quotation)
            elif (
                last is not None
                and number - last.paragraph <= 3
                and last.quotations | set(_marks(last))
            ):
                copy = Said(
                    last.speaker,
                    last.actor,
                    last.anonymity,
                    last.cue,
                    spans,
                    "continued",
                    last.assertion,
                    last.told,
                    {quotation},
                    number,
                    list(last.others),
                )
                self.said.append(copy)
            elif self.document.layout.author is None:
                self._announced(tree, spans, quotation, number)

    def _announced(self, tree: Tree, spans: list[Span], quotation: int, number: int) -> None:
        """A quotation behind 'issued a joint statement. It reads:' is the issuer's."""
        earlier = self.text[max(self.document.start, spans[0].start - 400) : spans[0].start]
        if not re.search(
            r"\b(?:statement|letter|note|message|communiqué|communique|declaration)\b", earlier
        ):
            return
        for other in reversed([one for one in self.document.trees if one.end <= spans[0].start][-3:]):
            for clause in self.clauses[id(other)]:
                if (
                    clause.subjects
                    and clause.verb.lemma
                    in ("issue", "publish", "release", "send", "write", "make", "give")
                    and clause.objects
                ):
                    cue = Span(
                        clause.verb.start,
                        clause.verb.end,
                        self.text[clause.verb.start : clause.verb.end],
                    )
                    said = self._built(other, clause.subjects, cue, spans, "quotation", {quotation})
                    if said is not None:
                        said.paragraph = number
                        self.said.append(said)
                    return

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


def _marks(said: Said) -> Iterator[int]:
    if any(mark in span.text for span in said.content for mark in '“”"'):
        yield -1
