"""Channels: every line is one that the case names, and what no channel reaches is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import goodoffices as go
from goodoffices.charts import channel_chart, unreached_words, without_channel
from goodoffices.model import Case, Channel, Mediator, Party
from goodoffices.record import Contact, Reports
from tests.support.cases import CASES
from tests.support.chromium import needs_chromium
from tests.support.drawn import faults
from tests.support.record import entry_of

HAMAS = CASES / "hostage-talks-2024"


def many(parties: int, mediators: int) -> Case:
    """Return a case with long names in which every mediator has a channel to every other actor."""
    case = go.load(CASES / "canal")
    sides = tuple(Party(f"p{n}", f"The Government of National Unity of {n}") for n in range(parties))
    thirds = tuple(Mediator(f"m{n}", f"Extraordinarilylongname {n}") for n in range(mediators))
    ids = [*(side.id for side in sides), *(third.id for third in thirds)]
    pairs = [(one, other) for place, one in enumerate(ids) for other in ids[:place]]
    return replace(
        case, parties=sides, mediators=thirds, channels=tuple(Channel(pair) for pair in pairs)
    )


def test_every_channel_is_a_line_and_a_row() -> None:
    case = many(4, 3)
    chart = channel_chart(case, "")
    assert chart is not None
    for drawing in (chart.wide, chart.narrow):
        assert drawing.count("<line") + drawing.count("<path") == len(case.channels)
    assert len(chart.rows) == len(case.channels)


def test_a_relay_reaches_a_party_and_is_dashed() -> None:
    case = go.load(CASES / "strait")
    chart = channel_chart(case, "")
    assert chart is not None
    assert chart.wide.count('class="dash"') == 2
    assert without_channel(case) == []
    assert unreached_words(case, go.record.brief(case, [])) == []


def test_a_party_without_a_channel_is_said_and_a_contact_with_it_is_not_denied() -> None:
    case = go.load(HAMAS)
    said = " ".join(unreached_words(case, go.record.brief(case, [])))
    assert "No channel to Hamas is named" in said
    assert "No report tells of a contact with Hamas either." in said
    assert "not a finding that there is none" in said
    met = entry_of(Contact("meeting", "held", ("hamas", "egypt"), None, None))
    told = go.record.brief(case, [met], Reports({}, {}))
    assert "No report tells" not in " ".join(unreached_words(case, told))
    assert "No channel to Hamas is named" in " ".join(unreached_words(case, told))


def test_without_any_channel_nothing_is_drawn_or_said() -> None:
    case = replace(go.load(HAMAS), channels=())
    assert channel_chart(case, "") is None
    assert unreached_words(case, go.record.brief(case, [])) == []


@needs_chromium
def test_no_label_lies_on_another(tmp_path: Path) -> None:
    charts = [channel_chart(many(*size), "") for size in ((2, 1), (2, 5), (6, 6), (3, 0))]
    charts.append(channel_chart(go.load(HAMAS), ""))
    assert faults([chart for chart in charts if chart], tmp_path) == []
