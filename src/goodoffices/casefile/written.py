"""The written form of a case: the fields people type in case.yaml, and their JSON Schema."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag
from pydantic.functional_validators import BeforeValidator
from pydantic.json_schema import WithJsonSchema

from goodoffices.casefile.exact_numbers import parse_number
from goodoffices.limits import ID, ISSUES, MEDIATORS, NAME, PARTIES, ROUNDS, STATEMENTS, wanted
from goodoffices.model import Basis, CaseKind, RoundStatus
from goodoffices.model.stability import Verdict


def _number(value: Any) -> Fraction:
    number = parse_number(value) if isinstance(value, str) else None
    if number is None:
        raise ValueError(wanted(value))
    return number


def _flag(value: Any) -> bool:
    if value not in ("true", "false"):
        raise ValueError("true or false")
    return bool(value == "true")


def _whole(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        raise ValueError(wanted(value, "a whole number")) from None


Number = Annotated[
    Fraction,
    BeforeValidator(_number),
    WithJsonSchema({"type": ["number", "string"], "pattern": "^-?[0-9]+/[0-9]+$"}),
]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
Whole = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=ROUNDS.most)]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=ID.most)]
Word = Annotated[
    str,
    StringConstraints(pattern=r"^[^\r\n]*\S[^\r\n]*$", max_length=NAME.most),
    WithJsonSchema({"type": ["string", "number", "boolean"]}),
]


def _shape(value: Any) -> str:
    """Return the tag of the way a field is written, told by its shape alone: a list, a mapping, a word."""
    if isinstance(value, dict):
        return "⟨line⟩" if isinstance(value.get("line"), list) else "⟨mapping⟩"
    return "⟨list⟩" if isinstance(value, list) else "⟨word⟩"


ByShape = Discriminator(
    _shape, custom_error_type="shape", custom_error_message="another way of writing this field"
)


class _Written(BaseModel):
    # a field's class is checked as part of its case: built when a case is read, and all in one go
    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True
    )


class WrittenDelegate(_Written):
    name: Word
    role: Word | None = None


class WrittenPressure(_Written):
    from_round: Whole
    cost_per_round: Number
    basis: Basis | None = None


class WrittenLine(_Written):
    line: Annotated[
        list[Annotated[list[Number], Field(min_length=2, max_length=2)]], Field(min_length=2)
    ]


class WrittenTogether(_Written):
    over: list[Id]
    values: Annotated[
        Annotated[list[dict[Id, Word]], Tag("⟨list⟩")] | Annotated[Word, Tag("⟨word⟩")], ByShape
    ]
    otherwise: Number | None = None
    basis: Basis | None = None


class WrittenBetween(_Written):
    between: Annotated[list[Number], Field(min_length=2, max_length=2)] | None = None
    at_least: Number | None = None
    at_most: Number | None = None
    basis: Basis | None = None
    because: list[Word] = []


def _number_or_open(value: Any) -> Fraction | None:
    return None if value == "open" else _number(value)


NumberOrOpen = Annotated[
    Fraction | None, BeforeValidator(_number_or_open), WithJsonSchema({"type": ["number", "string"]})
]
WrittenAmount = Annotated[
    Annotated[NumberOrOpen, Tag("⟨word⟩")] | Annotated[WrittenBetween, Tag("⟨mapping⟩")], ByShape
]


class WrittenTables(_Written):
    values: dict[
        Id,
        Annotated[
            Annotated[dict[Word, WrittenAmount], Tag("⟨mapping⟩")]
            | Annotated[WrittenLine, Tag("⟨line⟩")]
            | Annotated[Word, Tag("⟨word⟩")],
            ByShape,
        ],
    ] = {}
    weights: dict[Id, WrittenAmount] = {}
    together: list[WrittenTogether] = []
    basis: Basis | None = None


class WrittenAcceptance(_Written):
    at_least: Number | None = None
    never: dict[
        Id,
        Annotated[Annotated[Word, Tag("⟨word⟩")] | Annotated[list[Word], Tag("⟨list⟩")], ByShape],
    ] = {}


class WrittenConstituency(WrittenTables):
    name: Word
    wants: Word | None = None
    pressure: WrittenPressure | None = None
    weight: Number | None = None
    veto: Flag = False
    accepts: WrittenAcceptance | None = None


class WrittenRatification(_Written):
    quota: Number


class WrittenParty(_Written):
    name: Word
    delegates: list[WrittenDelegate] = []
    constituencies: dict[Id, WrittenConstituency] = {}
    ratification: WrittenRatification | None = None


class WrittenMediator(_Written):
    name: Word
    delegates: list[WrittenDelegate] = []
    relays: dict[Id, Id] = {}


class WrittenChannel(_Written):
    between: Annotated[list[Id], Field(min_length=2, max_length=2)]
    level: Word | None = None
    means: Word | None = None
    because: list[Word] = []


class WrittenOption(_Written):
    id: Word
    name: Word | None = None


class WrittenRange(_Written):
    start: Number = Field(alias="from")
    to: Number
    step: Number


class WrittenIssue(_Written):
    name: Word | None = None
    unit: Word | None = None
    options: (
        list[
            Annotated[
                Annotated[Word, Tag("⟨word⟩")] | Annotated[WrittenOption, Tag("⟨mapping⟩")], ByShape
            ]
        ]
        | None
    ) = None
    integers: WrittenRange | None = None
    reals: WrittenRange | None = None


class WrittenLinkage(_Written):
    forbid: Annotated[
        Annotated[
            dict[
                Id,
                Annotated[
                    Annotated[Word, Tag("⟨word⟩")] | Annotated[list[Word], Tag("⟨list⟩")], ByShape
                ],
            ],
            Tag("⟨mapping⟩"),
        ]
        | Annotated[Word, Tag("⟨word⟩")],
        ByShape,
    ]
    over: list[Id] | None = None
    because: Word | None = None


class WrittenReservation(WrittenBetween):
    value: Number | None = None


Chosen = dict[Id, Word]


class WrittenStatement(_Written):
    important: list[Id] | None = Field(alias="most important first", default=None)
    issue: Id | None = None
    factor: Number | None = Field(alias="at least", default=None)
    times: Id | None = None
    best: dict[Id, list[Word]] | None = Field(alias="best first", default=None)
    prefers: Chosen | None = None
    over: Chosen | None = None
    lives_with: Chosen | None = Field(alias="can live with", default=None)
    refuses: Chosen | None = Field(alias="cannot accept", default=None)
    basis: Basis | None = None
    because: list[Word] = []


class WrittenPreference(WrittenTables):
    reservation: (
        Annotated[
            Annotated[Number, Tag("⟨word⟩")] | Annotated[WrittenReservation, Tag("⟨mapping⟩")], ByShape
        ]
        | None
    ) = None
    unsaid: Literal["open"] | None = None
    known: Annotated[list[WrittenStatement], Field(max_length=STATEMENTS.most)] = []
    discount: Number = Fraction(1)
    cost_per_round: Number = Fraction(0)
    because: list[Word] = []


class WrittenRound(_Written):
    id: Id
    name: Word
    status: RoundStatus
    date: Word | None = None
    place: Word | None = None
    result: Word | None = None


class WrittenTalks(_Written):
    rounds: Whole = 2
    steps: Whole = 40
    strong_votes: Whole = 20


class WrittenDelivery(_Written):
    name: Word | None = None
    by: Id
    to: Id
    units: Whole
    unit: Word | None = None
    cost: Number
    worth: Number
    verified_by: Word | None = None
    event: Word | None = None
    basis: Basis | None = None


class WrittenOwed(_Written):
    of: list[Id]
    party: Id
    csv: Word | None = None
    values: list[dict[Id, Word]] | None = None
    otherwise: Number | None = None
    basis: Basis | None = None


class WrittenPrecedence(_Written):
    first: dict[Id, Whole]
    then: Id


class WrittenPhases(_Written):
    agreed: dict[Id, Word] = Field(alias="for", default={})
    deliveries: dict[Id, WrittenDelivery]
    tables: list[WrittenOwed] = []
    before: list[WrittenPrecedence] = []
    guarantee: dict[Id, Number] = {}
    basis: Basis | None = None


class WrittenState(_Written):
    taken: list[Id]
    either: list[Id] = []


class WrittenPattern(_Written):
    taken: list[Id] = []
    left: list[Id] = []


class WrittenJudgement(_Written):
    judgement: Verdict
    by: Word | None = None
    basis: Basis | None = None
    because: list[Word] = []


class WrittenRipeness(_Written):
    stalemate: WrittenJudgement | None = None
    way_out: WrittenJudgement | None = None
    settle: Number | None = None
    carry_on: Number | None = Field(alias="continue", default=None)
    attempt: Number | None = None
    basis: Basis | None = None


class WrittenConflict(_Written):
    options: dict[Id, dict[Id, Word]]
    states: dict[
        Word,
        Annotated[
            Annotated[list[Id], Tag("⟨list⟩")] | Annotated[WrittenState, Tag("⟨mapping⟩")], ByShape
        ],
    ] = {}
    never: list[list[Id]] = []
    irreversible: WrittenPattern = WrittenPattern()
    preferences: dict[
        Id,
        list[Annotated[Annotated[Word, Tag("⟨word⟩")] | Annotated[list[Word], Tag("⟨list⟩")], ByShape]],
    ] = {}
    priorities: dict[Id, list[WrittenPattern]] = {}
    unsaid: Literal["open"] | None = None
    ripeness: dict[Id, WrittenRipeness] = {}
    basis: Basis | None = None


class WrittenCase(_Written):
    """A case of Good Offices: one negotiation, its people, issues, linkages and preferences."""

    goodoffices: Literal["1"] = Field(json_schema_extra={"const": 1})
    title: Word
    kind: CaseKind
    fictional: Flag
    basis: Basis | None = None
    about: str = ""
    parties: Annotated[dict[Id, WrittenParty], Field(min_length=2, max_length=PARTIES.most)]
    mediators: Annotated[dict[Id, WrittenMediator], Field(max_length=MEDIATORS.most)] = {}
    channels: list[WrittenChannel] = []
    issues: Annotated[dict[Id, WrittenIssue], Field(max_length=ISSUES.most)] = {}
    linkages: list[WrittenLinkage] = []
    preferences: dict[Id, WrittenPreference] = {}
    rounds: list[WrittenRound] = []
    talks: WrittenTalks = WrittenTalks()
    phases: WrittenPhases | None = None
    stability: WrittenConflict | None = None
