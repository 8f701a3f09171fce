"""The parser's model: its files are those the reader was tested with."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.errors import UsageError
from goodoffices.reader.grammar import model


def test_equal_sentences_are_parsed_alike_whatever_stands_beside_them() -> None:
    alone = list(model.parse(["Peru met Chile."]))
    among = list(model.parse(["Peru met Chile.", "They left.", "Peru met Chile."]))
    assert among[0] == among[2] == alone[0]


def test_a_changed_file_of_the_model_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "changed").mkdir()
    (tmp_path / "changed" / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(UsageError, match="not the file this version was tested with"):
        model.check("changed")


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        # the last letter of these is no ending
        ("process", "NN", "process"),
        ("series", "NN", "series"),
        ("crisis", "NN", "crisis"),
        ("headquarters", "NNS", "headquarters"),
        ("talks", "NN", "talk"),
        ("miners", "NNS", "miner"),
        ("hopes", "VBZ", "hope"),
        ("said", "VBD", "say"),
        ("stopped", "VBD", "stop"),
        ("'s", "VBZ", "be"),
    ],
)
def test_the_lemma_of_a_word(form: str, tag: str, lemma: str) -> None:
    assert model.lemma(form, tag) == lemma
