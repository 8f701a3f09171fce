"""A case's page: a typed context fills a template, and the file loads nothing from elsewhere."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from goodoffices.agreements import Deals, Questions, Ratified, Robust, source_words
from goodoffices.casefile.exact_numbers import number_text
from goodoffices.errors import visible
from goodoffices.limits import LISTED
from goodoffices.model import Case, Party
from goodoffices.page_templates import templates
from goodoffices.phases import Schedule
from goodoffices.record import Brief, when_text
from goodoffices.record.entry_words import status_words, words
from goodoffices.report.agreements_part import AgreementsPart, linkage_words
from goodoffices.report.findings import Finding, about_words, basis_words, findings, kind_words
from goodoffices.report.home_part import HomePart, PhasesPart
from goodoffices.report.links import web_address
from goodoffices.report.record_part import RecordPart, words_after, words_before
from goodoffices.report.seen import OwnPart, seen_by, told_to
from goodoffices.report.stability_part import StabilityPart
from goodoffices.report.talks_part import TalksPart, minutes
from goodoffices.report.uncertain_part import UncertainPart
from goodoffices.stability import Stable
from goodoffices.talks import TalksResult
from goodoffices.wording import capital, count, in_words, percent, sentence, unlisted, within

_PAGES = templates("goodoffices.report")
_LETTER = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]"
_FROM_THE_RIGHT = re.compile(f"{_LETTER}(?:[^<>&A-Za-z]{{0,40}}?{_LETTER})*")
"""Words in the alphabets that are written from the right, with what stands between them."""
_LATIN = re.compile(r"[A-Za-z]")
_NOT_WORDS = re.compile(r"(<svg\b.*?</svg>|<style\b.*?</style>|<title\b.*?</title>|<[^>]*>)", re.DOTALL)
"""Parts of a page in which no element may be put."""
_INTERVAL = re.compile(r"\(\d+(?:\.\d+)?–\d+(?:\.\d+)?\)")


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the template shows; a part that a case does not have is None.

    ``party`` is the party that the page is for, None if it is for the mediator.
    """

    case: Case
    kind: str
    about: str
    basis: list[str]
    findings: list[Finding]
    record: RecordPart
    agreements: AgreementsPart | None
    home: HomePart | None
    phases: PhasesPart | None
    talks: TalksPart | None
    uncertain: UncertainPart | None
    stability: StabilityPart | None
    own: OwnPart | None
    linkages: list[str]
    party: Party | None
    private: bool

    @property
    def every_side(self) -> bool:
        """Whether the page has numbers of every side."""
        return any((self.agreements, self.uncertain, self.stability))

    @property
    def numbers(self) -> str:
        """Where the numbers of the case come from."""
        return source_words(self.case)

    def sections(self) -> list[tuple[str, str]]:
        """Return the anchor and the heading of each section that has something to show."""
        brief, record = self.record.brief, self.record
        played = self.talks is not None and bool(self.talks.talks)
        made = bool(brief.entries or self.agreements or played or self.party)
        known = [
            ("about", "About this case", bool(self.case.about.strip())),
            ("stand", "Where the talks stand", bool(brief.entries or self.case.rounds)),
            ("who", "Who is who", bool(record.cards or record.people())),
            ("channels", "Channels", record.channels is not None),
            ("outcomes", "Outcomes", bool(record.told("outcome"))),
            ("contacts", "Contacts", bool(record.told("contact"))),
            ("positions", "Positions", bool(record.told("position"))),
            ("proposals", "Proposals", bool(record.told("proposal"))),
            ("pressure", "Pressure", bool(record.told("pressure"))),
            ("figures", "Figures", bool(record.told("figure"))),
            ("statements", "Statements", bool(record.told("statement"))),
            ("contradictions", "Contradictions", bool(brief.contradictions)),
            ("questions", "Open questions", bool(brief.open_questions)),
            ("damage", record.damaged, bool(record.damaged)),
            ("stability", "What no side leaves", self.stability is not None),
            ("own", "This party's own numbers", self.own is not None),
            ("agreed", "What could be agreed", self.agreements is not None),
            ("robust", "Packages that survive", self.uncertain is not None),
            ("ask", "What to ask next", self.uncertain is not None),
            ("home", "Who at home decides", self.home is not None),
            ("phases", "Carrying it out", self.phases is not None),
            ("talks", "How talks go", self.talks is not None),
            ("made", "How this was made", made),
            ("sources", "Sources", bool(record.sources)),
        ]
        return [(anchor, heading) for anchor, heading, there in known if there]


def html(
    case: Case,
    brief: Brief,
    deals: Deals | None = None,
    talks: Sequence[TalksResult] = (),
    *,
    unplayed: Sequence[tuple[str, str]] = (),
    private: bool = False,
    ratified: Ratified | None = None,
    schedule: Schedule | None = None,
    uncertain: tuple[Robust, Questions] | None = None,
    stable: Stable | None = None,
    party: Party | None = None,
) -> str:
    """Return a case's results as a self-contained page: no script, font or image from elsewhere.

    Args:
        case: the case.
        brief: the state of its talks.
        deals: its possible agreements, if it is modelled.
        talks: the simulated talks, a result for each protocol.
        unplayed: protocols that could not be simulated, each with the reason.
        private: if true, minutes have the private answers too, and the page says that it is the mediator's.
        ratified: the packages that pass at home, if a party needs ratification.
        schedule: the steps of carrying an agreement out, if the case has phases.
        uncertain: if preferences are known in part, the packages that survive and the next question.
        stable: the states of the conflict that no party leaves, if the case has states.
        party: if given, the page holds only what this party may see: of the results above, the brief alone.
    """
    if party is not None:
        return _rendered(_page_for(case, brief, party))
    record = RecordPart(case, brief)
    agreements = AgreementsPart(case, deals) if deals else None
    basis = agreements.basis if agreements else ""
    played = TalksPart(case, talks, unplayed, basis) if talks or unplayed else None
    home = HomePart(case, ratified) if ratified and ratified.quotas else None
    phases = PhasesPart(case, schedule) if schedule else None
    part = UncertainPart(case, *uncertain) if uncertain else None
    page = Page(
        case=case,
        kind=kind_words(case),
        about=about_words(case, brief),
        basis=basis_words(record),
        findings=findings(record, agreements, played, home, phases, None, part),
        record=record,
        agreements=agreements,
        home=home,
        phases=phases,
        talks=played,
        uncertain=part,
        stability=StabilityPart(case, stable) if stable else None,
        own=None,
        linkages=linkage_words(case),
        party=None,
        private=private,
    )
    return _rendered(page)


def _page_for(case: Case, brief: Brief, party: Party) -> Page:
    """Return the page of a party, made of nothing else than it may see."""
    seen = seen_by(case, party)
    record = RecordPart(seen, told_to(brief), party)
    own = OwnPart(seen, party) if seen.preferences else None
    return Page(
        case=seen,
        kind=kind_words(seen),
        about=about_words(seen, record.brief, party),
        basis=basis_words(record),
        findings=findings(record, None, None, None, None, own),
        record=record,
        agreements=None,
        home=None,
        phases=None,
        talks=None,
        uncertain=None,
        stability=None,
        own=own,
        linkages=linkage_words(seen),
        party=party,
        private=False,
    )


def _rendered(page: Page) -> str:
    return rendered("page.html", {"page": page})


def rendered(template: str, context: dict[str, Any]) -> str:
    """Return a template of a page, filled; all text is escaped, and hidden characters are shown as marks."""
    style = Markup(_PAGES.get_template("page.css").render())
    text = _PAGES.get_template(template).render(
        style=style,
        policy=_policy(style),
        web_address=web_address,
        when=when_text,
        words=words,
        status_words=status_words,
        in_words=in_words,
        sentence=sentence,
        capital=capital,
        count=count,
        percent=percent,
        unbroken=unbroken,
        words_before=words_before,
        words_after=words_after,
        within=within,
        unlisted=unlisted,
        most=LISTED.most,
        drawing=Markup,
        number=number_text,
        minutes=minutes,
        **context,
    )
    return _apart(visible(text))


def _apart(page: str) -> str:
    """Return a page in which words written from the right stand apart from the English around them.

    Without that, '(50%)' after a name in Hebrew is drawn before it. Charts draw each name on its own.
    """
    if not _FROM_THE_RIGHT.search(page):
        return page
    parts = _NOT_WORDS.split(page)
    for number in range(2, len(parts), 2):
        # text of its own direction has no need of it, and would lose that direction
        if 'dir="auto"' not in parts[number - 1] and _LATIN.search(parts[number]):
            parts[number] = _FROM_THE_RIGHT.sub(r"<bdi>\g<0></bdi>", parts[number])
    return "".join(parts)


def unbroken(words: str) -> Markup:
    """Return words for a page, escaped; an interval such as '(61–68)' is not broken at its dash."""
    return Markup(_INTERVAL.sub(r'<span class="whole">\g<0></span>', str(escape(words))))


def _policy(style: str) -> str:
    """Return the page's Content-Security-Policy: nothing is loaded or run, and only its own style applies.

    A hash names the style, because a page that is handed on as a file has no server to draw a nonce.
    """
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
