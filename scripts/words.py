"""Collect every message that a room shows into the catalogues of its languages, and compile them.

python scripts/words.py [--check]. A catalogue keeps its translations; a message that is shown no longer goes,
a new message stands in it without a translation, and is counted. With --check nothing is written: the exit
code is 1 if a catalogue is not as it would be written, or has a message without a translation.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

import goodoffices

PACKAGE = Path(goodoffices.__file__).parent
LOCALE = PACKAGE / "rooms" / "locale"
LANGUAGES = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 ? 4 : 5;",
    "he": "nplurals=3; plural=n==1 ? 0 : n==2 ? 1 : 2;",
}
"""The languages of the catalogues, with their plural forms."""
HEADER = r"""# Messages of a room. Made by scripts/words.py: change translations here, and nothing else.
msgid ""
msgstr ""
"Language: {language}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: {plurals}\n"

"""
CALLS = {
    "_": (0, 1),
    "gettext": (0, 1),
    "gettext_noop": (0, 1),
    "gettext_lazy": (0, 1),
    "ngettext": (0, 2),
    "pgettext": (1, 1),
    "npgettext": (1, 2),
}
"""Functions that mark messages, with the numbers of their arguments that are contexts and messages."""
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
MARKED = re.compile(rf"\b(_|n?p?gettext)\(\s*({STRING}(?:\s*,\s*{STRING})*)", re.DOTALL)
"""A call in what Django makes of a template for tools such as this."""
DATED = datetime(2026, 1, 1, tzinfo=UTC)
"""The date in a compiled catalogue: always the same, so that the same words give the same bytes."""


class Message(NamedTuple):
    """A message: its context or None, its singular and, if it counts, its plural."""

    context: str | None
    words: tuple[str, ...]


def in_code(source: str) -> Iterator[Message]:
    """Yield the messages of a module of Python."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            arguments = [getattr(argument, "value", None) for argument in node.args]
            if name in CALLS and all(isinstance(part, str) for part in arguments[: sum(CALLS[name])]):
                yield _message(name, arguments)


def in_template(source: str) -> Iterator[Message]:
    """Yield the messages of a template of Django."""
    for name, arguments in MARKED.findall(templatize(source)):
        yield _message(
            name, [ast.literal_eval(part) for part in re.findall(STRING, arguments, re.DOTALL)]
        )


def _message(name: str, arguments: list[str]) -> Message:
    contexts, messages = CALLS[name]
    return Message(arguments[0] if contexts else None, tuple(arguments[contexts : contexts + messages]))


@lru_cache
def shown() -> dict[Message, list[str]]:
    """Return every message of a room, and of the engine whose sentences it shows, with its files."""
    found: dict[Message, list[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")) + sorted((PACKAGE / "rooms").rglob("*.html")):
        find, text = in_code if path.suffix == ".py" else in_template, path.read_text("utf-8")
        for message in find(text) if "gettext" in text or find is in_template else ():
            files = found.setdefault(message, [])
            name = path.relative_to(PACKAGE).as_posix()
            if name not in files:
                files.append(name)
    return found


def read(language: str) -> Catalog:
    """Return the catalogue of a language as it stands; empty if there is none."""
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    text = path.read_text("utf-8") if path.is_file() else _header(language)
    return read_po(io.StringIO(text), language)


def _header(language: str) -> str:
    return HEADER.format(language=language, plurals=LANGUAGES[language])


def renewed(language: str) -> Catalog:
    """Return the catalogue of a language with every message that is shown, and no other."""
    known, catalog = read(language), read_po(io.StringIO(_header(language)), language)
    for (context, words), files in shown().items():
        one = words[0] if len(words) == 1 else words
        old = known.get(words[0], context)
        fits = old is not None and old.id == one and not old.fuzzy
        nothing = "" if len(words) == 1 else ("",) * catalog.num_plurals
        places = [(name, None) for name in files]
        catalog.add(one, old.string if fits else nothing, places, context=context)
    return catalog


def written(language: str, catalog: Catalog) -> str:
    """Return a catalogue as its file has it."""
    made = io.BytesIO()
    write_po(made, catalog, width=104, omit_header=True)
    return _header(language) + made.getvalue().decode()


def missing(catalog: Catalog) -> list[str]:
    """Return the messages of a catalogue without a translation."""
    found = (message for message in catalog if message.id)
    return [str(message.id) for message in found if not (message.string and all(message.string))]


def main(arguments: list[str]) -> int:
    """Write the catalogues, or compare them with what would be written."""
    faults = 0
    for language in LANGUAGES:
        catalog = renewed(language)
        folder, text = LOCALE / language / "LC_MESSAGES", written(language, catalog)
        left = missing(catalog)
        print(f"{language}: {len(catalog)} messages, {len(left)} without a translation")
        if "--check" in arguments:
            faults += bool(left) or not (folder / "django.po").is_file()
            faults += (folder / "django.po").read_text("utf-8") != text
            continue
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "django.po").write_text(text, "utf-8")
        catalog.creation_date = DATED
        with (folder / "django.mo").open("wb") as file:
            write_mo(file, catalog)
    return min(faults, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
