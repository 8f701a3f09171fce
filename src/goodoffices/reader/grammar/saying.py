"""Statements that a verb of saying reports: who says something, how, and which words."""

from __future__ import annotations

from bisect import bisect_left

from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.conditions import opens_condition
from goodoffices.reader.grammar.contents import Said, behind_date
from goodoffices.reader.grammar.framing import UNREAL, own_or_governed
from goodoffices.reader.grammar.inserted import inserted
from goodoffices.reader.grammar.own_assertion import CONDITIONS
from goodoffices.reader.grammar.saying_objects import ObjectFrames
from goodoffices.reader.grammar.tree import FINITE, Tree, Word, conjuncts
from goodoffices.reader.grammar.unsaid import bidden, disagrees, leaves_open, quotes_another
from goodoffices.reader.wordlists import keys_of, word_lists
from goodoffices.record.entries import Span

_WISHES = frozenset(("hope", "fear", "believe", "think", "expect"))
"""Verbs of thoughts, which a clause about a thing tells in passing."""
_ANSWERING = frozenset(("reply", "respond", "answer", "speak", "ask"))
"""Verbs whose participle at the head of a sentence tells on what occasion somebody speaks."""
_SHUNS = frozenset(("decline", "refuse", "fail"))
MOST_LEAD = 2
"""Words such as 'but' that may stand before the words said."""


class SayingVerbs(ObjectFrames):
    """The frames in which verbs of saying stand: with a clause, an infinitive, a gerund or an object."""

    def _by_verb(self, tree: Tree, clause: Clause) -> Said | None:
        """Return the statement that a clause with a verb of saying reports."""
        if disagrees(clause) or leaves_open(clause) or bidden(clause) or quotes_another(clause):
            return None
        if clause.verb.lemma == "claim" and not (
            self._speaker_like(clause) or clause.verb.of("ccomp") or clause.subjects[:1] == []
        ):
            return None  # 'the storm has claimed 40 lives'
        frames = word_lists("saying")
        lemma = clause.lemma if clause.lemma in keys_of("saying") else clause.verb.lemma.lower()
        return (
            self._as_saying(tree, clause)
            or (self._inserted(tree, clause) if lemma in frames["clause"] else None)
            or self._with_clause(tree, clause, lemma in frames["clause"])
            or (self._with_infinitive(tree, clause) if lemma in frames["infinitive"] else None)
            or (self._with_gerund(tree, clause) if lemma in frames["gerund"] else None)
            or (self._with_for(tree, clause) if lemma in frames["for"] else None)
            or (self._with_demand(tree, clause) if lemma in frames["demand"] else None)
            or (self._with_number(tree, clause) if lemma in frames["number"] else None)
            or (self._with_object(tree, clause) if lemma in frames["object"] else None)
        )

    def _inserted(self, tree: Tree, clause: Clause) -> Said | None:
        """'…, X said.', 'The lists, it says, leave out …'."""
        found = inserted(tree, clause.verb)
        if found is None or self._quotation_of(tree, clause):
            return None
        content, quotations = self._runs(tree, found.runs)
        before = self._clause_before(tree)
        if (
            before is not None
            and found.runs[0][0] < MOST_LEAD
            and found.runs[-1][1] < clause.verb.place
        ):
            end = content[0].end
            content[0] = Span(before.start, end, self.text[before.start : end])
        if found.subject.place > clause.verb.place and not self._speaks(found.subject):
            return None
        first = tree.words[found.runs[0][0]]
        if (
            len(found.runs) == 1
            and first.dep == "mark"
            and first.lower not in CONDITIONS
            and first.head is not None
            and first.head.head is clause.verb
        ):
            # 'Although they hoped for more, the round concluded': the clause before says when, not what
            return None
        if _asked(tree, found.runs, clause):
            return None
        said = self._said(tree, clause, conjuncts(found.subject), content, "inserted", quotations)
        if said is not None and said.assertion == "asserted":
            self._mean(said, self._first_within(tree, found.runs))
            opens = [tree.words[run[0]] for run in found.runs]
            if any(
                (word.lower in CONDITIONS and word.dep in ("mark", "prep")) or opens_condition(word)
                for word in opens
            ):
                said.assertion = "conditional"
        return said

    def _clause_before(self, tree: Tree) -> Tree | None:
        """Return the clause before a semicolon that goes on with a sentence, if nobody else has said it."""
        trees = self.document.trees
        at = bisect_left(trees, tree.start, key=lambda one: one.start) - 1
        before = trees[at] if at >= 0 else None
        if before is None or before.paragraph != tree.paragraph or before.words[-1].text != ";":
            return None
        spoken = any(
            part.start < before.end and before.start < part.end
            for said in self.said[-3:]
            for part in (said.cue, *said.content)
        )
        return None if spoken else before

    def _with_clause(self, tree: Tree, clause: Clause, saying: bool) -> Said | None:
        """'X said that …', '“…,” said X', 'saying that …'."""
        verb = clause.verb
        lists = word_lists("saying")
        quoted = self._quotation_of(tree, clause)
        contents = [
            kid
            for kid in verb.of("ccomp", "parataxis")
            if kid.quotation is None and (kid.verb or kid.kids) and not _attributes(tree, kid)
        ]
        only_quoted = {clause.lemma, verb.lemma} & set(lists["only-quotation"])
        told = bool(only_quoted) or _comes(clause)
        if not saying and not (quoted and (told or self._is_direct(tree, clause, quoted))):
            return None
        if (
            verb.lemma in ("ask", "call", "urge", "find")
            and not quoted
            and not any(
                any(one.lower == "that" for one in kid.of("mark")) or verb.lemma == "ask"
                for kid in contents
            )
        ):
            return None
        if not quoted and verb.lemma in ("ask", "wonder", "inquire", "enquire") and _asks(contents):
            return None
        if not quoted and clause.link == "relcl" and clause.lemma in _WISHES:
            return None  # 'concessions it hopes may end the strike'
        if not quoted and self._says_nothing(tree, clause):
            return None
        if any(word.lower == "neither" for word in tree.words[max(0, verb.place - 4) : verb.place]):
            return None
        if clause.passive and verb.lemma in lists["not-passive"] | lists["told"]:
            return None
        if (
            verb.tag == "VBN"
            and not verb.of("aux", "auxpass")
            and clause.link in ("acl", "advcl", "amod")
        ):
            return None
        if quoted or any(kid.place > verb.place for kid in contents):
            contents = [_with_subject(kid, clause) for kid in contents]
            content, quotations = self._content(tree, clause, contents, quoted)
        else:
            first = self._broken_clause(tree, clause)
            content, quotations = (
                ([], set[int]()) if first is None else self._content_from(tree, clause, first)
            )
        if not content:
            return None
        subject = self._subject(tree, clause)
        if subject is None:
            return None
        rule = "quotation" if quoted else "clause"
        said = self._said(tree, clause, subject, content, rule, quotations)
        if said is not None and clause.link in ("acl", "advcl") and verb.tag == "VBG":
            said.rule = "saying"
        return said

    def _is_direct(self, tree: Tree, clause: Clause, quoted: list[int]) -> bool:
        """Whether somebody's verb stands right behind direct speech, whatever it is: '“We wait,” shrugged Moen'."""
        if clause.link != "ROOT" or clause.passive or clause.negated:
            return False
        words = self.document.layout.quotations[quoted[-1]].parts[0]
        ends = self.text[words[0] : words[1]].rstrip("”“\"»’'")[-1:] in (",", "?", "!")
        after = [word for word in tree.words if word.start >= words[1]]
        first = min([clause.verb.place, *(one.left for one in clause.verb.of("nsubj"))])
        subjects = self._subject(tree, clause)
        if not ends or not subjects or not after or after[0].place != first:
            return False
        subject = subjects[0]
        return self.cast.kind(subject) == "person" or subject.lower in ("he", "she")

    def _says_nothing(self, tree: Tree, clause: Clause) -> bool:
        """Whether a report is that somebody does not say something: 'did not say when talks would resume'."""
        above = clause.governor
        shuns = above is not None and clause.link == "xcomp" and above.verb.lemma in _SHUNS
        if clause.verb.lemma not in word_lists("saying")["withheld"] or not (
            clause.negated or shuns or own_or_governed(clause) in UNREAL
        ):
            return False
        after = tree.words[clause.verb.place + 1 :]
        asked = any(
            word.tag in ("WRB", "WP", "WDT") or word.lower in ("whether", "if") for word in after[:4]
        )
        return asked or clause.negated or shuns

    def _broken_clause(self, tree: Tree, clause: Clause) -> int | None:
        """Return where the words begin that the parse did not attach to 'said', 'warned' and the like."""
        verb, words = clause.verb, tree.words
        if not verb.of("nsubj"):
            return None
        plain = verb.lemma in word_lists("saying")["plain"]
        rest = [word for word in words[verb.place + 1 :] if word.tag != "."]
        says = verb.lemma == "say" and len(rest) > 2 and not verb.of("dobj", "prep")
        marked = verb.lemma in ("say", "add") and bool(self._marked(tree, verb.place))
        if marked and len(rest) > 2 and rest[0].dep not in ("prep", "prt") and rest[0].tag != "IN":
            return behind_date(tree, rest[0].place, verb.place)
        if not says and (len(rest) < 4 or not any(word.tag in FINITE for word in rest)):
            return None
        for word in rest:
            if (
                word.lower == "that"
                and word.dep in ("mark", "det", "nsubj", "dobj")
                and (
                    word.tag == "IN"
                    or (word.dep == "dobj" and verb.lemma in word_lists("saying")["told"])
                )
            ):
                return word.place + 1
            if word.tag in FINITE or word.tag in (",", ":"):
                break
        if not plain or (verb.of("dobj") and verb.lemma not in ("say", "add")):
            return None
        if any(one.link == "conj" and one.governor is clause for one in self.clauses[id(tree)]):
            return None
        first = behind_date(tree, rest[0].place, verb.place)
        if words[first].tag in ("DT", "NNP", "PRP", "NNS", "PRP$", "JJ", "CD", "NN", "EX"):
            return first
        return None

    def _as_saying(self, tree: Tree, clause: Clause) -> Said | None:
        """'The paper cited X as saying that …', 'X was quoted as saying …'."""
        having = [kid for kid in clause.verb.of("aux") if kid.tag == "VBG"]
        if (
            clause.verb.lemma not in ("say", "tell", "warn", "write")
            or not (clause.verb.tag == "VBG" or having)
            or clause.governor is None
        ):
            return None
        above = clause.governor
        if above.verb.lemma not in ("cite", "quote", "report"):
            return None
        subject = above.subjects if above.passive else above.objects
        quoted = self._quotation_of(tree, clause) or self._quotation_of(tree, above)
        contents = clause.verb.of("ccomp", "parataxis")
        content, quotations = self._content(tree, clause, contents, quoted)
        if not content and clause.verb.right > clause.verb.place:
            words = tree.words[clause.verb.place + 1 : clause.verb.right + 1]
            if any(word.tag in FINITE for word in words) or self._marked(tree, words[0].place):
                content = [self._span(tree, clause.verb.place + 1, clause.verb.right)]
        if not subject or not content:
            return None
        return self._said(tree, clause, subject, content, "as-saying", quotations)


def _comes(clause: Clause) -> bool:
    """Whether a text follows its words: '“No,” came the reply from the guild'."""
    lists = word_lists("saying")
    return clause.lemma in lists["comes"] and any(
        word.place > clause.verb.place and word.lemma in lists["answers"] | lists["document"]
        for word in clause.verb.of("nsubj", "attr", "dobj")
    )


def _attributes(tree: Tree, verb: Word) -> bool:
    """Whether a clause set off by commas tells who says the words around it: 'Kade has not responded, her aide said'."""
    said = verb.dep == "parataxis" and verb.lemma in word_lists("saying")["plain"]
    return said and inserted(tree, verb) is not None


def _with_subject(said: Word, clause: Clause) -> Word:
    """Return the subject of words said that was taken for an object: 'added the guild agreed to a vote'."""
    bare = said.tag in ("VBD", "VBZ", "VBP") and not said.of(
        "nsubj", "nsubjpass", "expl", "csubj", "mark"
    )
    things = [kid for kid in clause.verb.of("dobj") if clause.verb.place < kid.place < said.place]
    plain = clause.verb.lemma in word_lists("saying")["plain"] - word_lists("saying")["told"]
    return things[0] if bare and plain and len(things) == 1 else said


def _asked(tree: Tree, runs: list[tuple[int, int]], clause: Clause) -> bool:
    """Whether words before an attribution tell of its question: 'When asked if it would close, Bell said “never”'."""
    if len(runs) != 1 or runs[0][1] > clause.verb.place:
        return False
    words = tree.words[runs[0][0] : runs[0][1] + 1]
    verb = next((word for word in words if word.verb or word.tag in FINITE), None)
    if (
        verb is None
        or verb.tag not in ("VBG", "VBN")
        or verb.of("aux", "auxpass", "nsubj", "nsubjpass")
    ):
        return False
    if verb is words[0] and verb.lemma in _ANSWERING:
        return True
    return verb.dep == "advcl" and all(word.within(verb) for word in words if word.tag in FINITE)


def _asks(contents: list[Word]) -> bool:
    """Whether words are a question, which says nothing: 'asked when the wages would be paid'."""
    opens = [kid.sentence[kid.left] for kid in contents]
    return any(word.tag in ("WRB", "WP", "WDT") or word.lower in ("whether", "if") for word in opens)
