"""Contacts by date: a row each, those that were not held told apart, and no label on another."""

from __future__ import annotations

from pathlib import Path

import goodoffices as go
from goodoffices.charts import network_chart, timeline_chart
from goodoffices.charts.timeline import MOST
from goodoffices.record import Brief, Contact, Reports
from goodoffices.record.entries import Assertion
from tests.support.cases import CASES
from tests.support.chromium import needs_chromium
from tests.support.drawn import faults
from tests.support.record import entry_of

LONG = (
    "Mohammed bin Abdulrahman bin Jassim Al Thani of the Ministry of Foreign Affairs and Trade",
    "Extraordinarilylongnamedorganisationwithoutanyspace",
    "محمد بن عبد الرحمن",
    "外務大臣政務官",
    "Ann Lee",
    "Bo Dahl",
)


def brief(*contacts: tuple[str | None, Assertion, str]) -> Brief:
    """Return a brief of contacts between people with long names, by date, assertion and status."""
    entries = []
    for number, (day, how, status) in enumerate(contacts):
        who = LONG[number % len(LONG)], LONG[(number * 2 + 1) % len(LONG)]
        body = Contact("meeting", status, who, f"Place {number}", None)  # type: ignore[arg-type]
        entries.append(
            entry_of(body, how, edtf=day, number=number, dispatch=f"d{number}", words=f"w{number}")
        )
    return go.record.brief(go.load(CASES / "canal"), entries, Reports({}, {}))


def test_a_denied_or_planned_contact_is_an_outline_and_not_counted() -> None:
    found = timeline_chart(
        brief(
            ("2031-03-01", "asserted", "held"),
            ("2031-03-09", "denied", "held"),
            ("2031-04-01", "planned", "planned"),
        ),
        "three reports",
    )
    assert found is not None
    assert found.title == "1 reported contact, on 1 Mar 2031; 2 more planned, or not reported as fact"
    assert found.wide.count('class="f0"') == 1
    assert found.wide.count('class="s1"') == 2
    assert "denied" in found.wide
    assert found.source == "three reports"


def test_no_line_is_drawn_for_a_single_contact_or_none() -> None:
    assert timeline_chart(brief(("2031-03-01", "asserted", "held")), "") is None
    assert timeline_chart(brief((None, "asserted", "held"), (None, "asserted", "held")), "") is None
    assert network_chart(brief(("2031-03-01", "denied", "held")), "") is None


def test_the_table_has_all_and_the_chart_the_latest() -> None:
    days = [(f"2031-{n // 28 + 1:02}-{n % 28 + 1:02}", "asserted", "held") for n in range(MOST + 5)]
    found = timeline_chart(brief(*days), "")  # type: ignore[arg-type]
    assert found is not None
    assert len(found.rows) == MOST + 5
    assert found.wide.count('class="f0"') == MOST
    assert "Only in the table: 5 earlier." in found.note


@needs_chromium
def test_no_label_of_many_contacts_lies_on_another(tmp_path: Path) -> None:
    days = ["../2031-01-05", "0001-01-01", "2031-03", "2031-03-01/2031-03-02", "9999-12-31", "2031"]
    early = brief(*[(f"2031-03-{n + 1:02}", "asserted", "held") for n in range(20)])
    wide = brief(*[(day, "asserted", "held") for day in days])
    charts = [chart(one, "") for chart in (timeline_chart, network_chart) for one in (early, wide)]
    assert faults([chart for chart in charts if chart], tmp_path) == []
