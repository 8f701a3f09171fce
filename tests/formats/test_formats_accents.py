"""Accented letters, which a file may hold as one character or as two: the same name is one name."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest

import goodoffices as go
from goodoffices.errors import InputError
from tests.support.command import goodoffices

CASE = """\
goodoffices: 1
title: t
kind: modelled
fictional: true
basis: invented
parties: {A: {name: A}, B: {name: B}}
issues:
  x: {options: [é, q]}
"""
VALUES = """\
preferences:
  A: {reservation: 1, values: {x: {é: 1, q: 0}}}
  B: {reservation: 1, values: {x: {é: 0, q: 1}}}
"""
SPACE = '<utility_space><objective index="0" name="all">{}</objective></utility_space>'
ISSUE = (
    '<issue index="1" name="Größe" type="discrete"><item value="é" {0}/><item value="q" {0}/></issue>'
)
PROFILE = SPACE.format(ISSUE.format('evaluation="1"') + '<weight index="1" value="1"/>')
NEGOLOG = json.dumps({"issueWeights": {"Größe": 1}, "issues": {"Größe": {"é": 1}}}, ensure_ascii=False)


def case(folder: Path, one: Callable[[str], str], two: Callable[[str], str]) -> None:
    (folder / "case.yaml").write_text(one(CASE) + two(VALUES), "utf-8")


def genius(folder: Path, one: Callable[[str], str], two: Callable[[str], str]) -> None:
    domain = f"<negotiation_template>{SPACE.format(ISSUE.format(''))}</negotiation_template>"
    (folder / "domain.xml").write_text(one(domain), "utf-8")
    (folder / "p.xml").write_text(two(PROFILE), "utf-8")
    (folder / "q.xml").write_bytes(
        two('<?xml version="1.0" encoding="UTF-16"?>' + PROFILE).encode("utf-16")
    )


def negolog(folder: Path, one: Callable[[str], str], two: Callable[[str], str]) -> None:
    (folder / "profileA.json").write_text(one(NEGOLOG), "utf-8")
    (folder / "profileB.json").write_text(two(NEGOLOG), "utf-8")


def composed(text: str) -> str:
    return normalize("NFC", text)


def taken_apart(text: str) -> str:
    return normalize("NFD", text)


@pytest.mark.parametrize("write", [case, genius, negolog])
@pytest.mark.parametrize("other", [False, True])
def test_a_name_with_an_accent_is_one_name_however_it_is_written(
    write: Callable[..., None], other: bool, tmp_path: Path
) -> None:
    one, two = (taken_apart, composed) if other else (composed, taken_apart)
    write(tmp_path, one, two)
    assert go.load(tmp_path).issues[0].option_ids[0] == "é"


def test_options_that_look_the_same_are_told_as_one_that_is_there_twice(tmp_path: Path) -> None:
    words = CASE.replace("[é, q]", f"[é, {taken_apart('é')}]") + VALUES
    with pytest.raises(InputError, match="é"):
        go.load(words)


def test_words_typed_with_other_accents_are_understood(tmp_path: Path) -> None:
    (tmp_path / taken_apart("Ämter.csv")).write_text("issue,option,Ämter,B,C\nx,é,1,2,3\nx,q,2,1,0\n")
    done = goodoffices(
        "deals",
        tmp_path / taken_apart("Ämter.csv"),
        "--parties",
        taken_apart("Ämter,B"),
        "--package",
        taken_apart("x=é"),
    )
    assert done.returncode == 0, done.stderr
    assert "x: é" in done.stdout
