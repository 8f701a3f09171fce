"""A server that speaks OpenAI's chat API: its address is checked, and its time, size and retries are bounded.

No proxy is used and no redirect is followed: the text goes to the address that was named, and nowhere else.
"""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any
from urllib.parse import SplitResult, urlsplit

from goodoffices.errors import GoodOfficesError, UsageError, shorten

SECONDS = 120.0
"""Seconds for an answer, from connecting to its last byte: a small model on a laptop needs about one minute."""
MOST_BYTES = 2_000_000
"""Bytes of an answer: about a hundred times what a part of a dispatch needs."""
BUSY = frozenset((429, 500, 502, 503, 504))
"""HTTP states that may pass; the question is put again after a pause."""
RETRIES = 2
PAUSE = 1.0
LONGEST_PAUSE = 10.0
"""Seconds before a question is put again: the first pause, and the longest that a server may ask for."""
DISPENSABLE = ("response_format", "temperature")
"""Fields that some servers refuse. They are left out if the refusal names them: every answer is checked anyway."""


class Unusable(GoodOfficesError):
    """Raised if the server answered, but not in the form that was asked for."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The address of a server and the model to ask there.

    Args:
        url: the base address such as ``http://localhost:11434/v1``, or that of its ``chat/completions``.
        model: the model's name, as the server knows it.
        key: sent as a bearer token; it appears in no message.
        plain_http: allow http to another computer, where anybody on the way can read the text.
        seconds: the time for an answer.
        pause: seconds before the first retry.

    Raises:
        UsageError: the address is none, contains a password, or is http on another computer.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    plain_http: bool = False
    seconds: float = SECONDS
    pause: float = PAUSE

    def __post_init__(self) -> None:
        parts = _split(self.url)
        if parts.scheme == "http" and not self.plain_http and not self.local:
            raise UsageError(
                f"endpoint: expected https, found {shorten(self.url)}: with http, anybody on the way can "
                "read the text. --plain-http allows it."
            )
        if not self.model.strip():
            raise UsageError("model: expected a name, found nothing.")
        if self.key is not None and not (self.key.isascii() and self.key.isprintable()):
            raise UsageError("key: expected printable ASCII characters, found others.")

    @property
    def local(self) -> bool:
        """Whether the server is on this computer, by its address."""
        host = _split(self.url).hostname or ""
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return host.lower() == "localhost"

    @property
    def place(self) -> str:
        """The address without its path, for messages."""
        parts = _split(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    def ask(self, messages: list[dict[str, str]], schema: Mapping[str, Any]) -> Any:
        """Return the JSON with which the model answers.

        Raises:
            UsageError: the server cannot be reached, refuses the question, or takes too long.
            Unusable: the answer is too long, is no JSON, or the model declines to answer.
        """
        form = {"name": "reading", "strict": True, "schema": schema}
        question: dict[str, Any] = {
            "model": self.model,
            "messages": messages,
            "temperature": 0,
            "response_format": {"type": "json_schema", "json_schema": form},
        }
        for _ in range(len(DISPENSABLE) + 1):
            status, answer = self._patiently(json.dumps(question).encode())
            said = self._without_key(answer.decode("utf-8", "replace"))
            refused = [name for name in DISPENSABLE if name in question and name in said]
            if status != 400 or not refused:
                break
            del question[refused[0]]
        if status != 200:
            raise self._error(_status(status, said))
        if len(answer) > MOST_BYTES:
            raise Unusable(f"the answer is longer than {MOST_BYTES:,} bytes")
        return _content(said)

    def _patiently(self, body: bytes) -> tuple[int, bytes]:
        """Return the status and the answer; put the question again if the server is busy or hangs up."""
        for attempt in range(RETRIES + 1):
            wait = self.pause * 2**attempt
            try:
                status, answer, asked = self._once(body)
            except (ConnectionResetError, BrokenPipeError, http.client.HTTPException) as error:
                if attempt == RETRIES:
                    raise self._error(f"gave no complete answer ({type(error).__name__})") from None
            except OSError as error:
                raise self._error(f"cannot be reached: {_why(error)}") from None
            else:
                if status not in BUSY or attempt == RETRIES:
                    return status, answer
                wait = max(wait, asked)
            time.sleep(min(wait, LONGEST_PAUSE))
        raise AssertionError("the last attempt returns or raises")

    def _once(self, body: bytes) -> tuple[int, bytes, float]:
        """Return the status, the answer up to a byte more than allowed, and the pause asked for."""
        parts = _split(self.url)
        until = time.monotonic() + self.seconds
        connection = self._connection(parts)
        late = threading.Event()
        wires: list[socket.socket] = []

        def cut() -> None:
            late.set()
            # Below TLS, which would wait for the other side: whatever waits for a byte then wakes up. If the
            # connection is closed already, there is nothing to cut.
            with suppress(OSError):
                socket.socket.shutdown(wires[0], socket.SHUT_RDWR)

        clock: threading.Timer | None = None
        try:
            connection.connect()
            self._check_peer(connection, parts)
            # The connection forgets its socket as soon as an answer without a length begins.
            wires.append(connection.sock)
            clock = threading.Timer(max(until - time.monotonic(), 0), cut)
            clock.daemon = True
            clock.start()
            connection.request("POST", _target(parts), body, self._headers())
            response = connection.getresponse()
            answer = response.read(MOST_BYTES + 1)
            if late.is_set():
                raise TimeoutError
            return response.status, answer, _asked(response.getheader("Retry-After"))
        except (OSError, http.client.HTTPException, ValueError) as error:
            if late.is_set() or isinstance(error, TimeoutError):
                raise self._error(f"gave no answer within {self.seconds:g} seconds") from None
            if isinstance(error, ValueError):
                raise http.client.HTTPException(str(error)) from None
            raise
        finally:
            if clock is not None:
                clock.cancel()
            connection.close()

    def _connection(self, parts: SplitResult) -> http.client.HTTPConnection:
        host = parts.hostname or ""
        if parts.scheme == "http":
            return http.client.HTTPConnection(host, parts.port, timeout=self.seconds)
        trusted = ssl.create_default_context()
        return http.client.HTTPSConnection(host, parts.port, timeout=self.seconds, context=trusted)

    def _check_peer(self, connection: http.client.HTTPConnection, parts: SplitResult) -> None:
        """Check before anything is sent that 'localhost' did not lead to another computer."""
        peer = str(connection.sock.getpeername()[0])
        if parts.scheme == "http" and not self.plain_http and not ip_address(peer).is_loopback:
            raise self._error(f"leads to another computer ({peer}), and http is not encrypted")

    def _headers(self) -> dict[str, str]:
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
        return headers | ({"Authorization": f"Bearer {self.key}"} if self.key else {})

    def _without_key(self, text: str) -> str:
        return text.replace(self.key, "…") if self.key else text

    def _error(self, said: str) -> UsageError:
        end = "" if said.endswith("?") else "."
        return UsageError(f"reader 'llm': the server at {self.place} {said}{end}")


def _split(url: str) -> SplitResult:
    """Return the parts of an address.

    Raises:
        UsageError: it is no address of a server, or has a password in it.
    """
    expected = "endpoint: expected an address such as http://localhost:11434/v1, found"
    try:
        parts = urlsplit(url)
        usable = parts.port != 0 and (parts.hostname or "").encode("idna")
    except ValueError:
        usable = False
        parts = SplitResult("", "", "", "", "")
    if parts.username is not None or parts.password is not None:
        raise UsageError(
            "endpoint: expected an address without a password; GOODOFFICES_LLM_KEY holds the key."
        )
    clean = url.isascii() and url.isprintable() and " " not in url
    if not (usable and clean) or parts.scheme not in ("http", "https") or parts.fragment:
        raise UsageError(f"{expected} {shorten(url)}.")
    return parts


def _target(parts: SplitResult) -> str:
    path = parts.path.rstrip("/")
    if not path.endswith("/chat/completions"):
        path += "/chat/completions"
    return f"{path}?{parts.query}" if parts.query else path


def _asked(retry_after: str | None) -> float:
    """Return the seconds that a server asks to wait; dates are not read."""
    known = retry_after is not None and retry_after.isascii() and retry_after.isdigit()
    return float(min(int(retry_after[:6]), 3600)) if known and retry_after else 0.0


def _why(error: OSError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not valid ({error.verify_message})"
    return error.strerror or type(error).__name__


def _status(status: int, said: str) -> str:
    """Return a sentence about an HTTP status, with the server's own words if there are any."""
    if 300 <= status < 400:
        return f"sends the question on to another address (HTTP {status}), which is not followed"
    hints = {
        401: "; is GOODOFFICES_LLM_KEY right?",
        404: "; is the address, and the model's name, right?",
    }
    try:
        found = json.loads(said)
        error = found.get("error", found) if isinstance(found, dict) else said
        words = error.get("message", "") if isinstance(error, dict) else error
    except (ValueError, RecursionError):
        words = said
    told = (
        f": {shorten(' '.join(words.split()), 200)}" if isinstance(words, str) and words.strip() else ""
    )
    return f"refused the question (HTTP {status}){told}{hints.get(status, '')}"


def _content(said: str) -> Any:
    """Return the JSON in the message of an answer.

    Raises:
        Unusable: there is none.
    """
    try:
        choice = json.loads(said)["choices"][0]
        message, ended = choice["message"], choice.get("finish_reason")
        content, refusal = message.get("content"), message.get("refusal")
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        raise Unusable("the answer is not that of a chat API") from None
    if isinstance(refusal, str) and refusal:
        raise Unusable(f"the model declined: {shorten(refusal, 120)}")
    if ended == "length":
        raise Unusable("the model stopped in the middle of its answer: its context is too small")
    if not isinstance(content, str):
        raise Unusable("the answer is empty")
    try:
        return json.loads(_bare(content))
    except (ValueError, RecursionError):
        raise Unusable(f"the answer is not JSON: {shorten(content)}") from None


def _bare(content: str) -> str:
    """Return an answer without the thoughts before it and the fence around it that some models write."""
    bare = content.rpartition("</think>")[2].strip()
    if bare.startswith("```") and bare.endswith("```"):
        bare = bare.partition("\n")[2].rpartition("```")[0]
    return bare
