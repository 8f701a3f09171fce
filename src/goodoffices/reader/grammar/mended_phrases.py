"""Phrases mended of which a parse takes a word for another part of speech: 'to' of a verb, a particle, an adjective."""

from __future__ import annotations

from itertools import pairwise

from goodoffices.reader.grammar.contact_kinds import noun_kind
from goodoffices.reader.grammar.tree import Word, hang

_BODIES = frozenset(("government", "army", "military", "regime", "state", "company", "police"))
"""Nouns for a single body that may stand before a group: 'government and rebel forces' are two."""
_GROUPS = frozenset(("group", "force", "troop", "fighter", "faction", "militia"))
"""Groups that stand beside a body, while 'government and rebel delegations' are those of both."""
_TIMES = frozenset(("hour", "day", "week", "month", "year", "decade"))


def common_nouns(words: list[Word]) -> bool:
    """A common noun tagged as a name: 'the bishop'."""
    for word in words:
        if word.proper and word.text[:1].islower() and word.text.isalpha() and word.dep != "compound":
            word.tag = word.tag.replace("NNP", "NN")
    return False


def hyphens(words: list[Word]) -> bool:
    """A word with a hyphen that the parser takes for three: 'met the vice-chancellor'."""
    changed = False
    for first, mark, last in zip(words, words[1:], words[2:], strict=False):
        tight = mark.text == "-" and first.end == mark.start and mark.end == last.start
        if tight and last.tag.startswith("NN") and first.head is last.head is mark.head is not None:
            hang(first, last, "compound")
            hang(mark, last, "punct")
            changed = True
    return changed


def _to_whom(words: list[Word]) -> bool:
    """A preposition taken for the 'to' of a verb: 'wrote to ferry owner Karl Moen'."""
    changed = False
    for to in words:
        if to.lower != "to" or to.dep != "aux":
            continue
        noun = next((up for up in to.above() if up.dep not in ("compound", "nmod", "amod")), None)
        if noun is None or not noun.tag.startswith("NN"):
            continue
        verb = noun.head
        if noun.dep == "dobj" and verb is not None and verb.verb and verb.place < to.place:
            hang(to, verb, "prep")
            to.tag = "IN"
            hang(noun, to, "pobj")
            changed = True
    return changed


def _behind_particle(words: list[Word]) -> bool:
    """A preposition taken for a particle though a noun stands behind it: 'were put on pause'."""
    for word in words:
        if word.dep == "prt" and word.of("pobj"):
            word.dep, word.tag = "prep", "IN"
    return False


def _name_and_adjective(words: list[Word]) -> bool:
    """A state taken for an adjective: 'between Iran and Western powers', not 'US and Israeli envoys'."""
    changed = False
    for name in words[1:]:
        noun = name.head
        whole = name.proper and name.dep == "nmod" and not name.text.isupper()
        if not whole or noun is None or noun.tag != "NNS":
            continue
        adjective = next((kid for kid in name.of("conj") if kid.tag == "JJ"), None)
        if adjective is None or adjective.place + 1 != noun.place or noun.head is None:
            continue
        dep = noun.dep
        hang(name, noun.head, dep)
        hang(adjective, noun, "amod")
        hang(noun, name, "conj")
        for kid in [kid for kid in noun.kids if kid.place < name.place]:
            hang(kid, name, kid.dep)
        changed = True
    return changed


def _body_and_group(words: list[Word]) -> bool:
    """A body taken for an adjective of the group behind it: 'agreed by the government and rebel groups'."""
    changed = False
    for body in words:
        noun, other = body.head, next(iter(body.of("conj")), None)
        if body.dep != "nmod" or body.lemma.lower() not in _BODIES or noun is None or other is None:
            continue
        armed = noun.tag == "NNS" and noun.lemma.lower() in _GROUPS
        if not armed or noun.head is None or other.place + 1 != noun.place:
            continue
        dep = noun.dep
        hang(body, noun.head, dep)
        hang(other, noun, "compound")
        hang(noun, body, "conj")
        for kid in [kid for kid in noun.kids if kid.place < body.place]:
            hang(kid, body, kid.dep)
        changed = True
    return changed


def _named_office(words: list[Word]) -> bool:
    """Somebody's office taken for a name given to him: 'called Tarsa's foreign minister'."""
    for office in words:
        verb = office.head
        called = office.dep == "oprd" and verb is not None and verb.lemma == "call"
        if called and verb is not None and office.of("poss") and not verb.of("dobj", "nsubjpass"):
            office.dep = "dobj"
    return False


def _each_other(words: list[Word]) -> bool:
    """'Each' taken for the subject of a wrong clause: 'had seen each of them alone on Monday'."""
    for each in words:
        rest = each.head
        if (
            each.lower not in ("each", "both", "all")
            or each.dep != "nsubj"
            or rest is None
            or rest.verb
        ):
            continue
        if rest.dep in ("ccomp", "xcomp") and rest.head is not None and rest.head.verb:
            verb = rest.head
            hang(each, verb, "dobj")
            for kid in list(rest.kids):
                hang(kid, verb, kid.dep)
            rest.dep = "advmod"
            return True
    return False


def _plans(words: list[Word]) -> bool:
    """A verb of intent taken for a noun: 'the board and the teachers' union plan to meet on Friday'."""
    for verb in words:
        if verb.dep != "ROOT" and verb.lower not in _INTENDING:
            continue
        subject = next(iter(verb.of("nsubj")), None)
        joined = [kid for kid in verb.of("nmod") if kid.of("cc") and kid.tag == "NN"]
        if subject is None and joined and verb.dep == "ROOT":
            subject = joined[0]
        to_do = [kid for kid in verb.of("xcomp", "acl") if kid.of("aux")]
        if verb.lower not in _INTENDING or verb.tag != "NN" or subject is None or not to_do:
            continue
        verb.tag, subject.dep = "VBP", "nsubj"
        for kid in to_do:
            kid.dep = "xcomp"
        torn = next((kid for kid in verb.of("compound") if kid.place == verb.place - 1), None)
        owners = subject.of("conj")
        if torn is not None and (owners or torn.of("poss")):
            hang(torn, subject, "conj")
            for owner in owners:
                hang(owner, torn, "poss")
        return True
    return False


def _told_of_meeting(words: list[Word]) -> bool:
    """Words on a meeting behind a comma taken for whom was met: 'met with officials on Monday, its first talks since May'."""
    changed = False
    for verb in words:
        for thing in verb.of("dobj") if verb.lemma in ("meet", "speak", "talk") else ():
            apart = thing.left > verb.place + 1 and words[thing.left - 1].text == ","
            if apart and thing.lemma in ("talk", "talks", "meeting", "contact", "time", "round"):
                thing.dep, changed = "npadvmod", True
    return changed


_INTENDING = frozenset(("plan", "hope", "aim", "vow", "pledge", "promise", "agree"))


_TURNS = frozenset(
    ("resume", "restart", "reopen", "open", "start", "begin", "continue", "stall", "collapse")
)


def _talks_resume(words: list[Word]) -> bool:
    """What talks do taken for a noun or an adjective: 'Talks between the union and the port resume on Friday'."""
    for verb in words:
        plain = verb.lower in _TURNS and verb.tag in ("NN", "JJ", "VB", "VBP")
        talks = _talks_before(verb) if plain else None
        if talks is None:
            continue
        beside, with_others = verb.head, verb.of("compound")
        if beside is not None:  # 'the port resume' joined to 'the union'
            other = with_others[-1]
            for kid in verb.of("det", "amod", "poss"):
                hang(kid, other, kid.dep)
            hang(other, beside, "conj")
            hang(verb, None, "ROOT")
            for kid in [kid for kid in talks.kids if kid.place > verb.place]:
                hang(kid, verb, kid.dep)
        for kid in [kid for kid in verb.of("det", "amod", "compound") if kid.place < talks.place]:
            hang(kid, talks, kid.dep)
        hang(talks, verb, "nsubj")
        verb.tag, verb.lemma = "VBP", verb.lower
        return True
    return False


def _talks_before(verb: Word) -> Word | None:
    """Return the talks that a word like 'resume' is told of, unless it has a verb's subject already."""
    if verb.dep == "ROOT":
        near = [kid for kid in verb.of("nsubj", "compound") if kid.tag == "NNS" and noun_kind(kid)]
        told = len(near) == 1 and not verb.of("aux", "nsubjpass")
        return near[0] if told and (near[0].dep == "compound" or verb.tag in ("NN", "JJ")) else None
    union, between = verb.head, None
    if verb.dep == "conj" and verb.tag == "NN" and verb.of("compound") and union is not None:
        between = union.head if union.dep == "pobj" else None
    talks = between.head if between is not None and between.lower in ("between", "with") else None
    root = talks is not None and talks.dep == "ROOT" and talks.tag == "NNS" and noun_kind(talks)
    return talks if root else None


def _for_long(words: list[Word]) -> bool:
    """Talks hung on how long they have lasted: 'have been engaged for two decades in talks with Peru'."""
    changed = False
    for within in words:
        time, verb = within.head, None
        if within.lower != "in" or within.dep != "prep" or time is None or time.lemma not in _TIMES:
            continue
        of_time = time.dep == "pobj" and time.head is not None and time.head.lower == "for"
        verb = time.head.head if of_time and time.head is not None else None
        if verb is not None and verb.verb and any(noun_kind(thing) for thing in within.of("pobj")):
            hang(within, verb, "prep")
            changed = True
    return changed


def _at_talks(words: list[Word]) -> bool:
    """Talks at which something is done, hung on those who did it: 'agreed between A and B at talks in Oslo'."""
    changed = False
    for at in words:
        who = at.head
        if at.lower not in ("at", "during") or at.dep != "prep" or who is None:
            continue
        between = next((up for up in who.above() if up.dep == "prep"), None)
        verb = between.head if between is not None and between.lower == "between" else None
        if verb is not None and verb.verb and any(noun_kind(thing) for thing in at.of("pobj")):
            hang(at, verb, "prep")
            changed = True
    return changed


def _owner_in_s(words: list[Word]) -> bool:
    """The mark of an owner in 's' taken for the end of words said: 'members of the Lenz Pilots’ new union'."""
    changed = False
    for owner, mark in pairwise(words):
        if (
            mark.text not in ("’", "'")
            or mark.tag != "''"
            or owner.dep == "poss"
            or owner.end != mark.start
        ):
            continue
        opened = any(word.text in ("‘", "'") for word in words[: owner.place])
        noun = next((word for word in words[mark.place + 1 :] if word.noun or word.verb), None)
        if opened or noun is None or noun.tag not in ("NN", "NNS") or owner.head is None:
            continue
        if not owner.lower.endswith("s") or noun.dep not in ("appos", "dep", "nmod"):
            continue
        hang(noun, owner.head, owner.dep)
        hang(owner, noun, "poss")
        hang(mark, owner, "case")
        mark.tag = "POS"
        changed = True
    return changed


def _first_of_two(words: list[Word]) -> bool:
    """A side taken for a part of another's name: 'Peru's government and Hill Army rebels have agreed'."""
    changed = False
    for first in words:
        second = first.head
        if first.dep != "nmod" or first.tag != "NN" or second is None or second.head is None:
            continue
        if second.tag != "NNS" or not first.of("cc") or not first.of("poss", "det"):
            continue
        above, dep = second.head, second.dep
        for kid in first.of("conj"):
            hang(kid, second, "compound")
        hang(first, above, dep)
        hang(second, first, "conj")
        changed = True
    return changed


PHRASES = (
    _first_of_two,
    _owner_in_s,
    _at_talks,
    _for_long,
    _plans,
    _talks_resume,
    _told_of_meeting,
    _to_whom,
    _behind_particle,
    _name_and_adjective,
    _body_and_group,
    _named_office,
    _each_other,
)
"""The rules, in order."""
