"""Verbs of saying mended that a parse has parted from who says it, or from the words said.

'In Orsk, Karl Moen, however, insisted that …' has Moen for a part of the town; 'Piet van den Hove said' has a verb
'den'; 'has not answered but insists that …' has a noun; 'reported, citing the mayor, that …' has two acts joined.
"""

from __future__ import annotations

from goodoffices.reader.grammar.tree import FINITE, SUBJECTS, Word, hang
from goodoffices.reader.wordlists import word_lists

_PARTICLES = frozenset(("van", "von", "den", "der", "de", "ter", "ten", "zu", "di", "da", "la"))
_ASIDE = frozenset(("however", "meanwhile", "again", "too", "also", "though", "instead", "then"))
_ASIDES = frozenset(("for her part", "for his part", "for their part", "for its part", "in turn"))
_CLEAR = frozenset(("clear", "plain", "known"))
_OPENING = frozenset(("after", "before", "since", "until"))


def _says(word: Word) -> bool:
    return word.lemma.lower() in word_lists("saying")["clause"]


def _particles(words: list[Word]) -> bool:
    """A particle in a name that was taken for a verb or a subject: 'Piet van den Hove said'."""
    changed = False
    for name in words[2:]:
        first = name.place - 1
        if (
            not (name.proper and name.text[:1].isupper())
            or words[first].lower not in _PARTICLES
            or not words[first].text.islower()
        ):
            continue
        while first and (words[first - 1].proper or words[first - 1].lower in _PARTICLES):
            first -= 1
        inside = words[first : name.place]
        if not inside[0].proper or all(one.head is name for one in inside):
            continue
        whole = [*inside, name]
        top = next((one for one in inside if one.verb and one.head is not None), None)
        if top is None:
            top = next((one for one in whole if one.head not in whole), name)
        above, dep = top.head, "nsubj" if top.verb else top.dep
        if above in whole or (top.verb and (above is None or above.place < name.place)):
            continue
        for one in inside:
            for kid in [kid for kid in one.kids if kid not in whole]:
                hang(kid, above if kid.verb and above is not None else name, kid.dep)
        hang(name, above, dep)
        for one in inside:
            one.tag = one.tag if one.proper else "NNP"
            hang(one, name, "compound")
        changed = True
    return changed


def _seated(words: list[Word]) -> bool:
    """A subject taken for an apposition of a place before it: 'In Orsk, Karl Moen, however, said that …'."""
    changed = False
    for verb in words:
        if verb.tag not in FINITE or not _says(verb) or verb.of(*SUBJECTS):
            continue
        at = verb.place - 1
        while at > 0 and (words[at].text == "," or words[at].lower in _ASIDE):
            at -= 1
        before = " " + " ".join(one.lower for one in words[max(0, at - 2) : at + 1])
        aside = next((one for one in _ASIDES if before.endswith(f" {one}")), None)
        if aside is not None:
            at -= len(aside.split())
            at -= words[at].text == ","
        noun = words[at] if 0 < at < verb.place else None
        apart = noun is not None and noun.place < verb.place - 1 and words[noun.place + 1].text == ","
        if (
            noun is None
            or not apart
            or not noun.proper
            or noun.dep not in ("appos", "conj", "npadvmod")
        ):
            continue
        left = min([noun.place, *(kid.place for kid in noun.kids if kid.dep in ("compound", "nmod"))])
        if left == 0 or words[left - 1].text != ",":
            continue
        hang(noun, verb, "nsubj")
        changed = True
    return changed


def _reiterates(words: list[Word]) -> bool:
    """A verb of saying taken for a noun: 'has not replied but insists that …'."""
    changed = False
    for word in words[:-1]:
        that = words[word.place + 1]
        above = word.head
        if (
            word.tag not in ("NNS", "VBZ")
            or word.dep != "conj"
            or above is None
            or that.lower != "that"
            or words[word.place - 1].tag != "CC"
            or _stem(word) not in word_lists("saying")["clause"]
        ):
            continue
        verb = above if above.verb else above.head
        if verb is None or not verb.verb:
            continue
        said = [kid for kid in (*word.kids, *verb.kids) if kid.place > that.place and kid.verb]
        if not said or (word.tag == "VBZ" and not above.verb):
            continue
        word.tag, word.lemma = "VBZ", _stem(word)
        if verb is not above:
            for kid in above.of("cc"):
                hang(kid, verb, "cc")
            hang(word, verb, "conj")
            changed = True
        hang(said[0], word, "ccomp")
        changed = True
    return changed


def _stem(word: Word) -> str:
    """Return the verb of a form in -s: 'insists', 'denies', 'stresses'."""
    verbs = word_lists("saying")["clause"]
    stems = (word.lower[:-1], word.lower[:-2], f"{word.lower[:-3]}y")
    return next((stem for stem in stems if stem in verbs), word.lemma)


def _cited(words: list[Word]) -> bool:
    """The words said taken for a second act behind an aside: 'reported, citing the mayor, that both were shut'."""
    changed = False
    for verb in words:
        above = verb.head
        if not verb.verb or verb.dep not in ("conj", "advcl") or above is None or not _says(above):
            continue
        that = next((kid for kid in verb.of("mark") if kid.lower == "that"), None)
        between = words[above.place + 1 : that.place] if that is not None else []
        if that is None or above.of("ccomp") or any(one.tag == "CC" for one in between):
            continue
        verb.dep, that.tag = "ccomp", "IN"
        for kid in [kid for kid in verb.kids if kid.place < that.place]:
            hang(kid, above, kid.dep)
        changed = True
    return changed


def _centred(words: list[Word]) -> bool:
    """A verb of the past taken for a participle before 'but': 'said that talks centred on pay but denied …'."""
    changed = False
    for noun in words:
        verb = noun.head
        if noun.dep not in SUBJECTS or verb is None or not verb.verb or verb.dep != "ccomp":
            continue
        but = next((kid for kid in noun.of("cc") if kid.place + 1 == verb.place), None)
        acted = next((kid for kid in noun.of("acl") if kid.place == noun.place + 1), None)
        if but is None or acted is None or noun.of("conj") or acted.of("agent") or not _says(verb):
            continue
        above = verb.head
        hang(acted, above, "ccomp")
        acted.tag = "VBD"
        hang(verb, acted, "conj")
        hang(but, acted, "cc")
        hang(noun, acted, "nsubj")
        for mark in verb.of("mark"):
            hang(mark, acted, "mark")
        changed = True
    return changed


def _briefed(words: list[Word]) -> bool:
    """A verb with a subject taken for an adjective: 'the chair briefed reporters, saying …'."""
    changed = False
    for verb in words:
        noun = verb.head
        if verb.tag != "VBD" or verb.dep != "amod" or noun is None or not verb.of("nsubj"):
            continue
        above, dep = noun.head, noun.dep
        hang(verb, above, dep)
        for kid in list(noun.kids):
            if kid.place < verb.place or kid.dep in ("punct", "acl", "prep"):
                hang(kid, verb, "advcl" if kid.dep == "acl" else kid.dep)
        hang(noun, verb, "dobj")
        changed = True
    return changed


def _by_means(words: list[Word]) -> bool:
    """The words said taken for a clause about how they were told: 'confirmed by letter that no vote would be held'."""
    changed = False
    for verb in words:
        if verb.tag not in ("VBD", "VBN") or not _says(verb) or verb.of("ccomp", "auxpass"):
            continue
        for by in verb.of("agent", "prep"):
            for means in by.of("pobj"):
                said = [
                    kid for kid in means.of("acl", "relcl") if any(k.lower == "that" for k in kid.kids)
                ]
                if by.lower in ("by", "in") and means.tag == "NN" and not means.of("det") and said:
                    hang(said[0], verb, "ccomp")
                    for that in said[0].kids:
                        if that.lower == "that":
                            that.dep, that.tag = "mark", "IN"
                    changed = True
    return changed


def _opened(words: list[Word]) -> bool:
    """A subject taken for the noun of 'after': 'issued a note after the Guild of Cooks and Bakers rejected the offer'."""
    changed = False
    for verb in words:
        above = verb.head
        if verb.tag != "VBD" or above is None or verb.dep not in ("advcl", "conj"):
            continue
        if (verb.dep == "conj" and above.of("cc")) or verb.of(*SUBJECTS, "mark"):
            continue
        for after in above.of("prep"):
            nouns = after.of("pobj")
            near = nouns and above.place < after.place < nouns[0].place < verb.place
            between = words[nouns[0].place + 1 : verb.place] if near else []
            apart = any(one.verb or one.text == "," for one in between) or verb.of("agent")
            if not near or after.lower not in _OPENING or apart:
                continue
            hang(nouns[0], verb, "nsubj")
            hang(after, verb, "mark")
            verb.dep = "advcl"
            changed = True
            break
    return changed


def _joined_infinitive(words: list[Word]) -> bool:
    """An infinitive joined to the object of the one before it: 'efforts to reach a deal and free the crew'."""
    changed = False
    for verb in words:
        noun = verb.head
        if (
            verb.tag != "VB"
            or verb.dep != "conj"
            or noun is None
            or noun.verb
            or verb.of("aux", "nsubj")
        ):
            continue
        first = next(
            (one for one in reversed(words[: noun.place]) if one.tag == "VB" and one.of("aux")), None
        )
        if first is None or not any(kid.lower == "to" for kid in first.of("aux")):
            continue
        for kid in [kid for kid in noun.of("cc") if kid.place < verb.place]:
            hang(kid, first, "cc")
        hang(verb, first, "conj")
        changed = True
    return changed


def _bare_media(words: list[Word]) -> bool:
    """A subject taken for a part of the verb: 'State media claim that …'."""
    changed = False
    for verb in words[1:]:
        before = words[verb.place - 1]
        plural = before.tag == "NNS" and before.head is verb and before.dep in ("compound", "nmod")
        if plural and verb.tag in ("VBP", "VBD") and _says(verb) and not verb.of(*SUBJECTS):
            before.dep = "nsubj"
            changed = True
    return changed


def _told_clause(words: list[Word]) -> bool:
    """The words told taken for a clause about those who hear them: 'told deputies he would carry on'."""
    changed = False
    for verb in words:
        if not verb.verb or verb.lemma.lower() not in word_lists("saying")["told"]:
            continue
        for heard in verb.of("dobj"):
            for told in heard.of("relcl"):
                own = told.of("nsubj", "nsubjpass", "expl")
                bare = own and own[0].left == heard.place + 1 and not told.of("mark")
                modal = any(kid.tag == "MD" for kid in told.of("aux"))
                whole = modal or told.lemma == "be" or told.of("dobj", "acomp", "attr", "auxpass")
                if bare and whole and own[0].tag not in ("WP", "WDT") and heard.place > verb.place:
                    hang(told, verb, "ccomp")
                    changed = True
    return changed


def _told_to_wait(words: list[Word]) -> bool:
    """A participle taken for the verb of its sentence: 'Managers told to stay were paid double'."""
    changed = False
    for told in words:
        paid = next((kid for kid in told.of("ccomp") if not kid.of(*SUBJECTS, "mark")), None)
        waits = [kid for kid in told.of("xcomp") if any(one.lower == "to" for one in kid.of("aux"))]
        subjects = told.of("nsubj", "nsubjpass")
        if paid is None or not waits or not subjects or told.of("dobj", "aux", "auxpass"):
            continue
        tensed = paid.tag in FINITE or any(kid.tag in FINITE for kid in paid.of("aux", "auxpass"))
        if not tensed or told.tag != "VBD" or not waits[0].place < paid.place:
            continue
        hang(paid, told.head, told.dep)
        hang(subjects[0], paid, "nsubjpass" if paid.of("auxpass") else "nsubj")
        hang(told, subjects[0], "acl")
        told.tag = "VBN"
        for kid in [kid for kid in told.kids if kid.place > paid.place]:
            hang(kid, paid, kid.dep)
        changed = True
    return changed


def _stalled(words: list[Word]) -> bool:
    """A verb of the past taken for a participle before who says so: 'Talks stalled on Monday, Ida Voss said.'"""
    changed = False
    for verb in words:
        subjects = verb.of("nsubj")
        if verb.tag not in FINITE or not _says(verb) or len(subjects) < 2 or verb.of("ccomp"):
            continue
        noun, speaker = subjects[0], subjects[-1]
        acted = next((kid for kid in noun.of("acl") if kid.place < speaker.left), None)
        if (
            acted is None
            or acted.tag != "VBN"
            or acted.of("agent")
            or words[speaker.left - 1].text != ","
        ):
            continue
        hang(acted, verb, "ccomp")
        hang(noun, acted, "nsubj")
        acted.tag = "VBD"
        changed = True
    return changed


def _after_colon(words: list[Word]) -> bool:
    """A label before a colon taken for a subject: 'Tarn, 4 March: The union says …', 'Update, 4 pm: Ana Bell says …'."""
    changed = False
    for verb in words:
        subjects = verb.of("nsubj")
        if len(subjects) < 2 or not _says(verb):
            continue
        colon = next((word.place for word in words[: subjects[-1].place] if word.text == ":"), -1)
        for label in subjects[:-1]:
            if label.place < colon < subjects[-1].place:
                label.dep = "dep"
                changed = True
    return changed


def _made_clear(words: list[Word]) -> bool:
    """What is made clear, hung on the adjective or on nothing: 'made it clear that it would stay', 'made clear the offer stood'."""
    changed = False
    for made in words:
        if made.lemma.lower() != "make" or not made.verb:
            continue
        at = made.place + 1
        it = words[at] if at < len(words) and words[at].lower == "it" else None
        at += it is not None
        if at >= len(words) or words[at].lower not in _CLEAR:
            continue
        clear = words[at]
        first = next((one for one in words[at + 1 :] if one.tag in FINITE), None)
        that = words[at + 1 : at + 2] and words[at + 1].lower == "that"
        verb = first if first is None or (first.verb and first.dep[:3] != "aux") else first.head
        if verb is None or verb is made or made.within(verb) or not (that or verb.dep == "ccomp"):
            continue
        if verb.head is not made and verb.head is not clear:
            continue
        for kid in [kid for kid in clear.kids if kid.place > at]:
            hang(kid, made, kid.dep)
        hang(verb, made, "ccomp")
        hang(clear, made, "prt")
        if it is not None:
            hang(it, made, "dep")
        changed = True
    return changed


SAYINGS = (
    _made_clear,
    _after_colon,
    _told_clause,
    _told_to_wait,
    _stalled,
    _bare_media,
    _opened,
    _joined_infinitive,
    _by_means,
    _particles,
    _seated,
    _reiterates,
    _cited,
    _centred,
    _briefed,
)
"""What is mended, in order."""
