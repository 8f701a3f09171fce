"""The terms of the field as frozen types, without input, output or drawing."""

from goodoffices.model.case import Case, CaseKind, Round, RoundStatus, TalkRules
from goodoffices.model.channels import linked, route
from goodoffices.model.issues import Issue, IssueKind, Linkage, Option, Package
from goodoffices.model.people import (
    Acceptance,
    Channel,
    Constituency,
    Delegate,
    Mediator,
    Party,
    Pressure,
)
from goodoffices.model.phases import Delivery, OwedTable, Phases, Precedence
from goodoffices.model.preferences import BASES, Basis, Preference, ValueTable

__all__ = [
    "BASES",
    "Acceptance",
    "Basis",
    "Case",
    "CaseKind",
    "Channel",
    "Constituency",
    "Delegate",
    "Delivery",
    "Issue",
    "IssueKind",
    "Linkage",
    "Mediator",
    "Option",
    "OwedTable",
    "Package",
    "Party",
    "Phases",
    "Precedence",
    "Preference",
    "Pressure",
    "Round",
    "RoundStatus",
    "TalkRules",
    "ValueTable",
    "linked",
    "route",
]
