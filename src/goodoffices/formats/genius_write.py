"""Write a case as a GENIUS folder: a domain, and a profile for each party."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import count
from math import lcm
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from goodoffices.casefile.dump import alone_by_issue
from goodoffices.casefile.exact_numbers import number_text
from goodoffices.errors import UsageError
from goodoffices.files import write_text
from goodoffices.model import Case, Preference


def write_genius(case: Case, folder: Path) -> list[Path]:
    """Write ``domain.xml`` and a profile for each party; GENIUS computes the same utilities from them.

    Raises:
        UsageError: if the case has linkages, which additive profiles cannot hold, or values below 0, which
            GENIUS cannot hold, because it divides each value by the largest of its issue.
    """
    case = case.modelled()
    over = [" and ".join(linkage.scope) for linkage in case.linkages]
    over += [" and ".join(t.scope) for p in case.preferences for t in p.tables if len(t.scope) > 1]
    if over:
        raise UsageError(
            f"GENIUS folders hold issues one by one; this case ties together {', '.join(sorted(set(over)))}."
        )
    written = {folder / "domain.xml": _xml(_domain(case))}
    for preference in case.preferences:
        name = re.sub(r"[^\w.-]+", "-", preference.party)
        tries = (folder / f"{name}{'' if n == 1 else f'-{n}'}.xml" for n in count(1))
        path = next(path for path in tries if path not in written)
        written[path] = _xml(_profile(case, preference))
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in written.items():
        write_text(path, text)
    return list(written)


def _xml(root: Element) -> str:
    ElementTree.indent(root)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        + ElementTree.tostring(root, encoding="unicode")
        + "\n"
    )


def _space(case: Case) -> tuple[Element, Element]:
    space = Element("utility_space", {"number_of_issues": str(len(case.issues))})
    kind = {
        "index": "0",
        "etype": "objective",
        "type": "objective",
        "description": "",
        "name": case.title,
    }
    return space, SubElement(space, "objective", kind)


def _issue(objective: Element, number: int, name: str) -> Element:
    kind = {"vtype": "discrete", "type": "discrete", "etype": "discrete"}
    return SubElement(objective, "issue", {"index": str(number), "name": name, **kind})


def _domain(case: Case) -> Element:
    root = Element("negotiation_template")
    space, objective = _space(case)
    root.append(space)
    for number, issue in enumerate(case.issues, 1):
        element = _issue(objective, number, issue.id)
        for place, option in enumerate(issue.option_ids, 1):
            SubElement(element, "item", {"index": str(place), "value": option})
    return root


def _profile(case: Case, preference: Preference) -> Element:
    space, objective = _space(case)
    worths = alone_by_issue(preference, [(issue.id, len(issue.options)) for issue in case.issues])
    weights = []
    for number, issue in enumerate(case.issues, 1):
        share, alone = worths[issue.id]
        values = [share * value for value in alone]
        if min(values) < 0:
            raise UsageError(
                f"{preference.party}, {issue.id}: expected values of 0 and more, found {min(values)}; GENIUS "
                "divides each by the issue's largest."
            )
        scale = lcm(*(value.denominator for value in values))
        element = _issue(objective, number, issue.id)
        for place, (option, value) in enumerate(zip(issue.option_ids, values, strict=True), 1):
            worth = str(int(value * scale)) if any(values) else "1"
            SubElement(element, "item", {"index": str(place), "value": option, "evaluation": worth})
        weights.append((str(number), _decimal(max(values))))
    for index, weight in weights:
        SubElement(objective, "weight", {"index": index, "value": weight})
    SubElement(space, "reservation", {"value": _decimal(preference.reservation)})
    SubElement(space, "discount_factor", {"value": _decimal(preference.discount)})
    return space


def _decimal(value: Fraction) -> str:
    """Return the exact decimal if it is finite, else that of the closest double."""
    text = number_text(value)
    return repr(float(value)) if "/" in text else text
