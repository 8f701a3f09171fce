"""Which names of a dispatch are actors, and of what kind; variants of a name become one actor."""

from __future__ import annotations

import re

from goodoffices.reader.grammar.document import Document
from goodoffices.reader.grammar.drafts import Drafts, slug
from goodoffices.reader.grammar.names import Name, listed, names_in, personal, role_beside, states
from goodoffices.reader.grammar.tree import Tree, Word

_BRACKETS = re.compile(
    r"\s?\((?:the\s|or\s|known as\s(?:the\s)?)?[“\"‘]?([A-Z][A-Z0-9&.-]{1,9})[”\"’]?\)"
)
_ACTS = frozenset(
    [
        "say",
        "tell",
        "meet",
        "ask",
        "warn",
        "deny",
        "add",
        "announce",
        "sign",
        "agree",
        "reject",
        "refuse",
        "demand",
        "call",
        "urge",
        "accept",
        "want",
        "seek",
        "offer",
        "claim",
        "insist",
        "propose",
        "accuse",
        "vow",
        "pledge",
        "threaten",
        "hope",
        "plan",
        "speak",
        "talk",
        "release",
        "free",
        "send",
        "hold",
        "begin",
        "resume",
        "lead",
        "fight",
        "attack",
        "seize",
        "capture",
        "withdraw",
        "leave",
        "join",
        "host",
        "back",
        "support",
        "welcome",
        "condemn",
        "suspend",
        "extend",
        "break",
        "walk",
        "return",
        "negotiate",
        "control",
        "oppose",
        "press",
        "strike",
        "stay",
        "favour",
        "favor",
        "reply",
        "respond",
        "write",
        "arrest",
        "arrive",
        "visit",
        "release",
        "agree",
        "decline",
        "rule",
        "hand",
        "receive",
        "invite",
    ]
)
_PERSON_VERBS = frozenset(
    [
        "say",
        "tell",
        "ask",
        "meet",
        "write",
        "add",
        "reply",
        "smile",
        "answer",
        "recall",
        "explain",
        "joke",
        "lead",
        "chair",
        "head",
        "phone",
        "speak",
        "visit",
        "fly",
        "travel",
        "argue",
        "insist",
        "warn",
        "sign",
        "host",
        "call",
    ]
)


class Naming(Drafts):
    """Actors from the names in every sentence of a document."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._places: set[str] = set()
        found = [(tree, name) for tree in document.all_trees() for name in names_in(tree)]
        self._beside = _coordinated(found)
        self._find_places(found)
        body = [
            (tree, name)
            for tree, name in found
            if document.passage(tree).sort != "heading" or not _titled_case(tree)
        ]
        self._read_names(body)
        self._read_known(found)
        self._order.sort()

    def _find_places(self, found: list[tuple[Tree, Name]]) -> None:
        """Note names that stand after 'in', 'at' or 'to' and do nothing: places."""
        for _, name in found:
            head = name.head
            if (
                name.kind is None
                and head.dep == "pobj"
                and head.head is not None
                and head.head.lower in listed("place") - {"between", "from", "to"}
            ):
                self._places.add(name.text)
            if (
                name.kind is None
                and head.dep == "pobj"
                and head.head is not None
                and head.head.lower == "to"
                and head.head.head is not None
                and head.head.head.lemma
                in (
                    "travel",
                    "fly",
                    "go",
                    "return",
                    "come",
                    "move",
                    "drive",
                    "trip",
                    "visit",
                    "journey",
                    "sail",
                )
            ):
                self._places.add(name.text)

    def _read_names(self, found: list[tuple[Tree, Name]]) -> None:
        """Take in names of two words or more, names with a role and states, then single words."""
        for tree, name in found:
            if name.kind == "person":
                role = name.role or role_beside(tree, name)
                if len(name.words) > 1 or name.text not in self._surnames:
                    self._person(name, role)
        for tree, name in found:
            if name.kind == "organization":
                self._add(name.text, "organization", name, outlet=name.outlet)
                self._bracketed(name)
            elif name.kind == "state" and not name.place:
                self._state(name)
            elif name.kind is None and len(name.words) > 1:
                self._unknown(tree, name)
        for tree, name in found:
            if name.kind is None and len(name.words) == 1:
                self._single(tree, name)
            elif name.kind == "state" and name.place:
                self._capital(name)

    def _read_known(self, found: list[tuple[Tree, Name]]) -> None:
        """Take in every other mention of an actor that is known by now, headings' too."""
        for _, name in found:
            if self.actor(name.head) is None:
                key = self._known(name.text)
                if key:
                    self._place(key, name.words)
                elif name.kind == "person" and len(name.words) == 1 and name.role is not None:
                    self._person(name, name.role)

    def _person(self, name: Name, role: str | None) -> None:
        text = name.text
        key = self._surnames.get(text) or self._aliases.get(text)
        if key is None:
            key = self._add(text, "person", name, role)
        else:
            self._place(key, name.words)
            draft = self._drafts[key]
            draft.role = draft.role or role
        words = [word.text for word in name.words if word.text not in "-’'"]
        self._surnames.setdefault(text, key)
        self._surnames.setdefault(words[-1], key)
        if len(words) > 2:
            self._surnames.setdefault(" ".join(words[-2:]), key)
            if words[-2] == words[-2].lower() or "-" in text:
                self._surnames.setdefault(text.rpartition(" ")[2], key)

    def _bracketed(self, name: Name) -> None:
        """Take in an acronym in brackets behind a name: 'the River Defence Forces (RDF)'."""
        end = name.words[-1].end
        match = _BRACKETS.match(self.document.text, end)
        if match:
            self._aliases[match[1]] = self._aliases[match[1].replace(".", "")] = self._aliases[
                name.text
            ]
            self._drop(match[1])

    def _drop(self, text: str) -> None:
        key = slug(text)
        if key in self._drafts and self._drafts[key].name == text and self._aliases.get(text) != key:
            spans = self._drafts.pop(key).spans
            target = self._aliases[text]
            self._drafts[target].spans |= spans
            self._order = [(at, target if one == key else one) for at, one in self._order]
            self._of_word = {
                place: target if one == key else one for place, one in self._of_word.items()
            }

    def _state(self, name: Name) -> None:
        state = states()[0].get(name.text) or states()[0][name.text.removeprefix("The ")]
        self._add(state, "state", name)

    def _capital(self, name: Name) -> None:
        """A capital is its government if it acts: 'Oslo rejected the plan'; else a place."""
        state = states()[1][name.text]
        if name.text not in self._places and self._acts(name.head) and name.head.dep != "pobj":
            self._add(state, "state", name)

    def _unknown(self, tree: Tree, name: Name) -> None:
        """Decide what a name without a title is: two words or more."""
        if name.text in self._surnames or name.text in self._aliases:
            self._place(self._surnames.get(name.text) or self._aliases[name.text], name.words)
            return
        role = role_beside(tree, name)
        head, first = name.head, name.words[0]
        article = first.place > 0 and tree.words[first.place - 1].lower == "the"
        verb = head.head.lemma if head.head is not None and head.head.verb else ""
        if self._is_group(name) or (article and name.words[0].text not in listed("given")):
            if (self._is_group(name) or self._acts(head)) and name.text not in self._places:
                self._add(name.text, "organization", name)
                self._bracketed(name)
            return
        given = first.text in listed("given")
        person = (
            2 * given + 3 * (role is not None) + 2 * (head.dep in ("nsubj",) and verb in _PERSON_VERBS)
        )
        person += personal(tree, name) + 2 * (
            head.dep == "dobj" and verb in ("tell", "meet", "phone", "quote", "cite")
        )
        person += (
            head.dep == "pobj"
            and head.head is not None
            and head.head.lower in ("with", "by", "between", "and")
        )
        if head.dep == "conj" and head.head is not None:
            person += self.kind(head.head) == "person"
        place = 3 * (name.text in self._places) + (
            head.dep == "pobj"
            and head.head is not None
            and head.head.lower in ("in", "at", "near", "to", "from")
        )
        if person > place or (
            person == place == 0
            and self._acts(head)
            and all(word.text[:1].isupper() for word in name.words)
        ):
            self._person(name, role)

    def _single(self, tree: Tree, name: Name) -> None:
        """Decide what a single capitalised word is: a person known, a group that acts, or a place."""
        text = name.text
        known = self._known(text)
        if known:
            self._place(known, name.words)
            return
        first = next(
            (
                key
                for key, draft in self._drafts.items()
                if draft.kind == "person" and draft.name.split()[0] == text
            ),
            None,
        )
        if first is not None:
            self._place(first, name.words)
            return
        if text in self._places and not (
            name.head.dep == "nsubj"
            and self._acts(name.head)
            and not self._is_group(name)
            and name.head.head is not None
            and name.head.head.lemma
            in ("refuse", "reject", "accept", "say", "agree", "demand", "insist", "sign")
        ):
            return
        above = name.head.head
        speaks = above is not None and above.lemma in _PERSON_VERBS and name.head.dep == "nsubj"
        if name.doubtful and not (speaks and name.words[0].tag == "NNP"):
            return
        if self._is_group(name):
            self._add(text, "organization", name)
        elif self._acts(name.head) and name.head.dep in (
            "nsubj",
            "nsubjpass",
            "poss",
            "conj",
            "dobj",
            "pobj",
        ):
            met = (
                above is not None
                and name.head.dep == "dobj"
                and above.lemma in ("meet", "phone", "tell")
            )
            if text in listed("given") or met or (personal(tree, name) and name.head.dep == "nsubj"):
                self._person(name, role_beside(tree, name))
                return
            partner = above is not None and above.lower in (
                "with",
                "by",
                "against",
                "between",
                "of",
                "and",
            )
            if (partner or name.head.dep != "pobj") and name.words[0].proper:
                self._add(text, "organization", name)

    def _is_group(self, name: Name) -> bool:
        """Whether an apposition or 'is' tells that a name is a group's."""
        head = name.head
        nouns = [kid for kid in head.of("appos") if kid.tag.startswith("NN")]
        if head.dep == "nsubj" and head.head is not None and head.head.lemma == "be":
            nouns += head.head.of("attr")
        if head.dep == "appos" and head.head is not None:
            nouns.append(head.head)
        before = [kid for kid in head.of("compound", "amod") if kid.text.islower()]
        return any(
            noun.lower in listed("group") or noun.lemma in listed("group") for noun in (*nouns, *before)
        )

    def _acts(self, head: Word) -> bool:
        """Whether a name does something that an actor does, or has it done to it."""
        top = head
        while top.dep in ("conj", "compound", "appos") and top.head is not None:
            top = top.head
        if top.dep == "poss":
            return True
        verb = top.head
        if top.dep == "pobj" and verb is not None:
            return (
                verb.lower in ("with", "by", "against", "between", "of")
                and verb.head is not None
                and (
                    verb.head.lemma.lower() in _ACTS
                    or verb.head.lemma.lower()
                    in (
                        "talk",
                        "negotiation",
                        "meeting",
                        "truce",
                        "envoy",
                        "round",
                        "deal",
                        "agreement",
                        "pact",
                        "war",
                        "call",
                        "session",
                        "delegation",
                        "representative",
                        "negotiator",
                        "leader",
                        "fighter",
                        "war",
                        "discussion",
                        "member",
                        "leadership",
                        "commander",
                        "delegate",
                        "side",
                        "dialogue",
                    )
                )
            )
        return (
            verb is not None
            and verb.verb
            and top.dep in ("nsubj", "nsubjpass", "dobj", "dative", "agent")
            and verb.lemma.lower() in _ACTS
        )

    def is_place(self, text: str) -> bool:
        return text in self._places or text in states()[1]


def _coordinated(found: list[tuple[Tree, Name]]) -> dict[int, list[Word]]:
    """Return the heads of names listed together with 'and', by the identity of each."""
    lists: dict[int, list[Word]] = {}
    chain: list[Word] = []
    joined = False
    before: tuple[Tree, Name] | None = None

    def close() -> None:
        if joined and len(chain) > 1:
            for word in chain:
                lists[id(word)] = [
                    one
                    for one in chain
                    if one is word
                    or one.dep not in ("nsubj", "nsubjpass")
                    or word.dep not in ("nsubj", "nsubjpass")
                ]

    for tree, name in found:
        first = name.first if name.first >= 0 else name.words[0].place
        if before is not None and before[0] is tree:
            between = [
                word.lower
                for word in tree.words[before[1].words[-1].place + 1 : first]
                if word.lower != "the"
            ]
            if (
                between
                and all(word in (",", "and", "&") for word in between)
                and name.head.dep not in ("nsubj",)
            ) or (between == ["and"]):
                chain.append(name.head)
                joined = joined or "and" in between or "&" in between
                before = (tree, name)
                continue
        close()
        chain, joined, before = [name.head], False, (tree, name)
    close()
    return lists


def _titled_case(tree: Tree) -> bool:
    """Whether a heading has capitals throughout, so that they tell of no names."""
    words = [word.text for word in tree.words if word.text[:1].isalpha() and len(word.text) > 3]
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.8 * len(words)
