"""Annotated articles, read from a file of JSON lines and checked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from tracker.extraction.findings import FactType, Status, Text
from tracker.extraction.measuring.shapes import FIGURES, MUST, WORDS, Fact

#: How many complaints are told at once.
MOST = 20
_PARTIAL_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")


class BadGold(ValueError):
    """Annotated articles that cannot be measured by; each complaint says where and how to mend it."""

    def __init__(self, complaints: list[str]) -> None:
        more = len(complaints) - MOST
        super().__init__(
            "\n".join(complaints[:MOST] + ([f"… and {more} more"] if more > 0 else []))
        )
        self.complaints = complaints


class Worded(NamedTuple):
    """Words of a sentence that stand for an organisation: "the start-up"."""

    sentence: str
    words: str
    org: str


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One article with the facts that its annotators found in it, and what its words stand for if they say so."""

    id: str
    title: str
    published: date | None
    text: str
    facts: tuple[Fact, ...]
    worded: tuple[Worded, ...] | None = None

    def as_text(self) -> Text:
        return Text(self.text, self.title, self.published)


def read_gold(path: Path) -> list[GoldArticle]:
    """The articles of a file, in order; ``BadGold`` tells everything that is wrong with its lines."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise BadGold([f"{path} cannot be read: {error.strerror}."]) from error
    except UnicodeDecodeError as error:
        raise BadGold([f"{path} is no UTF-8 text: save it as UTF-8."]) from error
    articles: list[GoldArticle] = []
    complaints: list[str] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        article, wrong = _article(line)
        if article is not None and article.id in seen:
            wrong.append(
                f"the id “{article.id}” is that of line {seen[article.id]} too;"
                " give each article its own"
            )
        complaints += [f"{path.name} line {number}: {complaint}." for complaint in wrong]
        if article is not None:
            seen.setdefault(article.id, number)
            articles.append(article)
    if not articles and not complaints:
        complaints = [f"{path.name} has no line; write one JSON object for each article."]
    if complaints:
        raise BadGold(complaints)
    return articles


def _article(line: str) -> tuple[GoldArticle | None, list[str]]:
    try:
        row = json.loads(line)
    except ValueError as error:
        return None, [f"no JSON ({error}); write one object on one line"]
    if not isinstance(row, dict):
        return None, ["no JSON object; write {“id”, “title”, “published”, “text”, “facts”}"]
    wrong = [
        f"“{name}” is missing or no text; give it as a string with words in it"
        for name in ("id", "text")
        if not isinstance(row.get(name), str) or not row[name].strip()
    ]
    day, complaint = _day(row.get("published"))
    wrong += complaint
    facts = row.get("facts")
    if not isinstance(facts, list):
        wrong.append("“facts” is no list; write [] where the article states none")
    if wrong or not isinstance(facts, list):
        return None, wrong
    for number, fact in enumerate(facts, 1):
        wrong += [f"fact {number}: {complaint}" for complaint in _complaints(fact, row["text"])]
    if wrong:
        return None, wrong
    title = str(row.get("title") or "")
    return GoldArticle(row["id"], title, day, row["text"], tuple(facts)), []


def _day(value: object) -> tuple[date | None, list[str]]:
    if value is None or value == "":
        return None, []
    try:
        return date.fromisoformat(value if isinstance(value, str) else ""), []
    except ValueError:
        return None, [f"“published” is “{value}”, which is no day; write 2025-06-12"]


def _complaints(fact: Any, text: str) -> Iterator[str]:
    if not isinstance(fact, dict):
        yield "no JSON object; write {“type”, …, “evidence”}"
        return
    name = str(fact.get("type"))
    if name not in set(FactType):
        yield f"the type “{name}” is unknown; use one of {', '.join(FactType)}"
        return
    kind = FactType(name)
    for key in MUST[kind]:
        if fact.get(key) in (None, ""):
            yield f"a {kind} fact needs “{key}”; add it, or leave the fact out"
    if kind is FactType.FOUNDED and not fact.get("org") and not fact.get("org_desc"):
        yield "a founded fact needs “org”, or null and “org_desc” where it has no name; add one"
    if kind is not FactType.STATEMENT and str(fact.get("status")) not in set(Status):
        yield f"the status “{fact.get('status')}” is unknown; use one of {', '.join(Status)}"
    evidence = fact.get("evidence")
    if evidence in (None, ""):
        yield "“evidence” is missing; copy the sentence that states the fact"
    elif not isinstance(evidence, str) or evidence not in text:
        yield "the evidence does not stand in the text; copy one sentence from it, exactly"
    yield from _of_wrong_kind(fact)


def _of_wrong_kind(fact: Fact) -> Iterator[str]:
    """What would be measured as something else than its annotator meant."""
    for name, value in fact.items():
        if name == "optional":
            if not isinstance(value, bool):
                yield f"“optional” is {json.dumps(value, ensure_ascii=False)}; write true, or leave it out"
        elif name in FIGURES:
            if isinstance(value, bool) or not isinstance(value, int | float | None):
                yield f"“{name}” is {json.dumps(value, ensure_ascii=False)}; write it as a number"
        elif name not in WORDS:
            yield f"“{name}” is no key of a fact; write one of {', '.join(sorted(WORDS | FIGURES | {'optional'}))}"
        elif not isinstance(value, str | None):
            yield f"“{name}” is {json.dumps(value, ensure_ascii=False)}; write it as a text in quotation marks"
        elif name == "date" and value and not _is_partial_day(value):
            yield f"the date “{value}” is none; write 2025, 2025-06 or 2025-06-12"


def _is_partial_day(value: str) -> bool:
    if not _PARTIAL_DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return False
    return True
