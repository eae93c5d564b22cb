"""The archive's names, as texts are read with them."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.archive.names import archive_gazetteer
from tracker.extraction import Finding, read


def _left(text: str) -> list[Finding]:
    found = read(text, title="", published=date(2025, 6, 12), gazetteer=archive_gazetteer())
    return [one for one in found.findings if one.type == "left"]


@pytest.mark.parametrize("name", ["DeepMind", "Google DeepMind"])
def test_a_laboratory_with_a_country_or_an_address_of_its_own_is_named_for_itself(
    name: str,
) -> None:
    (left,) = _left(f"Nora Bell left {name} in May. Google, which owns it, said nothing.")
    assert (left.values["org"], left.values.get("unit")) == (name, None)


def test_another_laboratory_is_a_part_of_the_company_that_the_text_names() -> None:
    (left,) = _left("Nora Bell left Google Brain in May. Google, which owns it, said nothing.")
    assert (left.values["org"], left.values.get("unit")) == ("Google", "Google Brain")
