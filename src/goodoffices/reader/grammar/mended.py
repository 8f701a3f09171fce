"""Parses mended where the parser is wrong in a known way: all rules, in the order in which they are tried.

News reports join names with titles ('union chair Ida Voss and mayor Karl Moen met'), open with a clause ('Under
the eyes of the League, the army and the rebels met') and are headed without 'and' ('Peru, Chile sign pact').
"""

from __future__ import annotations

from goodoffices.reader.grammar import mended_lists, mended_phrases, mended_subjects, mended_verbs
from goodoffices.reader.grammar.mended_clauses import CLAUSES
from goodoffices.reader.grammar.mended_names import NAMES
from goodoffices.reader.grammar.mended_phrases import PHRASES
from goodoffices.reader.grammar.mended_sayings import SAYINGS
from goodoffices.reader.grammar.tree import Word, ranged

_RULES = (
    *CLAUSES,
    mended_phrases.common_nouns,
    mended_phrases.hyphens,
    mended_verbs.let_pass,
    mended_subjects.opening_name,
    mended_subjects.date_as_subject,
    *PHRASES,
    *NAMES,
    *SAYINGS,
    mended_lists.two_with_titles,
    mended_verbs.agreed_in_passing,
    mended_subjects.behind_day,
    mended_lists.sort_of_loose_name,
    mended_subjects.behind_opening_word,
    mended_lists.person_behind_office,
    mended_lists.person_behind_comma,
    mended_verbs.clause_of_person,
    mended_lists.person_behind_owner,
    mended_lists.sort_as_adjective,
    mended_lists.name_behind_sort,
    mended_lists.body_behind_town,
    mended_lists.people_behind_body,
    mended_lists.bodies_joined,
    mended_lists.person_hung_on_verb,
    mended_subjects.partner_at_work,
    mended_verbs.verb_in_plural,
    mended_verbs.second_aim,
    mended_subjects.behind_opening_phrase,
    mended_subjects.without_and,
)
"""Each mends the parse of a sentence in place, and tells whether it moved a word."""


def mend(words: list[Word]) -> None:
    """Mend the parse of a sentence in place."""
    changed = [rule(words) for rule in _RULES]
    if any(changed):
        ranged(words)
