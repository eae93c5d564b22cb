"""In which part of a company somebody has, gets or gives up a post."""

from __future__ import annotations

import pytest

from tests.extraction.reading import DAY, facts_of, findings
from tracker.extraction import FactType

JOINED, LEFT, ROLE = FactType.JOINED, FactType.LEFT, FactType.ROLE

TOLD = [
    ("The head of Nvidia's speech team, Mira Holm, is leaving.", LEFT, "speech team"),
    (
        "Nvidia will close its robotics division in May. The division's general manager, Mira Holm, will leave at the end of June.",
        LEFT,
        "robotics division",
    ),
    (
        "Nvidia will close its robotics lab in May. Its leader, Mira Holm, has left the company.",
        LEFT,
        "robotics lab",
    ),
    (
        "Nvidia will move its vision lab to Austin. Mira Holm, director of the lab, is leaving.",
        LEFT,
        "vision lab",
    ),
    (
        "Mira Holm of Apple's foundation models team has joined OpenAI.",
        LEFT,
        "foundation models team",
    ),
    (
        "Oracle has enticed three scientists away from Amazon's Alexa group: Mira Holm, Jonas Weir and Ada Lund.",
        LEFT,
        "Alexa group",
    ),
    (
        "Apple is losing the head of its Siri group. Mira Holm, who led the group, will depart in July.",
        LEFT,
        "Siri group",
    ),
    (
        "Google has dismissed Mira Holm, a researcher in its Ethical AI team.",
        LEFT,
        "Ethical AI team",
    ),
    (
        "Nvidia's vision lab has a new director, Jonas Weir. His predecessor, Mira Holm, retired in May.",
        LEFT,
        "vision lab",
    ),
    (
        "Jonas Weir, who directed Nvidia's vision lab, retires in June. Mira Holm will succeed him as director.",
        ROLE,
        "vision lab",
    ),
    (
        "Mira Holm, who leads Google's speech group, has joined Meta as director of its translation team.",
        JOINED,
        "translation team",
    ),
    (
        "Mira Holm, a researcher, has switched to the Robotics Studio of Meta.",
        JOINED,
        "Robotics Studio",
    ),
    ("Intel poached Mira Holm for its graphics group.", JOINED, "graphics group"),
    (
        "Microsoft has set up a health unit. Mira Holm has been appointed general manager of the unit.",
        JOINED,
        "health unit",
    ),
    (
        "Mira Holm was managing director of Salesforce's research centre in Asia.",
        ROLE,
        "research centre in Asia",
    ),
    (
        "Mira Holm leads a research group on dialogue systems at Google.",
        ROLE,
        "research group on dialogue systems",
    ),
    (
        "Mira Holm will be general manager of Nvidia's business in northern Europe.",
        ROLE,
        "business in northern Europe",
    ),
    (
        "Stanford's Institute for Cybernetics is growing. The institute's director, Mira Holm, is leaving for Google.",
        LEFT,
        "Institute for Cybernetics",
    ),
    (
        "Carnegie Mellon's School of Computer Science has a new dean. The previous dean, Mira Holm, retired in May.",
        LEFT,
        "School of Computer Science",
    ),
    (
        "Meta has reorganised FAIR. Mira Holm, head of the lab, will leave in May.",
        LEFT,
        "FAIR",
    ),
]

NOT_TOLD = [
    ("Nvidia is reorganising its speech team. Mira Holm, a director, is leaving.", LEFT),
    (
        "Kiln Robotics, a hosting group, is growing. Mira Holm, the group's chief executive, praised its robotics lab.",
        ROLE,
    ),
    ("Mira Holm ran Google's speech group until 2019. She has joined Meta.", JOINED),
    ("Google's vision lab is in Zurich. Mira Holm, Google's chief scientist, is leaving.", LEFT),
]


@pytest.mark.parametrize(("text", "kind", "unit"), TOLD)
def test_a_post_is_told_with_the_part_of_the_company(text: str, kind: FactType, unit: str) -> None:
    found = facts_of(text, kind, "Mira Holm")
    assert [one.values.get("unit") for one in found] == [unit]


@pytest.mark.parametrize(("text", "kind"), NOT_TOLD)
def test_a_post_in_the_whole_company_is_told_without_a_part(text: str, kind: FactType) -> None:
    found = facts_of(text, kind, "Mira Holm")
    assert found
    assert not any("unit" in one.values for one in found)


def test_jobs_go_where_a_part_of_a_company_is_closed() -> None:
    text = "Nvidia is shutting its Zurich lab and 25 people will lose their jobs."
    units = [
        one.values.get("unit")
        for one in findings(text, published=DAY)
        if one.type is FactType.LAYOFF
    ]
    assert units == ["Zurich lab"]
