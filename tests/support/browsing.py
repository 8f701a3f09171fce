"""A real browser for tests of the room: a server over TLS in this process, and visitors with windows."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from tests.support.room import PASSWORD, House, Person

WIDTHS = {"desktop": 1280, "middle": 768, "narrow": 360}
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
"""How many pixels are outside a window."""
PICTURES = os.environ.get("ROOM_PICTURES")
"""A folder for pictures of the main pages, if somebody wants to look at them."""


class Server(ThreadingMixIn, WSGIServer):
    # a thread that still answers would hold the database of the next test
    daemon_threads, block_on_close = False, True

    def process_request_thread(self, *args: Any) -> None:
        # each request has a thread, and each thread a connection: Python 3.13 minds it if left open
        from django.db import connections

        try:
            super().process_request_thread(*args)
        finally:
            connections.close_all()

    def handle_error(self, *args: Any) -> None:
        """Say nothing: a browser drops connections, as when it first meets the certificate."""


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing."""

    def get_environ(self) -> dict[str, Any]:
        # as a server with TLS of its own says it
        return {**super().get_environ(), "HTTPS": "on"}


class Visitor:
    """Somebody with a browser window of their own."""

    def __init__(
        self, browser: Any, room: House, address: str, key: str, script: bool, **options: Any
    ) -> None:
        self.room, self.address, self.key = room, address, key
        context = browser.new_context(ignore_https_errors=True, java_script_enabled=script, **options)
        self.page = context.new_page()
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
        self.page.locator(".codes").wait_for()
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

    def widths(self, name: str) -> Iterator[int]:
        """Yield the widths of windows, in each of which nothing of the page is too wide.

        Pictures are taken on the way if somebody wants them.
        """
        for label, width in WIDTHS.items():
            self.page.set_viewport_size({"width": width, "height": 900})
            wide = self.page.evaluate(WIDER)
            assert wide <= 0, f"{name} is {wide} pixels too wide at {width}"
            yield width
            if PICTURES:
                for scheme in ("light", "dark"):
                    self.page.emulate_media(color_scheme=scheme)
                    path = Path(PICTURES) / f"{name}-{label}-{scheme}.png"
                    self.page.screenshot(path=path, full_page=True)
                self.page.emulate_media(color_scheme="light")

    def picture(self, name: str) -> None:
        """Check that nothing is wider than the window, and take pictures if somebody wants them."""
        for _ in self.widths(name):
            pass


def seated(
    browser: Any, room: House, address: str, script: bool
) -> tuple[Visitor, Visitor, list[Person]]:
    """Return the mediator, the first party and the others, who have all accepted the agreement to mediate.

    The mediator and the first party take their seats by hand. That is a dozen pages a person, which are the
    same for all others, who do everything by requests.
    """
    lead = room.case.mediators[0].id
    key, *others = (party.id for party in room.case.parties)
    mediator = Visitor(browser, room, address, lead, script)
    mediator.join(room.link(lead))
    mediator.page.get_by_role("link", name="Agreement to mediate").click()
    mediator.page.fill("#interests", "None.")
    mediator.press("Put this agreement to all")
    mediator.goto("desk/people")
    mediator.page.get_by_role("button", name="Make a link").first.click()
    link = mediator.page.inner_text("#link")
    first = Visitor(browser, room, address, key, script)
    first.join(link.rpartition("/")[2])
    first.page.get_by_role("link", name="Read and accept").click()
    first.press("We accept this agreement to mediate")
    for other in others:
        room.join(other).accept_terms()
    return mediator, first, [room.people[other] for other in others]


def signed_in(
    browser: Any, room: House, address: str, key: str, script: bool, **options: Any
) -> Visitor:
    """Return somebody who has taken a seat, and is signed in with the session that was made there.

    To take a seat by hand, as :func:`seated` does, is a dozen pages a person.
    """
    visitor = Visitor(browser, room, address, key, script, **options)
    cookies = room.people[key].client.cookies.items()
    visitor.page.context.add_cookies(
        [
            {"name": name, "value": cookie.value, "url": address, "secure": True}
            for name, cookie in cookies
        ]
    )
    return visitor


def put_agenda(room: House, mediator: Visitor, first: Visitor, others: list[Person]) -> None:
    """Let the mediator put an agenda of everything, and every party accept it at its minute."""
    mediator.goto("desk/agenda")
    mediator.page.fill("#due", room.due)
    mediator.press("Put this agenda to all")
    first.answer("yes")
    for other in others:
        other.answer(answer="yes")
    room.until()


def fill_text(room: House, mediator: Visitor) -> None:
    """Fill the form of a text with a clause for each issue, its first option."""
    mediator.goto("desk/text")
    for number, issue in enumerate(room.case.issues):
        option = issue.option_ids[0]
        mediator.page.fill(f"#words-{number}", f"{issue.name}: {option}.")
        mediator.page.select_option(f"#settles-{number}", f"{issue.id}={option}")
    mediator.page.fill("#due", room.due)


def put_close(room: House, mediator: Visitor) -> None:
    """Let the mediator ask for a last yes or no."""
    mediator.goto("desk/close")
    mediator.page.fill("#due", room.due)
    mediator.press("Ask for a last yes or no")
