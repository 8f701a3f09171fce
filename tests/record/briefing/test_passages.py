"""What nobody has reviewed is told in the reports' own words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from goodoffices.model import Case
from goodoffices.reader import read
from goodoffices.record import Brief, Reports, brief
from goodoffices.record.briefing.brief import Unreadable

CASE = Case("x", "X", "record-only", fictional=True, about="", parties=())


def told(text: str, published: str | None = "2031-05-06", **fields: Any) -> Brief:
    """Return the brief of one constructed report that nobody has reviewed."""
    found = read(text.encode(), published=published, outlet="Coast News", name="report", **fields)
    return brief(CASE, found.entries, Reports({"report": found.actors}, {"report": found.text}))


def passages(text: str) -> list[str]:
    """Return the sentences of the status between the name of the report and the count of entries."""
    first, *quoted, last = told(text).clauses
    assert first.text == "In the words of the reports:"
    assert last.text.startswith("Not yet reviewed by a person")
    assert all(one.quoted for one in quoted)
    assert not first.quoted
    assert not last.quoted
    source = " (Coast News, 6 May 2031"
    assert all(source in one.text for one in quoted)
    return [one.text.replace(source, "") for one in quoted]


@pytest.mark.parametrize(
    ("report", "quoted"),
    [
        (
            "The Guild and Port Orla signed a pact in 1994.",
            "“The Guild and Port Orla signed a pact in 1994.”).",
        ),
        (
            "Ana Bell met Lars Holm on Friday in Lenz.",
            "“Ana Bell met Lars Holm on Friday in Lenz.”; Friday: 2 May 2031).",
        ),
        (
            "Peru and Chile signed “a good pact”.",
            "“Peru and Chile signed ‘a good pact’.”).",
        ),
    ],
)
def test_a_sentence_is_told_as_it_stands(report: str, quoted: str) -> None:
    assert passages(f"{report} The weather was fair.") == [quoted]


def test_what_takes_a_sentence_back_is_told_with_it() -> None:
    report = (
        "Peru will sign the accord on Thursday, its radio said. The radio later withdrew the report."
    )
    assert passages(report) == [f"“{report}”; Thursday: 8 May 2031)."]


def test_a_sentence_that_points_back_is_told_with_the_one_before() -> None:
    report = "Petra Dahl went to Sella. She met the guild's chair, Ida Voss, on Thursday."
    assert passages(report) == [f"“{report}”; Thursday: 1 May 2031)."]


def test_a_sentence_with_several_words_for_days_has_no_day_of_ours() -> None:
    report = "Ana Bell met Lars Holm on Friday, a year after the pact of May."
    assert passages(report) == [f"“{report}”)."]


def test_how_long_a_truce_lasts_is_told_with_it() -> None:
    report = "The two camps signed a truce in Lenz on Friday. The truce runs for 60 days from 20 May."
    assert passages(report) == [f"“{report}”)."]


def test_a_sentence_is_quoted_once_and_what_points_back_stands_behind_it() -> None:
    sentences = (
        "Peru’s crews and pilots demanded a new contract.",
        "They also asked for a pardon, but Chile has not answered.",
    )
    assert passages(" ".join(sentences)) == [f"“{' '.join(sentences)}”)."]
    together = passages(f"The Guild met Peru on Monday but has not signed. {' '.join(sentences)}")
    assert [sum(sentence in one for one in together) for sentence in sentences] == [1, 1]


def test_if_nothing_was_reached_the_last_round_leads_and_a_plan_follows() -> None:
    round_ = "Fishing talks between Peru and Chile were suspended on Monday."
    plan = "Ana Bell said that a pact is to be signed on Friday."
    told = passages(f"The hall in Lenz was full. {plan} {round_}")
    assert [one.partition("”")[0] for one in told[1:]] == [f"“{round_}", f"“{plan}"]


def test_the_opening_of_an_only_report_leads_unless_something_was_reached() -> None:
    opening = "Talks between Peru and Chile are to resume in Lenz next week."
    before = "An earlier round of their talks ended in May without a result."
    more = "Ana Bell met Lars Holm on Friday. Ida Voss met Karl Moen on Thursday."
    head = "# A text that was written for a test of ours."
    assert passages(f"{head}\n\n{opening} {before} {more}")[0].startswith(f"“{opening}”")
    reached = "Peru and Chile signed a pact on Monday."
    assert passages(f"{opening} {before} {more} {reached}")[0].startswith(f"“{reached}”")


def test_of_few_passages_the_one_with_the_opening_leads() -> None:
    opening = "Crews in Lenz have rejected a new offer from the port."
    later = "The port wrote to the crews on Wednesday."
    assert [one.partition("”")[0] for one in passages(f"{opening} {later}")] == [
        f"“{opening}",
        f"“{later}",
    ]


def test_of_a_sentence_too_long_to_be_read_the_place_is_told() -> None:
    found = told(f"Peru and Chile signed a pact on Friday{', and so on' * 120}.").clauses[1].text
    assert found == "Too long to be quoted here: sentence 1 of Coast News, 6 May 2031."


def test_damaged_words_are_marked_in_square_brackets() -> None:
    report = "Ana Bell is in Lenz.\n\nSeOn Friday, Ana Bell met Lars Holm in Lenz."
    found = read(report.encode(), published="2031-05-06", outlet="Coast News", name="report")
    [place] = found.damage
    damage = Unreadable(
        "report", place.start, place.end, place.text, place.kind, place.suggestion, "", ""
    )
    reports = Reports({"report": found.actors}, {"report": found.text}, [damage])
    texts = [clause.text for clause in brief(CASE, found.entries, reports).clauses]
    assert any(
        one.startswith("“SeOn [probably On] Friday, Ana Bell met Lars Holm in Lenz.”") for one in texts
    )
    unknown = Reports({}, {"report": found.text}, [replace(damage, suggestion=None)])
    assert any(
        "“SeOn [damaged] Friday" in one.text for one in brief(CASE, found.entries, unknown).clauses
    )


def test_a_denial_of_an_outcome_is_told_beside_it() -> None:
    report = (
        "Peru and Chile signed a fishing pact on Friday, the Guild said. The day was long. It rained.\n\n"
        "Chile’s minister denied that Peru and Chile had signed a fishing pact on Friday."
    )
    assert any("denied" in one for one in passages(report))


def test_a_report_in_which_nothing_is_recognised_is_not_said_to_tell_nothing() -> None:
    found = [clause.text for clause in told("Ida Voss said the ferry was late. It rained.").clauses]
    assert found[0] == (
        "No meeting, agreement or plan was recognised; that does not mean that there is none. "
        "The report begins: “Ida Voss said the ferry was late.” (Coast News, 6 May 2031)."
    )
