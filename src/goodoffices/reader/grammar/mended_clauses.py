"""Clauses mended that a parse has hung on a wrong word: what was said in a letter, the true verb behind a participle."""

from __future__ import annotations

from goodoffices.reader.grammar.tree import Word, hang
from goodoffices.reader.wordlists import word_lists

_MEDIA = frozenset(
    ("message", "letter", "tweet", "interview", "post", "speech", "note", "email", "e-mail", "video")
)
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
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


def _garden_path(words: list[Word]) -> bool:
    """A participle taken for the verb of its sentence: 'The owners of a ship hijacked in May denied it was sold'."""
    root = next((word for word in words if word.head is None and word.tag == "VBD"), None)
    if root is None or not root.place or root.lemma == root.lower:
        return False
    before = words[root.place - 1]
    subjects = [kid for kid in root.of(*_SUBJECTS) if kid.place < root.place]
    later = [
        kid
        for kid in root.of("advcl", "dep", "ccomp", "conj")
        if kid.tag == "VBD" and kid.place > root.place and not kid.of(*_SUBJECTS, "mark", "cc", "aux")
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


CLAUSES = (_garden_path, _in_a_message, _without_that)
