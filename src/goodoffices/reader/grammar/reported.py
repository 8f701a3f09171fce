"""The assertion of reported words: 'said nobody had signed' asserts it, 'said that was a lie' denies it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.conditions import on_condition
from goodoffices.reader.grammar.moods import is_question
from goodoffices.reader.grammar.own_assertion import own_assertion
from goodoffices.reader.grammar.phrased import by_first_words, by_phrase
from goodoffices.reader.grammar.roles import is_person_noun
from goodoffices.reader.grammar.senses import says_nothing
from goodoffices.reader.grammar.tree import FINITE, PRONOUNS, Tree, Word
from goodoffices.reader.grammar.untrue import calls_untrue, ends_untrue
from goodoffices.reader.wordlists import keys_of, word_lists
from goodoffices.record.dates import MONTHS, WEEKDAYS
from goodoffices.record.entries import Assertion

_DATES = frozenset((*MONTHS, *WEEKDAYS))
_SOON = frozenset(("tomorrow", "tonight", "next", "soon", "within"))
_FIXED = frozenset(("date", "deadline", "term", "rule", "condition", "time", "price", "timetable"))
"""Things of which it is told as done that they were set: 'the date had been set without them'."""
_READY = frozenset(("ready", "able", "willing", "prepared", "open", "glad", "happy"))
_HOURS = frozenset(("dawn", "noon", "midnight", "sunrise", "sunset", "daybreak"))
_WISHING = frozenset(("wish", "hope", "want", "ask", "long", "pray"))


def sentence_assertion(tree: Tree, clauses: Sequence[Clause]) -> Assertion:
    """Return the assertion of a sentence in somebody's own words."""
    if is_question(tree):
        return "asserted"
    if ends_untrue(tree):
        return "denied"
    opens = by_first_words(tree)
    if opens is not None:
        return opens
    root = next((one for one in clauses if one.link == "ROOT"), None)
    if root is None:
        if _verb_misread(tree):
            return "demanded"
        first = [word.lower for word in tree.words if word.text[:1].isalnum()][:1]
        bound = any(word.lower in ("without", "until", "unless") for word in tree.words)
        if first == ["no"] and sum(word.lower == "no" for word in tree.words) > 1:
            return "conditional"  # 'No withdrawal, no talks'
        then = any(word.lower == "then" for word in tree.words)
        if first == ["first"] and then:
            return "conditional"  # 'First the crew, then the talks'
        return "refused" if first in (["not"], ["never"]) or (bound and first == ["no"]) else "asserted"
    if root.verb.lower == "let":
        wished = [
            kid for kid in root.verb.of("ccomp", "xcomp") if kid.lemma in ("hope", "pray", "wish")
        ]
        if wished:
            return "hoped"  # 'Let us hope that …'
        assured = [one for one in clauses if one.link == "ccomp" and one.mark == "that"]
        if assured and any(kid.lower == "me" for kid in root.verb.sentence[root.verb.place + 1 :][:1]):
            return content_assertion(assured[0])  # 'Let me assure you that …'
    helpers = [kid for kid in root.verb.of("aux", "auxpass") if kid.lower != "do"]
    if root.verb.tag == "VB" and not (helpers or root.verb.of("nsubj", "nsubjpass", "expl")):
        either = any(word.lower == "or" for word in root.verb.of("cc")) or any(
            one.link == "conj" and one.modal in ("will", "shall") for one in root.governed
        )
        return "conditional" if either or on_condition(root) else "demanded"
    found = content_assertion(root)
    if found == "asserted":
        found = next(
            (
                "refused"
                for one in clauses
                if _refuses_first(one, root) and content_assertion(one) == "refused"
            ),
            found,
        )
    told = root.past and root.modal is None and own_assertion(root) == "asserted"
    return "asserted" if told and found in ("planned", "hoped", "demanded", "refused") else found


def _refuses_first(clause: Clause, root: Clause) -> bool:
    """Return whether a clause stands before the main one, with only a comma between: 'We will not meet, talks go on.'"""
    before = clause.governor is root and clause.link in ("ccomp", "parataxis")
    return before and clause.verb.right < root.verb.place and clause.mark is None


def _verb_misread(tree: Tree) -> bool:
    """Return whether a sentence begins with an order that was read as an adjective: 'Free the crew now'."""
    words = [word for word in tree.words if word.text[:1].isalnum()]
    return len(words) > 2 and words[0].tag in ("JJ", "NN", "NNP") and words[1].tag in ("DT", "PRP$")


def content_assertion(clause: Clause) -> Assertion:
    """Return the assertion of reported words, by their own negation, modal and condition alone.

    A plain negative ('nobody has signed') asserts that something is not so; only words that call another's
    words untrue deny them.
    """
    if calls_untrue(clause):
        return "denied"
    own = own_assertion(clause)
    if own == "conditional" or on_condition(clause):
        return "conditional"
    phrase = by_phrase(clause)
    if phrase is not None:
        return phrase
    if _is_refusal(clause) or _no_longer(clause) or _nobody_until(clause):
        return "refused"
    if (
        clause.modal == "would"
        and not clause.negated
        and clause.verb.lemma in word_lists("reported")["wishes"]
    ):
        return "demanded" if _of_others(clause) else "hoped"
    if clause.modal == "would" and own == "hoped":
        return "hoped"
    if _no_plan(clause):
        return "refused"
    if clause.verb.lower == "ought":
        return "demanded"
    if own == "refused" and any(
        kid.of("pobj") for kid in clause.verb.of("prep") if kid.lower == "without"
    ):
        return "conditional"  # 'would not be lifted without a deal'
    if own in ("planned", "refused") and _tells_of_a_state(clause):
        return "asserted"
    if own in ("planned", "refused") and _tells_of_an_effect(clause):
        return "asserted"
    if own == "refused" and clause.verb.lemma in word_lists("reported")["befalls"]:
        return "asserted"
    if own == "refused" and clause.passive and not clause.verb.of("neg"):
        return "planned"
    if own in ("refused", "planned", "demanded"):
        return own
    if _going_to(clause):
        return "refused" if clause.negated else "planned"
    if own == "alleged" and clause.modal is None:
        return "alleged"
    if own == "denied":
        if clause.modal in ("should", "must"):
            return "demanded"
        return "denied" if _never_did(clause) else "asserted"
    if _needs(clause):
        return "demanded"
    if _to_come(clause):
        return "planned"
    if clause.modal in ("could", "might", "may") and not clause.perfect and _dated(clause):
        return "hoped"
    if clause.modal in ("may", "might") and clause.verb.tag == "VBG" and not clause.negated:
        return "alleged"  # 'may be pursuing'
    return _by_its_verb(clause)


def _by_its_verb(clause: Clause) -> Assertion:
    """Return the assertion of a clause without negation or modal: that of its own verb or adjective."""
    lemma = clause.verb.lemma.lower()
    lists = word_lists("reported")
    to = [kid for kid in clause.verb.of("xcomp") if _infinitive_of(kid)]
    if lemma == "come" and any(word.lower == "time" for word in clause.subjects):
        return "demanded"  # 'the time has come for them to stop'
    if lemma == "incline" and to:
        return "hoped"
    if clause.modal == "could" and lemma in lists["may-do"] and not clause.perfect:
        return "hoped"
    if clause.modal in ("may", "might") and any(word.lower in PRONOUNS for word in clause.subjects):
        return "hoped"
    if lemma == "be":
        if any(one.lemma in _WISHING for word in clause.subjects for one in word.of("relcl")):
            return "hoped"  # 'all she wishes for is to see him'
        if any(kid.lower == "about" and kid.of("xcomp") for kid in clause.verb.of("acomp")):
            return "planned"
        if to:
            able = (keys_of("governing-nouns").get(kid.lower) for kid in clause.verb.of("acomp"))
            return "hoped" if "hoped" in able else "planned"
        if any(kid.lower in ("hope", "wish") for kid in clause.verb.of("attr")):
            return "hoped"
        if any(_is_high_time(kid, clause) for kid in clause.verb.of("attr")):
            return "demanded"
        if any(kid.lower in lists["hopeful"] for kid in clause.verb.of("acomp")):
            return "hoped"
        if any(
            kid.lower in ("due", "set", "scheduled", "bound", "planned")
            for kid in clause.verb.of("acomp")
        ):
            return "planned"
    if clause.passive:
        dropped = clause.perfect and any(kid.lower == "but" for kid in clause.verb.of("cc"))
        dropped = dropped or (clause.perfect and any(kid.lemma in _FIXED for kid in clause.subjects))
        dropped = dropped or bool(clause.verb.of("oprd", "acomp"))  # 'were set free'
        return "planned" if lemma in lists["arranged"] and not dropped else "asserted"
    if lemma in ("intend", "aim", "mean") and to:
        return "planned"
    done = [
        kid
        for kid in clause.verb.of("ccomp", "xcomp")
        if kid.tag == "VBN" and kid.of("nsubj", "nsubjpass")
    ]
    if lemma == "want" and not (to or clause.perfect) and (done or clause.verb.of("dobj")):
        return "demanded"
    if lemma == "want" and to and clause.past and any(one.tag[:2] == "NN" for one in clause.subjects):
        return "asserted"  # 'the smugglers first wanted to sail': what they wanted once
    if lemma in ("want", "like") and to:
        theirs = clause.objects or any(kid.of("nsubj") for kid in to)
        return "demanded" if theirs else "hoped"
    asked = [kid for kid in clause.verb.of("prep") if kid.lower in ("on", "upon", "for")]
    if lemma == clause.lemma == "call" and any(not _is_day(kid) for kid in asked):
        return "asserted" if clause.past and clause.perfect else "demanded"
    if says_nothing(clause):
        return "asserted"
    kind = keys_of("cues").get(clause.lemma) or keys_of("cues").get(lemma)
    if clause.modal in ("may", "might", "could") and kind in ("refused", "demanded", "planned"):
        return "alleged"  # 'members may yet reject it'
    if clause.perfect and kind in ("planned", "hoped", "demanded", "refused"):
        return "asserted"
    if (
        kind == "planned"
        and clause.past
        and (lemma == "decide" or (lemma == "offer" and clause.objects and not to))
    ):
        return "asserted"  # 'they offered revised terms'
    return kind or "asserted"  # type: ignore[return-value]


def _is_high_time(noun: Word, clause: Clause) -> bool:
    """Whether it is said to be time for something: 'it is time to sign', 'it was time, she said, for them to sign'."""
    it = any(word.lower == "it" for word in clause.subjects)
    return noun.lower == "time" and bool(noun.of("relcl", "acl") or (it and not noun.of("det", "poss")))


def _is_day(preposition: Word) -> bool:
    """Whether a preposition opens a day: 'called on Friday'."""
    return any(thing.text in _DATES for thing in preposition.of("pobj"))


def _of_others(clause: Clause) -> bool:
    """Whether a wish is that others do something: 'would like the crew to leave'."""
    to = [kid for kid in clause.verb.of("xcomp", "ccomp") if _infinitive_of(kid)]
    return any(kid.of("nsubj") for kid in to) or bool(clause.objects and to)


def _no_plan(clause: Clause) -> bool:
    """Whether a clause tells that nothing is meant to be done: 'had no plans to meet'."""
    plans = [
        kid for kid in clause.verb.of("dobj", "attr") if kid.lemma in word_lists("reported")["plans"]
    ]
    return clause.verb.lemma in ("have", "be") and any(
        one.lower == "no" for kid in plans for one in kid.of("det")
    )


def _going_to(clause: Clause) -> bool:
    verb = clause.verb
    going = verb.lower == "going" and bool(verb.of("aux"))
    state = any(kid.lemma == "be" and not kid.of("auxpass") for kid in verb.of("xcomp"))
    return going and not state and any(_infinitive_of(kid) for kid in verb.of("xcomp"))


def _to_come(clause: Clause) -> bool:
    """Return whether a verb of the present tells of a day to come: 'talks begin on Monday', 'is flying out tomorrow'."""
    verb = clause.verb
    helpers = verb.of("aux", "auxpass")
    going_on = verb.tag == "VBG" and bool(helpers) and not clause.perfect
    now = verb.tag in ("VBZ", "VBP") and not helpers
    if now and verb.lemma == "be" and not verb.of("attr", "acomp"):
        when = [thing for kid in verb.of("prep") if kid.lower == "on" for thing in kid.of("pobj")]
        when += [
            thing for kid in verb.of("advmod") for one in kid.of("prep") for thing in one.of("pobj")
        ]
        return any(word.text in WEEKDAYS for word in (*when, *verb.of("npadvmod")))
    moves = (going_on or now) and verb.lemma in word_lists("reported")["moves"]
    return moves and (_dated(clause) or any(word.lower in _HOURS for word in clause.with_("at", "by")))


def _tells_of_a_state(clause: Clause) -> bool:
    """Return whether 'will' or 'would' tells of a state and not of an act: 'a strike would be illegal'."""
    verb = clause.verb
    if verb.lemma.lower() not in word_lists("reported")["states"] or clause.passive or _dated(clause):
        return False
    ready = any(kid.lower in _READY for kid in verb.of("acomp"))
    if verb.lemma == "be" and not clause.negated and (ready or verb.of("expl")):
        return False  # 'will be ready to talk', 'there will be a vote'
    infinitive = any(_infinitive_of(kid) for kid in verb.of("xcomp"))
    return not infinitive and bool(verb.of("acomp", "attr", "dobj", "ccomp", "prep"))


def _tells_of_an_effect(clause: Clause) -> bool:
    """Return whether 'will' or 'would' tells of a thing's effect, nobody's will: 'the cut will hurt small ports'."""
    verb = clause.verb
    subjects = verb.of("nsubj")
    things = bool(subjects) and all(
        word.tag in ("NN", "NNS", "DT")
        and not is_person_noun(word)
        and word.lower not in word_lists("sorts")
        for word in subjects
    )
    return things and not clause.passive and verb.lemma.lower() in word_lists("reported")["effects"]


def _no_longer(clause: Clause) -> bool:
    """Return whether a clause tells that somebody will stop something: 'would no longer deal with them'."""
    before = clause.verb.sentence[max(0, clause.verb.place - 3) : clause.verb.place]
    pairs = [(one.lower, other.lower) for one, other in pairwise(before)]
    return clause.modal in ("will", "would") and ("no", "longer") in pairs


def _nobody_until(clause: Clause) -> bool:
    """Return whether nobody is to do a thing until another is done: 'nobody signs until the boats are back'."""
    now = clause.verb.tag in ("VBZ", "VBP") and clause.negated and not clause.verb.of("neg", "aux")
    until = any(one.link == "advcl" and one.mark in ("until", "till") for one in clause.governed)
    return now and until and clause.verb.lemma != "be"


def _dated(clause: Clause) -> bool:
    words = clause.verb.sentence[clause.verb.left : clause.verb.right + 1]
    return any(word.text in _DATES or word.lower in _SOON for word in words)


def _never_did(clause: Clause) -> bool:
    """Return whether somebody answers a charge: 'she had never called him a thief'."""
    never = any(kid.lower == "never" for kid in clause.verb.of("neg", "advmod"))
    mine = any(word.lower in PRONOUNS for word in clause.verb.of("nsubj"))
    first = any(word.lower in ("i", "we") for word in clause.verb.of("nsubj"))
    if never and first and clause.past and clause.verb.lemma in word_lists("reported")["answered"]:
        return not clause.passive
    said = any(word.lower in ("that", "this", "it") for word in clause.objects) and clause.past
    return never and mine and (clause.perfect or said) and not clause.passive


def _is_refusal(clause: Clause) -> bool:
    """Return whether a negative is that of a will: 'we do not negotiate', 'they did not want to know'."""
    verb, lists = clause.verb, word_lists("reported")
    lemma = verb.lemma.lower()
    if lemma == "be" and clause.modal in ("will", "would", "shall"):
        return any(one.lower == "no" for kid in verb.of("attr") for one in kid.of("det"))
    if lemma == "be" and any(_is_no_way(kid) for kid in verb.of("attr")):
        return True
    if not clause.negated or clause.perfect or clause.passive:
        return False
    if _will_not_go(clause):
        return True
    if lemma in ("be", "stand") and clause.modal is None:
        return any(kid.lower in lists["willing"] for kid in verb.of("acomp"))
    if clause.modal in ("can", "could"):
        together = lemma == "agree" and bool(clause.with_("on", "about", "over"))
        return lemma in lists["cannot"] and not together
    if clause.modal is not None:
        return False
    if clause.past and any(kid.lower == "never" for kid in verb.of("neg", "advmod")):
        return False
    mine = any(word.lower in ("we", "i") for word in clause.subjects)
    now = not clause.past and verb.tag == "VB"
    own = bool(verb.of("neg")) and bool(clause.subjects)
    return (lemma in lists["wills"] and own) or (mine and now and lemma in lists["deals"])


def _is_no_way(noun: Word) -> bool:
    """Return whether 'we' say that we will not do a thing in any case: 'there's no way we sign that'."""
    none = noun.lower == "way" and any(kid.lower == "no" for kid in noun.of("det"))
    return none and any(
        one.lower in ("we", "i") for verb in noun.of("relcl") for one in verb.of("nsubj")
    )


def _will_not_go(clause: Clause) -> bool:
    """Return whether 'we' say what we are not about to do: 'we are not going back', 'I am not signing that'."""
    verb = clause.verb
    now = verb.tag == "VBG" and any(kid.tag in ("VBP", "VBZ") for kid in verb.of("aux"))
    mine = any(word.lower in ("we", "i") for word in clause.subjects)
    acts = verb.lemma in word_lists("reported")["deals"] | {"go", "leave", "come", "return", "move"}
    return now and mine and acts


def _needs(clause: Clause) -> bool:
    """Return whether a clause tells of a need: 'that any talks be televised', 'they need to leave'."""
    verb = clause.verb
    helpers = verb.of("aux", "auxpass")
    subjects = verb.of("nsubj", "nsubjpass")
    if verb.lemma.lower() in ("need", "have") and not clause.perfect and not clause.negated:
        told = clause.past and (clause.governor is None or verb.lemma.lower() == "have")
        told = told or any(kid.lower == "yet" for kid in verb.of("advmod"))
        acts = [*verb.of("xcomp", "advcl")]
        if verb.lemma.lower() == "need":
            # 'we need the minister to come', 'we need steps to be made by them'
            acts += [*verb.of("ccomp"), *(one for kid in verb.of("dobj") for one in kid.of("relcl"))]
        return any(_infinitive_of(kid) for kid in acts) and not told
    single = any(word.tag in ("NN", "NNP") or word.lower in ("he", "she", "it") for word in subjects)
    above = clause.governor.verb if clause.governor is not None else None
    asked = above is not None and above.lemma in word_lists("reported")["asks"]
    single = single and not any(
        word.tag in FINITE for one in subjects for word in verb.sentence[one.place : verb.place]
    )
    bare = verb.tag == "VB" and not helpers and bool(subjects) and (single or asked)
    bare = bare or (verb.tag == "VBP" and not helpers and single and asked)
    plural = asked and above is not None and above.tag == "VBD" and verb.tag == "VBP" and not helpers
    return (
        bare
        or plural
        or any(kid.lower == "be" and kid.tag == "VB" and len(helpers) == 1 for kid in helpers)
    )


def _infinitive_of(word: Word) -> bool:
    return any(kid.lower == "to" for kid in word.of("aux"))
