"""Statements that a verb of saying reports: who says something, how, and which words."""

from __future__ import annotations

from bisect import bisect_left

from goodoffices.reader.grammar.claims import CLAIMS
from goodoffices.reader.grammar.clauses import Clause
from goodoffices.reader.grammar.conditions import opens_condition
from goodoffices.reader.grammar.contents import Said, behind_date
from goodoffices.reader.grammar.framing import UNREAL, Framing, own_or_governed
from goodoffices.reader.grammar.inserted import inserted
from goodoffices.reader.grammar.moods import is_infinitive
from goodoffices.reader.grammar.own_assertion import CONDITIONS
from goodoffices.reader.grammar.reach import speaks_above
from goodoffices.reader.grammar.tree import FINITE, Tree, Word, conjuncts
from goodoffices.reader.grammar.unsaid import bidden, disagrees, leaves_open, quotes_another, to_come
from goodoffices.reader.grammar.untrue import is_untrue
from goodoffices.reader.wordlists import keys_of, word_lists
from goodoffices.record.dates import MONTHS, WEEKDAYS
from goodoffices.record.entries import Assertion, Span

_CLAIMS = CLAIMS | {"idea", "criticism", "story", "account", "version", "this", "that", "warning"}
_GOSSIP = frozenset(("talk", "speculation"))
_SHUNS = frozenset(("decline", "refuse", "fail"))
_ACTS: dict[str, Assertion] = {"object": "refused", "insist": "demanded"}
"""How verbs mean a thing behind 'to' or 'on' that report a clause as asserted: 'insisted on a reply'."""
_CLAIMED = frozenset(
    ("victory", "credit", "life", "lives", "victim", "seat", "title", "right", "place")
)
"""Things that are claimed otherwise than in words."""
_LISTED = frozenset(("point", "thing", "matter", "condition", "term", "reason", "principle", "item"))
"""Things of which a list follows."""
_DAYS = frozenset((*MONTHS, *WEEKDAYS))
MOST_LEAD = 2
"""Words such as 'but' that may stand before the words said."""
_AMOUNTS = frozenset(
    ("over", "about", "around", "nearly", "almost", "some", "under", "up", "more", "fewer", "at")
)


class SayingVerbs(Framing):
    """The frames in which verbs of saying stand: with a clause, an infinitive, a gerund or an object."""

    def _by_verb(self, tree: Tree, clause: Clause) -> Said | None:
        """Return the statement that a clause with a verb of saying reports."""
        if disagrees(clause) or leaves_open(clause) or bidden(clause) or quotes_another(clause):
            return None
        if clause.verb.lemma == "claim" and not (
            self._speaker_like(tree, clause) or clause.verb.of("ccomp") or clause.subjects[:1] == []
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
        if not saying and not (quoted and (only_quoted or self._is_direct(tree, clause, quoted))):
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
        if not quoted and self._says_nothing(tree, clause, contents):
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

    def _says_nothing(self, tree: Tree, clause: Clause, contents: list[Word]) -> bool:
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
        marked = verb.lemma in ("say", "add") and bool(self._marked(tree, verb.place, verb.right))
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

    def _with_infinitive(self, tree: Tree, clause: Clause) -> Said | None:
        """'X vowed to stay', 'X claims to hold the hill'."""
        if clause.passive or (clause.verb.tag == "VBN" and not clause.verb.of("aux")):
            return None
        will = clause.lemma in word_lists("saying")["will"]
        kids = [
            kid
            for kid in clause.verb.of("xcomp", *(("ccomp",) if will else ()))
            if any(one.lower == "to" for one in kid.of("aux"))
        ]
        if not kids or clause.lemma in ("agree", "urge", "expect", "demand", "refuse"):
            return None
        if will and (clause.link in ("relcl", "acl") or not self._speaker_like(tree, clause)):
            return None
        return self._from(tree, clause, kids[0].left, "infinitive", kids[0])

    def _with_gerund(self, tree: Tree, clause: Clause) -> Said | None:
        """'Rwanda denies supporting M23'."""
        kids = [
            kid
            for kid in clause.verb.of("xcomp", "ccomp")
            if kid.tag == "VBG" or any(one.tag == "VBG" for one in kid.of("aux", "auxpass")[:1])
        ]
        if not kids or clause.passive or (clause.negated and clause.lemma != "deny"):
            return None
        return self._from(tree, clause, kids[0].left, "gerund", kids[0])

    def _with_for(self, tree: Tree, clause: Clause) -> Said | None:
        """'X appealed for calm', 'X called on Monday for a ballot'."""
        verb = clause.verb
        if clause.passive or clause.negated or clause.link in ("relcl", "acl") or to_come(clause):
            return None
        if clause.link == "advcl" and is_infinitive(clause):
            return None  # 'flew to Lenz to press for a truce'
        preps = [*verb.of("prep"), *(one for kid in verb.of("prep", "dobj") for one in kid.of("prep"))]
        preps += [
            one for kid in verb.of("prep") for thing in kid.of("pobj") for one in thing.of("prep")
        ]
        behind = [kid for kid in preps if kid.lower == "for" and kid.place > verb.place]
        things = [thing for kid in behind for thing in kid.of("pobj", "pcomp")]
        if not things or things[0].text in _DAYS or things[0].lemma == "comment":
            return None
        if not self._speaker_like(tree, clause) or verb.of("dobj"):
            return None
        return self._from(tree, clause, behind[0].place + 1, "demand", things[0])

    def _with_demand(self, tree: Tree, clause: Clause) -> Said | None:
        """'X urged both to use it', 'X called on the crews to return'."""
        verb = clause.verb
        if clause.passive or clause.negated or (verb.tag == "VBN" and not verb.of("aux")):
            return None
        if to_come(clause):
            return None
        for word in tree.words[verb.place + 1 :]:
            if word.verb and any(one.lower == "to" for one in word.of("aux")):
                above = word.head
                near = word.dep in ("xcomp", "ccomp", "acl", "advcl") and above is not None
                if not (near and above is not None and above.within(verb)):
                    return None
                to = next(one for one in word.of("aux") if one.lower == "to")
                first = min([to.place, *(kid.place for kid in word.of("neg") if kid.place < to.place)])
                return self._from(tree, clause, first, "demand", word)
            verbal = word.verb and word.dep not in ("amod", "compound")
            if verbal or word.text in (",", ":") or word.quotation is not None:
                break
        return None

    def _with_number(self, tree: Tree, clause: Clause) -> Said | None:
        """'X says 84', 'Analysts put it at 8 million', 'Police counted about 4,000 people'."""
        verb = clause.verb
        if clause.link == "xcomp" and is_infinitive(clause):
            return None  # 'told the council to say no'
        if clause.passive or clause.negated or (verb.tag == "VBN" and not verb.of("aux")):
            return None
        at_or_as = {"put": "at", "estimate": "at", "give": "as"}.get(verb.lemma)
        if at_or_as:
            at = next(
                (kid for kid in verb.of("prep") if kid.lower == at_or_as and _numbered(kid)), None
            )
            at = at or next(
                (
                    one
                    for kid in verb.of("dobj")
                    for one in kid.of("prep")
                    if one.lower == at_or_as and _numbered(one)
                ),
                None,
            )
            counted = [
                kid.left
                for kid in verb.of("dobj")
                if at and verb.place < kid.left < at.place and not kid.tag.startswith("PRP")
            ]
            first = min(counted, default=0 if at is None else at.place)
            if at is not None or verb.lemma != "estimate":
                return None if at is None else self._from(tree, clause, first, "number")
        near = tree.words[verb.place + 1 : verb.place + 4]
        if (
            verb.lemma in ("say", "claim")
            and near
            and near[0].lower in _AMOUNTS
            and any(word.tag == "CD" for word in near[1:])
        ):
            return self._from(tree, clause, near[0].place, "number")
        things = [
            kid
            for kid in verb.of("dobj", "npadvmod", "attr", "oprd", "nummod", "advmod", "intj", "dep")
            if kid.place > verb.place and (_numbered(kid) or kid.lower in ("no", "yes"))
        ]
        if not things or any(kid.tag == "RB" for kid in things):
            return None
        return self._from(tree, clause, things[0].left, "number")

    def _with_object(self, tree: Tree, clause: Clause) -> Said | None:
        """'X denied the charge', 'X called the plan “a wall”', 'X accused Y of lying'."""
        verb, lemma = clause.verb, clause.verb.lemma
        lists = word_lists("saying")
        participle = verb.tag == "VBN" and not verb.of("aux") and not verb.of("nsubj")
        if clause.passive or clause.negated or participle:
            return None
        unreal = own_or_governed(clause)
        bound = unreal == "conditional" and clause.modal is None and clause.mark is None
        if unreal in UNREAL and not bound and lemma not in keys_of("cues"):
            return None
        objects = [kid for kid in verb.of("dobj", "oprd", "attr") if kid.place > verb.place]
        things = [_counted_of(kid) for kid in objects]
        if lemma in ("repeat", "renew", "restate", "declare", "issue"):
            things = [kid for kid in things if kid.lemma in word_lists("reported")["nouns"]]
        if clause.lemma in lists["rebuts"]:
            things = [*things, *clause.with_("at", "against", "on")]
            things = [thing for thing in things if thing.lemma in _CLAIMS and thing.lower != "this"]
        if lemma in ("reject", "dismiss"):
            things = things or _claims_behind(verb)
            if not any(thing.lemma in _CLAIMS or thing.lower in _GOSSIP for thing in things):
                return None
        if lemma in lists["naming"] | lists["judging"]:
            return self._with_name(tree, clause, things)
        if lemma == "speak":
            things = [thing for kid in verb.of("prep") if kid.lower == "of" for thing in kid.of("pobj")]
            if not self._marked(tree, verb.place, verb.right):
                return None
        if lemma in ("warn", "hint", "point"):
            things = [
                thing
                for kid in verb.of("prep")
                if kid.lower in ("of", "against", "at", "to")
                for thing in kid.of("pobj", "pcomp")
            ]
        if lemma in _ACTS and clause.link != "advcl":
            things = [
                thing
                for kid in verb.of("prep")
                if kid.lower in ("to", "on")
                for thing in kid.of("pobj", "pcomp")
            ]
        if lemma == "complain":
            things = [
                thing
                for kid in verb.of("prep")
                if kid.lower in ("of", "about")
                for thing in kid.of("pobj", "pcomp")
            ]
        if lemma == "hope":
            things = [
                thing for kid in verb.of("prep") if kid.lower == "for" for thing in kid.of("pobj")
            ]
        if things and things[0].lemma in _LISTED and tree.words[-1].text == ":":
            return None  # 'stressed three points:'
        if not things or (
            lemma in ("expect", "threaten", "vow") and not self._speaker_like(tree, clause)
        ):
            return None
        counted = things[0].tag.startswith("CD")
        if lemma == "claim" and (counted or things[0].lemma in _CLAIMED):
            return None
        counted_of = bool(objects) and things[0] is _counted_of(objects[0])
        first = min(thing.left for thing in (objects if counted_of else things))
        said = self._from(tree, clause, first, "object", things[0])
        if said is not None and lemma in _ACTS:
            said.assertion, said.meant_by_words = _ACTS[lemma], False
        return said

    def _speaker_like(self, tree: Tree, clause: Clause) -> bool:
        subjects = (speaks_above(clause) or clause).subjects
        return bool(subjects) and self._speaks(subjects[0])

    def _with_name(self, tree: Tree, clause: Clause, things: list[Word]) -> Said | None:
        """'X called it “a wall”', 'which X described as “polite”'."""
        verb = clause.verb
        naming = verb.lemma in word_lists("saying")["naming"]
        parts = [*things, *(kid for kid in verb.of("prep") if kid.lower == "as")]
        parts += [kid for kid in verb.of("ccomp", "xcomp") if kid.place > verb.place and naming]
        parts = [kid for kid in parts if kid.place > verb.place and kid.quotation is None]
        if not parts or any(kid.lower.endswith(("self", "selves")) for kid in parts):
            return None
        first = min(kid.left for kid in parts)
        quoted = self._marked(tree, verb.place, verb.right)
        named = naming and (len(parts) > 1 or parts[0].lower == "as" or parts[0].dep == "ccomp")
        named = named or (
            naming and parts[0].lemma in _CLAIMS and is_untrue(tree.words[verb.place : verb.right + 1])
        )
        if not (quoted or named):
            return None
        said = self._from(tree, clause, max(first, verb.place + 1), "object")
        if said is not None and naming and is_untrue(tree.words[verb.place : verb.right + 1]):
            said.assertion = "denied"
        return said

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
            if any(word.tag in FINITE for word in words) or self._marked(tree, words[0].place, 0):
                content = [self._span(tree, clause.verb.place + 1, clause.verb.right)]
        if not subject or not content:
            return None
        return self._said(tree, clause, subject, content, "as-saying", quotations)


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
    return verb.dep == "advcl" and all(word.within(verb) for word in words if word.tag in FINITE)


def _counted_of(word: Word) -> Word:
    """Return the things of which some are meant: the demands of 'repeated several of its demands'."""
    if word.lower not in ("several", "some", "many", "most", "all", "both", "one"):
        return word
    of = [thing for kid in word.of("prep") if kid.lower == "of" for thing in kid.of("pobj")]
    return of[0] if of else word


def _asks(contents: list[Word]) -> bool:
    """Whether words are a question, which says nothing: 'asked when the wages would be paid'."""
    opens = [kid.sentence[kid.left] for kid in contents]
    return any(word.tag in ("WRB", "WP", "WDT") or word.lower in ("whether", "if") for word in opens)


def _claims_behind(verb: Word) -> list[Word]:
    """Return the claims that a verb calls something: 'dismissed as “fantasy” reports that …'."""
    return [
        thing
        for kid in verb.of("prep")
        if kid.lower == "as"
        for thing in kid.of("pobj")
        if thing.lemma in _CLAIMS and thing.of("acl", "relcl")
    ]


def _numbered(word: Word) -> bool:
    """Whether a phrase has a number: '84', 'at 31', 'about 4,000 people'."""
    return any(one.tag == "CD" for one in word.sentence[word.left : word.right + 1])
