"""goodoffices record CASE …: add, review, list, correct, verify and export the entries of a record."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

import goodoffices as go
from goodoffices.cli import show_record
from goodoffices.cli.console import complain, emit, json_text, meter, say
from goodoffices.cli.options import CasePath, Json, needs
from goodoffices.cli.own_model import (
    Endpoint,
    Model,
    PlainHttp,
    Readers,
    Seconds,
    Yes,
    with_model,
)
from goodoffices.cli.streams import typed
from goodoffices.errors import UsageError
from goodoffices.files import replacing
from goodoffices.limits import SHOWN
from goodoffices.wording import count, did_you_mean

if TYPE_CHECKING:
    from goodoffices.reader import Reading
    from goodoffices.record import Entry, Ledger, Source, Span

app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Keep the record of a case: its accepted entries, each with its source. Nothing is ever erased.",
    epilog="Example: goodoffices record cases/hostage-talks-2024 review",
)
FORMATS = ("jsonl", "csv", "prov", "xlsx", "docx")
Field = Annotated[
    list[str] | None,
    typer.Argument(metavar="FIELD=VALUE", help="Fields to set; separate several values with ';'."),
]
EntryId = Annotated[str, typer.Argument(metavar="ENTRY", help="The entry's id.")]

HITS = 20
"""Entries that a search shows by default."""


@app.callback()
def of_case(
    context: typer.Context,
    case: CasePath,
    database: Annotated[
        str,
        typer.Option(
            metavar="postgres://…",
            help="Keep the record together with others, in a database; not needed the second time.",
        ),
    ] = "",
) -> None:
    """Keep the record of a case: its accepted entries, each with its source. Nothing is ever erased."""
    context.obj = go.casefile.locate(case)
    path = context.obj.ledger
    if database:
        go.record.shared.share(path, database, context.obj.id)
    if go.record.shared.place_of(path).exists():
        try:
            go.record.Ledger(path).catch_up()
        except UsageError as error:
            # it can be read without; whoever adds to it is refused
            complain(f"{error} The entries in {path} are shown as they are.")


@app.command(
    epilog="Example: goodoffices record CASE add note text='The hall changed' --dispatch minutes"
)
def add(
    context: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            help="statement, outcome, contact, position, proposal, pressure, figure, note or retraction."
        ),
    ],
    values: Field = None,
    dispatch: Annotated[str, typer.Option(help="The dispatch it comes from.")] = "by hand",
    published: Annotated[
        str | None, typer.Option(help="Date the dispatch was published: 26 August 2025.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Name of the outlet that published it.")] = None,
    url: Annotated[str | None, typer.Option(help="Address where it was published.")] = None,
    retrieved: Annotated[str | None, typer.Option(help="Date it was fetched.")] = None,
    quote: Annotated[str, typer.Option(help="The words of the dispatch it comes from.")] = "",
    json: Json = False,
) -> None:
    """Add an entry by hand, with its source. If the dispatch is one of the case's, the quote is looked up
    there. The words of a statement (speaker, cue, content) are words of the dispatch, or of --quote."""
    kinds = go.record.entries.KINDS
    if kind not in kinds:
        near = did_you_mean(kind, kinds)
        raise UsageError(f"kind: expected one of {', '.join(kinds)}, found '{kind}'.{near}")
    about = ("dispatch", "published", "outlet", "url", "retrieved", "quote")
    retracts = kinds[kind] is go.record.Retraction
    needs(context, not retracts, "an entry other than a retraction", *about)
    if retracts:
        _done(_retracted(_ledger(context), _fields(values)), "retracted", json)
        return
    outlet, url = outlet and typed(outlet), url and typed(url)
    published, retrieved = _day("published", published), _day("retrieved", retrieved)
    source = go.record.Source(typed(dispatch), published, outlet, url, "", retrieved)
    words = typed(quote)
    span, text = go.record.Span(0, len(words), words), ""
    reading = _dispatch_of(context, source.dispatch)
    if reading is not None:
        source, text = _of_the_case(source, reading.source), reading.text
        span = _place(text, words) if words else span
    entry = go.record.decisions.add(_ledger(context), kinds[kind], _fields(values), source, span, text)
    _done(entry, "added", json)


@app.command("list", epilog="Example: goodoffices record CASE list --kind contact --since 2024-05")
def list_entries(
    context: typer.Context,
    kind: Annotated[str | None, typer.Option(help="Only this kind of entry.")] = None,
    actor: Annotated[str | None, typer.Option(help="Only entries that name this actor's id.")] = None,
    dispatch: Annotated[str | None, typer.Option(help="Only entries from this dispatch.")] = None,
    since: Annotated[str | None, typer.Option(help="Only entries dated on this day or later.")] = None,
    until: Annotated[
        str | None, typer.Option(help="Only entries dated on this day or earlier.")
    ] = None,
    text: Annotated[
        str | None, typer.Option(help="Only entries whose words in the dispatch contain this text.")
    ] = None,
    search: Annotated[
        str | None,
        typer.Option(
            metavar="WORDS", help='Search: words, "words side by side", beginnings*. Newest first.'
        ),
    ] = None,
    first: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=SHOWN.most,
            help=f"The most entries to show: {HITS} with --search, all without it by default.",
        ),
    ] = None,
    history: Annotated[bool, typer.Option(help="Also what was corrected or retracted.")] = False,
    json: Json = False,
) -> None:
    """List the entries of the record, in the order they were added; or search them."""
    since, until = _day("since", since), _day("until", until)
    kinds = list(go.record.entries.KINDS)
    if kind is not None and kind not in kinds:
        raise UsageError(f"kind: expected one of {', '.join(kinds)}, found '{kind}'.")
    wanted = go.record.Wanted(kind, actor, dispatch, since, until, text, None, history)
    if search is not None:
        show_record.hits(_ledger(context), typed(search), wanted, first or HITS, json)
    else:
        show_record.entries(_ledger(context), wanted, first, json)


@app.command(epilog="Example: goodoffices record CASE show 2024-05-26-report:contact-1")
def show(context: typer.Context, entry: EntryId, json: Json = False) -> None:
    """Show an entry and every decision ever made about it."""
    show_record.entry(_ledger(context), entry, json)


@app.command(
    epilog="Example: goodoffices record CASE correct ENTRY status=postponed date='28 May 2024'"
)
def correct(context: typer.Context, entry: EntryId, values: Field = None, json: Json = False) -> None:
    """Add a corrected version of an entry; the first version stays in the ledger."""
    changes = _fields(values)
    if not changes:
        raise UsageError("expected at least one FIELD=VALUE to correct, found none.")
    _done(go.record.decisions.correct(_ledger(context), entry, changes), "corrected", json)


@app.command(epilog="Example: goodoffices record CASE retract ENTRY --because 'the outlet withdrew it'")
def retract(
    context: typer.Context,
    entry: EntryId,
    because: Annotated[str, typer.Option(help="The reason.")],
    json: Json = False,
) -> None:
    """Retract an entry; it stays in the ledger, with the reason."""
    _done(go.record.decisions.retract(_ledger(context), entry, typed(because)), "retracted", json)


@app.command(epilog="Example: goodoffices record CASE verify --held 3f0c…")
def verify(
    context: typer.Context,
    held: Annotated[
        str | None, typer.Option(help="An earlier head that must still be in the chain.")
    ] = None,
    json: Json = False,
) -> None:
    """Check that no entry was changed, moved or removed; prints the head of the chain to keep.

    Without a head that you kept, you cannot know if entries were cut off at the end, or if the whole record
    was rewritten.
    """
    ledger = _ledger(context)
    head, rest = ledger.verify(held), len(ledger.rest())
    if json:
        emit({"head": head, "held": held, "bytes_after_last_line": rest})
        return
    say(f"All entries match the chain. Its head is {head}")
    if held is None:
        say(
            "Without an earlier head, you cannot know if entries were cut off at the end, or if the whole "
            "record was rewritten. Keep this head somewhere else, and give it as --held next time."
        )
    else:
        say(
            "The head you kept is in the chain: nothing up to it was changed or cut off. Entries added after "
            "it could have been cut off or rewritten."
        )
    if rest:
        say(f"{count(rest, 'byte')} after the last line are no entry: the next entry removes them.")


@app.command(epilog="Example: goodoffices record CASE export --format xlsx --out talks.xlsx")
def export(
    context: typer.Context,
    form: Annotated[
        str,
        typer.Option(
            "--format", help="Format: jsonl, csv, prov (W3C PROV-JSON), xlsx (all tables) or docx."
        ),
    ] = "jsonl",
    named: Annotated[
        str | None,
        typer.Option(
            "--table",
            help="With csv, a table of the brief instead of the entries as they are: chronology, claims, "
            "statements, actors or contradictions.",
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="The file to write; standard output by default.")
    ] = None,
    history: Annotated[bool, typer.Option(help="Also what was corrected or retracted.")] = False,
) -> None:
    """Export the record for other programs and for people: tables for a spreadsheet (xlsx), a chronology
    (docx), the entries as they are (jsonl, csv), or their provenance (prov)."""
    if out is not None:
        context.obj.keep_from(out)
    if form not in FORMATS:
        raise UsageError(f"format: expected one of {', '.join(FORMATS)}, found '{form}'.")
    if named is not None and (form != "csv" or named not in go.report.tables.NAMES):
        known = ", ".join(go.report.tables.NAMES)
        raise UsageError(f"table: expected, with --format csv, one of {known}, found '{named}'.")
    as_they_are = form in ("jsonl", "csv") and named is None
    needs(context, as_they_are, "--format jsonl, or csv without --table,", "history")
    if form in ("xlsx", "docx"):
        _export_document(context, form, out)
        return
    export_to = go.record.export
    if named is not None:
        found_tables = go.report.tables.tables(go.brief(_case(context)))
        text: Iterable[str] = [
            go.report.tables.csv_text(one) for one in found_tables if one.name == named
        ]
    else:
        wanted = go.record.Wanted(history=history or form == "prov")
        found = go.record.Index(_ledger(context)).entries(wanted)
        text = {
            "prov": lambda: iter([json_text(export_to.prov(found), indent=2), "\n"]),
            "csv": lambda: export_to.table(found),
            "jsonl": lambda: export_to.jsonl(found),
        }[form]()
    with _target(out) as file:
        if form == "csv" and out is not None:
            # Without this mark a spreadsheet takes the file for another encoding.
            file.write("\ufeff")
        for part in text:
            file.write(part)


def _export_document(context: typer.Context, form: str, out: Path | None) -> None:
    """Write the tables of a brief to a workbook, or its chronology to a document."""
    if out is None:
        raise UsageError(f"out: expected a file for {form}, such as --out talks.{form}, found none.")
    brief = go.brief(_case(context))
    with replacing(out) as new:
        if form == "xlsx":
            go.report.tables.write_workbook(brief, new)
        else:
            go.report.tables.write_chronology(brief, go.load(_case(context)).title, new)
    say(f"Written: {out}")


@app.command(epilog="Example: goodoffices record CASE review --accept-above 0.8")
def review(
    context: typer.Context,
    accept_above: Annotated[
        float | None,
        typer.Option(
            min=0,
            max=1,
            help="Accept every proposed entry with at least this confidence (0 to 1), then stop.",
        ),
    ] = None,
    dispatch: Annotated[
        str | None, typer.Option(help="Only entries proposed from this dispatch.")
    ] = None,
    reader: Readers = None,
    endpoint: Endpoint = None,
    model: Model = None,
    seconds: Seconds = None,
    yes: Yes = False,
    plain_http: PlainHttp = False,
    json: Json = False,
) -> None:
    """Review the entries proposed from the dispatches one by one: accept, edit, reject or merge. Stop at
    any time."""
    place = context.obj
    readers = with_model(reader, place.folder, endpoint, model, seconds, yes=yes, plain_http=plain_http)
    with meter(show=not json) as progress:
        found = go.reader.read_all(place.dispatches, progress, readers=readers)
    for problem in found.unread():
        complain(problem)
    texts = {reading.source.dispatch: reading.text for reading in found.readings}
    proposals = [entry for reading in found.readings for entry in reading.entries]
    if dispatch is not None:
        if dispatch not in texts:
            near = did_you_mean(dispatch, texts)
            raise UsageError(f"dispatch: expected one of the case's, found '{dispatch}'.{near}")
        proposals = [entry for entry in proposals if entry.source.dispatch == dispatch]
    doubts = found.doubts()
    work = go.record.Review(_ledger(context), tuple(proposals), frozenset(doubts), texts)
    if accept_above is not None:
        taken = work.accept_above(accept_above)
        if json:
            emit({"accepted": [entry.id for entry in taken], "left": len(work.pending())})
        else:
            accepted = count(len(taken), "entry", "entries")
            say(f"{accepted} accepted without review; {len(work.pending())} left to review.")
    elif json:
        emit({"pending": [entry.to_json() for entry in work.pending()]})
    else:
        lists = go.review_page.fields.lists_of(found.readings, proposals)
        # it reads entries, which take long to load
        from goodoffices.cli.review_prompt import ask_about

        ask_about(work, texts, doubts, lists)


def _case(context: typer.Context) -> Path:
    """Return the path of the case: its file, or a folder that has none."""
    place: Path = context.obj.case
    return place if place.exists() else place.parent


def _ledger(context: typer.Context) -> Ledger:
    return go.record.Ledger(context.obj.ledger)


def _fields(values: list[str] | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in values or []:
        key, equals, value = typed(text).partition("=")
        if not equals:
            raise UsageError(f"expected FIELD=VALUE, found '{text}'.")
        if found.setdefault(key.strip(), value.strip()) != value.strip():
            raise UsageError(f"{key.strip()}: expected one value, found two.")
    return found


def _dispatch_of(context: typer.Context, name: str) -> Reading | None:
    """Return the dispatch of the case that has a name; None if there is none, or it cannot be read."""
    paths = [path for path in context.obj.dispatches if name in (path.stem, path.name)]
    found = go.reader.read_all(paths[:1], readers=("rules",))
    for problem in found.problems:
        complain(str(problem))
    return found.readings[0] if found.readings else None


def _of_the_case(given: Source, found: Source) -> Source:
    """Return the source of a dispatch, with the facts about it that were given in place of its own."""
    return go.record.Source(
        found.dispatch,
        given.published or found.published,
        given.outlet or found.outlet,
        given.url or found.url,
        found.digest,
        given.retrieved or found.retrieved,
    )


def _place(text: str, words: str) -> Span:
    """Return the place of a quote in its dispatch.

    Raises:
        UsageError: if it is not there.
    """
    try:
        return go.record.report_words.Report(text).place(words)
    except ValueError as error:
        raise UsageError(f"quote: {error}") from None


def _day(option: str, typed_day: str | None) -> str | None:
    """Return the date that was typed for an option as EDTF.

    Raises:
        UsageError: if it is none.
    """
    if typed_day is None:
        return None
    try:
        return go.record.typed_dates.edtf(typed(typed_day))
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from None


def _retracted(ledger: Ledger, fields: dict[str, str]) -> Entry:
    """Withdraw the entry that the fields of a retraction name.

    Raises:
        UsageError: if a field is missing or is none of a retraction.
    """
    wanted = ("entry", "because")
    problems = [f"{key}: expected a value, found nothing." for key in wanted if not fields.get(key)]
    problems += [
        go.record.typed_fields.unknown("a field of a retraction", key, wanted)
        for key in fields
        if key not in wanted
    ]
    if problems:
        raise UsageError("\n".join(problems))
    return go.record.decisions.retract(ledger, fields["entry"], fields["because"])


def _done(entry: Entry, word: str, json: bool) -> None:
    if json:
        emit(entry.to_json())
    else:
        say(f"{entry.id} {word}.")


@contextmanager
def _target(path: Path | None) -> Iterator[TextIO]:
    """Open standard output, or a file that is replaced only if it was written to the end."""
    if path is None:
        yield sys.stdout
        return
    with (
        replacing(path) as new,
        open(new, "w", encoding="utf-8", errors="backslashreplace", newline="") as file,
    ):
        yield file
