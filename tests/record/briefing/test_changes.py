"""News since a day."""

from __future__ import annotations

import pytest

import goodoffices as go
from goodoffices.errors import UsageError
from tests.support.record import FERRY, items


def test_what_is_new_since_a_day() -> None:
    found = go.brief(FERRY, since="2031-03-10").to_json()
    news = found["news"]
    by_id = {item["id"]: item for item in items(found)}
    assert all(
        report["published"] >= "2031-03-10" for one in news["new"] for report in by_id[one]["reports"]
    )
    changes = {(change["before"], change["since"]) for change in news["changed"]}
    assert ("planned, Melrow, 11 March 2031", "held, Melrow, 13 March 2031") in changes
    assert [one["kind"] for one in news["contradicted"]] == ["number"]


def test_a_bad_day_is_refused() -> None:
    with pytest.raises(UsageError, match="expected a date"):
        go.brief(FERRY, since="last week")
