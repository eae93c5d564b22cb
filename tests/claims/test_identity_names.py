"""How a name in a text fits one on record."""

import re
from pathlib import Path

import pytest

from tracker.claims.identity import weighing
from tracker.claims.identity.person_names import Kind, fit, written


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Dr. Ada Lindqvist", "ada lindqvist"),
        ("Prof. Ada Lindqvist, PhD", "ada lindqvist"),
        ("Lindqvist, Ada M.", "ada m lindqvist"),
        ("Łukasz Wójcik's", "lukasz wojcik"),
        ("Conor O’Brien", "conor obrien"),
        ("Fei-Fei Li", "fei fei li"),
        ("JB Ferris", "j b ferris"),
        ("J.B. Ferris", "j b ferris"),
        ("ADA LINDQVIST", "ada lindqvist"),
        ("李飞飞", "li fei fei"),
        ("Илья Петров", "ilia petrov"),
        ("Judge", "judge"),
        ("—", ""),
    ],
)
def test_a_name_is_its_words_without_accents_titles_and_degrees(name: str, words: str) -> None:
    assert " ".join(written(name).words) == words


@pytest.mark.parametrize(
    ("text", "known", "kind"),
    [
        ("Ada Lindqvist", "Ada Lindqvist", Kind.FULL),
        ("Sren Ostergaard".replace("Sren", "Soren"), "Søren Østergaard", Kind.FULL),
        ("Feifei Li", "Fei-Fei Li", Kind.FULL),
        ("Fei Fei Li", "Fei-Fei Li", Kind.FULL),
        ("Yann Le Cun", "Yann LeCun", Kind.FULL),
        ("Jane Ferris", "Jane B. Ferris", Kind.MIDDLE),
        ("Jane Beth Ferris", "Jane B. Ferris", Kind.MIDDLE),
        ("Feifei M. Li", "Fei-Fei Li", Kind.MIDDLE),
        ("Joost Vries", "Joost de Vries", Kind.MIDDLE),
        ("Zhang Wei", "Wei Zhang", Kind.TURNED),
        ("Li Feifei", "Fei-Fei Li", Kind.TURNED),
        ("Kovács Gábor", "Gábor Kovács", Kind.TURNED),
        ("J. Ferris", "Jane B. Ferris", Kind.INITIALS),
        ("J. B. Ferris", "Jane Beth Ferris", Kind.INITIALS),
        ("F.-F. Li", "Fei-Fei Li", Kind.INITIALS),
        ("Jane Ferris", "J. B. Ferris", Kind.INITIALS),
        ("Jörg Mueller", "Jörg Müller", Kind.RESPELT),
        ("Ilya Petrof", "Ilya Petrov", None),
        ("Ilya Sutzkever", "Ilya Sutskever", Kind.RESPELT),
        ("van den Berg", "Anneke van den Berg", Kind.SURNAME),
        ("El-Sayed", "Omar El-Sayed", Kind.SURNAME),
        ("Ferris", "Jane B. Ferris", Kind.SURNAME),
    ],
)
def test_a_name_fits_in_one_of_these_ways(text: str, known: str, kind: Kind | None) -> None:
    found = fit(written(text), written(known))
    assert (found.kind if found else None) == kind


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Jane A. Ferris", "Jane B. Ferris"),
        ("K. Ferris", "Jane Ferris"),
        ("J. A. Ferris", "Jane B. Ferris"),
        ("Daniel Park", "David Park"),
        ("Mario Lindqvist", "Maria Lindqvist"),
        ("Sara Lund", "Sarah Lund"),
        ("Robert Chen Jr.", "Robert Chen Sr."),
        ("Jane", "Jane Ferris"),
        ("Ferris", "Ferris"[:-1] + "t"),
        ("", "Jane Ferris"),
    ],
)
def test_another_name_is_another_name(text: str, known: str) -> None:
    assert fit(written(text), written(known)) is None


def test_the_documents_say_which_fits_there_are_and_what_each_signal_is_worth() -> None:
    page = (Path(__file__).parents[2] / "docs" / "model.md").read_text()
    section = page.split("## Who is meant\n")[1].split("\n## ")[0]
    fits = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
    assert fits == [str(kind) for kind in Kind]
    points = [
        int(n.replace("−", "-")) for n in re.findall(r"\| (−?\d+) \|$", section, re.MULTILINE)
    ]
    assert points == [
        weighing.EMPLOYER,
        weighing.SECOND_EMPLOYER,
        weighing.COLLEAGUE,
        weighing.OWN_OUTLET,
        weighing.COMPANY_NAMED,
        weighing.SAME_TITLE,
        weighing.ELSEWHERE,
    ]
