"""Possible agreements: solutions as functions of a frontier, and advice on a package on the table."""

from goodoffices.agreements.advice.adjusted_winner import (
    AdjustedWinner,
    Division,
    adjusted_winner,
    divided,
)
from goodoffices.agreements.advice.blind_bids import BlindBids, blind_bids
from goodoffices.agreements.advice.bridging import bridging
from goodoffices.agreements.advice.by_name import Advice, Best, advise, best_of_each, bridges
from goodoffices.agreements.advice.fallback import Fallback, fallback
from goodoffices.agreements.advice.improvements import improvements
from goodoffices.agreements.advice.nearest import nearest
from goodoffices.agreements.advice.position import Standing, standing
from goodoffices.agreements.advice.proposals import Proposal
from goodoffices.agreements.advice.tradeoffs import (
    Concession,
    Trade,
    best_with_consent,
    importance,
    least_concession,
    logrolling,
)
from goodoffices.agreements.agenda import fixed, without
from goodoffices.agreements.chosen import chosen
from goodoffices.agreements.cost import Cost, foretold
from goodoffices.agreements.deals import (
    LONG,
    Choose,
    Deals,
    Point,
    Solutions,
    Zopa,
    deals,
    deals_of,
    deals_on,
    seconds_for,
)
from goodoffices.agreements.distances import Landmarks
from goodoffices.agreements.gains import Zone, integer_zone, zone
from goodoffices.agreements.listing import all_packages
from goodoffices.agreements.ratification import AtHome, Decisive, Opening, Ratified, home, ratify
from goodoffices.agreements.solutions.weighted_nash import weighted_nash
from goodoffices.agreements.uncertain.advice import Fallbacks, fallbacks, robust_bridges
from goodoffices.agreements.uncertain.ask import Question, Questions, ask, ask_of
from goodoffices.agreements.uncertain.drawn import Sample, loosened, sample_of
from goodoffices.agreements.uncertain.robust import Robust, Survivor, Unknown, robust, robust_of
from goodoffices.agreements.wording import (
    acceptable_words,
    certificate_words,
    package_words,
    rounding_words,
    source_words,
    zone_words,
)

__all__ = [
    "LONG",
    "AdjustedWinner",
    "Advice",
    "AtHome",
    "Best",
    "BlindBids",
    "Choose",
    "Concession",
    "Cost",
    "Deals",
    "Decisive",
    "Division",
    "Fallback",
    "Fallbacks",
    "Landmarks",
    "Opening",
    "Point",
    "Proposal",
    "Question",
    "Questions",
    "Ratified",
    "Robust",
    "Sample",
    "Solutions",
    "Standing",
    "Survivor",
    "Trade",
    "Unknown",
    "Zone",
    "Zopa",
    "acceptable_words",
    "adjusted_winner",
    "advise",
    "all_packages",
    "ask",
    "ask_of",
    "best_of_each",
    "best_with_consent",
    "blind_bids",
    "bridges",
    "bridging",
    "certificate_words",
    "chosen",
    "deals",
    "deals_of",
    "deals_on",
    "divided",
    "fallback",
    "fallbacks",
    "fixed",
    "foretold",
    "home",
    "importance",
    "improvements",
    "integer_zone",
    "least_concession",
    "logrolling",
    "loosened",
    "nearest",
    "package_words",
    "ratify",
    "robust",
    "robust_bridges",
    "robust_of",
    "rounding_words",
    "sample_of",
    "seconds_for",
    "source_words",
    "standing",
    "weighted_nash",
    "without",
    "zone",
    "zone_words",
]
