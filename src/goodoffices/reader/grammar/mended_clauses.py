"""Clauses mended that a parse has hung on a wrong word: what was said in a letter, the true verb behind a participle."""

from __future__ import annotations

from goodoffices.reader.grammar.tree import FINITE, SUBJECTS, Word, hang
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.dates import WEEKDAYS

_MEDIA = frozenset(
    ("message", "letter", "tweet", "interview", "post", "speech", "note", "email", "e-mail", "video")
)
_OTHER_LINKS = frozenset(("and", "or", "but", ",", ":", ";", "who", "which", "that"))


def _in_a_message(words: list[Word]) -> bool:
    """Words hung on the letter in which they were said: 'said in a message that the two would meet'."""
    changed = False
    for that in words:
        verb = that.head
        if (
            that.lower != "that"
            or that.dep != "mark"
            or verb is None
            or verb.dep not in ("acl", "relcl")
        ):
            continue
        noun = verb.head
        if noun is None or noun.dep != "pobj" or noun.head is None:
            continue
        if noun.lemma.lower() not in _MEDIA | word_lists("saying")["document"]:
            continue
        says = noun.head.head
        told = says is not None and says.verb and says.lemma in word_lists("saying")["clause"]
        if says is not None and told and not says.of("ccomp"):
            hang(verb, says, "ccomp")
            changed = True
    return changed


def _without_that(words: list[Word]) -> bool:
    """What was said without 'that', taken for an infinitive: 'said earlier on Thursday they had freed him'."""
    changed = False
    for verb in words:
        says = verb.head
        if verb.dep != "xcomp" or says is None or says.lemma not in word_lists("saying")["clause"]:
            continue
        own = [kid for kid in verb.of("nsubj", "nsubjpass") if kid.place > says.place]
        if not own or verb.tag == "VB" or not (verb.tag == "VBD" or verb.of("aux", "auxpass")):
            continue
        if any(kid.lower == "to" for kid in verb.of("aux")):
            continue
        verb.dep = "ccomp"
        for kid in [kid for kid in verb.kids if says.place < kid.place < own[0].left]:
            hang(kid, says, kid.dep)
        changed = True
    return changed


def _told_beside_an_aim(words: list[Word]) -> bool:
    """A deed joined to an aim before it: 'promised not to fight and signed the pact'."""
    changed = False
    for verb in words:
        aim = verb.head
        if verb.tag != "VBD" or verb.dep != "conj" or aim is None or aim.dep != "xcomp":
            continue
        above = aim.head
        to = aim.tag == "VB" and any(kid.lower == "to" for kid in aim.of("aux"))
        told = above is not None and (above.tag == "VBD" or bool(above.of("aux")))
        if to and told and not verb.of(*SUBJECTS, "aux", "auxpass"):
            hang(verb, above, "conj")
            changed = True
    return changed


def _garden_path(words: list[Word]) -> bool:
    """A participle taken for the verb of its sentence: 'The owners of a ship hijacked in May denied it was sold'."""
    root = next((word for word in words if word.head is None and word.tag == "VBD"), None)
    if root is None or not root.place or root.lemma == root.lower:
        return False
    before = words[root.place - 1]
    subjects = [kid for kid in root.of(*SUBJECTS) if kid.place < root.place]
    later = [
        kid
        for kid in root.of("advcl", "dep", "ccomp", "conj")
        if kid.tag == "VBD" and kid.place > root.place and not kid.of(*SUBJECTS, "mark", "cc", "aux")
    ]
    if not subjects or not later or not before.noun or before.tag.startswith("PRP"):
        return False
    if not any(before.within(subject) for subject in subjects):
        return False
    verb = later[0]
    content = any(kid.place > verb.place for kid in (*root.of("ccomp"), *verb.of("ccomp")))
    if verb.lemma not in word_lists("saying")["clause"] or not content:
        return False
    between = words[root.place + 1 : verb.place]
    if any(word.lower in _OTHER_LINKS or word.tag in ("WRB", "WP", "WDT", "CC") for word in between):
        return False
    if any(kid.dep == "dobj" for kid in root.kids) or any(
        kid.dep == "advmod" and kid.tag == "WRB" for kid in verb.kids
    ):
        return False
    hang(verb, None, "ROOT")
    for kid in list(root.kids):
        if kid in subjects or kid.place > verb.place:
            hang(kid, verb, kid.dep)
    root.tag = "VBN"
    hang(root, before, "acl")
    return True


def _being_done(words: list[Word]) -> bool:
    """A noun's participle taken for its verb: 'the text being reviewed by the rebels seeks a truce'."""
    changed = False
    for done in words:
        helpers = done.of("aux", "auxpass")
        if done.tag != "VBN" or [kid.lower for kid in helpers] != ["being"] or done.head is None:
            continue
        subject = next(iter(done.of("nsubjpass")), None)
        above = done.head
        later = [
            kid
            for kid in above.of("ccomp", "conj", "parataxis")
            if kid.place > done.place and kid.tag in FINITE and not kid.of(*SUBJECTS)
        ]
        if subject is None or not later or subject.place + 2 != done.place:
            continue
        hang(subject, later[0], "nsubj")
        hang(done, subject, "acl")
        changed = True
    return changed


def _two_clauses(words: list[Word]) -> bool:
    """A second subject taken for a second object: 'Peru freed the men and Chile opened the border'."""
    changed = False
    for verb in words:
        first = verb.head
        if first is None or not first.verb or verb.tag not in FINITE or first.place > verb.place:
            continue
        if verb.dep == "conj" and not verb.of(*SUBJECTS) and not first.of("cc"):
            changed = _subject_in_list(first, verb) or changed
        elif verb.dep == "ccomp" and _takes_no_clause(first) and not verb.of("mark"):
            changed = _object_in_subject(first, verb) or changed
    return changed


def _takes_no_clause(verb: Word) -> bool:
    """Whether a verb is of a deed, which no clause can be the object of: 'freed', 'signed'."""
    lists = word_lists("outcomes")
    return verb.lemma in lists["released"] | lists["signed"] | lists["extended"] | {"meet", "visit"}


def _subject_in_list(first: Word, verb: Word) -> bool:
    """Make the last of a list of objects the subject of the verb right behind it."""
    for thing in first.of("dobj", "pobj"):
        for last in thing.of("conj"):
            joins = [kid for kid in thing.of("cc") if kid.lower == "and"]
            near = all(word.dep == "advmod" for word in verb.sentence[last.right + 1 : verb.place])
            if joins and near and last.right < verb.place:
                hang(last, verb, "nsubj")
                hang(joins[-1], first, "cc")
                return True
    return False


def _object_in_subject(first: Word, verb: Word) -> bool:
    """Make the first of a list of subjects the object of the verb right before it."""
    for subject in verb.of("nsubj", "nsubjpass"):
        last, joins = subject.of("conj"), [kid for kid in subject.of("cc") if kid.lower == "and"]
        if last and joins and subject.left == first.place + 1:
            hang(last[0], verb, subject.dep)
            hang(subject, first, "dobj")
            hang(joins[0], first, "cc")
            verb.dep = "conj"
            return True
    return False


def _parted_helper(words: list[Word]) -> bool:
    """A helper taken for the verb, because much stands behind it: 'The two have for three weeks been negotiating'."""
    changed = False
    for have in words:
        if have.dep == "aux" and have.head is not None and not have.head.of(*SUBJECTS):
            for kid in have.of(*SUBJECTS):
                hang(kid, have.head, kid.dep)
                changed = True
        verb = next((kid for kid in have.of("advcl") if kid.place > have.place), None)
        if verb is None or have.lemma != "have" or have.of("dobj", "aux") or not have.of(*SUBJECTS):
            continue
        been = verb.tag in ("VBG", "VBN") and any(kid.lower == "been" for kid in verb.of("aux"))
        if not been or verb.of(*SUBJECTS, "mark"):
            continue
        above, dep = have.head, have.dep
        hang(verb, above, dep)
        for kid in [kid for kid in have.kids if kid is not verb]:
            hang(kid, verb, kid.dep)
        hang(have, verb, "aux")
        changed = True
    return changed


def _day_behind_name(words: list[Word]) -> bool:
    """A day taken for the last part of what stands before it: 'opened talks with Labour Monday', 'hit a snag Monday'."""
    changed = False
    for day in words:
        if day.text not in WEEKDAYS or not day.place or day.head is None:
            continue
        thing, above, dep = words[day.place - 1], day.head, day.dep
        name = thing.proper and thing.text not in WEEKDAYS and above.lower in ("with", "by")
        noun = dep == "dobj" and any(kid.lower in ("a", "an") for kid in day.of("det"))
        verb = next((up for up in day.above() if up.verb), None)
        if thing.head is not day or thing.dep == "det" or verb is None or not (name or noun):
            continue
        hang(thing, above, dep)
        for kid in [kid for kid in day.kids if kid.place < thing.place]:
            hang(kid, thing, kid.dep)
        thing.tag = thing.tag if thing.proper else "NN"
        hang(day, verb, "npadvmod")
        changed = True
    return changed


def _prefixed(words: list[Word]) -> bool:
    """A prefix taken for a verb: 'must re-enter the talks'."""
    changed = False
    for prefix, hyphen, verb in zip(words, words[1:], words[2:], strict=False):
        if prefix.lower != "re" or hyphen.text != "-" or not verb.tag.startswith("VB"):
            continue
        if prefix.head is None or prefix.head is verb or verb.within(prefix):
            continue
        hang(verb, prefix.head, prefix.dep)
        for kid in list(prefix.kids):
            hang(kid, verb, kid.dep)
        hang(hyphen, verb, "punct")
        hang(prefix, verb, "punct")
        changed = True
    return changed


def _relative(words: list[Word]) -> bool:
    """A relative clause with its subject taken for a participle: 'the pact that the two sides signed in May'."""
    for verb in words:
        noun = verb.head
        if (
            verb.dep != "acl"
            or verb.tag not in ("VBN", "VBD")
            or noun is None
            or verb.of("mark", "aux")
        ):
            continue
        own = [kid for kid in verb.of("nsubj") if noun.place < kid.place < verb.place]
        things = [kid for kid in verb.of("dobj") if kid.lower not in ("that", "which")]
        if own and own[0].lower not in ("that", "which", "who") and not things:
            verb.dep, verb.tag = "relcl", "VBD"
    return False


CLAUSES = (
    _relative,
    _prefixed,
    _day_behind_name,
    _parted_helper,
    _being_done,
    _two_clauses,
    _garden_path,
    _in_a_message,
    _without_that,
    _told_beside_an_aim,
)
