"""Speakers: the noun phrase of a verb of saying, and the actor it stands for."""

from __future__ import annotations

import re
from bisect import bisect_left

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.contents import Contents, Said
from goodoffices.reader.grammar.namewords import listed
from goodoffices.reader.grammar.reach import speaks_above
from goodoffices.reader.grammar.roles import is_person_noun, is_title
from goodoffices.reader.grammar.tree import Tree, Word, conjuncts, prepositional
from goodoffices.reader.wordlists import word_lists
from goodoffices.record.entries import ActorKind, Anonymity, Span

_BODIES = frozenset(("side", "team", "council", "board", "committee", "panel", "ground", "border"))
"""Nouns behind 'on' that belong to a speaker: 'officials on both sides'."""
_PRONOUNS = {"he": "he", "she": "she", "him": "he", "her": "she", "his": "he"}
_ITS = frozenset(("it", "its"))
_BODY: tuple[ActorKind, ...] = ("organization", "state")
_OFFICE_OF = re.compile(r"\sof\s.*[A-ZÀ-Þ][\w’'-]+\s$")
_OPENING = 60
"""Signs before a speaker that may hold 'In a statement released on Friday, '."""
_TIMES = frozenset(("yesterday", "today", "day", "night", "week", "month", "year"))
"""Nouns for when a text appeared, which are nobody: 'yesterday's statement'."""
_NEAR = 1500
"""Signs within which 'the statement' is one spoken of before."""
_TO_WHOM = frozenset(("reporter", "reporters", "journalist", "journalists", "parliament", "lawmakers"))


class Speakers(Contents):
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
            subjects[0].lower in ("i", "we", "you", "one", "there")
            and self.document.layout.author is None
        ):
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
            last = self.said[-1] if self.said and self.said[-1].cue.start > word.start - 600 else None
            several = self._subject_above(tree)
            acted = several is not None and (several.tag in ("NNS", "NNPS") or bool(several.of("conj")))
            if several is not None and acted and (last is None or last.cue.start < several.start):
                behind = cast.behind(several)
                return (behind[0] if behind else cast.described(several)), "institution"
            if last is not None and last.rule not in ("author", "turn") and not self._alone(last):
                return last.actor, last.anonymity
            bodies: tuple[ActorKind, ...] = ("organization", "group")
            return cast.last_subject(tree, self.clauses, bodies), "institution"
        if word.lower in _ITS or word.lemma in word_lists("saying")["document"]:
            return self._institution(tree, word), "institution"
        if word.lower in ("i", "we") and self.cast.author:
            return self.cast.author, "named" if self.cast.kind_of(
                self.cast.author
            ) == "person" else "unnamed-official"
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
        """Return who is meant by 'the official', 'the spokesman': somebody without a name who spoke before as such."""
        if any(kid.dep not in ("det", "relcl", "punct") for kid in word.kids) or not any(
            kid.lower == "the" for kid in word.of("det")
        ):
            return None
        noun = re.compile(rf"\b{re.escape(word.lower)}\b", re.IGNORECASE)
        for said in reversed(self.said[-4:]):
            near = said.paragraph >= tree.paragraph - 1 and said.actor is not None
            if near and noun.search(said.speaker.text):
                return said.actor
        return None

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

    def _pronoun(self, tree: Tree, word: Word, pronoun: str) -> str | None:
        """Return the person of 'he' or 'she', none if the same person was the other in this paragraph."""
        found = self._pronoun_means(tree, word, pronoun)
        other = self._meant_last.get("she" if pronoun == "he" else "he")
        if found is not None and other == (tree.paragraph, found):
            return None
        if found is not None:
            self._meant_last[pronoun] = (tree.paragraph, found)
        return found

    def _pronoun_means(self, tree: Tree, word: Word, pronoun: str) -> str | None:
        """Return the person of 'he' or 'she': a subject before it in the sentence, else the last speaker or name."""
        for clause in self.clauses[id(tree)]:
            if clause.verb.place < word.place and clause.subjects and clause.verb.dep != "relcl":
                key = self.cast.actor(clause.subjects[0])
                if key and clause.subjects[0].place < word.place and self.cast.may_be(key, pronoun):
                    return key
        recent = self.said[-1] if self.said else None
        subject = self.cast.last_subject(tree, self.clauses, pronoun=pronoun)
        if subject is not None:
            return subject
        if (
            recent is not None
            and recent.actor
            and recent.paragraph >= tree.paragraph - 1
            and self.cast.may_be(recent.actor, pronoun)
        ):
            return recent.actor
        return self.cast.last_person(tree.start, pronoun)

    def _alone(self, said: Said) -> bool:
        """Whether one named person said something: 'they' are others."""
        return said.actor is not None and not said.others and self.cast.kind_of(said.actor) == "person"

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
        if word.lower in _ITS:
            for clause in self.clauses[id(tree)]:
                acting = clause.subjects[0] if clause.subjects else None
                if acting is not None and acting.place < word.place and acting.lower not in _ITS:
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
        if any(kid.lower in ("a", "an") for kid in word.of("det")) or word.tag == "NNS":
            return None
        earlier = self._said_in(word)
        if earlier is not None:
            return earlier.actor
        if word.lower not in _ITS:
            return self._writer(tree, word)
        recent = self.said[-1] if self.said else None
        acted = self._body_above(tree)
        if acted is not None and (recent is None or recent.cue.start < acted[0]):
            return acted[1]
        subject = acted[1] if acted else self.cast.last_subject(tree, self.clauses, _BODY)
        if recent is not None and recent.actor and recent.paragraph >= tree.paragraph - 1:
            one = recent.actor is not None and self.cast.kind_of(recent.actor) in ("person", "unnamed")
            return subject if one else recent.actor
        return subject or self.cast.last_body(word.start)

    def _body_above(self, tree: Tree) -> tuple[int, str] | None:
        """Return the body that is the subject of the sentence before, and where: 'The ministry summoned him. It said …'."""
        subject = self._subject_above(tree)
        key = None if subject is None else self.cast.body(subject)
        return None if subject is None or key is None else (subject.start, key)

    def _subject_above(self, tree: Tree) -> Word | None:
        """Return who does what the sentence before in the same paragraph tells."""
        at = bisect_left(self.document.trees, tree.start, key=lambda one: one.start) - 1
        before = self.document.trees[at] if at >= 0 else None
        if before is None or before.paragraph != tree.paragraph:
            return None
        for clause in self.clauses[id(before)]:
            if clause.link == "ROOT" and clause.subjects and not clause.passive:
                return clause.subjects[0]
        return None

    def _joint(self, tree: Tree, document: Word) -> list[str]:
        """Return all who wrote a document told of right before: 'A and B wrote to the mayor. “…,” the letter said.'"""
        at = bisect_left(self.document.trees, tree.start, key=lambda one: one.start) - 1
        before = self.document.trees[at] if at >= 0 else None
        if before is not None and before.paragraph != tree.paragraph:
            before = None
        written = before is not None and any(word.lemma == document.lemma for word in before.words)
        for clause in self.clauses[id(before)] if before is not None else ():
            writes = written or clause.verb.lemma in word_lists("saying")["writes"]
            if clause.link == "ROOT" and writes and not clause.passive:
                return [key for word in clause.subjects if (key := self.cast.actor(word))]
        earlier = self._said_in(document)
        return [earlier.actor, *earlier.others] if earlier is not None and earlier.actor else []

    def _writer(self, tree: Tree, document: Word) -> str | None:
        """Return whose a document is by the words that told of it: 'a report by X', else who acted last."""
        joint = self._joint(tree, document)
        if joint:
            return joint[0]
        by = re.compile(rf"\b{re.escape(document.lemma)}s?\s(?:by|from|of)\s", re.IGNORECASE)
        told = list(by.finditer(self.text, max(0, tree.start - _NEAR), tree.start))
        named = self.cast.inside(told[-1].end(), told[-1].end() + 12) if told else []
        if named:
            return named[0]
        return self.cast.last_subject(tree, self.clauses, _BODY)

    def _said_in(self, document: Word) -> Said | None:
        """Return the last statement from a document: by the same word, or 'X said in a statement' before 'the statement'."""
        if document.lower in _ITS:
            return None
        words = re.compile(rf"\b{re.escape(document.lemma)}s?\b", re.IGNORECASE)
        for said in reversed(self.said[-6:]):
            spoken = max(
                [said.cue.end, *(part.end for part in said.content if part.start < said.cue.start)]
            )
            around = self.text[
                max(0, said.speaker.start - _OPENING) : min(
                    [spoken + 30, *(p.start for p in said.content if p.start > said.cue.start)]
                )
            ]
            if document.start - said.cue.start < _NEAR and (
                words.search(said.speaker.text) or words.search(around)
            ):
                return said
        return None

    def _speaker_span(self, tree: Tree, subject: list[Word]) -> Span | None:
        """The noun phrase of a speaker: modifiers, 'of …', a name beside it; no clause, no role behind a comma."""
        first = min(self._left(tree, word) for word in subject)
        last = max(self._right(word) for word in subject)
        while first < last and (
            tree.words[first].quotation is not None
            or (
                tree.words[first].tag in (",", ":", "RB", "CC", "IN", "``", "''", "-LRB-")
                and tree.words[first].lower not in ("both",)
                and tree.words[first + 1].tag != "CD"
            )
        ):
            first += 1
        if (
            tree.words[first].lower == "that"
            and tree.words[first].tag in ("IN", "WDT")
            and first < last
        ):
            first += 1
        after = tree.words[last + 1 : last + 4]
        if [word.text for word in after[::2]] == ["(", ")"] and after[1].text.isupper():
            last += 3
        return self._span(tree, first, last)

    def _right(self, word: Word) -> int:
        last = word.place
        for kid in word.kids:
            if kid.place < word.place:
                continue
            if (
                kid.dep == "prep"
                and kid.place <= last + 2
                and not any(one.verb and one.dep in ("relcl",) for one in kid.kids)
                and kid.lower not in ("after", "before", "during")
                and (kid.lower != "on" or any(one.lemma in _BODIES for one in kid.of("pobj")))
            ):
                last = max(last, self._noun_end(kid))
            elif (
                kid.dep in ("case", "nummod", "advmod")
                and kid.place == last + 1
                and kid.tag not in ("RB",)
            ):
                last = kid.place
            elif kid.dep == "appos" and kid.proper and kid.left == word.place + 1 and not word.proper:
                last = max(last, kid.place)
            elif (
                kid.dep == "appos" and self.cast.kind(kid) == "person" and self.cast.kind(word) is None
            ):
                last = max(last, self._right(kid))
            elif (
                kid.dep in ("amod", "acl")
                and kid.lower in ("familiar", "close", "briefed", "involved", "involving", "speaking")
                and kid.place == last + 1
            ):
                comma = next(
                    (
                        one.place
                        for one in word.sentence[kid.place : kid.right]
                        if one.text == "," or one.tag in ("WP", "WDT")
                    ),
                    None,
                )
                last = max(last, kid.right if comma is None else comma - 1)
        return last

    def _noun_end(self, preposition: Word) -> int:
        last = preposition.place
        for thing in preposition.kids:
            if thing.dep in ("pobj", "prep", "pcomp"):
                last = max(last, self._right(thing) if thing.dep == "pobj" else self._noun_end(thing))
                for one in conjuncts(thing)[1:]:
                    last = max(last, self._right(one))
        return last

    def _told(self, clause: Clause) -> str | None:
        if clause.verb.lemma in ("tell", "inform", "assure", "warn", "remind"):
            heads = clause.verb.of("dobj", "dative", "iobj")
        else:
            heads = [
                thing
                for kid in clause.verb.of("prep", "dative")
                if kid.lower in ("to", "on")
                for thing in kid.of("pobj")
                if kid.lower == "to" or self.cast.outlet_word(thing)
            ]
        for head in heads:
            if head.noun and (self.cast.actor(head) or head.lower in _TO_WHOM or head.proper):
                return self._phrase(head)
        return None

    def _phrase(self, head: Word) -> str:
        first = min(
            (
                kid.left
                for kid in head.kids
                if kid.place < head.place and kid.dep in ("det", "compound", "amod", "nmod", "poss")
            ),
            default=head.place,
        )
        return (
            self.text[head.sentence[first].start : head.end].removeprefix("the ").removeprefix("The ")
        )

    def _named_in(self, span: Span) -> str | None:
        found = self.cast.inside(span.start, span.end)
        persons = [key for key in found if self.cast.kind_of(key) == "person"]
        return persons[0] if persons else (found[0] if len(found) == 1 else None)
