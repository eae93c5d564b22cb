"""Texts as they are copied: what is none of their words changes nothing of what they tell, and every sentence keeps its place."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.extraction.reading import told
from tracker.archive.names import archive_gazetteer
from tracker.extraction import Finding, Text, read_many
from tracker.extraction.bare_text import bare, readable
from tracker.extraction.measuring import read_gold

ARTICLES = read_gold(Path(__file__).parents[1] / "data/eval/dev.jsonl")[:14]
HIRE = "Intel has hired Ann Lee as its chief scientist."
HIRED = {"joined done: Ann Lee | Intel | chief scientist"}
KNOWN = archive_gazetteer()
NAME = re.compile(r"([A-Z]\w+) ([A-Z]\w+)")


def facts(found: Finding) -> tuple[object, ...]:
    return found.type, found.status, sorted(found.values.items()), found.date, found.via


def each_fourth(blank: str) -> Callable[[str], str]:
    return lambda text: re.sub(r"(\w+ \w+ \w+ \w+) ", lambda four: four[1] + blank, text)


def around_names(form: str) -> Callable[[str], str]:
    return lambda text: NAME.sub(form, text)


def within_words(sign: str) -> Callable[[str], str]:
    return lambda text: re.sub(r"\b([A-Za-z]{3})([a-z]{4,})", rf"\1{sign}\2", text)


def in_ligatures(text: str) -> str:
    for letters, sign in (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ")):
        text = text.replace(letters, sign)
    return text


def wrapped(end: str) -> Callable[[str], str]:
    return lambda text: "\n".join(end.join(textwrap.wrap(line, 72)) for line in text.split("\n"))


@pytest.mark.parametrize(
    "copied",
    [
        wrapped("\r\n"),
        wrapped(" \n"),
        each_fourth("  "),
        each_fourth("\u3000"),
        each_fourth("&nbsp;"),
        around_names(r"<b>\1 \2</b>"),
        around_names(r"**\1 \2**"),
        around_names(r"[\1 \2](https://a.example/b_(c) 'd')"),
        around_names(r'<a href="https://a.example/b?c=d&amp;e=f"\n target="_blank">\1 \2</a>'),
        around_names("\u2068\\1 \u200b\\2\u2069\u200e"),
        around_names(r"\1 \2[1]"),
        around_names(r"[**\1 \2**](https://a.example/b)"),
        within_words("\u00ad"),
        within_words("&shy;"),
        within_words("<wbr>"),
        lambda text: re.sub(r"(?m)^(\w)", r"<span class='first'>\1</span>", text),
        lambda text: re.sub(r"[^\x00-\x7f]", lambda one: f"&#x{ord(one[0]):x};", text),
        lambda text: text.replace('"', "&quot;").replace("&", "&amp;").replace("&amp;q", "&q"),
        lambda text: text.replace("-", "\u2011"),
        in_ligatures,
        around_names(r"[\1 \2][names]"),
        lambda text: re.sub(r"(?m)^(?=\S)", "🚀 ", text),
    ],
    ids=[
        "lines end in two signs", "lines end in a blank", "two blanks", "a wide blank", "a blank by name", "bold", "stars", "links", "anchors",
        "unseen signs", "footnotes", "bold links", "soft hyphens", "soft hyphens by name", "places to break", "a large first letter", "letters by number",
        "quotes by name", "hyphens that do not break", "ligatures", "links by number", "a rocket before each paragraph",
    ],
)  # fmt: skip
def test_a_copied_article_tells_what_it_tells_without_what_is_no_word_of_it(
    copied: Callable[[str], str],
) -> None:
    texts = [copied(article.text) for article in ARTICLES]
    plain = read_many((article.as_text() for article in ARTICLES), gazetteer=KNOWN)
    read = read_many(
        (Text(text, one.title, one.published) for text, one in zip(texts, ARTICLES, strict=True)),
        gazetteer=KNOWN,
    )
    compared = 0
    for article, text, one, other in zip(ARTICLES, texts, plain, read, strict=True):
        assert [facts(f) for f in other.findings] == [facts(f) for f in one.findings], article.id
        for its, mine in zip(one.findings, other.findings, strict=True):
            quoted = bare(text[mine.start : mine.end]).text.removeprefix("🚀")
            assert " ".join(quoted.split()) == article.text[its.start : its.end]
            compared += 1
    assert compared > 40


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("AT&amp;T has hired Ann Lee.", {"joined done: Ann Lee | AT&T"}),
        ("Johnson &amp; Johnson has hired Ann Lee.", {"joined done: Ann Lee | Johnson & Johnson"}),
        ("Intel has hired Bj&ouml;rn Lee.", {"joined done: Björn Lee | Intel"}),
        ("<p><span>I</span>ntel has hired Ann Lee as its chief scientist.</p>", HIRED),
        (f"He joined <a href='https://a.example/{'x/' * 160}'>Intel</a>. {HIRE}", HIRED),
        (f"<!-- {HIRE * 9} -->\nThe weather was fine.", set()),
        (f"<!-- <p>{HIRE}</p> -->\nThe weather was fine.", set()),
        ("[Intel][1] has hired Ann Lee.[2][3]", {"joined done: Ann Lee | Intel"}),
        ("Cloud\ufb02are has hired Ann Lee.", {"joined done: Ann Lee | Cloudflare"}),
        (f'<script type="application/ld+json">{{"about": "{HIRE}"}}</script>\nIt rained.', set()),
        ("Ann Lee was vice president of\nGoogle his team.", set()),
    ],
)
def test_what_a_page_writes_otherwise_is_read_as_a_reader_sees_it(
    text: str, facts: set[str]
) -> None:
    assert told(text) == facts


def test_a_place_in_the_bare_text_is_found_again_in_the_text_as_it_was() -> None:
    text = "<b>Ann</b>  Lee\u00ad left  \r\n  AT&amp;T."
    found = bare(text)
    assert found.text == "Ann Lee left\n  AT&T."
    start = found.text.index("AT&T")
    assert text[slice(*found.span(start, start + 4))] == "AT&amp;T"
    assert text[slice(*found.span(0, 7))] == "<b>Ann</b>  Lee\u00ad"
    assert bare("Ann Lee left.").starts is None


@pytest.mark.parametrize(
    "sign",
    ["<a ", "<!--", "<!-- a", "<script>", "[x](", "[x][", "&a", " \t", "\r\n ", "\u00ad", "[1]"],
)
def test_signs_without_end_are_taken_out_at_once(sign: str) -> None:
    text = sign * 40_000
    assert len(readable(text)) == len(text)
    assert len(bare(text).text) <= len(text)
