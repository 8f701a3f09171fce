"""The status of the talks in sentences, and the open questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from goodoffices.model import Case, Round
from goodoffices.record import (
    Contact,
    Entry,
    Figure,
    Outcome,
    Position,
    Pressure,
    Proposal,
    Statement,
)
from goodoffices.record.briefing.status import NAMED_CONTACTS, Clause, Status
from goodoffices.record.entries import Assertion, Body, Source, Span
from goodoffices.record.merge.events import Event
from tests.support.record import entry_of

CASE = Case("x", "X", "record-only", fictional=True, about="", parties=())
NAMES = {"lee": "Ann Lee", "dahl": "Bo Dahl", "moe": "Ida Moe"}


def event(
    name: str, body: Body, edtf: str | None = None, *published: str | None, reviewed: bool = True
) -> Event:
    """Return an event with a version for each day on which a report of it was published."""
    versions = [
        Entry(
            f"{name}{number or ''}",
            body,
            Source(f"report-{number}", day, None, None, ""),
            Span(0, 0, ""),
            edtf,
            reviewed=reviewed,
        )
        for number, day in enumerate(published or ("2031-03-04",))
    ]
    return Event(name, tuple(versions))


def talks(name: str, status: Any, edtf: str | None, place: str | None = None, *who: str) -> Event:
    return event(name, Contact("talks-round", status, who, place, None), edtf)


def meeting(name: str, edtf: str | None, *who: str, **fields: Any) -> Event:
    return event(name, replace(Contact("meeting", "held", who, None, None), **fields), edtf)


def status(*events: Event, case: Case = CASE, names: Mapping[str, str] = NAMES) -> Status:
    return Status(case, events, dict(names))


def sentences(*events: Event, case: Case = CASE) -> list[str]:
    """Return the sentences of the status of events that a person has reviewed."""
    return [clause.text for clause in status(*events, case=case).clauses()]


def test_a_record_without_rounds_says_so() -> None:
    assert list(status().clauses()) == [
        Clause("The record names no round of talks, held or planned.", ())
    ]


def test_the_last_round_and_the_next() -> None:
    events = (
        talks("early", "held", "2031-02", "Vessby"),
        talks("late", "ended-without-result", "2031-03-01/2031-03-03", "Melrow", "lee"),
        talks("soon", "planned", "2031-03-11", None, "lee", "dahl"),
        talks("later", "postponed", "2031-04"),
    )
    assert sentences(*events) == [
        "The last round of talks in Melrow (1 to 3 March 2031) ended without result.",
        "The next round is planned (11 March 2031). Named to take part: Ann Lee and Bo Dahl.",
        "The place of the next round is not given.",
    ]
    clauses = list(status(*events).clauses())
    assert [clause.entries for clause in clauses] == [("late",), ("soon",), ("soon",)]


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (talks("a", "broken-off", None), "The last round of talks was broken off."),
        (talks("a", "ongoing", "2031-03-04"), "The last round of talks (4 March 2031) is going on."),
        (
            talks("a", "held", None, None, "lee", "dahl"),
            "The last round of talks of Ann Lee and Bo Dahl was held.",
        ),
        (talks("a", "held", None, "Orsova"), "The last round of talks in Orsova was held."),
        (
            talks("a", "postponed", None, "Orsova"),
            "The next round in Orsova is postponed (day not known).",
        ),
        (talks("a", "resumed", "2031-03-04"), "The last round of talks (4 March 2031) was resumed."),
        (talks("a", "suspended", None), "The last round of talks was suspended."),
    ],
)
def test_each_status_of_a_round_has_its_words(found: Event, sentence: str) -> None:
    assert sentences(found) == [sentence]


def test_a_round_of_which_nothing_is_known_is_not_told() -> None:
    assert sentences(talks("a", "held", None)) == []


def test_a_planned_round_that_is_past_is_not_the_next() -> None:
    """A report from before the last round planned it; what is undated may still be to come."""
    held = talks("held", "held", "2031-03-13")
    assert status(held, talks("a", "planned", "2031-03-11")).next_round is None
    undated = status(held, talks("a", "planned", None)).next_round
    assert undated is not None
    assert undated.edtf is None


def test_the_rounds_of_the_case_stand_in_if_the_record_has_none() -> None:
    rounds = (
        Round("one", "First round", "held", "2031-01", "Vessby"),
        Round("two", "Second round", "planned", "2031-05"),
    )
    case = replace(CASE, rounds=rounds)
    own = status(case=case)
    assert own.last_round is not None
    assert own.next_round is not None
    assert (own.last_round.name, own.next_round.name) == ("First round", "Second round")
    assert own.last_round.to_json()["name"] == "First round"
    recorded = status(talks("a", "held", "2031-02"), case=case).last_round
    assert recorded is not None
    assert "name" not in recorded.to_json()


def test_the_latest_contacts_are_told_and_the_oldest_counted() -> None:
    events = [
        meeting(f"m{day}", f"2031-03-{day:02}", "lee", "dahl") for day in range(1, NAMED_CONTACTS)
    ]
    events += [meeting("late", "2031-03-30", "lee", "moe"), meeting("old", "2031-01", "dahl", "moe")]
    alone = meeting("alone", "2031-03-31", "lee")
    found = sentences(*events, alone)
    assert found[0] == "Ann Lee and Ida Moe met, 30 March 2031 (report-0, 4 March 2031)."
    assert len(found) == NAMED_CONTACTS + 1
    assert found[-1] == "The record has 1 earlier contact."


def claimed(found: Event, assertion: Assertion) -> Event:
    return replace(found, versions=tuple(replace(v, assertion=assertion) for v in found.versions))


def outcome(name: str, edtf: str | None, *by: str, **fields: Any) -> Event:
    body = Outcome("signed", by, "a truce", None, None, None, None)
    return event(name, replace(body, **fields), edtf)


def test_the_latest_outcome_leads() -> None:
    events = (
        talks("t", "held", "2031-03-01"),
        outcome("old", "2031-01-05", kind="broken"),
        outcome("new", "2031-03-03", "lee", "dahl", place="Melrow", duration="60 days"),
    )
    assert sentences(*events) == [
        "On 3 March 2031 Ann Lee and Bo Dahl signed a truce in Melrow: 60 days (report-0, 4 March 2031).",
        "On 5 January 2031 a truce was broken (report-0, 4 March 2031).",
        "The last round of talks (1 March 2031) was held.",
    ]
    disputed = replace(status(*events), disputed=frozenset(("new",)))
    assert next(disputed.clauses()).text.endswith("Reports contradict each other about it.")


@pytest.mark.parametrize(
    "assertion", ["denied", "alleged", "demanded", "conditional", "hoped", "refused"]
)
def test_only_what_is_asserted_leads(assertion: Assertion) -> None:
    events = (
        outcome("x", "2031-03-03", "lee"),
        talks("t", "held", "2031-03-01"),
        meeting("m", "2031-03-04", "lee", "dahl"),
        event("p", Pressure("lee", "dahl", "sign")),
        event("q", Proposal(("lee",), "a truce", "made")),
    )
    assert sentences(*(claimed(found, assertion) for found in events)) == [
        "The record names no round of talks, held or planned."
    ]


def test_a_plan_is_said_as_a_plan() -> None:
    events = (
        claimed(outcome("x", "2031-03-09", "lee", "dahl"), "planned"),
        claimed(meeting("m", "2031-03-17/2031-03-23", "lee", "dahl", place="Bergen"), "planned"),
    )
    assert sentences(*events)[:2] == [
        "Ann Lee and Bo Dahl are to sign a truce, 9 March 2031 (report-0, 4 March 2031).",
        "Ann Lee and Bo Dahl are to meet in Bergen, 17 to 23 March 2031 (report-0, 4 March 2031).",
    ]


def test_a_postponed_round_has_both_days() -> None:
    first = talks("t", "planned", "2031-03-11", "Orsova").versions[0]
    later = talks("u", "postponed", "2031-03-18", "Orsova").versions[0]
    moved = Event("t", (first, replace(later, source=replace(later.source, published="2031-03-05"))))
    assert sentences(moved) == [
        "The next round in Orsova is postponed (18 March 2031, before: 11 March 2031)."
    ]


@pytest.mark.parametrize(
    ("published", "reports"),
    [
        (("2031-03-04",), "1 report, 4 March 2031"),
        ((None,), "1 report"),
        (("2031-03-04", "2031-03-02", None), "3 reports, the latest of 4 March 2031"),
        ((None, None), "2 reports"),
    ],
)
def test_pressure_says_how_many_report_it_and_when(
    published: tuple[str | None, ...], reports: str
) -> None:
    found = event("p", Pressure("lee", "dahl", "sign"), None, *published)
    assert sentences(found)[1:] == [f"Ann Lee is pressing Bo Dahl (goal: sign) ({reports})."]
    without = event("p", Pressure("lee", "nobody known", ""), None, *published)
    assert sentences(without)[1:] == [f"Ann Lee is pressing nobody known ({reports})."]


def test_entries_to_be_reviewed_are_counted() -> None:
    body = Pressure("lee", "dahl", "x")
    done, other = event("a", body), event("b", body, None, "2031", "2032", reviewed=False)
    *_, last = status(done, other).clauses()
    assert last == Clause("Not yet reviewed by a person: 2 of 3 entries; expect errors.", ())
    *_, last = status(event("a", body, reviewed=False)).clauses()
    assert last.text == "Not yet reviewed by a person: 1 of 1 entry; expect errors."
    *_, last = status(done).clauses()
    assert "reviewed" not in last.text


def figure(text: str, unit: str, source: str | None = None) -> Event:
    return event("f", Figure(text, 4, None, None, "about", unit, None, source))


def said(rule: str) -> Event:
    span = Span(0, 3, "Lee")
    body = Statement(span, "lee", "named", span, (span,), "full", "unverified", None, 0.5, rule)
    return event("s", body)


@pytest.mark.parametrize(
    ("found", "question"),
    [
        (meeting("m", None, "lee"), "When did the meeting with Ann Lee take place?"),
        (meeting("m", None, "lee", "dahl"), "When did the meeting of Ann Lee and Bo Dahl take place?"),
        (
            meeting("m", None),
            "When did the meeting that is reported without names take place, and who took part?",
        ),
        (
            talks("t", "planned", None),
            "When will the round of talks that is reported without names take place, "
            "and who will take part?",
        ),
        (
            meeting("m", "../2031-03-04", "lee", "dahl", kind="call", announced="2031-03-04"),
            "On which day did Ann Lee and Bo Dahl speak? "
            "The report says only that it was made known on 4 March 2031.",
        ),
        (
            meeting("m", "../2031-03-04", "lee", "dahl", announced="2031-03-04"),
            "On which day did Ann Lee and Bo Dahl meet? "
            "The report says only that it was made known on 4 March 2031.",
        ),
        (
            figure("about 4", "crews"),
            "Who gave the figure 'about 4 crews'? The report names no source.",
        ),
        (
            figure("4%", "percent of crews"),
            "Who gave the figure '4% of crews'? The report names no source.",
        ),
        (figure("about 4", ""), "Who gave the figure 'about 4'? The report names no source."),
        (event("p", Proposal((), "a truce", "made")), "Who proposes 'a truce'?"),
        (said("continued"), "A quotation mark is missing: where does the quotation of Lee end?"),
    ],
)
def test_an_open_question(found: Event, question: str) -> None:
    assert list(status(found).open_questions()) == [Clause(question, (found.id,))]


@pytest.mark.parametrize(
    "found",
    [
        meeting("m", "2031-03-04", "lee", "dahl"),
        meeting("m", None, "lee", "dahl", status="ongoing"),
        figure("about 4", "crews", "lee"),
        event("p", Proposal(("lee",), "a truce", "made")),
        said("subject-verb"),
        event("x", Position("lee", "wages", "rejects", "lower wages", None)),
    ],
)
def test_nothing_to_ask(found: Event) -> None:
    assert list(status(found).open_questions()) == []


def test_figures_without_a_source_are_one_question() -> None:
    def counted(number: int, dispatch: str = "report") -> Event:
        body = Figure(str(number), number, None, None, "exact", f"x{number}", None, None)
        return Event(f"f{number}", (entry_of(body, number=number, dispatch=dispatch),))

    two = [counted(1), counted(2, "other")]
    assert list(status(*two).open_questions()) == [
        Clause("Who gave the figures '1 x1' and '2 x2'? The reports name no source.", ("f1", "f2"))
    ]
    [question] = status(*map(counted, range(9))).open_questions()
    assert question.text.endswith("'5 x5' and 3 more? The report names no source.")
    assert question.entries == tuple(f"f{number}" for number in range(9))


def test_positions_of_two_actors_are_opposed_if_one_rejects() -> None:
    events = (
        event("a", Position("lee", "wages", "rejects", "lower wages", None)),
        event("b", Position("dahl", "wages", "demands", "lower wages", None)),
        event("c", Position("dahl", "hours", "demands", "longer hours", None)),
        event("d", Position("lee", "hours", "demands", "shorter hours", None)),
        event("e", Position("lee", "a mediator", "rejects", "a mediator", None)),
        event("f", Position("dahl", "a mediator", "rejects", "a mediator", None)),
    )
    assert list(status(*events).open_questions()) == [
        Clause("Positions on wages are opposed: what would bridge them?", ("a", "b"))
    ]
