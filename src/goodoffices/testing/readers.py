"""Check that a reader of dispatches keeps the rules of all readers."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.reader import read
from goodoffices.reader.plugins import Reader

TEXTS = (
    "",
    "\n\n",
    "Ann Lee said the bridge would open on Monday. The crews think that it will stay closed.\n",
    "Title: A report\nDate: 2024-05-26\n\nTwo ships waited. “Who pays?” asked the master.\n",
)


def check_reader(reader: Reader, texts: Sequence[str] = TEXTS) -> None:
    """Let a reader read short reports, alone and after each other.

    Raises:
        AssertionError: if its words do not stand in the text at the offsets it gives, an entry's id does not
            begin with the dispatch's or is given twice, or its proposals depend on texts read before.
    """
    found = [read(text.encode(), name="report", readers=[reader]) for text in texts]
    for reading in found:
        assert reading.refused == (), f"proposes what is not in the text: {'; '.join(reading.refused)}"
        ids = [entry.id for entry in reading.entries]
        assert len(set(ids)) == len(ids), f"gives an id twice: {ids}"
        strange = [name for name in ids if not name.startswith("report:")]
        assert not strange, f"gives entries ids that do not begin with the dispatch's: {strange}"
    for text, reading in reversed([*zip(texts, found, strict=True)]):
        again = read(text.encode(), name="report", readers=[reader])
        assert again == reading, "what it proposes depends on what it has read before"
