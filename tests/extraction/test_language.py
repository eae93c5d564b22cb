"""Which texts are read at all."""

from __future__ import annotations

import pytest

from tests.extraction.names import GAZETTEER
from tests.extraction.reading import told
from tracker.extraction import read
from tracker.extraction.bare_text import readable
from tracker.extraction.language import LONGEST_TEXT, why_unread

HEBREW = "החברה הודיעה ביום שני כי מינתה מנהל חדש למחלקת הבינה המלאכותית"
ARABIC = "أعلنت الشركة يوم الاثنين عن تعيين مدير جديد لقسم الذكاء الاصطناعي"
FRENCH = "La société a nommé Jeanne Martin au poste de directrice générale, selon un communiqué publié lundi à Paris."
GERMAN = "Das Unternehmen hat Petra Kern zur neuen Chefin ernannt, wie am Montag in Berlin bekannt wurde."
DANISH = "Selskabet meddelte mandag, at det har ansat en ny direktør, som begynder til maj og kommer fra en konkurrent."
CHINESE = "该公司周一宣布任命新的首席科学家，他此前在另一家公司工作。"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\t ", "empty"),
        ("12 34 56 . !", "no words"),
        ("\x00\x01\x02\x03" * 500 + "abc", "not a text"),
        ("The firm hired her. " * (LONGEST_TEXT // 10), "too long"),
        (HEBREW, "not in English: Hebrew"),
        (ARABIC, "not in English: Arabic"),
        (FRENCH, "not in English: French"),
        (GERMAN, "not in English: German"),
        (CHINESE, "not in English: Chinese"),
    ],
)
def test_what_is_not_read_says_why(text: str, reason: str) -> None:
    reading = read(text, gazetteer=GAZETTEER)
    assert reading.findings == ()
    assert reading.unread is not None and reason in reading.unread


def test_a_refused_language_is_told_in_words_and_kept_as_a_code() -> None:
    assert why_unread(DANISH) == ("da", "not in English: Danish")


@pytest.mark.parametrize(
    "text",
    [
        "Il a rejoint la société en mai.",
        "Ze verliet het bedrijf in mei om bij Google te gaan werken.",
        "Meta nombra a Ana Pérez directora de investigación",
        "Spółka powołała nowego prezesa, poinformowała w poniedziałek.",
        "Şirket pazartesi günü yeni bir genel müdür atadığını duyurdu.",
    ],
)
def test_a_single_foreign_sentence_is_recognised(text: str) -> None:
    assert (why_unread(text)[1] or "").startswith("not in English: ")


@pytest.mark.parametrize(
    "text",
    [
        "Intel hires Ann Lee.",
        "Nvidia buys Groq",
        "Sam Altman",
        "The firm said on Monday that it had hired a new chief.",
        "Yann LeCun, Clément Delangue and Fei-Fei Li met in Montréal.",
        "Clément Delangue joins Mistral",
        "Łukasz Kaiser quits Telefónica",
        "Cohere protégé joins xAI board",
        "Ana Kovač, from Meta to Mistral as CTO",
        "Yang Zhilin, Wu Yuxin, Zhang Yutao and Zhou Xinyu founded Moonshot.",
        "Big news!!! 🎉🎉 @annlee joined @OpenAI #AI",
        "Jürgen Müller, Łukasz Wiśniewski, José Núñez, Gonçalo Brandão, Søren Østergård, Müge Öztürk and Hye-jin Kim left "
        "Deutsche Telekom, Électricité de France, Banco de Crédito del Perú and Compañía de las Indias for El Corte Inglés.",
    ],
)
def test_english_is_read_however_short_and_however_foreign_its_names(text: str) -> None:
    assert why_unread(text) == ("en", None)


def test_english_below_another_language_is_read_and_the_rest_left_alone() -> None:
    text = f"{FRENCH * 12}\n{'Intel has hired Ann Lee as its chief scientist, the company said on Monday in Oregon. ' * 12}"
    assert why_unread(text) == ("en", None)
    assert told(text) == {"joined done: Ann Lee | Intel | chief scientist"}


def test_program_code_is_no_text() -> None:
    code = "import intel\n\ndef hire(person):\n    staff.append(person)\n    return staff\n\nclass Company:\n    chief = None\n"
    assert why_unread(code) == ("", "not a text: program code")


def test_characters_that_are_none_become_blanks_and_move_nothing() -> None:
    text = "Intel\x00 hired \ud800Ann\ufeff Lee."
    assert readable(text) == "Intel  hired  Ann  Lee."
    assert len(readable(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Intel &amp; AMD", "Intel     & AMD"),
        ("Intel&#8217;s chief", "Intel      ’s chief"),
        ("<b>Ann Lee</b> left.", "   Ann Lee     left."),
        ("**Ann Lee** left.", "  Ann Lee   left."),
        ("[Intel](https://a.example/b) grew.", " Intel                       grew."),
        ("a snake_case_name, 2*3*4, AT&T; R&D", "a snake_case_name, 2*3*4, AT&T; R&D"),
    ],
)
def test_what_is_left_of_a_page_becomes_blanks_and_moves_nothing(text: str, clean: str) -> None:
    assert readable(text) == clean
    assert len(clean) == len(text)


def test_indented_program_code_is_no_text() -> None:
    code = "if staff:\n    staff.append(person)\n        count = 1\n        // hired\n    return staff;\n"
    assert why_unread(code) == ("", "not a text: program code")
