"""A language model of the user's own as a reader, over a server that the user names. Off by default.

The model only points at words of the text. Every word is looked up, numbers and dates are read by the house's
reader, and all that the house's reader found stays: see ``language_model``.
"""

from __future__ import annotations

from goodoffices.errors import UsageError
from goodoffices.reader.plugins import Context, Proposals, reader


@reader("llm")
def read_without_a_server(text: str, context: Context) -> Proposals:
    """Refuse to read: the name alone says neither which server nor which model.

    Raises:
        UsageError: always; ``language_model.LanguageModel`` is the reader with a server.
    """
    raise UsageError(
        "reader 'llm': expected a server and a model that you name (--endpoint URL --model NAME), "
        "found neither. In Python, give a LanguageModel in place of the name."
    )
