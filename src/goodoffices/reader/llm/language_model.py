"""The reader ``llm``: a language model proposes, the text is the judge, and the house's reader the second opinion.

A hidden instruction in a text can make a model say anything. Therefore nothing that the model says is taken
over: its words are looked up in the text, its numbers and dates are those of the house's reader, and all that
the house's reader found stays in any case. Paragraphs that address a program are not sent at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goodoffices.errors import InputError, Problem
from goodoffices.reader.llm.cast import Cast
from goodoffices.reader.llm.compare import Comparison
from goodoffices.reader.llm.drafts import Drafting, Refused
from goodoffices.reader.llm.endpoint import Endpoint, Unusable
from goodoffices.reader.llm.forms import Form, Named, parts_of, schema
from goodoffices.reader.llm.places import Places
from goodoffices.reader.llm.question import messages, parts
from goodoffices.reader.plugins import DEFAULT, READERS, Context, Proposals, Reader
from goodoffices.reader.text import Piece, unwrapped

MOST_REASONS = 20
"""Reasons for refusals that are told one by one; a model that invents everything would fill the screen."""


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A reader over a server: ``go.read(path, readers=[LanguageModel(Endpoint(url, model))])``.

    ``beside`` is the reader that it is compared with, by its name or itself.
    """

    endpoint: Endpoint
    beside: str | Reader = DEFAULT[0]
    name: str = "llm"

    def __call__(self, text: str, context: Context) -> Proposals:
        """Return the proposals of the house's reader and those of the model, compared.

        Raises:
            UsageError: the server cannot be reached, or the text is too long.
            InputError: no answer about the text could be used.
        """
        plain = unwrapped(text, context.start)
        asked, left_out = parts(plain, context.start)
        _, read = READERS.given(self.beside)
        house = read(text, context)
        refused = [
            f"not sent, as it seems to address a program: '{' '.join(piece.text.split())[:80]}'"
            for piece in left_out
        ]
        cast = Cast(house.actors)
        comparison = Comparison(house.entries, house.dates, cast, context)
        unused = 0
        for part in asked:
            places = Places(text, plain, part)
            try:
                found = self._answer(part, refused)
            except Unusable as error:
                unused += 1
                refused.append(f"{error}; sentences from '{part[0].text[:40]}' on are read without it")
                continue
            _put_all(found, Drafting(places, cast, house.dates), places, cast, comparison, refused)
        if asked and unused == len(asked):
            raise InputError([_no_answer(context, self.endpoint, refused[-1])])
        return house._replace(
            actors=tuple(cast.actors.values()),
            entries=comparison.entries(),
            refused=(*house.refused, *_few(refused)),
            doubts=comparison.doubts(),
        )

    def _answer(self, part: Sequence[Piece], refused: list[str]) -> list[Form]:
        return list(parts_of(self.endpoint.ask(messages(part), schema()), refused))


def _put_all(
    found: Sequence[Form],
    drafting: Drafting,
    places: Places,
    cast: Cast,
    comparison: Comparison,
    refused: list[str],
) -> None:
    """Take in the actors of an answer, then compare each entry; add a reason for each part that is refused."""
    seen = set()
    for form in found:
        if isinstance(form, Named):
            cast.add(form, places, refused)
            continue
        try:
            draft = drafting.draft(form)
            key = (draft.span, draft.body)
            if key not in seen:
                comparison.put(draft)
            seen.add(key)
        except Refused as reason:
            refused.append(f"{form.kind_of_entry}: {reason}")


def _few(reasons: Sequence[str]) -> Iterator[str]:
    yield from reasons[:MOST_REASONS]
    if len(reasons) > MOST_REASONS:
        yield f"and {len(reasons) - MOST_REASONS:,} more parts of the answer were refused"


def _no_answer(context: Context, endpoint: Endpoint, reason: str) -> Problem:
    expected = f"an answer of '{endpoint.model}' in the form that was asked for"
    return Problem(context.source.dispatch, None, "", expected, reason.partition(";")[0])
