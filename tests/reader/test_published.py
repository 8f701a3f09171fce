"""The day of publication and the outlet, as reports state them in their first or last lines."""

from __future__ import annotations

import pytest

from goodoffices.reader.published import published_in


@pytest.mark.parametrize(
    ("text", "day", "outlet"),
    [
        ("TOLM CITY, July 6, 2031 (AFP) - The board met.", "2031-07-06", "AFP"),
        ("TOLM, 4 May 2031 (Harbour Wire) — They met.", "2031-05-04", "Harbour Wire"),
        ("NEW TOLM, February 2, 2031\n\nDock workers met.", "2031-02-02", None),
        ("Tolm, 3 May 2031\n\nThe two sides met.", "2031-05-03", None),
        ("AP, July 19, 2031\n\nThey met.", "2031-07-19", "AP"),
        ("Coast News, 26 August 2031\nThey met.", "2031-08-26", "Coast News"),
        ("TOLM (Reuters) - Talks resumed.", None, "Reuters"),
        ("TOLM, May 4 /Xinhua/ -- They met.", None, "Xinhua"),
        ("Talks resumed on Sunday. – AFP", None, "AFP"),
        ("He said “no”. (AFP)", None, "AFP"),
        ("Talks resumed on Sunday. – (Reuters)", None, "Reuters"),
        ("Talks resumed on Sunday.\n- REUTERS", None, "Reuters"),
        ("They met.\n(Harbour News Agency April 28, 2031)", "2031-04-28", "Harbour News Agency"),
        ("He went to the United Nations (UN).", None, None),
        ("The board met its lawyers (Venn & Co).", None, None),
    ],
)
def test_day_and_outlet(text: str, day: str | None, outlet: str | None) -> None:
    found, by = published_in(text)
    assert (found.isoformat() if found else None, by) == (day, outlet)
