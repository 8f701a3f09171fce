"""Write a case as a GENIUS folder: a domain, and a profile for each party."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from goodoffices.casefile.exact_numbers import number_text
from goodoffices.errors import UsageError
from goodoffices.files import write_text
from goodoffices.formats.scaled import Scaled, decimal, file_names, floor_text, scaled
from goodoffices.model import Case


def write_genius(case: Case, folder: Path) -> list[Path]:
    """Write ``domain.xml`` and a profile for each party; GENIUS computes the utilities from them.

    They are divided by the largest that a package can have, because GENIUS cuts them off at 1.

    Raises:
        UsageError: if the case has linkages, which additive profiles cannot hold, or values below 0, which
            GENIUS cannot hold, because it divides each value by the largest of its issue.
    """
    case = case.exact()
    names = file_names(case, ".xml", "domain.xml")
    written = {folder / "domain.xml": _xml(_domain(case))}
    for preference in scaled(case, "GENIUS"):
        written[folder / names[preference.party]] = _xml(_profile(case, preference))
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


def _profile(case: Case, preference: Scaled) -> Element:
    space, objective = _space(case)
    weights = []
    for number, issue in enumerate(case.issues, 1):
        values, weight = preference.values[number - 1], preference.weights[number - 1]
        if min(values) < 0:
            raise UsageError(
                f"{preference.party}, {issue.id}: expected values of 0 and more, found "
                f"{number_text(min(values) * weight * preference.by)}; GENIUS divides each by the issue's "
                "largest."
            )
        element = _issue(objective, number, issue.id)
        for place, (option, value) in enumerate(zip(issue.option_ids, values, strict=True), 1):
            # GENIUS gives every option 0 if none has more; a weight of 0 says the same to any program.
            worth = decimal(value) if any(values) else "1"
            SubElement(element, "item", {"index": str(place), "value": option, "evaluation": worth})
        weights.append((str(number), decimal(weight) if any(values) else "0"))
    for index, share in weights:
        SubElement(objective, "weight", {"index": index, "value": share})
    SubElement(space, "reservation", {"value": floor_text(preference)})
    SubElement(space, "discount_factor", {"value": decimal(preference.discount)})
    return space
