"""Every word that a person in a room sees goes through gettext, but for what people wrote."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.support import keepers
from tests.support import room as support
from tests.support.classroom import Classroom, Student
from tests.support.crawling import of_account, pages, without_address
from tests.support.pseudo import GREEK, MODELLED, pseudo, speak, untranslated
from tests.support.room import PASSWORD, House, Person, given_back, house
from tests.support.thorough import THOROUGH

pytest.importorskip("django", reason="the extra 'rooms' is not installed")

OURS = frozenset({"UTC", "English", "DOCX", "csv", "tables", "Nash", "Kalai", "Smorodinsky", "ID"})
"""Names that are the same in every language: a time zone, a language in itself, a format, a file, people."""


OF_TABLES = frozenset(("offer", "offer/look", "accept", "role", "seat", "/x/", "/x/debrief"))
"""Pages that there are at the tables of an exercise only."""
FILES = frozenset(("own", "log", "record.jsonl", "agreed.docx", "/x/tables.csv", "/x/tables.parquet"))
"""Addresses of files: what is no file there is the page that says that there is nothing."""


@pytest.fixture
def greek(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two cases in Greek for rooms, of which one has numbers."""
    for name, text in (("lake", GREEK), ("pond", MODELLED)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "case.yaml").write_text(text, "utf-8")
    support.folder()
    monkeypatch.setattr(support, "CASES", tmp_path)
    speak(monkeypatch)


@pytest.fixture
def lake(greek: None) -> Iterator[House]:
    """A room whose case is in Greek."""
    with house("lake") as room:
        yield room


@pytest.fixture(params=["single-text-critique", "alternating-offers"])
def pond(greek: None, request: pytest.FixtureRequest) -> Iterator[Classroom]:
    """Two tables of a case in Greek, with and without a mediator."""
    with given_back():
        yield Classroom(case="pond", protocol=request.param)


@dataclass
class Page:
    """What a person sees that is no answer of the server."""

    words: str

    @property
    def content(self) -> bytes:
        return self.words.encode()


def document_words(docx: bytes) -> str:
    """Return the words of a document for a word processor."""
    with zipfile.ZipFile(io.BytesIO(docx)) as parts:
        text = parts.read("word/document.xml").decode()
    return " ".join(re.findall(r"<w:t[^>]*>([^<]*)", text))


class Crawl:
    """A walk over every page as several people, which collects words that were not translated."""

    def __init__(
        self, *people: Person, names: Iterable[str] = (), seldom: Collection[Person] = ()
    ) -> None:
        self.people, self.names, self.seldom = people, OURS | {*names}, seldom
        self.found: dict[str, str] = {}
        self.seen = self.turn = 0
        self.read = set[bytes]()
        self.walked: tuple[Person, ...] = ()
        self.without_desk = set[Person]()

    def walk(self) -> None:
        """Look at every page; only the first time at those of an account, which no stage changes, at files,
        at pages of tables where there are none, and at those of a desk if somebody has none.

        Usually those who see what others see, too, look every second time only.
        """
        self.turn += 1
        for person in self.people:
            if person in self.seldom and self.turn % 2 == 0 and not THOROUGH:
                continue
            known = frozenset[str]()
            if person in self.walked:
                known = of_account() | FILES | (frozenset() if person.house.tables else OF_TABLES)
            for page in pages():
                desk = page.split("/")[0] == "desk"
                if page not in known and not (desk and known and person in self.without_desk):
                    answer = person.raw("get", page)
                    self.look(person, page, answer)
                    if page == "desk" and answer.status_code == 404:
                        self.without_desk.add(person)
        self.walked += self.people

    def faults(self, person: Person, page: str, **form: str) -> None:
        """Send a form that is wrong, and look at the page that says so."""
        self.look(person, page, person.raw("post", page, form))

    def look(self, person: Person, page: str, answer: Any) -> None:
        content: bytes = b"" if getattr(answer, "streaming", False) else answer.content
        if not content.lstrip().lower().startswith(b"<!doctype html"):
            return
        self.seen += 1
        # a page that is the same as before has no other words
        plain = without_address(answer)
        if plain in self.read:
            return
        self.read.add(plain)
        for text in untranslated(content.decode(), self.names):
            self.found.setdefault(text, f"{person.name}: {page}")


def test_a_word_that_did_not_go_through_gettext_is_found() -> None:
    page = "<p>{} {}<b title='{}'>{}</b><code>ea60</code></p>"
    assert untranslated(page.format(pseudo("Hello"), "Βάρκες", pseudo("Boats"), "100"), OURS) == set()
    assert untranslated(page.format("Hello", "", "", ""), OURS) == {"Hello"}
    assert untranslated(page.format("", "", "Boats", ""), OURS) == {"Boats"}


def gather(room: House) -> dict[str, Person]:
    """Seat everyone, under names that are not in plain letters, and let both towns accept the terms."""
    names = {"ferry": "Μάρκος", "priest": "Πέτρος", "N": "Άννα", "S": "Σοφία", "observer": "Όλγα"}
    people = {key: room.join(key, name) for key, name in names.items()}
    room.people.update(people)
    terms = {"words": "Μένουμε σιωπηλοί.", "interests": "Κανένα.", "retain_days": "90"}
    room.mediator.ask("post", "desk/terms", 302, terms)
    for key in ("N", "S"):
        digest = digest_on(people[key].get("terms"))
        people[key].post("terms", digest=digest)
    return people


def digest_on(page: str) -> str:
    [found] = re.findall(r'name="digest" value="([^"]+)"', page)
    return str(found)


def text_form(room: House, options: str) -> dict[str, str]:
    form = room.draft(options)
    return {name: "Έτσι." if name.startswith("words") else value for name, value in form.items()}


def write(person: Person, **letter: str) -> None:
    person.ask("post", "letters", 302, {**letter, "do": "look"})
    person.get("letters/look")
    person.ask("post", "letters/look", 302, {})


def before_talks(room: House, crawl: Crawl) -> None:
    """Agree on the agenda, with everything that can be wrong about the first forms."""
    ferry, north = room.people["ferry"], room.people["N"]
    crawl.faults(ferry, "desk/terms", words="", interests="", retain_days="0")
    crawl.faults(ferry, "desk/agenda", due="x")
    crawl.faults(ferry, "desk/agenda", due=f"{room.time:%Y-%m-%dT%H:%M}", issues="fish")
    crawl.faults(ferry, "desk/people", seat=str(room.seat("S").id), speaks_for="delegate")
    issues = [issue.id for issue in room.case.issues]
    ferry.ask("post", "desk/agenda", 302, {"issues": issues, "due": room.due, "words": "Λέξεις"})
    crawl.faults(north, "", **north.fields(), do="look", answer="", words="α" * 4001)
    for key in ("N", "S"):
        room.people[key].answer(answer="yes", words="Ναι")
    crawl.look(north, "", north.raw("get", ""))
    room.until()


def letters_pass(room: House, crawl: Crawl) -> None:
    """Write letters of each form, and pass them on over a channel and by relay."""
    ferry, priest, north, south = (room.people[key] for key in ("ferry", "priest", "N", "S"))
    crawl.faults(
        north, "letters", do="look", to="x", words="", form="x", gives="x", wants="x", hold="x"
    )
    crawl.faults(north, "letters", do="look", to="ferry", words="Α", form="idea", wants="fish=100")
    crawl.faults(north, "letters", do="look", to="ferry", words="Α", form="none", wants="fish=100")
    write(north, to="priest", words="Γράμμα", form="verbatim", gives="fish=100")
    write(north, to="ferry", words="Γράμμα", form="substance", gives="fish=200", wants="boats=10")
    write(south, to="ferry", words="Γράμμα", form="verbatim", gives="boats=10", wants="fish=200")
    write(south, to="ferry", words="Γράμμα", form="idea", gives="boats=20")
    write(south, to="ferry", words="Μόνο εσύ", form="none")
    hold = f"{room.time + timedelta(hours=2):%Y-%m-%dT%H:%M}"
    write(south, to="ferry", words="Αργότερα", form="substance", hold=hold)
    crawl.walk()
    for mediator in (ferry, priest):
        crawl.faults(mediator, "desk/letters", do="write", to="S", authority="x", words="", gives="x")
        for release in re.findall(r'name="release" value="(\w+)"', mediator.get("desk/letters")):
            form = {"release": release, "do": "pass on"}
            crawl.faults(mediator, "desk/letters", **form, words_0="")
            mediator.raw("post", "desk/letters", {**form, "words-0": "Λόγια", "words-1": "Λόγια"})
    for authority in ("mediator's own", "non-paper"):
        form = {"to": "N", "authority": authority, "words": "Δικό μου", "do": "write"}
        ferry.ask("post", "desk/letters", 302, form)
    crawl.walk()
    room.until(0.3)
    crawl.walk()
    [receipt, *_] = re.findall(r'name="receipt" value="(\w+)"', south.get("letters"))
    to = {"to": "ferry", "receipt": receipt, "do": "take back"}
    south.ask("post", "letters", 302, to)
    crawl.look(south, "letters", south.raw("post", "letters", to))


def texts_put(room: House, crawl: Crawl) -> None:
    """Put two texts, answer them, suspend the talks and take them up again."""
    ferry, north, south = (room.people[key] for key in ("ferry", "N", "S"))
    crawl.faults(ferry, "desk/text", do="put", due=room.due)
    crawl.faults(ferry, "desk/text", **text_form(room, "00"), do="put", due="")
    for number, options in enumerate(("00", "11")):
        form = text_form(room, options) | {"due": room.due, "do": "put"}
        ferry.ask("post", "desk/text", 302, form | ({"stands": "1"} if number else {}))
        wrong = {"mark-c0": "x", "level": "9", "change": "x"}
        crawl.faults(north, "", **north.fields(), **wrong, do="look")
        said = {"mark-c0": "cannot", "reason-c0": "Διότι", "mark-c1": "unclear", "change": "fish=300"}
        said |= {"better": "little worse", "level": "2", "words": "Λέξεις"}
        north.ask("post", "", 302, {**north.fields(), **said, "do": "look"})
        crawl.look(north, "look", north.raw("get", "look"))
        north.ask("post", "look", 302, north.fields("look"))
        south.answer(level="4", change="boats=")
        room.until()
    crawl.look(ferry, "desk/suggestions", ferry.raw("get", "desk/suggestions"))
    ferry.ask("post", "desk/course", 302, {"do": "suspend", "why": "Καιρός"})
    crawl.faults(ferry, "desk/course", do="resume", due="")
    crawl.walk()
    ferry.ask("post", "desk/course", 302, {"do": "resume", "due": room.due})
    crawl.walk()
    for party in (north, south):
        party.answer(answer="yes")
    room.until()


def polls_held(room: House, crawl: Crawl) -> None:
    """Let the people of the north say what they think of a text, and mediators write to each other."""
    ferry, north = room.people["ferry"], room.people["N"]
    crawl.faults(north, "polls", text="9", links="1", due="")
    form = {"text": "1", "links": "5", "due": room.due}
    page = north.ask("post", "polls", 200, form)
    crawl.look(north, "polls", Page(page))
    for link in re.findall(r"<code[^>]*>https?://[^/]+(/p/\w+)</code>", page):
        crawl.look(north, link, north.raw("get", link))
        crawl.faults(north, link, opinion="x")
        crawl.faults(north, link, opinion="accept")
    north.ask("post", "polls", 200, form)
    crawl.faults(ferry, "desk/mediators", to="x", words="")
    ferry.ask("post", "desk/mediators", 302, {"to": "priest", "words": "Λόγια"})


def together(room: House, crawl: Crawl) -> None:
    """Put two texts together, on an agenda of their own; nothing is agreed."""
    ferry, north = room.people["ferry"], room.people["N"]
    crawl.faults(ferry, "desk/batch", texts="1", due="")
    ferry.ask("post", "desk/batch", 302, {"texts": ["1", "2"], "due": room.due})
    crawl.faults(north, "", **north.fields(), do="look")
    crawl.walk()
    said = {"text-1": "yes", "text-2": "no", "do": "look"}
    north.ask("post", "", 302, {**north.fields(), **said})
    crawl.look(north, "look", north.raw("get", "look"))
    north.ask("post", "look", 302, north.fields("look"))
    room.until()
    crawl.walk()
    before_talks(room, crawl)
    for number in (3, 4):
        form = text_form(room, "11") | {"due": room.due, "do": "put", "stands": str(number - 1)}
        ferry.ask("post", "desk/text", 302, form)
        room.until()


def closed(room: House, crawl: Crawl) -> None:
    """Ask for a last yes or no, then for something better; then end it all."""
    ferry, north, south = (room.people[key] for key in ("ferry", "N", "S"))
    crawl.faults(ferry, "desk/close", due="", who="engine")
    ferry.ask("post", "desk/close", 302, {"due": room.due, "who": "mediator", "stands": "4"})
    crawl.walk()
    for party in (north, south):
        party.answer(answer="yes")
    room.until()
    crawl.walk()
    better = text_form(room, "12") | {"due": room.due}
    ferry.ask("post", "desk/improve", 302, better)
    crawl.walk()
    north.answer(answer="no")
    room.until()
    crawl.walk()
    docx = document_words(north.raw("get", "agreed.docx").getvalue())
    crawl.look(north, "agreed.docx", Page(f"<!doctype html><p>{docx}"))
    ferry.ask("post", "desk/end", 302, {})
    north.ask("post", "shred", 302, {})
    crawl.walk()


def test_every_page_of_a_mediation_speaks_the_readers_language(lake: House) -> None:
    people = gather(lake)
    ferry, priest, north, observer = (people[key] for key in ("ferry", "priest", "N", "observer"))
    crawl = Crawl(ferry, priest, north, observer, seldom=(priest, observer))
    before_talks(lake, crawl)
    letters_pass(lake, crawl)
    texts_put(lake, crawl)
    polls_held(lake, crawl)
    together(lake, crawl)
    closed(lake, crawl)
    assert crawl.seen > 400
    assert sorted(f"{place}: {text}" for text, place in crawl.found.items()) == []


def test_the_pages_of_the_seal_speak_the_readers_language(lake: House) -> None:
    people = gather(lake)
    ferry, north, south = (people[key] for key in ("ferry", "N", "S"))
    crawl = Crawl(ferry, north, people["observer"], seldom=(ferry, people["observer"]))
    terms = {"words": "Μένουμε σιωπηλοί.", "interests": "Κανένα.", "retain_days": "90"}
    for wrong in (("Θάλεια", ""), ("Θάλεια", "θάλεια"), (lake.seat("N").name, "α" * 201)):
        named = dict(zip(("keeper-1", "keeper-2"), wrong, strict=True))
        crawl.look(ferry, "desk/terms", ferry.raw("post", "desk/terms", terms | named))
    named = {"keeper-1": "Θάλεια", "keeper-2": "Κλειώ"}
    ferry.ask("post", "desk/terms", 302, terms | named)
    for party in (north, south):
        party.post("terms", digest=digest_on(party.get("terms")))
    keeper = Person(lake, "Θάλεια")
    link = f"/i/{lake.link(keepers.FIRST)}"
    crawl.look(keeper, link, keeper.raw("get", link))
    first, second = lake.join(keepers.FIRST, "Θάλεια"), lake.join(keepers.SECOND, "Κλειώ")
    lake.people |= {keepers.FIRST: first, keepers.SECOND: second}
    crawl.people = (*crawl.people, first, second)
    before_talks(lake, crawl)
    ferry.ask("post", "desk/text", 302, text_form(lake, "00") | {"due": lake.due, "do": "put"})
    lake.until()
    ferry.ask("post", "desk/close", 302, {"due": lake.due, "who": "engine", "stands": "1"})
    north.answer(answer="yes")
    crawl.walk()
    lake.until()
    keepers.coded(first)
    crawl.faults(first, "seal", do="ask", after="0", window="x", why="")
    keepers.ask(first, why="Παράπονο")
    crawl.walk()
    lake.until(keepers.DAY + 0.105)
    keepers.confirm(second)
    crawl.walk()
    lake.until(0.1)
    for person in (first, second):
        keepers.coded(person)
    crawl.walk()
    south.ask("post", "leave", 302, {})
    crawl.walk()
    ferry.raw("post", "desk/terms", terms)
    north.ask("post", "shred", 302, {})
    south.ask("post", "shred", 302, {})
    crawl.walk()
    keepers.take_back(first)
    crawl.walk()
    assert crawl.seen > 300
    assert sorted(f"{place}: {text}" for text, place in crawl.found.items()) == []


def test_signing_in_speaks_the_readers_language(lake: House) -> None:
    person = Person(lake, "Άννα")
    crawl = Crawl(person)
    link, form = f"/i/{lake.link('N')}", {"username": "Άννα", "password": PASSWORD, "again": PASSWORD}
    crawl.look(person, link, person.raw("get", link))
    for wrong in (
        {"password": "1", "again": "1"},
        {"again": "2"},
        {"username": ""},
        {"password": "Άννα"},
    ):
        crawl.faults(person, link, **(form | wrong))
    person.ask("post", link, 302, form)
    crawl.faults(person, "/factor/app", code="000000")
    crawl.faults(person, "/nowhere")
    lake.join("N", "Μαρία")
    member = lake.people["Μαρία"]
    crawl.people = (member,)
    crawl.walk()
    crawl.faults(member, "/password", oldpassword="1", password1="1", password2="2")
    crawl.faults(member, "/again", password="1")
    crawl.faults(member, "/factor/again", code="1")
    lake.until()
    crawl.walked = ()
    crawl.walk()
    stranger = Person(lake, "")
    crawl.people = (stranger,)
    crawl.walk()
    for wrong in ({"login": "Άννα", "password": "1"}, {"login": "", "password": ""}):
        crawl.faults(stranger, "/signin", **wrong)
    stranger.raw("post", "/signin", {"login": "Μαρία", "password": PASSWORD})
    crawl.walked = ()
    crawl.walk()
    crawl.faults(stranger, "/factor/code", code="1")
    assert crawl.seen > 50
    assert sorted(f"{place}: {text}" for text, place in crawl.found.items()) == []


def test_every_page_of_an_exercise_speaks_the_readers_language(pond: Classroom) -> None:
    from goodoffices.rooms import players
    from goodoffices.rooms.models import Exercise

    protocol = Exercise.objects.get().protocol
    strategies, mediators = players.strategies(protocol), players.mediators(protocol)
    teacher, first = pond.teacher(), pond.student(1, "N")
    others = [pond.student(1, key) for key in ("S", "ferry") if pond.mediator_sits or key == "S"]
    names = [word for name in (*strategies, *mediators) for word in re.findall("[A-Za-z]+", name)]
    crawl = Crawl(teacher, first, *others, names=names)
    ticket = f"/t/{pond.token(2, 'N')}"
    crawl.look(first, ticket, Student(pond, "", 2).raw("get", ticket))
    crawl.walk()
    pond.begin(teacher)
    chosen = {"strategy": strategies[0], "mediator": (*mediators, "")[0]}
    teacher.ask("post", "/x/", 302, {**chosen, "do": "fill"})
    if pond.mediator_sits:
        form = text_form(pond, "11") | {"due": pond.due, "do": "put"}
        others[-1].ask("post", "desk/text", 302, form)
        first.answer(level="3")
        crawl.walk()
        others[0].answer(level="3")
        teacher.ask("post", "/x/", 302, {"do": "close"})
        for party in (first, others[0]):
            party.answer(answer="yes")
    else:
        crawl.faults(first, "offer", do="look")
        package = {"issue-fish": "200", "issue-boats": "20", "words": "Λόγια"}
        first.ask("post", "offer", 302, {**package, "do": "look"})
        crawl.walk()
        first.ask("post", "offer/look", 302, {"digest": ""})
        crawl.walk()
        [digest] = others[0].hidden("accept", "digest")
        others[0].ask("post", "accept", 302, {"digest": digest})
    crawl.walk()
    *_, chair = teacher.hidden("/x/", "ticket")
    teacher.ask("post", "/x/", 302, {"do": "machine", "ticket": chair})
    crawl.walk()
    teacher.ask("post", "/x/", 302, {"do": "debrief"})
    first.ask("post", "/x/debrief", 302, {"consent": "yes"})
    crawl.walk()
    assert crawl.seen > 50
    assert sorted(f"{place}: {text}" for text, place in crawl.found.items()) == []
