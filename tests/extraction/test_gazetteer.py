"""Known names, found in a text."""

from __future__ import annotations

import pytest

from tests.extraction.reading import told
from tracker.extraction import Gazetteer, KnownOrganization, KnownPerson, read
from tracker.extraction.gazetteer import well_known
from tracker.extraction.measuring.plain import PUBLISHED, line

TESSERA = KnownOrganization("Tessera", ("Tessera Robotics",))
NORA = KnownPerson("Nora Bell", ("N. Bell",))


def test_names_and_aliases_are_found_longest_first() -> None:
    text = "Tessera Robotics and Tessera hired Nora Bell."
    hits = list(Gazetteer([TESSERA], [NORA]).hits(text))
    assert [text[hit.start : hit.end] for hit in hits] == [
        "Tessera Robotics",
        "Tessera",
        "Nora Bell",
    ]
    assert [hit.known for hit in hits] == [TESSERA, TESSERA, NORA]


def test_a_name_inside_a_longer_word_is_none() -> None:
    assert list(Gazetteer([KnownOrganization("Meta")]).hits("Metal, Metadata and premeta.")) == []


def test_offsets_count_characters_whatever_stands_before() -> None:
    text = "😀 Zürich – Tessera’s office"
    (hit,) = Gazetteer([TESSERA]).hits(text)
    assert text[hit.start : hit.end] == "Tessera"


def test_an_empty_gazetteer_finds_nothing_and_does_not_fail() -> None:
    assert list(Gazetteer().hits("Tessera")) == []


def test_a_known_company_is_recognised_where_nothing_else_says_that_it_is_one() -> None:
    text = "Nora Bell has joined Salt."
    known = read(text, published=PUBLISHED, gazetteer=Gazetteer([KnownOrganization("Salt")]))
    assert [line(f) for f in known.findings] == ["joined done: Nora Bell | Salt"]


def test_the_fullest_form_of_a_known_name_is_given() -> None:
    text = "Tessera Robotics makes arms. Nora Bell has joined Tessera as its chief executive."
    reading = read(text, published=PUBLISHED, gazetteer=Gazetteer([TESSERA]))
    assert [f.values["org"] for f in reading.findings] == ["Tessera Robotics"]


def test_a_known_lab_belongs_to_its_company_where_the_article_names_both() -> None:
    lab = KnownOrganization("Orchard", kind="lab", parent="Tessera")
    reading = read(
        "Tessera makes arms. Nora Bell heads Orchard.",
        published=PUBLISHED,
        gazetteer=Gazetteer([TESSERA, lab]),
    )
    assert [line(f) for f in reading.findings] == [
        "role held: Nora Bell | Tessera | Orchard | head"
    ]


def test_a_known_lab_stands_for_itself_where_the_article_does_not_name_its_company() -> None:
    lab = KnownOrganization("Orchard", kind="lab", parent="Tessera")
    reading = read(
        "Nora Bell has left Orchard.", published=PUBLISHED, gazetteer=Gazetteer([TESSERA, lab])
    )
    assert [line(f) for f in reading.findings] == ["left done: Nora Bell | Orchard"]


def test_a_company_that_belongs_to_another_is_a_company_all_the_same() -> None:
    owned = KnownOrganization("Orchard", kind="company", parent="Tessera")
    text = "Tessera makes arms. Nora Bell has left Orchard."
    reading = read(text, published=PUBLISHED, gazetteer=Gazetteer([TESSERA, owned]))
    assert [line(f) for f in reading.findings] == ["left done: Nora Bell | Orchard"]


def test_a_well_known_company_is_known_without_being_on_record() -> None:
    (hit,) = Gazetteer().hits("She came from SK hynix in May.")
    assert isinstance(hit.known, KnownOrganization)
    assert hit.known.name == "SK Hynix"


def test_what_is_on_record_goes_before_what_is_well_known() -> None:
    own = KnownOrganization("Siemens", (), "division", "Siemens Holding")
    (hit,) = Gazetteer([own]).hits("Siemens has a new chief.")
    assert hit.known is own


def test_of_what_is_well_known_no_name_stands_twice() -> None:
    names = [name for one in well_known() for name in (one.name, *one.aliases)]
    assert len(names) == len(set(names)) > 600


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_a_known_name_is_found_with_either_apostrophe(apostrophe: str) -> None:
    given = Gazetteer([KnownOrganization("Moody's"), KnownOrganization("L’Oréal")])
    text = f"Moody{apostrophe}s chief and L{apostrophe}Oréal{apostrophe}s"
    names = [text[hit.start : hit.end] for hit in given.hits(text)]
    assert names == [f"Moody{apostrophe}s", f"L{apostrophe}Oréal"]
    spoken = f"Ann Lee, Moody{apostrophe}s chief data officer, is leaving for OpenAI{apostrophe}s safety team."
    assert told(spoken) >= {
        f"left announced: Ann Lee | Moody{apostrophe}s | chief data officer | OpenAI"
    }
