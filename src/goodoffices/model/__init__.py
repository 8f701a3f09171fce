"""The terms of the field as frozen types, without input, output or drawing."""

from goodoffices.model.case import Case, CaseKind, Round, RoundStatus, TalkRules
from goodoffices.model.channels import linked, route
from goodoffices.model.issues import Issue, IssueKind, Linkage, Option, Package
from goodoffices.model.people import Channel, Constituency, Delegate, Mediator, Party, Pressure
from goodoffices.model.preferences import BASES, Basis, Preference, ValueTable

__all__ = [
    "BASES",
    "Basis",
    "Case",
    "CaseKind",
    "Channel",
    "Constituency",
    "Delegate",
    "Issue",
    "IssueKind",
    "Linkage",
    "Mediator",
    "Option",
    "Package",
    "Party",
    "Preference",
    "Pressure",
    "Round",
    "RoundStatus",
    "TalkRules",
    "ValueTable",
    "linked",
    "route",
]
