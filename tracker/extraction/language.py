"""Whether a text can be read at all: its length, its characters, its language."""

from __future__ import annotations

import re

from py3langid.langid import MODEL_FILE, LanguageIdentifier

LONGEST_TEXT = 400_000
_SAMPLE = 4_000
_ENGLISH = re.compile(
    r"\b(?:the|and|of|to|in|is|was|for|that|with|has|he|she|it|its|his|her|as|at|by|from|will|who|said|an|are|on)\b",
    re.IGNORECASE,
)
_UNREADABLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f\xa0\xad\u2000-\u200f\u202a-\u202f\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_WORD = re.compile(r"[^\W\d_]+")
_identifier: list[LanguageIdentifier] = []


def why_unread(text: str) -> tuple[str, str | None]:
    """The language of ``text`` and, where it will not be read, the reason."""
    if not text.strip():
        return "", "empty text"
    if len(text) > LONGEST_TEXT:
        return "", f"too long: {len(text)} characters, more than {LONGEST_TEXT}"
    sample = text[:_SAMPLE]
    odd = sum(
        1
        for c in sample
        if (ord(c) < 32 and c not in "\t\n\r\x0b\x0c")
        or c == "\ufffd"
        or 0xD800 <= ord(c) <= 0xDFFF
    )
    if odd > max(8, len(sample) // 20):
        return "", "not a text: too many control characters"
    words = _WORD.findall(sample)
    if not words:
        return "", "no words"
    english = len(_ENGLISH.findall(sample)) / len(words)
    if english >= 0.18:
        return "en", None
    language = _language(sample)
    if language == "en" or (english >= 0.08 and len(words) < 60):
        return "en", None
    if len(words) < 12 and sample.isascii():
        return "en", None
    return language, f"not in English: {language}"


def readable(text: str) -> str:
    """``text`` with a blank for each character that is none or unseen, so that every other keeps its place."""
    return _UNREADABLE.sub(" ", text)


def _language(sample: str) -> str:
    if not _identifier:
        _identifier.append(LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True))
    clean = sample.encode("utf-8", "ignore").decode("utf-8")
    return str(_identifier[0].classify(clean)[0])
