"""Links to the outside: only http and https, whatever a dispatch says its address is."""

from __future__ import annotations

import hashlib
import html
import re
from base64 import b64encode
from html.parser import HTMLParser
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.errors import visible
from goodoffices.record import Contact, Entry, Reports, Source, Span, brief
from goodoffices.report.links import web_address
from tests.support.chromium import chromium, needs_chromium

WEB = [
    "http://ferry.example/a?b=c&d=%20#e",
    "https://ferry.example",
    "HTTPS://Ferry.example/a",
    "https://fähre.example/ä",
]
OTHER = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    " javascript:alert(1)",
    "javascript://ferry.example/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "//ferry.example/a",
    "/a",
    "a.html",
    "http:ferry.example",
    "http:///ferry.example",
    "http:\\\\ferry.example",
    "https://",
    "https://ferry.example/\nb",
    "ht\ttps://ferry.example",
    "https://ferry.example/\u202egro",
    "https://ferry.example\\@other.example",
    "view-source:https://ferry.example",
    "https://ferry.example/a b",
]


class Links(HTMLParser):
    """The addresses of a page's links, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ("href", "src", "xlink:href")]

    def handle_data(self, data: str) -> None:
        self.text += data


def page_from(url: str) -> str:
    """Return the page of a case with a meeting reported at this address."""
    source = Source("2031-03-01-x.txt", "2031-03-01", "The Pier", url, "")
    met = Contact("meeting", "held", ("Ann Lee", "Bo Dahl"), "Melrow", None)
    entry = Entry("e", met, source, Span(0, 1, "x"), edtf="2031-03-01")
    case = go.load("cases/hostage-talks-2024")
    return go.report.html(case, brief(case, [entry], Reports({}, {})))


@pytest.mark.parametrize("url", WEB)
def test_an_address_of_the_web_is_a_link(url: str) -> None:
    assert web_address(url) == url
    assert url in Links(page_from(url)).found


@pytest.mark.parametrize("url", OTHER)
def test_any_other_address_is_text(url: str) -> None:
    assert web_address(url) is None
    page = Links(page_from(url))
    assert all(link.startswith("#") for link in page.found)
    assert f"The Pier ({visible(url)})" in page.text


def test_a_dispatch_cannot_put_a_script_into_the_page(tmp_path: Path) -> None:
    (tmp_path / "2031-03-01-x.txt").write_text(
        "---\npublished: 2031-03-01\nurl: javascript:alert(5)\n---\nTalks between the Ferry Workers' Union "
        "and Lindal Lines ended in Melrow on Monday without agreement, mediator Ines Calloway said.\n"
    )
    page = go.report.html(go.load(tmp_path), go.report.brief(tmp_path))
    assert "(javascript:alert(5))" in page
    assert all(link.startswith("#") for link in Links(page).found)


def test_an_entry_without_an_address_shows_its_outlet_alone() -> None:
    assert web_address(None) is web_address("") is None
    assert "The Pier," in Links(page_from("")).text


def test_the_policy_names_the_style_and_allows_nothing_else() -> None:
    page = page_from("https://ferry.example")
    policy = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert len(policy) == len(styles) == 1
    digest = b64encode(hashlib.sha256(styles[0].encode()).digest()).decode()
    assert html.unescape(policy[0]).split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert page.index("Content-Security-Policy") < page.index("<style>")
    assert not re.search(r"\sstyle=", page)


@needs_chromium
def test_in_a_browser_the_style_holds_and_a_smuggled_script_does_not_run(tmp_path: Path) -> None:
    whole = tmp_path / "whole.html"
    whole.write_text(page_from("https://ferry.example"), "utf-8")
    spoiled = tmp_path / "spoiled.html"
    script = "<script>document.title = 'ran'</script></body>"
    spoiled.write_text(whole.read_text("utf-8").replace("</body>", script), "utf-8")
    with chromium() as browser:
        page = browser.new_page()
        faults: list[str] = []
        page.on(
            "console", lambda message: faults.append(message.text) if message.type == "error" else None
        )
        page.goto(whole.as_uri())
        assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith("Georgia")
        assert faults == []
        page.goto(spoiled.as_uri())
        assert page.title() != "ran"
        assert len(faults) == 1
        assert "Content Security Policy" in faults[0]
