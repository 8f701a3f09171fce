"""Speakers: the noun phrase of a verb of saying, and the actor it stands for."""

from __future__ import annotations

import re

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.earlier_speakers import BODY, ITS, EarlierSpeakers
from goodoffices.reader.grammar.namewords import listed
from goodoffices.reader.grammar.reach import speaks_above
from goodoffices.reader.grammar.roles import is_person_noun, is_title
from goodoffices.reader.grammar.tree import Tree, Word, conjuncts, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import ActorKind, Anonymity, Span

_PRONOUNS = {"he": "he", "she": "she", "him": "he", "her": "she", "his": "he"}
_OFFICE_OF = re.compile(r"\sof\s.*[A-ZÀ-Þ][\w’'-]+\s$")
_BESIDE = ("amod", "compound", "nmod")
_GENERAL = frozenset(("official", "diplomat"))
"""Nouns for anybody in an office."""
_RANKS = frozenset(("senior", "top", "high-ranking", "ranking"))
_TIMES = frozenset(("yesterday", "today", "day", "night", "week", "month", "year"))
"""Nouns for when a text appeared, which are nobody: 'yesterday's statement'."""


class Speakers(EarlierSpeakers):
    """Who says something in the sentences of a document."""

    def _subject(self, tree: Tree, clause: Clause) -> list[Word] | None:
        speaking = speaks_above(clause) or clause
        subjects = [word for word in speaking.subjects if word.quotation is None]
        if clause.verb.tag == "VBG" and speaking is clause and not clause.verb.of("nsubj", "aux"):
            subjects = self._nearest(tree, clause, subjects)
        if not subjects:
            after = [
                kid
                for kid in clause.verb.of("dobj", "npadvmod", "oprd", "dep", "appos")
                if kid.noun and kid.place > clause.verb.place and kid.quotation is None
            ]
            inverted = clause.verb.place and tree.words[clause.verb.place - 1].text in (
                "”",
                '"',
                ",",
                "’",
            )
            subjects = conjuncts(after[0]) if after and inverted and clause.link == "ROOT" else []
        if not subjects or (
            subjects[0].lower in ("who", "which")
            and subjects[0].head is clause.verb
            and clause.link != "relcl"
        ):
            return None
        if clause.link in ("acl",) and subjects[0].lemma in word_lists("saying")["document"]:
            above = clause.governor
            if (
                above is not None
                and above.subjects
                and above.verb.lemma
                in (
                    "issue",
                    "publish",
                    "release",
                    "make",
                    "send",
                    "post",
                    "write",
                    "put out",
                    "give",
                    "put",
                    "share",
                )
            ):
                return above.subjects
        if (
            subjects[0].lower in ("i", "we", "you", "there")
            or (subjects[0].lower == "one" and not _some_of(subjects[0]))
        ) and self.document.layout.author is None:
            return None
        return subjects

    def _speaks(self, word: Word) -> bool:
        """Whether a noun names somebody who can speak."""
        return (
            word.tag in ("PRP", "PRP$")
            or self.cast.actor(word) is not None
            or self.cast.definite(word) is not None
            or self.cast.anonymity(word) is not None
            or word.lower in word_lists("sorts")
            or is_person_noun(word)
            or word.lower in listed("outlets")
            or word.lemma in word_lists("saying")["document"]
        )

    def _nearest(self, tree: Tree, gerund: Clause, subjects: list[Word]) -> list[Word]:
        """Return who speaks in 'The talks broke off when Kade left, saying …': the last before it who can."""
        above = gerund.governor
        if above is not None and above.verb.lemma in word_lists("saying")["shows"]:
            shown = [
                word for word in above.objects if above.verb.place < word.place < gerund.verb.place
            ]
            people = [one for word in shown for one in (word, *word.of("appos"))]
            known = [one for one in people if self.cast.kind(one) == "person"]
            known += [one for one in people if is_person_noun(one)]
            if known:  # 'a video shows the priest, Luc Moen, saying …'
                return known[:1]
        if subjects and self._speaks(subjects[0]):
            return subjects
        before = [
            one
            for one in self.clauses[id(tree)]
            if one.verb.place < gerund.verb.place
            and one.verb.of("nsubj")
            and (one.subjects[0].proper or self._speaks(one.subjects[0]))
        ]
        return before[-1].subjects if before else subjects

    def _who(self, tree: Tree, word: Word, speaker: Span) -> tuple[str | None, Anonymity | None]:
        cast = self.cast
        beside = self._beside_name(tree, word, speaker)
        if beside is not None:
            return beside, "named" if cast.kind_of(beside) == "person" else "institution"
        key = cast.actor(word)
        if key is not None:
            named = "named" if cast.kind_of(key) == "person" else cast.anonymity(word) or "institution"
            return key, named
        if word.lower in _PRONOUNS:
            person = self._pronoun(tree, word, _PRONOUNS[word.lower])
            if person is not None and cast.kind_of(person) != "person":
                return person, "unnamed-official"
            return person, "named" if person else "institution"
        if word.lower in ("they", "their"):
            return self._they(tree, word)
        if word.lower in ITS or word.lemma in word_lists("saying")["document"]:
            return self._institution(tree, word), "institution"
        if word.lower in ("i", "we") and self.cast.author:
            return self.cast.author, "named" if self.cast.kind_of(
                self.cast.author
            ) == "person" else "unnamed-official"
        many = _some_of(word)
        if many is not None:
            return cast.unnamed(many, speaker), cast.anonymity(many) or "unnamed-source"
        definite = cast.definite(word)
        if definite:
            return definite, "named" if cast.kind_of(definite) == "person" else "institution"
        holder = self._named_in_office(speaker) if is_title(word) else None
        if holder is not None:
            return holder, "named"
        anonymity = cast.anonymity(word)
        if word.lemma in listed("outlets") or word.lower in listed("outlets"):
            return None, "institution"
        if anonymity and word.tag == "NNS" and cast.owners(word):
            bare = re.sub(r"^[Tt]he\s", "", speaker.text)
            return cast.noun(bare, "group", speaker), anonymity
        if anonymity:
            before = self._spoke_before(tree, word)
            return before or cast.unnamed(word, speaker), anonymity
        if (
            word.tag.startswith("NN")
            and word.lower in word_lists("sorts")
            and (word.of("poss", "compound", "amod") or word.of("prep"))
        ):
            bare = re.sub(r"^(?:the|a|an)\s", "", speaker.text, flags=re.IGNORECASE)
            return cast.noun(bare, "organization", speaker), "institution"
        if word.tag in ("NN", "NNS", "NNPS"):
            bare = re.sub(r"^(?:the|a|an)\s", "", speaker.text, flags=re.IGNORECASE)
            return cast.called(word, Span(speaker.end - len(bare), speaker.end, bare)), "institution"
        if word.proper and word.text[:1].isupper() and not cast.outlet_word(word):
            return self._unknown_name(word)
        return None, None

    def _they(self, tree: Tree, word: Word) -> tuple[str | None, Anonymity | None]:
        """Return whom 'they' mean: who acted in the sentence before, who spoke last, else a body that acted."""
        last = self.said[-1] if self.said and self.said[-1].cue.start > word.start - 600 else None
        several = self._subject_above(tree, beyond=1)
        acted = several is not None and (several.tag in ("NNS", "NNPS") or bool(several.of("conj")))
        if several is not None and acted and (last is None or last.cue.start < several.start):
            behind = self.cast.behind(several)
            return (behind[0] if behind else self.cast.described(several)), "institution"
        if last is not None and last.rule not in ("author", "turn") and not self._alone(last):
            return last.actor, last.anonymity
        bodies: tuple[ActorKind, ...] = ("organization", "group")
        return self.cast.last_subject(tree, self.clauses, bodies), "institution"

    def _unknown_name(self, word: Word) -> tuple[str, Anonymity]:
        """Return the actor of a name that nothing else tells of: who says something is somebody."""
        verb = word.head
        told = [] if verb is None else word.sentence[verb.place :]
        person = any(one.lower in ("he", "she", "his", "her") for one in told)
        first = word.place
        while first and word.sentence[first - 1].proper:
            first -= 1
        start = word.sentence[first].start
        span = Span(start, word.end, self.text[start : word.end])
        key = self.cast.named_once(word, span, "person" if person else "organization")
        return key, "named" if person else "institution"

    def _spoke_before(self, tree: Tree, word: Word) -> str | None:
        """Return who is meant by 'the official', 'the Kerran spokesman': somebody who spoke before as such.

        Words beside the noun belong to the role of a person who spoke; an official without a name has no such words.
        """
        if any(kid.dep not in (*_BESIDE, "det", "relcl", "punct") for kid in word.kids) or not any(
            kid.lower == "the" for kid in word.of("det")
        ):
            return None
        beside = {kid.lower for kid in word.of(*_BESIDE)}
        noun = re.compile(rf"\b{re.escape(word.lower)}\b", re.IGNORECASE)
        for said in reversed(self.said[-4:]):
            if said.paragraph < tree.paragraph - 1 or said.actor is None:
                continue
            if noun.search(said.speaker.text) and not beside:
                return said.actor
            if beside and self._in_role(said.actor, word, beside):
                return said.actor
        return None

    def _in_role(self, key: str, noun: Word, beside: set[str]) -> bool:
        """Whether a description may be of a named person by his role: 'the Kremlin official' of the Kremlin's spokesman."""
        role = set(re.findall(r"[\w-]+", (self.cast.role_of(key) or "").casefold()))
        general = noun.lemma in _GENERAL or noun.lower in role
        return self.cast.kind_of(key) == "person" and general and bool(role) and beside - _RANKS <= role

    def _beside_name(self, tree: Tree, word: Word, speaker: Span) -> str | None:
        """Return the actor named beside a common noun: 'its chair, Ana Bell,', 'the militia, the Marsh Guard,'."""
        if word.proper and not (is_title(word) and self.cast.actor(word) is None):
            return None
        for kid in [inner for one in word.of("appos") for inner in (one, *one.of("appos"))]:
            found = self.cast.actor(kid)
            if found and self.cast.kind_of(found) in ("person", "organization"):
                return found
        after = [one for one in tree.words if one.start >= speaker.end][:3]
        if len(after) == 3 and after[0].text == "," and is_person_noun(word):
            name = after[2] if after[1].lower == "the" else after[1]
            found = self.cast.actor(name)
            if found and self.cast.kind_of(found) == "person":
                return found
        return None

    def _named_in_office(self, speaker: Span) -> str | None:
        """Return the person named behind an office: 'Head of the port of Lenz, Ana Bell', 'envoy of Peru Rosa Prado'."""
        comma = speaker.text.rfind(",")
        persons = [
            key
            for key in self.cast.inside(speaker.start + max(comma, 0), speaker.end)
            if self.cast.kind_of(key) == "person"
        ]
        if len(persons) != 1:
            return None
        before = speaker.text.rpartition(self.cast.name_of(persons[0]))[0]
        return persons[0] if comma >= 0 or _OFFICE_OF.search(before) else None

    def _institution(self, tree: Tree, word: Word) -> str | None:
        """Return the institution of 'it' or 'the statement': its owner, else the last that acted or spoke."""
        owners = self.cast.owners(word)
        if owners:
            return owners[0]
        owner = next(
            (kid for kid in word.of("poss") if kid.tag in ("NN", "NNS") and kid.lemma not in _TIMES),
            None,
        )
        if owner is not None:
            # 'the council's survey': the council, though no name of it is known, and nobody named before
            return self._who(tree, owner, self._span(tree, owner.left, owner.place))[0]
        if word.lower in ITS:
            for clause in self.clauses[id(tree)]:
                acting = clause.subjects[0] if clause.subjects else None
                if acting is not None and acting.place < word.place and acting.lower not in ITS:
                    named = self.cast.body(acting)
                    if named is not None:
                        return named
        by = [key for thing in prepositional(word, "by", "from") if (key := self.cast.actor(thing))]
        by += [
            key
            for thing in prepositional(word, "on", "in")
            for one in thing.of("poss")
            if (key := self.cast.actor(one))
        ]
        if by:
            return by[0]
        for thing in prepositional(word, "by", "from"):
            if thing.noun and self._speaks(thing):
                return self._who(tree, thing, self._span(tree, thing.left, thing.place))[0]
        if any(kid.lower in ("a", "an") for kid in word.of("det")) or word.tag == "NNS":
            return None
        earlier = self._said_in(word)
        if earlier is not None:
            return earlier.actor
        if word.lower not in ITS:
            return self._writer(tree, word)
        recent = self.said[-1] if self.said else None
        acted = self._body_above(tree)
        if acted is not None and (recent is None or recent.cue.start < acted[0]):
            return acted[1]
        subject = acted[1] if acted else self.cast.last_subject(tree, self.clauses, BODY)
        if recent is not None and recent.actor and recent.paragraph >= tree.paragraph - 1:
            one = recent.actor is not None and self.cast.kind_of(recent.actor) in ("person", "unnamed")
            return subject if one else recent.actor
        return subject or self.cast.last_body(word.start)


def _some_of(word: Word) -> Word | None:
    """Return the people of whom a few speak: 'two of the commanders'."""
    if word.tag != "CD" and word.lower not in ("one", "some", "several", "many", "another"):
        return None
    of = [one for kid in word.of("prep") if kid.lower == "of" for one in kid.of("pobj")]
    return next((one for one in of if one.tag == "NNS" and is_person_noun(one)), None)
