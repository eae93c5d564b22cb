"""Fetching from servers that misbehave."""

import gzip
import time
import tracemalloc
import zlib

import pytest

from tests.news.server import Server, Talk
from tracker.news.decoding import MEGABYTE, Limits, NotDecodable, TooLarge, unpacked
from tracker.news.fetch import (
    AddressRefused,
    AnswerTooLarge,
    BadAnswer,
    ErrorStatus,
    Fetched,
    Fetcher,
    FetchError,
    TimeUp,
    TooManyRedirects,
    Unreachable,
)

PAGE = b"<html><body><p>Ada Example has joined Sample Labs.</p></body></html>"


def fetch(server: Server, url: str, *, limits: Limits | None = None, **state: str) -> Fetched:
    """Fetch with this one server let through, and nothing else of this machine."""
    allowed = {("127.0.0.1", server.port)}
    return Fetcher(limits=limits or Limits(), also_allowed=allowed).fetch(url, **state)


def test_a_page_comes_with_its_bytes_type_and_validators(server: Server) -> None:
    url = server.on("/a", lambda talk: talk.answer(PAGE, ETag='"one"', Last_Modified="Mon"))
    fetched = fetch(server, url)
    assert fetched.content == PAGE
    assert fetched.content_type == "text/html; charset=utf-8"
    assert (fetched.etag, fetched.last_modified) == ('"one"', "Mon")


def test_the_server_hears_the_host_it_was_asked_for_and_an_honest_name(server: Server) -> None:
    heard: dict[str, str] = {}

    def listen(talk: Talk) -> None:
        heard.update(talk.headers)
        talk.answer(PAGE)

    fetch(server, server.on("/a", listen))
    assert heard["host"] == f"127.0.0.1:{server.port}"
    assert heard["user-agent"].startswith("Reshuffle/")
    assert heard["accept-encoding"] == "gzip, deflate"


def test_this_machine_is_refused_unless_a_test_lets_it_through(server: Server) -> None:
    url = server.on("/a", lambda talk: talk.answer(PAGE))
    with pytest.raises(AddressRefused):
        Fetcher().fetch(url)
    assert server.asked == []


def test_an_unchanged_page_has_no_content(server: Server) -> None:
    def unchanged(talk: Talk) -> None:
        same = talk.headers.get("if-none-match") == '"one"'
        talk.answer(status="304 Not Modified" if same else "200 OK")

    fetched = fetch(server, server.on("/a", unchanged), etag='"one"')
    assert fetched.unchanged and fetched.content == b""


@pytest.mark.parametrize(
    ("status", "passing"),
    [
        ("404 Not Found", False),
        ("403 Forbidden", False),
        ("410 Gone", False),
        ("429 Too Many Requests", True),
        ("500 Internal Server Error", True),
        ("503 Service Unavailable", True),
    ],
)
def test_an_error_status_says_whether_another_try_may_help(
    server: Server, status: str, passing: bool
) -> None:
    url = server.on("/a", lambda talk: talk.answer(status=status, Retry_After="120"))
    with pytest.raises(ErrorStatus) as caught:
        fetch(server, url)
    assert caught.value.passing is passing
    assert caught.value.retry_after == 120


def test_a_redirect_is_followed_and_the_last_address_kept(server: Server) -> None:
    url = server.on("/old", lambda talk: talk.answer(status="301 Moved", Location="/new#top"))
    server.on("/new", lambda talk: talk.answer(PAGE))
    fetched = fetch(server, url)
    assert fetched.final_url == server.url("/new#top")
    assert fetched.hops == 1


def test_a_redirect_loop_ends_after_five_hops(server: Server) -> None:
    url = server.on("/loop", lambda talk: talk.answer(status="302 Found", Location="/loop"))
    with pytest.raises(TooManyRedirects):
        fetch(server, url)
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://2130706433/",
        "http://localhost/",
        "http://127.0.0.1:1/",
        "//127.0.0.1:1/",
        "http://user@example.com/",
        "http://example.com\\@127.0.0.1/",
        "file:///etc/passwd",
        "ftp://example.com/",
    ],
)
def test_a_redirect_is_judged_like_the_address_itself(server: Server, target: str) -> None:
    url = server.on("/a", lambda talk: talk.answer(status="302 Found", Location=target))
    with pytest.raises(AddressRefused):
        fetch(server, url)


def test_one_byte_now_and_then_ends_with_the_total_time(server: Server) -> None:
    def drip(talk: Talk) -> None:
        talk.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        talk.drip(b"a", every=0.05)

    began = time.monotonic()
    with pytest.raises(TimeUp):
        fetch(server, server.on("/a", drip), limits=Limits(seconds=0.6))
    assert time.monotonic() - began < 3


def test_headers_that_never_end_end_with_the_total_time(server: Server) -> None:
    def drip(talk: Talk) -> None:
        talk.send(b"HTTP/1.1 200 OK\r\n")
        talk.drip(b"X: y\r\n", every=0.05)

    began = time.monotonic()
    with pytest.raises(TimeUp):
        fetch(server, server.on("/a", drip), limits=Limits(seconds=0.6))
    assert time.monotonic() - began < 3


def test_a_server_that_says_nothing_ends_with_the_total_time(server: Server) -> None:
    url = server.on("/a", lambda talk: talk.pause(5))
    with pytest.raises(TimeUp):
        fetch(server, url, limits=Limits(seconds=0.3))


def test_a_handshake_that_never_ends_ends_with_the_total_time(server: Server) -> None:
    with pytest.raises(TimeUp):
        fetch(server, f"https://127.0.0.1:{server.port}/", limits=Limits(seconds=0.4))


def test_redirects_share_one_total_time(server: Server) -> None:
    def slow(talk: Talk) -> None:
        talk.pause(0.3)
        talk.answer(status="302 Found", Location="/slow")

    with pytest.raises(TimeUp):
        fetch(server, server.on("/slow", slow), limits=Limits(seconds=0.7))


def test_a_body_without_end_is_cut_off_at_the_limit(server: Server) -> None:
    def endless(talk: Talk) -> None:
        talk.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        talk.drip(b"word " * 10_000, every=0)

    with pytest.raises(AnswerTooLarge):
        fetch(server, server.on("/a", endless))


def test_an_announced_length_above_the_limit_is_not_even_read(server: Server) -> None:
    def boast(talk: Talk) -> None:
        talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")

    with pytest.raises(AnswerTooLarge):
        fetch(server, server.on("/a", boast))


def test_headers_without_measure_are_no_answer(server: Server) -> None:
    def boast(talk: Talk) -> None:
        talk.send(b"HTTP/1.1 200 OK\r\n", b"X: " + b"y" * 200_000 + b"\r\n\r\n")

    with pytest.raises(BadAnswer):
        fetch(server, server.on("/a", boast))


def test_nonsense_is_no_answer(server: Server) -> None:
    with pytest.raises(BadAnswer):
        fetch(server, server.on("/a", lambda talk: talk.send(b"220 mail.example ESMTP\r\n")))


def test_a_connection_that_breaks_off_may_be_tried_again(server: Server) -> None:
    def break_off(talk: Talk) -> None:
        talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this")

    with pytest.raises(FetchError) as caught:
        fetch(server, server.on("/a", break_off))
    assert caught.value.passing


def test_a_port_on_which_nobody_listens_may_be_tried_again(server: Server) -> None:
    server.stop()
    with pytest.raises(Unreachable) as caught:
        fetch(server, server.url("/a"))
    assert caught.value.passing


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)),
        ("x-gzip", gzip.compress(PAGE, mtime=0)),
        ("deflate", zlib.compress(PAGE)),
        ("identity", PAGE),
    ],
)
def test_a_packed_page_is_unpacked(server: Server, name: str, body: bytes) -> None:
    url = server.on("/a", lambda talk: talk.answer(body, Content_Encoding=name))
    assert fetch(server, url).content == PAGE


def test_an_answer_in_thousands_of_empty_pieces_is_refused_quickly(server: Server) -> None:
    bomb = gzip.compress(b"") * 50_000
    url = server.on("/a", lambda talk: talk.answer(bomb, Content_Encoding="gzip"))
    began = time.monotonic()
    with pytest.raises(FetchError, match="pieces"):
        fetch(server, url)
    assert time.monotonic() - began < 5


def test_a_gzip_bomb_is_refused_quickly(server: Server) -> None:
    bomb = gzip.compress(b"0" * (64 * MEGABYTE))
    url = server.on("/a", lambda talk: talk.answer(bomb, Content_Encoding="gzip"))
    began = time.monotonic()
    with pytest.raises(AnswerTooLarge):
        fetch(server, url)
    assert time.monotonic() - began < 2


def test_unpacking_stops_at_the_limit_however_modest_the_ratio() -> None:
    bomb = gzip.compress(b"0" * (64 * MEGABYTE))
    tracemalloc.start()
    with pytest.raises(TooLarge):
        unpacked(bomb, "gzip", Limits(ratio=10**9))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 25 * MEGABYTE


def test_a_bomb_packed_twice_is_refused() -> None:
    bomb = gzip.compress(gzip.compress(b"0" * (64 * MEGABYTE)))
    with pytest.raises(TooLarge):
        unpacked(bomb, "gzip, gzip", Limits())


def test_a_bomb_in_many_small_members_is_refused() -> None:
    bomb = gzip.compress(b"0" * MEGABYTE) * 20
    with pytest.raises(TooLarge):
        unpacked(bomb, "gzip", Limits())


def test_deflate_without_its_header_is_unpacked() -> None:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    assert unpacked(packer.compress(PAGE) + packer.flush(), "deflate", Limits()) == PAGE


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (gzip.compress(PAGE, mtime=0)[:-12], "gzip"),
        (b"not packed at all", "gzip"),
        (PAGE, "br"),
        (PAGE, "zstd"),
        (PAGE, "gzip, gzip, gzip"),
    ],
)
def test_a_packing_that_is_broken_or_was_not_asked_for_is_no_answer(
    content: bytes, encoding: str
) -> None:
    with pytest.raises(NotDecodable):
        unpacked(content, encoding, Limits())


def test_what_follows_a_packed_page_is_left_alone() -> None:
    assert unpacked(gzip.compress(PAGE) + b"\n\n", "gzip", Limits()) == PAGE


def test_a_proxy_of_the_environment_is_not_used(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    url = server.on("/a", lambda talk: talk.answer(PAGE))
    assert fetch(server, url).content == PAGE
