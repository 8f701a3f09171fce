"""The reader by grammar: statements, contacts, outcomes and positions from a parse of every sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from goodoffices.limits import PROPOSALS, REPEATS
from goodoffices.reader.damage import Damage, find_damage
from goodoffices.reader.dates import When, find_dates
from goodoffices.reader.figures import Number, find_figures
from goodoffices.reader.grammar.cast import Cast
from goodoffices.reader.grammar.clauses import Clause, clauses
from goodoffices.reader.grammar.contacts import find_contacts
from goodoffices.reader.grammar.contents import Said
from goodoffices.reader.grammar.counted import Counts
from goodoffices.reader.grammar.document import Document, documents
from goodoffices.reader.grammar.events import Ground
from goodoffices.reader.grammar.learned import Learned
from goodoffices.reader.grammar.outcomes import find_outcomes
from goodoffices.reader.grammar.positions import find_positions
from goodoffices.reader.grammar.statements import find_statements
from goodoffices.reader.grammar.tense import Tenses
from goodoffices.reader.layout import layout
from goodoffices.reader.plugins import Context, Proposals, reader
from goodoffices.reader.repair import Edits, repaired
from goodoffices.reader.surfaces import at_surface, figure_of
from goodoffices.reader.text import Repeats, sentences, unwrapped
from goodoffices.record.entries import Assertion, Body, Entry, Span
from goodoffices.wording import count

CONFIDENCE = {
    "contact": 0.8,
    "outcome": 0.75,
    "position": 0.65,
    "pressure": 0.65,
    "proposal": 0.6,
    "figure": 0.8,
}
"""How far a proposal is to be trusted, by kind; a statement has its rule's own."""


class Grammar:
    """The reader ``grammar``: a parse of the text as it was before damage, offsets in the text itself."""

    def __call__(self, text: str, context: Context) -> Proposals:
        """Propose entries for a text.

        Raises:
            UsageError: if spaCy or its model is not installed.
        """
        [found] = self.many([(text, context)])
        return found

    def many(self, texts: Sequence[tuple[str, Context]]) -> Iterator[Proposals]:
        """Yield the proposals for each text; the sentences of all are parsed in one go."""
        for (text, _), (damage, edits, document, found) in zip(texts, _readings(texts), strict=True):
            # One more than the limit, so that whoever checks the proposals sees that there are more.
            entries = tuple(islice(found.entries(), PROPOSALS.most + 1))
            dates, actors, entries = (
                at_surface(text, one, edits) for one in (found.dates, found.cast.actors(), entries)
            )
            again = document.layout.again
            yield Proposals(
                at_surface(text, damage, Edits((), ())),
                actors,
                entries,
                dates,
                (f"{count(again, 'repetition')} left out: {REPEATS}",) if again else (),
            )


reader("grammar")(Grammar())


def grounds(texts: Sequence[tuple[str, Context]]) -> Iterator[Ground]:
    """Yield what is known of each text when its contacts, outcomes and positions are looked for."""
    return (found.ground for _, _, _, found in _readings(texts))


def _readings(
    texts: Sequence[tuple[str, Context]],
) -> Iterator[tuple[tuple[Damage, ...], Edits, Document, _Reading]]:
    """Yield the damage of each text, its repair, the document and what is known of it."""
    damages, repairs, plans = [], [], []
    for text, context in texts:
        plain = unwrapped(text, context.start)
        plan = layout(plain, context.start)
        damage = find_damage(plain, context.start, plan)
        whole, edits = repaired(plain, damage)
        damages.append(damage)
        repairs.append(edits)
        same = plan if whole == plain else layout(whole, context.start)
        plans.append((whole, context.start, same))
    parsed = documents(plans)
    for (_, context), damage, edits, document in zip(texts, damages, repairs, parsed, strict=True):
        yield damage, edits, document, _Reading(document, context)


class _Reading:
    """Everything known of a document while its entries are put together."""

    def __init__(self, document: Document, context: Context) -> None:
        self.document, self.source, self.published = document, context.source, context.published
        self.clauses: dict[int, list[Clause]] = {
            id(tree): clauses(tree) for tree in document.all_trees()
        }
        tenses = Tenses(document, self.clauses)
        self.dates: tuple[When, ...] = find_dates(
            document.text, context.published, document.start, tenses.at
        )
        self.cast = Cast(document)
        self.said = find_statements(document, self.cast, self.clauses)
        voices = tuple((span.start, span.end, one.actor) for one in self.said for span in one.content)
        self.ground = Ground(document, self.cast, self.clauses, self.dates, self.published, voices)
        self.counts: dict[str, int] = {}

    def entry(
        self,
        kind: str,
        body: Body,
        span: Span,
        assertion: Assertion,
        edtf: str | None = None,
        sure: float | None = None,
    ) -> Entry:
        self.counts[kind] = self.counts.get(kind, 0) + 1
        name = f"{self.source.dispatch}:{kind}-{self.counts[kind]}"
        return Entry(
            name,
            body,
            self.source,
            span,
            edtf,
            confidence=CONFIDENCE.get(kind, 0.7) if sure is None else sure,
            assertion=assertion,
        )

    def entries(self) -> Iterator[Entry]:
        text = self.document.text
        for one in self.said:
            for actor in (one.actor, *one.others):
                body = one.statement(actor)
                spans = (body.speaker, *body.content) if one.rule != "continued" else body.content
                first, last = min(s.start for s in spans), max(s.end for s in spans)
                yield self.entry(
                    "statement",
                    body,
                    Span(first, last, text[first:last]),
                    one.assertion,
                    sure=body.confidence,
                )
        ground, learned = self.ground, Learned(self.ground)
        for met in find_contacts(ground, learned):
            yield self.entry("contact", met.contact, met.span, met.assertion, met.edtf, met.confidence)
        for out in find_outcomes(ground, learned):
            yield self.entry("outcome", out.outcome, out.span, out.assertion, out.edtf, out.confidence)
        for position in find_positions(ground, learned):
            kind = type(position.body).__name__.lower()
            yield self.entry(
                kind, position.body, position.span, position.assertion, sure=position.confidence
            )
        self.cast.name_helpers()
        yield from self._figures(self.said)

    def _figures(self, said: list[Said]) -> Iterator[Entry]:
        """Figures of every sentence; the source is who says the words that it stands in."""
        text = self.document.text
        within = self._said_within(said)
        counts, seen = Counts(self.document), Repeats()
        for place, passage in enumerate(self.document.layout.passages):
            if passage.sort == "aside":
                continue
            contents = within.get(place, [])
            numbers: list[tuple[Number, str]] = []
            for sentence in sentences(passage.piece):
                if seen.too_often(sentence.text):
                    continue
                inside = [(d.start, d.end) for d in self._dates_in(sentence.start, sentence.end)]
                found = counts.mended(find_figures(sentence, inside))
                for at, number in enumerate(found):
                    by = next((each for a, b, each in contents if a <= number.start < b), None)
                    span = Span(number.start, number.end, text[number.start : number.end])
                    body = figure_of(number, numbers, by.actor if by else None)
                    counted = counts.of(number, by.statement(by.actor).speaker if by else None)
                    if number.of_next and found[at + 1 : at + 2]:
                        following = self.counts.get("figure", 0) + 2
                        body = replace(body, subgroup_of=f"{self.source.dispatch}:figure-{following}")
                    if at and found[at - 1].of_next:
                        counted = counted._replace(
                            definition=None
                        )  # told of the part, not of the whole
                    entry = self.entry("figure", replace(body, **counted._asdict()), span, "asserted")
                    numbers.append((number, entry.id))
                    yield entry

    def _said_within(self, said: list[Said]) -> dict[int, list[tuple[int, int, Said]]]:
        """Return the words said that stand in each passage, by its number."""
        passages = self.document.layout.passages
        found: dict[int, list[tuple[int, int, Said]]] = {}
        for one in said:
            for span in one.content:
                first = bisect_right(passages, span.start, key=lambda each: each.piece.start) - 1
                last = bisect_left(passages, span.end, key=lambda each: each.piece.start)
                for place in range(max(first, 0), last):
                    found.setdefault(place, []).append((span.start, span.end, one))
        return found

    def _dates_in(self, start: int, end: int) -> tuple[When, ...]:
        first = bisect_left(self.dates, start, key=lambda when: when.start)
        last = bisect_left(self.dates, end, key=lambda when: when.start)
        return self.dates[first:last]
