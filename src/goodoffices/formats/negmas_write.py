"""Write a case as a NegMAS folder in YAML: an outcome space, and a utility function for each party."""

from __future__ import annotations

import json
from pathlib import Path

from goodoffices.errors import UsageError
from goodoffices.files import write_text
from goodoffices.formats.scaled import Scaled, decimal, file_names, floor_text, scaled
from goodoffices.model import Case

SPACE = "domain.yml"


def write_negmas(case: Case, folder: Path) -> list[Path]:
    """Write ``domain.yml`` and a linear additive function for each party.

    Utilities are divided by the largest that a package can have.

    Raises:
        UsageError: if the case has linkages or tables over several issues, or a discount, which such a
            function cannot hold.
    """
    case = case.exact()
    names = file_names(case, ".yml", SPACE)
    written = {folder / SPACE: _space(case)}
    for preference in scaled(case, "NegMAS"):
        if preference.discount != 1:
            raise UsageError(
                f"{preference.party}: expected no discount, which a linear additive function of NegMAS "
                f"cannot hold, found {decimal(preference.discount)}."
            )
        written[folder / names[preference.party]] = _function(case, preference)
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in written.items():
        write_text(path, text)
    return list(written)


def _space(case: Case) -> str:
    lines = ["type: DiscreteCartesianOutcomeSpace", f"name: {_word(case.title)}", "issues:"]
    for issue in case.issues:
        values = ", ".join(map(_word, issue.option_ids))
        lines += ["- type: CategoricalIssue", f"  name: {_word(issue.id)}", f"  values: [{values}]"]
    return "\n".join(lines) + "\n"


def _function(case: Case, preference: Scaled) -> str:
    lines = [
        "type: LinearAdditiveUtilityFunction",
        f"name: {_word(preference.party)}",
        f"reserved_value: {_number(floor_text(preference))}",
        "values:",
    ]
    for issue, values in zip(case.issues, preference.values, strict=True):
        pairs = zip(map(_word, issue.option_ids), map(_number, map(decimal, values)), strict=True)
        mapping = ", ".join(f"{option}: {value}" for option, value in pairs)
        lines += ["- type: TableFun", f"  mapping: {{{mapping}}}"]
    weights = ", ".join(_number(decimal(weight)) for weight in preference.weights)
    return "\n".join([*lines, f"weights: [{weights}]"]) + "\n"


def _word(text: str) -> str:
    """Return a word in quotation marks, as YAML and JSON share them: 'no' and '012' stay words."""
    return json.dumps(text, ensure_ascii=False)


def _number(text: str) -> str:
    """Return a number that YAML reads as one: '1e-07' would be a word in it."""
    mantissa, e, power = text.partition("e")
    whole = mantissa if "." in mantissa else f"{mantissa}.0"
    return f"{whole}e{'' if power.startswith('-') else '+'}{power.lstrip('+')}" if e else whole
