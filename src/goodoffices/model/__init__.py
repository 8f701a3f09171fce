"""The terms of the field as frozen types, without input, output or drawing."""

from goodoffices.model.case import Case, CaseKind, Round, RoundStatus, TalkRules, as_case
from goodoffices.model.channels import linked, route
from goodoffices.model.issues import Issue, IssueKind, Linkage, Option, Package
from goodoffices.model.partial import (
    Between,
    ImportanceOrder,
    IssueKnown,
    LivesWith,
    OptionOrder,
    Partial,
    Prefers,
    Statement,
    Times,
)
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
    "Between",
    "Case",
    "CaseKind",
    "Channel",
    "Constituency",
    "Delegate",
    "Delivery",
    "ImportanceOrder",
    "Issue",
    "IssueKind",
    "IssueKnown",
    "Linkage",
    "LivesWith",
    "Mediator",
    "Option",
    "OptionOrder",
    "OwedTable",
    "Package",
    "Partial",
    "Party",
    "Phases",
    "Precedence",
    "Preference",
    "Prefers",
    "Pressure",
    "Round",
    "RoundStatus",
    "Statement",
    "TalkRules",
    "Times",
    "ValueTable",
    "as_case",
    "linked",
    "route",
]
