"""A real browser holds a whole mediation over TLS, with JavaScript and without, and verifies it at home."""

from __future__ import annotations

import json
import os
import re
import shutil
import ssl
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

from goodoffices.rooms import chain
from tests.support.room import PASSWORD, House

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = {"narrow": 360, "desktop": 1280}
PICTURES = os.environ.get("ROOM_PICTURES")
"""A folder for pictures of the main pages, if somebody wants to look at them."""


class _Server(ThreadingMixIn, WSGIServer):
    # a thread that still answers would hold the database of the next test
    daemon_threads, block_on_close = False, True

    def handle_error(self, *args: Any) -> None:
        """Say nothing: a browser drops connections, as when it first meets the certificate."""


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing."""

    def get_environ(self) -> dict[str, Any]:
        # as a server with TLS of its own says it
        return {**super().get_environ(), "HTTPS": "on"}


@pytest.fixture
def address(room: House) -> Iterator[str]:
    """The address of the room, served over TLS by this process, so that the test sets its clock."""
    from django.core.wsgi import get_wsgi_application

    from goodoffices.rooms.certificate import certificate, key_path

    found = room.folder.certificate
    certificate(found, ("localhost",))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(found, key_path(found))
    server = make_server("127.0.0.1", 0, get_wsgi_application(), _Server, _Quiet)
    # the handshake is made in the thread of its connection, so that no slow browser holds the others up
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    from django.conf import settings

    settings.ALLOWED_HOSTS = [*room.folder.config().hosts, "127.0.0.1"]
    yield f"https://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium was found on this computer")
    # Playwright runs a loop in this thread, in which the test also asks the database
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with api.sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()
        from django.db import connections

        # those of Playwright's loop are not closed by others
        connections.close_all()


class Visitor:
    """Somebody with a browser window of their own."""

    def __init__(self, browser: Any, room: House, address: str, key: str, script: bool) -> None:
        self.room, self.address, self.key = room, address, key
        self.page = browser.new_context(ignore_https_errors=True, java_script_enabled=script).new_page()
        self.problems: list[str] = []
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("console", self._heard)

    def _heard(self, message: Any) -> None:
        if message.type == "error" and "favicon" not in message.text:
            self.problems.append(message.text)

    def goto(self, page: str = "") -> None:
        self.page.goto(f"{self.address}/r/{self.room.room}/{page}")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def join(self, token: str) -> None:
        """Take a seat: a link, a password, a second factor, recovery codes."""
        from allauth.mfa.totp.internal import auth

        self.page.goto(f"{self.address}/i/{token}")
        self.page.fill("#username", f"person-{self.key}")
        self.page.fill("#password", PASSWORD)
        self.page.fill("#again", PASSWORD)
        self.press("Take this seat")
        secret = self.page.inner_text("#secret")
        code = auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))
        self.page.fill("#id_code", code)
        self.press("Go on")
        assert self.page.locator(".codes li").count() == 10
        self.page.get_by_role("link", name="I have written them down").click()

    def answer(self, said: str) -> None:
        self.goto()
        self.page.get_by_label(said, exact=True).check()
        self.send()

    def send(self) -> None:
        self.press("Look over and send")
        assert "Nothing. They do not learn whether you answered" in self.page.inner_text("main")
        self.press("Send")
        assert "Your answer is kept" in self.page.inner_text("main")

    def file(self, name: str) -> str:
        """Return the file behind a link; a browser saves no file of a server whose certificate it doubts."""
        address = self.page.get_by_role("link", name=name).get_attribute("href")
        found = self.page.context.request.get(self.address + address)
        assert "attachment" in found.headers["content-disposition"]
        text: str = found.text()
        return text

    def picture(self, name: str) -> None:
        """Check that nothing is wider than the window, and take pictures if somebody wants them."""
        for label, width in WIDTHS.items():
            self.page.set_viewport_size({"width": width, "height": 900})
            wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{name} is {wide} pixels too wide at {width}"
            if PICTURES:
                for scheme in ("light", "dark"):
                    self.page.emulate_media(color_scheme=scheme)
                    path = Path(PICTURES) / f"{name}-{label}-{scheme}.png"
                    self.page.screenshot(path=path, full_page=True)
                self.page.emulate_media(color_scheme="light")


def seated(browser: Any, room: House, address: str, script: bool) -> tuple[Visitor, list[Visitor]]:
    """Return the mediator and the parties, from the first link to the accepted agreement to mediate."""
    mediator = Visitor(browser, room, address, "harbour-master", script)
    mediator.join(room.link("harbour-master"))
    mediator.page.get_by_role("link", name="Agreement to mediate").click()
    mediator.page.fill("#interests", "None.")
    mediator.press("Put this agreement to all")
    parties = []
    for place, key in enumerate(("A", "B")):
        mediator.goto("desk/people")
        mediator.page.get_by_role("button", name="Make a link").nth(place).click()
        link = mediator.page.inner_text("#link")
        party = Visitor(browser, room, address, key, script)
        party.join(link.rpartition("/")[2])
        party.page.get_by_role("link", name="Read and accept").click()
        party.press("We accept this agreement to mediate")
        parties.append(party)
    return mediator, parties


def pass_time(room: House) -> None:
    """Let the announced minute come."""
    room.until()


@pytest.mark.parametrize("script", [True, False], ids=["JavaScript", "no JavaScript"])
def test_a_mediation_in_a_browser(
    script: bool,
    room: House,
    address: str,
    browser: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from goodoffices.rooms.pages import guard

    for name in ("IDLE_MINUTES", "LONGEST_MINUTES"):
        monkeypatch.setattr(guard, name, 10**6)
    mediator, parties = seated(browser, room, address, script)
    if script:
        mediator.picture("desk-begin")
    mediator.goto("desk/agenda")
    mediator.page.fill("#due", room.due)
    mediator.press("Put this agenda to all")
    for party in parties:
        party.answer("yes")
    pass_time(room)
    mediator.goto("desk/text")
    for number, (issue, option) in enumerate((("convoys", "20"), ("notice", "42"), ("toll", "400"))):
        mediator.page.fill(f"#words-{number}", f"The {issue} shall be {option}.")
        mediator.page.select_option(f"#settles-{number}", f"{issue}={option}")
    mediator.page.fill("#due", room.due)
    if script:
        mediator.picture("draft")
    mediator.press("Put this text to all")
    for party in parties:
        party.goto()
        party.page.locator("input[name=mark-c0][value=good]").check()
        party.page.fill("#reason-c0", f"for the reasons of {party.key}")
        party.page.get_by_label("would just about sign it").check()
        if script:
            party.picture(f"side-{party.key}")
        party.press("Look over and send")
        if script:
            party.picture(f"look-{party.key}")
        party.press("Send")
    mediator.goto("desk")
    assert "for the reasons of B" in mediator.page.inner_text("main")
    if script:
        mediator.picture("desk")
    parties[0].goto("watch")
    assert "reasons of B" not in parties[0].page.content()
    pass_time(room)
    mediator.goto("desk/close")
    mediator.page.fill("#due", room.due)
    mediator.press("Ask for a last yes or no")
    for party in parties:
        party.answer("yes")
    if script:
        parties[0].picture("close")
    pass_time(room)
    for party in parties:
        party.goto()
        assert "There is an agreement." in party.page.inner_text("main")
        party.goto("agreed")
        assert "The toll shall be 400." in party.page.inner_text("article")
        if script and party is parties[0]:
            party.picture("agreed")
        party.goto("verify")
        head = party.page.inner_text(".head code")
        log = chain.verify(party.file("Download the log"), head)
        assert log[-1].body["kind"] == "agreement"
        assert chain.verify_own(json.loads(party.file("Download your side")), log) > 3
    problems = [problem for visitor in (mediator, *parties) for problem in visitor.problems]
    assert not [problem for problem in problems if not re.search("status of 4", problem)]


def test_a_silent_party_ends_it_without_agreement(
    room: House, address: str, browser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from goodoffices.rooms.pages import guard

    for name in ("IDLE_MINUTES", "LONGEST_MINUTES"):
        monkeypatch.setattr(guard, name, 10**6)
    mediator, (first, second) = seated(browser, room, address, script=False)
    mediator.goto("desk/agenda")
    mediator.page.fill("#due", room.due)
    mediator.press("Put this agenda to all")
    for party in (first, second):
        party.answer("yes")
    pass_time(room)
    mediator.goto("desk/text")
    for number, settles in enumerate(("convoys=20", "notice=42", "toll=400")):
        mediator.page.fill(f"#words-{number}", settles)
        mediator.page.select_option(f"#settles-{number}", settles)
    mediator.page.fill("#due", room.due)
    mediator.press("Put this text to all")
    pass_time(room)
    mediator.goto("desk/close")
    mediator.page.fill("#due", room.due)
    mediator.press("Ask for a last yes or no")
    first.answer("yes")
    pass_time(room)
    for party in (first, second):
        party.goto()
        assert "No agreement." in party.page.inner_text("main")
