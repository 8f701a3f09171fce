"""Templates that are read once a language: every page is the same as when Django reads it for each page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.support.crawling import pages
from tests.support.room import House, folder

pytest.importorskip("django", reason="the extra 'rooms' is not installed")

TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")\w*')
PLAIN = ("filesystem", "app_directories")


@pytest.fixture
def gathered(room: House) -> House:
    """A room with a text put to all, which one side has answered."""
    room.gather()
    room.adopt_agenda()
    room.put_text("111")
    room.parties[0].answer(level="2", mark_c0="good", words="<b>&'\" \u202e")
    return room


def crawl(room: House, language: str) -> Iterator[tuple[str, bytes]]:
    for person in (room.mediator, *room.parties):
        person.client.cookies["__Host-language"] = language
        for page in pages():
            answer = person.raw("get", page)
            if not answer.streaming:
                yield page, TOKEN.sub(rb"\1", answer.content)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_page_is_as_django_would_read_it(
    gathered: House, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.template import engines

    ours = list(crawl(gathered, language))
    engine = engines["django"].engine
    plain = engine.get_template_loaders(f"django.template.loaders.{name}.Loader" for name in PLAIN)
    monkeypatch.setattr(engine, "template_loaders", plain)
    assert ours == list(crawl(gathered, language))
    assert len([page for page, content in ours if b"<main" in content]) > 40


def test_words_and_addresses_are_text_once_a_template_was_read(room: House) -> None:
    from django.template import engines
    from django.template.base import TextNode
    from django.template.defaulttags import URLNode
    from django.templatetags.i18n import TranslateNode
    from django.utils.translation import override

    engine = engines["django"].engine
    for language, words in (("en", "Your side"), ("ar", "جانبك")):
        with override(language):
            found = engine.get_template("rooms/side.html").nodelist
            base = engine.get_template("rooms/base.html").nodelist
        assert words in "".join(node.s for node in found.get_nodes_by_type(TextNode))
        assert 'href="/trust"' in "".join(node.s for node in base.get_nodes_by_type(TextNode))
        assert not found.get_nodes_by_type((TranslateNode, URLNode))
        assert not base.get_nodes_by_type((TranslateNode, URLNode))


def test_what_is_shown_is_escaped_and_what_is_missing_is_empty() -> None:
    # whether or not a test before has set Django up
    folder()

    from django.template import Context, Engine
    from django.utils.translation import override

    engine = Engine(
        loaders=[
            (
                "goodoffices.rooms.pages.templates.Loader",
                [
                    (
                        "django.template.loaders.locmem.Loader",
                        {"a": "{{ x.y }}|{{ x.z }}|{{ w }}|{{ n }}"},
                    )
                ],
            )
        ]
    )
    context = Context({"x": {"y": "<b>"}, "n": 1.5})
    with override("en"):
        assert engine.get_template("a").render(context) == "&lt;b&gt;|||1.5"
