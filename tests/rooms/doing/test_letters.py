"""Letters through mediators: what is not allowed goes nowhere, and nothing is seen by who has no channel."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.support.crawling import HASHES
from tests.support.room import House, Person, house

pytest.importorskip("django", reason="the extra 'rooms' is not installed")
QUARTER = 0.26
"""Hours until the next moment for letters has passed."""
PEOPLE = ("tavland", "orsova", "bryn", "kesh", "vaal", "observer")


@pytest.fixture
def strait() -> Iterator[House]:
    """The strait: Bryn has a channel to Tavland only, Vaal to Orsova only, Kesh to both."""
    with house("strait") as room:
        gather(room)
        yield room


def gather(room: House) -> None:
    room.gather()
    for key in ("kesh", "vaal", "observer"):
        room.join(key)


def write(person: Person, to: str, words: str, form: str = "verbatim", **terms: str) -> None:
    letter = {"to": to, "words": words, "form": form, **terms, "do": "look"}
    person.ask("post", "letters", 302, letter)
    person.ask("post", "letters/look", 302, {})


def may_go(mediator: Person) -> list[str]:
    return re.findall(r'name="release" value="(\w+)"', mediator.get("desk/letters"))


def pass_on(mediator: Person, release: str, *words: str, status: int = 302) -> str:
    said = {f"words-{number}": word for number, word in enumerate(words or ("",))}
    return mediator.ask("post", "desk/letters", status, {"release": release, **said, "do": "pass on"})


def test_a_letter_is_carried_in_its_words_over_a_channel_and_by_relay(strait: House) -> None:
    tavland, orsova, bryn, kesh, vaal = (strait.people[key] for key in PEOPLE[:5])
    write(tavland, "bryn", "We could live with two groups.", gives="release=two-groups")
    assert "We could live with two groups." in bryn.get("desk/letters")
    # Kesh will carry it, and knows nothing yet
    assert "We could live" not in kesh.get("desk/letters")
    [release] = may_go(bryn)
    assert "carried by <bdi>Kesh</bdi>" in bryn.get("desk/letters")
    pass_on(bryn, release)
    assert may_go(bryn) == []
    assert "To Orsova, at Monday 2 March 2026, 09:15" in bryn.get("desk/letters")
    # at the next quarter of an hour, not before
    assert "We could live" not in orsova.get("letters") + kesh.get("desk/letters")
    strait.until(QUARTER)
    page = orsova.get("letters")
    assert "We could live with two groups." in page
    for words in ('<dd dir="auto">Tavland</dd>', "in its own words", "Bryn and Kesh"):
        assert words in page
    assert "Carried by you to this side" in kesh.get("desk/letters")
    assert "Passed on to" in tavland.get("letters")
    assert "reached Orsova" in tavland.get("audit")
    assert "Bryn read your letter" in tavland.get("audit")
    assert "We could live" not in vaal.get("desk/letters")
    # it is not brought twice
    strait.until(QUARTER)
    assert orsova.get("letters").count("We could live with two groups.") == 1


def test_what_is_told_is_opened_for_delivery_only_if_something_was_let_go(
    strait: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from goodoffices.rooms.doing import letters

    write(
        strait.people["tavland"], "bryn", "We could live with two groups.", gives="release=two-groups"
    )
    opened: list[str] = []
    whole = letters.desk_of

    def counted(mediator: Any, case: Any) -> Any:
        opened.append(mediator.key)
        return whole(mediator, case)

    monkeypatch.setattr(letters, "desk_of", counted)
    letters.deliver_due(strait.case)
    assert opened == []
    [release] = may_go(strait.people["bryn"])
    pass_on(strait.people["bryn"], release)
    opened.clear()
    # it was let go, and its moment has not come
    letters.deliver_due(strait.case)
    assert opened == []
    strait.until(QUARTER)
    letters.deliver_due(strait.case)
    assert set(opened) == {"bryn"}


def test_a_letter_for_its_mediator_alone_goes_nowhere(strait: House) -> None:
    tavland, bryn = strait.people["tavland"], strait.people["bryn"]
    write(tavland, "bryn", "Our minister is ill.", form="none", gives="release=two-groups")
    assert "it is for this mediator alone" in bryn.get("desk/letters")
    assert may_go(bryn) == []
    pass_on(bryn, "0" * 24, status=409)


@pytest.mark.parametrize(("form", "named"), [("substance", True), ("idea", False)])
def test_in_substance_or_as_an_idea_the_authors_words_stay_with_the_mediator(
    strait: House, form: str, named: bool
) -> None:
    tavland, orsova, bryn = (strait.people[key] for key in PEOPLE[:3])
    write(tavland, "bryn", "OUR-WORDS about groups", form=form, gives="release=two-groups")
    [release] = may_go(bryn)
    # the mediator must find words of its own
    assert "Write this in your own words." in pass_on(bryn, release, "", status=422)
    pass_on(bryn, release, "Perhaps in two groups?")
    strait.until(QUARTER)
    page = orsova.get("letters")
    assert "Perhaps in two groups?" in page
    assert "OUR-WORDS" not in page
    assert ("In the name of" in page) == named
    assert ('<dd dir="auto">the mediator&#x27;s own</dd>' in page) != named


def test_two_letters_on_condition_of_each_other_go_together_or_not_at_all(strait: House) -> None:
    tavland, orsova, _, kesh, _ = (strait.people[key] for key in PEOPLE[:5])
    write(tavland, "kesh", "Two groups.", gives="release=two-groups", wants="visits=at-once")
    assert may_go(kesh) == []
    write(orsova, "kesh", "Visits at once.", gives="visits=at-once", wants="release=two-groups")
    [release] = may_go(kesh)
    pass_on(kesh, release, "", "")
    # one side takes its letter back before the moment: neither goes
    [receipt] = re.findall(r'name="receipt" value="(\w+)"', orsova.get("letters"))
    orsova.ask("post", "letters", 302, {"to": "kesh", "receipt": receipt, "do": "take back"})
    orsova.ask("post", "letters", 404, {"to": "kesh", "receipt": receipt, "do": "take back"})
    strait.until(QUARTER)
    for party, words in ((tavland, "Visits at once."), (orsova, "Two groups.")):
        assert words not in party.get("letters")
    assert "Not sent to Tavland" in kesh.get("desk/letters")
    write(orsova, "kesh", "Visits, yes.", gives="visits=at-once", wants="release=two-groups")
    [release] = may_go(kesh)
    pass_on(kesh, release, "", "")
    strait.until(QUARTER)
    assert "Visits, yes." in tavland.get("letters")
    assert "Two groups." in orsova.get("letters")
    # terms are told to nobody
    assert "Only if another side gives" not in tavland.get("letters").partition("A letter to you")[2]


def test_a_form_without_words_for_every_letter_of_a_pair_is_sent_back(strait: House) -> None:
    tavland, orsova, _, kesh, _ = (strait.people[key] for key in PEOPLE[:5])
    write(tavland, "kesh", "Groups.", "substance", gives="release=two-groups", wants="visits=at-once")
    write(orsova, "kesh", "Visits.", "substance", gives="visits=at-once", wants="release=two-groups")
    [release] = may_go(kesh)
    assert "Write this in your own words." in pass_on(kesh, release, "Groups?", status=422)
    pass_on(kesh, release, "Groups?", "Visits?")


def test_a_letter_waits_for_its_time(strait: House) -> None:
    tavland, bryn = strait.people["tavland"], strait.people["bryn"]
    write(tavland, "bryn", "After the holiday.", hold=f"{strait.time:%Y-%m-%d}T12:00")
    assert may_go(bryn) == []
    strait.until(3.1)
    assert len(may_go(bryn)) == 1


def test_who_has_no_channel_can_write_to_nobody_there(strait: House) -> None:
    tavland, orsova, bryn, kesh, vaal = (strait.people[key] for key in PEOPLE[:5])
    for party, mediator in ((tavland, "vaal"), (orsova, "bryn"), (tavland, "orsova")):
        letter = {"to": mediator, "words": "x", "form": "none", "do": "look"}
        assert "Choose a mediator." in party.ask("post", "letters", 422, letter)
        party.ask("post", "letters/look", 404, {})
        party.ask("post", "letters", 404, {"to": mediator, "receipt": "x", "do": "take back"})
    own = {"to": "kesh", "words": "x", "authority": "non-paper", "do": "write"}
    bryn.ask("post", "desk/letters", 404, own)
    for person in (tavland, strait.people["observer"]):
        for how in ("get", "post"):
            assert person.raw(how, "desk/letters", own).status_code == 404
    for person in (bryn, kesh, vaal, strait.people["observer"]):
        for page in ("letters", "letters/look"):
            assert person.raw("get", page).status_code == 404
            assert person.raw("post", page, {"do": "draft"}).status_code == 404


def test_a_mediators_own_idea_is_not_what_a_side_confided_to_it_or_what_it_carried(
    strait: House,
) -> None:
    tavland, orsova, bryn, kesh, vaal = (strait.people[key] for key in PEOPLE[:5])
    own = {"to": "orsova", "words": "In groups?", "authority": "mediator's own", "do": "write"}
    write(tavland, "bryn", "Two groups.", form="none", gives="release=two-groups")
    page = bryn.ask("post", "desk/letters", 422, {**own, "gives": "release=three-groups"})
    assert "you cannot put this as your own idea" in page
    # Vaal has heard nothing of it
    vaal.ask("post", "desk/letters", 302, {**own, "gives": "release=three-groups"})
    write(tavland, "bryn", "Joint teams.", gives="inspection=joint")
    pass_on(bryn, may_go(bryn)[0])
    strait.until(QUARTER)
    assert "In groups?" in orsova.get("letters")
    # Kesh carried it, and may not sell it as its own
    kesh.ask("post", "desk/letters", 422, {**own, "gives": "inspection=joint"})
    kesh.ask("post", "desk/letters", 302, {**own, "gives": "passage=20", "authority": "non-paper"})
    strait.until(QUARTER)
    assert "non-paper: nobody&#x27;s position" in orsova.get("letters")


def test_faults_of_a_letter_are_told_beside_their_fields(strait: House) -> None:
    tavland = strait.people["tavland"]
    for terms, said in (
        ({"words": ""}, "Write your letter."),
        ({"form": "shout"}, "Choose one of the answers."),
        ({"gives": "release=never"}, "Choose one of the options in the list."),
        ({"form": "none", "wants": "visits=at-once"}, "needs no condition"),
        ({"form": "idea", "wants": "visits=at-once"}, "learns who met it"),
        ({"hold": "yesterday"}, "Choose a time within the next year"),
        ({"hold": "2026-03-01T09:00"}, "Choose a time within the next year"),
    ):
        letter = {"to": "bryn", "words": "x", "form": "verbatim", "do": "look"} | terms
        assert said in tavland.ask("post", "letters", 422, letter)


def test_suspended_talks_take_no_letters_and_a_side_that_is_shredded_leaves_none(strait: House) -> None:
    tavland, bryn = strait.people["tavland"], strait.people["bryn"]
    write(tavland, "bryn", "Two groups.")
    [release] = may_go(bryn)
    strait.adopt_agenda()
    bryn.ask("post", "desk/course", 302, {"do": "suspend", "why": "a holiday"})
    tavland.ask("post", "letters", 302, {"to": "bryn", "words": "x", "form": "none", "do": "look"})
    tavland.ask("post", "letters/look", 409, {})
    pass_on(bryn, release, status=409)
    tavland.ask("post", "leave", 302, {})
    assert may_go(bryn) == []
    tavland.ask("post", "shred", 302, {})
    assert "Two groups." not in bryn.get("desk/letters")


@pytest.mark.parametrize("leaver", ["tavland", "orsova"])
def test_the_desk_of_letters_does_not_tell_that_a_side_left_before_all_are_told(
    strait: House, leaver: str
) -> None:
    tavland, orsova, bryn = (strait.people[key] for key in PEOPLE[:3])
    write(tavland, "bryn", "Two groups.")
    strait.adopt_agenda()
    strait.put_text("1" * len(strait.case.issues))
    before = bryn.get("desk/letters")
    strait.people[leaver].post("leave")
    assert bryn.get("desk/letters") == before
    [release] = may_go(bryn)
    pass_on(bryn, release)
    strait.until(QUARTER)
    # it went out to nobody
    assert b"Two groups." not in orsova.raw("get", "letters").content
    assert "reached Orsova" not in tavland.get("audit")
    strait.until()
    assert "has left the talks" in bryn.get("watch")
    assert may_go(bryn) == []


PAGES = (
    "",
    "letters",
    "letters/look",
    "desk",
    "desk/letters",
    "audit",
    "own",
    "watch",
    "minutes",
    "log",
)
WRITERS: tuple[tuple[str, str], ...] = (
    ("tavland", "bryn"), ("tavland", "kesh"), ("orsova", "kesh"), ("orsova", "vaal"),
    ("bryn", "tavland"), ("kesh", "orsova"), ("vaal", "orsova"),
)  # fmt: skip


def seen_by_all(writes: Callable[[House], None]) -> dict[str, list[tuple[str, int, bytes]]]:
    """Return the bytes of every page for everybody, after some letters and before the next quarter."""
    with house("strait") as room:
        gather(room)
        writes(room)
        return {
            key: [
                (page, answer.status_code, HASHES.sub(b"#", answer.content))
                for page in PAGES
                for answer in [room.people[key].raw("get", page)]
            ]
            for key in PEOPLE
        }


def letter(sender: str, to: str) -> Callable[[House], None]:
    def writes(room: House) -> None:
        person = room.people[sender]
        if sender in ("tavland", "orsova"):
            for words in ("a long letter " * 60, "another"):
                write(person, to, words, gives="release=two-groups")
            person.ask("post", "letters", 302, {"to": to, "words": "a draft", "do": "draft"})
            return
        form = {"to": to, "words": "a word " * 90, "authority": "non-paper", "do": "write"}
        person.ask("post", "desk/letters", 302, form)

    return writes


def test_worlds_that_differ_in_a_letter_are_the_same_for_all_but_its_two_people() -> None:
    silent = seen_by_all(lambda room: None)
    for sender, to in WRITERS:
        found = seen_by_all(letter(sender, to))
        # a mediator's letter reaches its party at the next quarter of an hour only
        told = {sender, to} if sender in ("tavland", "orsova") else {sender}
        for key in PEOPLE:
            assert (found[key] == silent[key]) == (key not in told), (sender, to, key)


def test_the_database_alone_holds_no_letter_and_not_whom_it_reached(strait: House) -> None:
    tavland, bryn = strait.people["tavland"], strait.people["bryn"]
    write(tavland, "bryn", "CANARY letter")
    pass_on(bryn, may_go(bryn)[0])
    strait.until(QUARTER)
    assert "CANARY" in strait.people["orsova"].get("letters")
    text = strait.dump()
    for word in (b"CANARY", b"verbatim", b"letter received", b"passed on", b"to go out"):
        assert word not in text
    assert "CANARY" not in strait.log()
