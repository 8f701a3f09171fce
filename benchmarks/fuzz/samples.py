"""Small whole inputs of every kind, from which hostile ones are made."""

from __future__ import annotations

import json
import tempfile
from functools import cache
from pathlib import Path

import goodoffices as go
from goodoffices.casefile.starter import STARTER
from goodoffices.record.ledger.file import Ledger

ROOT = Path(__file__).resolve().parents[2]
REPORT = """\
---
published: 2031-05-04
outlet: Harbour Wire
url: https://wire.example/1
---
Talks between the Ferry Workers' Union and Lindal Lines ended in Melrow on Monday without agreement,
mediator Ines Calloway said. "We will meet again on Friday," she told the Coast Courier. The union
demands 5 percent more pay.
About 1,200 of 1,500 crew have been on strike since 3 March.
Lindal Lines rejected the offer, its spokesman said.
"""
PAGE = """\
<!doctype html><html><head><meta property="og:site_name" content="Harbour Wire">
<meta property="article:published_time" content="2031-05-04T10:00:00Z">
<link rel="canonical" href="https://wire.example/1">
<script type="application/ld+json">
{"publisher": {"name": "Wire"}, "datePublished": "2031-05-04", "url": "x"}</script>
</head><body><h1>Ferry talks</h1>
<p>Mayor Ann Lee met Bo Dahl in Orsova on Monday, officials said.</p></body></html>
"""
PLAN = """\
cases: [case]
protocols: [single-text]
strategies: [boulware, nice]
mediators: [one-issue]
runs: 2
seed: 1
"""
CSV = """\
issue,option,a,b
price,low,1,0
price,high,0,1
price,,2,1
day,mon,1,0.5
day,tue,0,1
reservation,,1,1
"""
LLM = {
    "config.txt": "Mayor,mayor\nUnion,union\n",
    "scores_files/mayor.txt": "10,5,0\n0,20\n15\n",
    "scores_files/union.txt": "0,5,10\n20,0\n15\n",
}
NEGMAS = {
    "space.yml": "type: CartesianOutcomeSpace\nissues:\n- {name: price, values: [1, 2, 3]}\n"
    "- {name: day, values: [mon, tue]}\n",
    "u1.yml": "type: LinearAdditiveUtilityFunction\nname: one\nweights: [0.4, 0.6]\nvalues:\n"
    "- {type: TableFun, mapping: {1: 0, 2: 0.5, 3: 1}}\n- {type: TableFun, mapping: {mon: 1, tue: 0}}\n"
    "reserved_value: 0.2\n",
    "u2.yml": "type: LinearAdditiveUtilityFunction\nname: two\nweights: [0.5, 0.5]\nvalues:\n"
    "- {type: LinearFun, slope: -0.5, bias: 1.5}\n- {type: TableFun, mapping: {mon: 0, tue: 1}}\n"
    "reserved_value: 0.1\n",
}


def _negolog(turned: bool) -> str:
    values = {"price": {"low": 0.2, "high": 1}, "day": {"mon": 1, "tue": 0.5}}
    if turned:
        values = {
            issue: dict(zip(row, reversed(row.values()), strict=True)) for issue, row in values.items()
        }
    whole = {"issueWeights": {"price": 0.6, "day": 0.4}, "issues": values, "reservationValue": 0.1}
    return json.dumps(whole, indent=1)


NEGOLOG = {"profileA.json": _negolog(False), "profileB.json": _negolog(True)}


def _geniusweb(turned: bool) -> str:
    issues = {"price": {"values": ["low", "high"]}, "day": {"values": ["mon", "tue"]}}
    worth = {"low": 1, "high": 0} if turned else {"low": 0, "high": 1}
    utilities = {
        "price": {"DiscreteValueSetUtilities": {"valueUtilities": worth}},
        "day": {"DiscreteValueSetUtilities": {"valueUtilities": {"mon": 0.5, "tue": 1}}},
    }
    space = {
        "name": "two" if turned else "one",
        "domain": {"name": "d", "issuesValues": issues},
        "issueUtilities": utilities,
        "issueWeights": {"price": 0.6, "day": 0.4},
    }
    return json.dumps({"LinearAdditiveUtilitySpace": space}, indent=1)


GENIUSWEB = {"one.json": _geniusweb(False), "two.json": _geniusweb(True)}
RECORD_ONLY = "goodoffices: 1\ntitle: A ferry\nkind: record-only\nfictional: true\nabout: x\n"


@cache
def cases() -> dict[str, str]:
    """Return the texts of small cases that are modelled."""
    shipped = ("canal/case.yaml", "strait/case.yaml", "strait/in-part.yaml")
    texts = {
        name.removesuffix("/case.yaml"): (ROOT / "cases" / name).read_text("utf-8") for name in shipped
    }
    return {"starter": STARTER, **texts}


@cache
def genius() -> dict[str, str]:
    """Return a GENIUS folder: the canal without its linkages."""
    text = cases()["canal"]
    plain = text[: text.index("linkages:")] + text[text.index("preferences:") :]
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "in.yaml").write_text(plain, "utf-8")
        written = go.convert(Path(place) / "in.yaml", Path(place) / "out", "genius")
        return {path.name: path.read_text("utf-8") for path in written}


@cache
def scenarios() -> dict[str, dict[str, str]]:
    """Return a folder of each format of other tools."""
    return {
        "genius": genius(),
        "geniusweb": GENIUSWEB,
        "negolog": NEGOLOG,
        "negmas": NEGMAS,
        "llm": LLM,
        "csv": {"table.csv": CSV},
    }


@cache
def entries() -> tuple[dict[str, object], ...]:
    """Return the entries read from the report, as JSON."""
    found = go.read(REPORT.encode(), name="2031-05-04-wire").entries
    return tuple(entry.to_json() for entry in found)


@cache
def ledger() -> bytes:
    """Return a whole ledger of these entries."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "record.jsonl"
        Ledger(path).append(*go.read(REPORT.encode(), name="2031-05-04-wire").entries)
        return path.read_bytes()


@cache
def results() -> tuple[str, bytes]:
    """Return the plan of a tournament and the file of its results."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "case").mkdir()
        (folder / "case" / "case.yaml").write_text(STARTER, "utf-8")
        (folder / "plan.yaml").write_text(PLAN, "utf-8")
        plan = go.talks.tournament.read_plan(folder / "plan.yaml")
        go.talks.tournament.play(plan, folder, folder / "plan.jsonl")
        return PLAN, (folder / "plan.jsonl").read_bytes()
