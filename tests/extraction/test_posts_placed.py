"""At which company posts are whose own words do not say it."""

from __future__ import annotations

from tests.extraction.reading import posts_of
from tracker.extraction import FactType

NEXT = "Rain is expected in the north. The trains were late again."


def _posts(text: str, person: str) -> list[tuple[object, object]]:
    return posts_of(f"{text} {NEXT}", FactType.ROLE, person)


def test_whoever_works_with_a_newcomer_is_where_she_goes() -> None:
    comes = "Selma Quist is leaving Google for Cohere."
    alongside = f"{comes} In Leeds she is to work alongside Bram Osei, the vice president of chips."
    assert _posts(alongside, "Bram Osei") == [("Cohere", "vice president of chips")]
    before = f"{comes} For six years she worked under Bram Osei, the chief scientist."
    assert _posts(before, "Bram Osei") == [("Google", "chief scientist")]


def test_a_post_for_now_is_where_the_one_before_has_gone() -> None:
    text = (
        "Ada Brook resigned on Friday as chief executive of Quillbox. Siemens, the owner, is looking for a successor, "
        "and until one is found Bram Osei, the chief financial officer, will be interim CEO as well."
    )
    assert _posts(text, "Bram Osei") == [
        ("Quillbox", "chief financial officer"),
        ("Quillbox", "interim CEO"),
    ]


def test_no_company_has_two_chief_executives() -> None:
    text = (
        "Meta has hired Ada Brook, the chief executive of Quillbox. "
        "Mark Rehn, the chief executive, had dinner with her three times."
    )
    assert _posts(text, "Mark Rehn") == [("Meta", "chief executive")]


def test_what_somebody_is_he_is_not_where_he_is_only_coming_to() -> None:
    text = (
        "Nvidia gets a licence to the technology of Quillbox. Quillbox said that Ada Brook, the founder and chief executive, "
        "will move to Nvidia together with the president, Ines Fabre."
    )
    assert _posts(text, "Ines Fabre") == []
    assert posts_of(f"{text} {NEXT}", FactType.LEFT, "Ines Fabre") == [("Quillbox", "president")]


def test_a_dean_is_at_a_university() -> None:
    text = (
        "Uber has taken forty people from Calloway University. "
        "Bram Osei, the dean of computer science, consoles himself with the thought that students grow back."
    )
    assert _posts(text, "Bram Osei") == [("Calloway University", "dean of computer science")]
