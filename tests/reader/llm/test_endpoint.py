"""A server may answer rightly, badly, late or never: each answer is used or ends with a message."""

from __future__ import annotations

import json
import pickle
import time
from typing import Any

import pytest

from goodoffices.errors import UsageError
from goodoffices.reader.llm.endpoint import MOST_BYTES, RETRIES, Endpoint, Unusable
from goodoffices.reader.llm.forms import schema
from tests.support.model_server import EMPTY, Handler, Reply, answering, saying, serving

QUESTION = [{"role": "user", "content": "[]"}]


def ask(url: str, **more: Any) -> Any:
    """Ask a server, with short pauses and little patience."""
    return Endpoint(url, "small", pause=0.01, **{"seconds": 5.0, **more}).ask(QUESTION, schema())


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://192.0.2.7:8000/v1", "expected https"),
        ("http://localhost.example.org/v1", "expected https"),
        ("ftp://localhost/v1", "expected an address"),
        ("localhost:11434", "expected an address"),
        ("https://", "expected an address"),
        ("https://exa mple.org", "expected an address"),
        ("https://example.org/v1\r\nX: y", "expected an address"),
        ("https://example.org:99999/v1", "expected an address"),
        ("https://a..b/v1", "expected an address"),
        ("https://[::1/v1", "expected an address"),
        ("https://example.org/v1#part", "expected an address"),
        ("https://me:secret@example.org/v1", "without a password"),
        ("", "expected an address"),
    ],
)
def test_an_address_that_is_none_or_not_safe_is_refused(url: str, expected: str) -> None:
    with pytest.raises(UsageError, match=expected) as told:
        Endpoint(url, "small")
    assert "secret" not in str(told.value)


def test_http_to_another_computer_has_to_be_allowed() -> None:
    assert not Endpoint("http://192.0.2.7:8000/v1", "small", plain_http=True).local
    assert all(
        Endpoint(url, "small").local
        for url in ("http://localhost:1/v1", "http://127.0.0.9/v1", "http://[::1]:8080/v1")
    )


def test_a_name_of_this_computer_that_leads_elsewhere_gets_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with serving(answering()) as server:
        monkeypatch.setattr("socket.socket.getpeername", lambda self: ("192.0.2.7", 80))
        with pytest.raises(UsageError, match=r"another computer \(192.0.2.7\)"):
            ask(server.url.replace("127.0.0.1", "localhost"))
    assert server.heard == []


@pytest.mark.parametrize("key", ["k\nX: y", "ключ"])
def test_a_key_that_no_header_can_hold_is_refused_and_not_shown(key: str) -> None:
    with pytest.raises(UsageError, match="printable ASCII") as told:
        Endpoint("http://localhost/v1", "small", key)
    assert key not in str(told.value)


def test_the_question_has_the_schema_the_model_and_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proxies of the environment are not used: the text would pass through a computer nobody named."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with serving(answering()) as server:
        assert ask(server.url + "/", key="k-1") == EMPTY
    [heard] = server.heard
    assert (heard.path, heard.body["model"]) == ("/v1/chat/completions", "small")
    assert heard.headers["Authorization"] == "Bearer k-1"
    form = heard.body["response_format"]
    assert form["type"] == "json_schema"
    assert form["json_schema"]["schema"] == schema()
    assert set(schema()["required"]) == set(EMPTY)


def test_an_endpoint_goes_to_other_processes_and_hides_its_key() -> None:
    endpoint = Endpoint("http://localhost/v1", "small", "k-1")
    assert pickle.loads(pickle.dumps(endpoint)) == endpoint
    assert "k-1" not in repr(endpoint)


def with_status(status: int, body: bytes = b"", **headers: str) -> Reply:
    return lambda handler, _: handler.send(body, status, **headers)


@pytest.mark.parametrize(
    ("reply", "expected", "times"),
    [
        (with_status(400, b'{"error": {"message": "context too long"}}'), "'context too long'", 1),
        (
            with_status(401, b'{"error": "no k-1 here"}'),
            "'no … here'; is GOODOFFICES_LLM_KEY right\\?$",
            1,
        ),
        (with_status(404, b"<html>"), r"HTTP 404.*model's name", 1),
        (with_status(500, b'{"error": 5}'), "HTTP 500", 1 + RETRIES),
        (with_status(503, b"\xff\xfe"), "HTTP 503", 1 + RETRIES),
        (with_status(204), "HTTP 204", 1),
        (with_status(403, b"[" * 100_000), "HTTP 403", 1),
        (lambda handler, _: handler.connection.shutdown(2), "no complete answer", 1 + RETRIES),
        (lambda handler, _: handler.wfile.write(b"\x00" * 90_000), "no complete answer", 1 + RETRIES),
    ],
)
def test_a_refusal_of_the_server_is_told(reply: Reply, expected: str, times: int) -> None:
    with serving(reply) as server, pytest.raises(UsageError, match=expected) as told:
        ask(server.url, key="k-1")
    assert len(server.heard) == times
    assert "k-1" not in str(told.value)


def test_a_server_that_is_busy_is_asked_again() -> None:
    def busy_once(handler: Handler, body: dict[str, Any]) -> None:
        if len(handler.fake.heard) == 1:
            handler.send(b"", 429, Retry_After="0")
        else:
            answering()(handler, body)

    with serving(busy_once) as server:
        assert ask(server.url) == EMPTY
    assert len(server.heard) == 2


@pytest.mark.parametrize("field", ["response_format", "temperature"])
def test_a_field_that_the_server_does_not_know_is_left_out(field: str) -> None:
    def picky(handler: Handler, body: dict[str, Any]) -> None:
        if field in body:
            handler.send(f'{{"error": {{"message": "unsupported: {field}"}}}}'.encode(), 400)
        else:
            answering()(handler, body)

    with serving(picky) as server:
        assert ask(server.url) == EMPTY
    assert [field in heard.body for heard in server.heard] == [True, False]


def test_no_redirect_is_followed() -> None:
    with (
        serving(answering()) as other,
        serving(with_status(307, Location=f"{other.url}/chat/completions")) as server,
        pytest.raises(UsageError, match="another address"),
    ):
        ask(server.url)
    assert other.heard == []


def test_a_server_that_does_not_run_is_told() -> None:
    with serving(answering()) as server:
        pass
    with pytest.raises(UsageError, match="cannot be reached"):
        ask(server.url)


def silent(handler: Handler, body: dict[str, Any]) -> None:
    time.sleep(3)


def drips(start: bytes) -> Reply:
    """Return a reply that begins and then sends a byte at a time, so that no single wait is long."""

    def reply(handler: Handler, body: dict[str, Any]) -> None:
        handler.wfile.write(start)
        for _ in range(60):
            handler.wfile.write(b"x")
            time.sleep(0.05)

    return reply


@pytest.mark.parametrize(
    "reply",
    [
        silent,
        drips(b"HTTP/1.0 200 OK\r\nX-Slow: "),
        drips(b"HTTP/1.0 200 OK\r\n\r\n"),
        drips(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"),
    ],
    ids=["silent", "drips headers", "drips without length", "drips"],
)
def test_a_slow_server_is_left_in_time(reply: Reply) -> None:
    began = time.monotonic()
    with (
        serving(reply) as server,
        pytest.raises(UsageError, match=r"no answer within 0\.2 seconds"),
    ):
        ask(server.url, seconds=0.2)
    assert time.monotonic() - began < 2
    assert len(server.heard) == 1


def endless(handler: Handler, body: dict[str, Any]) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b" " * 100_000)


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (saying("x" * (MOST_BYTES + 1)), "longer than"),
        (endless, "longer than"),
        (saying("The pact was signed, I think."), "not JSON: 'The pact was signed"),
        (saying("[" * 200_000), "not JSON"),
        (saying("9" * 5_000), "not JSON"),
        (saying(""), "not JSON"),
        (saying("", refusal="I cannot help with conflicts."), "declined: 'I cannot help"),
        (lambda handler, _: handler.send(b"[]"), "not that of a chat API"),
        (lambda handler, _: handler.send(b"{}"), "not that of a chat API"),
        (lambda handler, _: handler.send(b'{"choices": []}'), "not that of a chat API"),
        (lambda handler, _: handler.send(b'{"choices": [{"message": 5}]}'), "not that of a chat API"),
        (lambda handler, _: handler.send(b'{"choices": [{"message": {}}]}'), "is empty"),
        (lambda handler, _: handler.send(b'{"choices": ' + b"[" * 100_000), "not that of a chat API"),
        (lambda handler, _: handler.send(b"\x1f\x8b\xff"), "not that of a chat API"),
    ],
)
def test_an_answer_without_the_form_is_not_used(reply: Reply, expected: str) -> None:
    with serving(reply) as server, pytest.raises(Unusable, match=expected):
        ask(server.url)


def test_a_key_that_comes_back_in_an_answer_is_not_shown() -> None:
    with serving(saying("Your key is k-1.")) as server, pytest.raises(Unusable, match="key is …"):
        ask(server.url, key="k-1")


def test_an_answer_that_was_cut_is_not_used() -> None:
    cut = {"choices": [{"message": {"content": '{"actors": []'}, "finish_reason": "length"}]}
    with (
        serving(lambda handler, _: handler.send(json.dumps(cut).encode())) as server,
        pytest.raises(Unusable, match="context is too small"),
    ):
        ask(server.url)


@pytest.mark.parametrize("around", ["```json\n{}\n```", "<think>Is it? {{}}</think>\n{}", " {} \n"])
def test_thoughts_and_fences_around_json_are_left_out(around: str) -> None:
    with serving(saying(around.replace("{}", json.dumps(EMPTY)))) as server:
        assert ask(server.url) == EMPTY
