"""Which texts are read at all."""

from __future__ import annotations

import pytest

from tests.extraction.names import GAZETTEER
from tracker.extraction import read
from tracker.extraction.language import LONGEST_TEXT, readable, why_unread

HEBREW = "החברה הודיעה ביום שני כי מינתה מנהל חדש למחלקת הבינה המלאכותית"
ARABIC = "أعلنت الشركة يوم الاثنين عن تعيين مدير جديد لقسم الذكاء الاصطناعي"
FRENCH = "La société a nommé Jeanne Martin au poste de directrice générale, selon un communiqué publié lundi à Paris."
GERMAN = "Das Unternehmen hat Petra Kern zur neuen Chefin ernannt, wie am Montag in Berlin bekannt wurde."
CHINESE = "该公司周一宣布任命新的首席科学家，他此前在另一家公司工作。"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\t ", "empty"),
        ("12 34 56 . !", "no words"),
        ("\x00\x01\x02\x03" * 500 + "abc", "not a text"),
        ("The firm hired her. " * (LONGEST_TEXT // 10), "too long"),
        (HEBREW, "not in English: he"),
        (ARABIC, "not in English: ar"),
        (FRENCH, "not in English: fr"),
        (GERMAN, "not in English: de"),
        (CHINESE, "not in English: zh"),
    ],
)
def test_what_is_not_read_says_why(text: str, reason: str) -> None:
    reading = read(text, gazetteer=GAZETTEER)
    assert reading.findings == ()
    assert reading.unread is not None and reason in reading.unread


@pytest.mark.parametrize(
    "text",
    [
        "Intel hires Ann Lee.",
        "Nvidia buys Groq",
        "The firm said on Monday that it had hired a new chief.",
        "Yann LeCun, Clément Delangue and Fei-Fei Li met in Montréal.",
    ],
)
def test_short_english_is_read_however_foreign_its_names(text: str) -> None:
    assert why_unread(text) == ("en", None)


def test_characters_that_are_none_become_blanks_and_move_nothing() -> None:
    text = "Intel\x00 hired \ud800Ann\ufeff Lee."
    assert readable(text) == "Intel  hired  Ann  Lee."
    assert len(readable(text)) == len(text)
