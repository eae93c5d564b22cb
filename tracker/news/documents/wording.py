"""Bytes to text, and text to what a table can hold."""

import codecs
import re

import charset_normalizer

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})"
    rb"|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})",
    re.IGNORECASE,
)
#: As browsers read them: what calls itself Latin-1 or ASCII is Windows-1252.
_SAME = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
_REFUSED = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}
)
_MULTIBYTE = ("utf-16", "utf-32", "iso2022", "hz")
_SAMPLE = 50_000
_ENOUGH_TO_GUESS = 16
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_BEYOND_ASCII = bytes(range(128, 256))
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))


def clean(text: str) -> str:
    """``text`` without NUL and lone surrogates, which no table takes; nothing else is changed."""
    return _UNSTORABLE.sub("", text)


def one_line(text: str, longest: int = 500) -> str:
    """``text`` with runs of white space as one blank, cut to ``longest`` characters."""
    line = " ".join(clean(text[: longest * 20]).split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def looks_binary(content: bytes, header_charset: str = "") -> bool:
    """The bytes are no text in any charset; a stray NUL in a text is no reason."""
    if content.startswith(tuple(bom for bom, _ in _BOMS)):
        return False
    if _codec(header_charset).startswith(("utf-16", "utf-32")):
        return False
    sample = content[:8192]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > 2 + len(sample) // 50


def decoded(content: bytes, header_charset: str = "") -> str:
    """The text of ``content``: by its byte order mark, header, own declaration, or by guess.

    Bytes that are valid UTF-8 are read as UTF-8 even where something else is declared: other
    texts hardly ever are. Nothing is lost: bytes that fit nowhere become replacement characters.
    """
    for bom, name in _BOMS:
        if content.startswith(bom):
            return clean(content.decode(name, "replace").removeprefix("\ufeff"))
    found = _DECLARED.search(content[:4096])
    declared = (found[1] or found[2]).decode() if found else ""
    candidates = [known for known in (_codec(header_charset), _codec(declared)) if known]
    if not any(known.startswith(_MULTIBYTE) for known in candidates[:1]):
        candidates.insert(0, "utf-8")
    for name in candidates:
        try:
            return clean(content.decode(name))
        except (UnicodeError, LookupError):
            continue
    return clean(content.decode(_guessed(content[:_SAMPLE]), "replace"))


def _guessed(sample: bytes) -> str:
    """The charset by its letters; a text that is mostly ASCII is Western, as browsers have it."""
    beyond_ascii = len(sample) - len(sample.translate(None, _BEYOND_ASCII))
    if beyond_ascii < _ENOUGH_TO_GUESS or beyond_ascii * 10 < len(sample):
        return "cp1252"
    guess = charset_normalizer.from_bytes(sample).best()
    return guess.encoding if guess else "cp1252"


def _codec(name: str) -> str:
    """Python's name of a charset that may be used; empty for one unknown or not for texts."""
    try:
        known = codecs.lookup(name.strip().strip("\"'")).name if name else ""
        b"test".decode(known or "ascii", "ignore")
    except (LookupError, ValueError):
        return ""
    return "" if known in _REFUSED else _SAME.get(known, known)
