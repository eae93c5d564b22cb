"""The process that reads documents: hostile ones cost a bounded time, and no other document."""

import os
import select
import time
from typing import Any

import pytest

from tests.patience import wait_for
from tracker.news.decoding import MEGABYTE
from tracker.news.documents import Document, DocumentReader

ignoring_threads = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
GOOD = b"<html><body><p>Ada Example leads the planning team at Acme.</p></body></html>"
#: A feed that takes seconds to read, so that the clock it is held to lets a good document through on a busy machine.
SLOW = b"<rss><channel>" + b"<x>" * 400_000


@pytest.fixture(scope="module")
def reader() -> DocumentReader:
    return DocumentReader()


def read(reader: DocumentReader, content: bytes, content_type: str = "text/html") -> Document:
    found = reader.read(content, content_type)
    assert isinstance(found, Document)
    return found


@pytest.mark.parametrize(
    "content",
    [
        b"<div>" * 200_000 + b"deep" + b"</div>" * 200_000,
        b"<p>word word" * 400_000,
        b"<table><tr><td>" * 3_000,
        b"<article>" + b"<ul><li><b>" * 20_000,
        b"<p>" + b"&#x41;" * 1_500_000,
        b"<" * 4_000_000,
        b"<body " + b"a='b' " * 1_000_000 + b">",
        b"<a href='/x'>" + b"a headline " * 100_000,
        b"<script type='application/ld+json'>" + b"[" * 500_000 + b"</script>",
        b"<!--" * 500_000,
        b"<!DOCTYPE " + b"[" * 500_000,
    ],
    ids=[
        "deep",
        "paragraphs",
        "tables",
        "lists",
        "entities",
        "angles",
        "attributes",
        "link",
        "json",
        "comments",
        "doctype",
    ],
)
def test_a_hostile_page_costs_a_bounded_time_and_the_next_one_is_read(
    reader: DocumentReader, content: bytes
) -> None:
    began = time.monotonic()
    hostile = read(reader, content)
    assert time.monotonic() - began < 20
    assert hostile.text or hostile.unread
    assert "planning team" in read(reader, GOOD).text


def test_a_deeply_nested_feed_costs_a_bounded_time(reader: DocumentReader) -> None:
    began = time.monotonic()
    reader.read(b"<rss><channel>" + b"<x>" * 200_000, "application/rss+xml")
    assert time.monotonic() - began < 20


def test_a_document_that_takes_too_long_is_given_up_with_a_reason() -> None:
    reader = DocumentReader(seconds=1)
    read(reader, GOOD, "text/plain")
    document = read(reader, SLOW, "application/rss+xml")
    assert "longer than 1 seconds" in document.unread
    assert "planning team" in read(reader, b"Ada leads the planning team.", "text/plain").text
    reader.close()


def test_a_process_that_ended_by_its_own_clock_is_told_to_have_taken_too_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader = DocumentReader(seconds=1)
    read(reader, GOOD, "text/plain")
    at_once, asked = select.select, False

    def late(answers: list[int], questions: list[int], *others: Any) -> Any:
        """As on a busy machine, which comes to look for the answer when the process is gone."""
        nonlocal asked
        asked = asked or bool(questions)  # it does not end before, and may have to be started anew
        if answers and asked and reader.process_id:
            os.waitid(os.P_PID, reader.process_id, os.WEXITED | os.WNOWAIT)
        return at_once(answers, questions, *others)

    with monkeypatch.context() as patched:
        patched.setattr(select, "select", late)
        document = read(reader, SLOW, "application/rss+xml")
    assert "longer than 1 seconds" in document.unread
    assert "planning team" in read(reader, GOOD, "text/plain").text
    reader.close()


def test_a_document_that_takes_too_much_memory_is_given_up_with_a_reason() -> None:
    reader = DocumentReader(memory=190 * MEGABYTE)
    document = read(reader, b"word word " * 900_000, "text/plain")
    assert document.text == ""
    assert "memory" in document.unread
    assert "planning" in read(reader, b"Ada leads the planning team.", "text/plain").text
    reader.close()


def test_a_document_above_the_limit_is_not_begun(reader: DocumentReader) -> None:
    assert "longer than 10 MB" in read(reader, b"a" * (10 * MEGABYTE + 1)).unread


def test_five_megabytes_of_text_are_read(reader: DocumentReader) -> None:
    text = b"Ada Example has joined Acme Research as chief scientist. " * 87_000
    assert len(read(reader, text, "text/plain").text) == len(text)


def test_the_process_is_kept_for_the_next_document(reader: DocumentReader) -> None:
    read(reader, GOOD)
    before = reader.process_id
    read(reader, GOOD)
    assert reader.process_id == before


def test_it_is_kept_however_large_the_process_that_asks(reader: DocumentReader) -> None:
    ballast = bytearray(b"x") * (400 * MEGABYTE)
    reader.close()
    read(reader, GOOD)
    before = reader.process_id
    read(reader, GOOD)
    assert before is not None
    assert reader.process_id == before
    assert len(ballast) == 400 * MEGABYTE


def test_a_process_grown_large_is_replaced_after_its_answer() -> None:
    reader = DocumentReader(memory=260 * MEGABYTE)
    assert read(reader, b"Ada Example leads the planning team at Acme. " * 1000, "text/plain").text
    assert reader.process_id is None
    assert "planning team" in read(reader, GOOD).text
    reader.close()


def test_a_process_that_was_killed_is_replaced() -> None:
    reader = DocumentReader()
    read(reader, GOOD)
    assert reader.process_id
    os.kill(reader.process_id, 9)
    time.sleep(0.2)
    assert "planning team" in read(reader, GOOD).text
    reader.close()


def test_nothing_is_left_when_it_is_closed() -> None:
    reader = DocumentReader()
    read(reader, GOOD)
    process_id = reader.process_id
    assert process_id
    reader.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process_id, 0)


@ignoring_threads
def test_the_process_ends_with_the_process_that_asked() -> None:
    """As when a worker is killed: the reading process sees its input end."""
    ours, theirs = os.pipe()
    worker = os.fork()
    if worker == 0:
        reader = DocumentReader()
        reader.read(GOOD, "text/html")
        os.write(theirs, str(reader.process_id).encode())
        os.kill(os.getpid(), 9)
    process_id = int(os.read(ours, 20))
    os.waitpid(worker, 0)
    assert wait_for(lambda: not _is_running(process_id)), "the reading process outlived its worker"


@ignoring_threads
def test_a_forked_worker_reads_with_a_process_of_its_own(reader: DocumentReader) -> None:
    read(reader, GOOD)
    ours, theirs = os.pipe()
    worker = os.fork()
    if worker == 0:
        text = read(reader, GOOD).text
        os.write(theirs, f"{reader.process_id} {'planning team' in text}".encode())
        reader.close()
        os._exit(0)
    answer = os.read(ours, 100).decode().split()
    os.waitpid(worker, 0)
    assert answer[1] == "True"
    assert int(answer[0]) != reader.process_id
    assert "planning team" in read(reader, GOOD).text


def test_the_process_does_not_see_the_sites_secrets(reader: DocumentReader) -> None:
    read(reader, GOOD)
    with open(f"/proc/{reader.process_id}/environ", "rb") as environment:  # noqa: PTH123
        names = {entry.partition(b"=")[0] for entry in environment.read().split(b"\0")}
    assert not names & {b"SECRET_KEY", b"DATABASE_URL", b"REDIS_URL"}


def _is_running(process_id: int) -> bool:
    try:
        with open(f"/proc/{process_id}/stat", "rb") as stat:  # noqa: PTH123
            return stat.read().rpartition(b")")[2].split()[0] != b"Z"
    except OSError:
        return False
