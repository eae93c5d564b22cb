"""Press releases: companies that nobody knows, names and posts written large, boilerplate at the end."""

from __future__ import annotations

import pytest

from tests.extraction.reading import told


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "PALO ALTO, Calif., May 12, 2026 (NEWSWIRE) -- Quillara, the leader in agentic procurement, today announced the "
            "appointment of Dana Whitfield as Chief Revenue Officer, effective June 1. Ms. Whitfield joins Quillara from "
            "Snowflake, where she was Senior Vice President of Enterprise Sales. She will report to Chief Executive Officer "
            "and co-founder Bashir Noor. About Quillara: Quillara was founded in 2021 by Bashir Noor and Ines Duarte.",
            {
                "founded done: Bashir Noor | Quillara",
                "founded done: Ines Duarte | Quillara",
                "joined announced: Dana Whitfield | Quillara | Chief Revenue Officer | Snowflake",
                "left announced: Dana Whitfield | Snowflake | Senior Vice President of Enterprise Sales | Quillara",
                "reports_to announced: Dana Whitfield | Bashir Noor | Quillara",
                "role held: Bashir Noor | Quillara | - | Chief Executive Officer",
            },
        ),
        (
            "BERLIN, 9 Sept 2025 - Merantix Momentum today welcomes Dr. Julia Sommer to its executive board as Chief "
            "Operating Officer. She succeeds Thomas Wolf, who will leave the company at his own request on September 30. "
            "Sommer joins from Zalando.",
            {
                "joined done: Julia Sommer | Merantix Momentum | Chief Operating Officer | Zalando",
                "left announced: Thomas Wolf | Merantix Momentum | Chief Operating Officer",
                "left announced: Julia Sommer | Zalando | - | Merantix Momentum",
            },
        ),
        (
            "Radiant Minds Inc. announced the resignation of Paul Ferro from its Board of Directors, effective immediately. "
            "The Company also announced that Lucy Tran, Chief Financial Officer, has been promoted to President.",
            {
                "left announced: Paul Ferro | Radiant Minds Inc. | board member",
                "role done: Lucy Tran | Radiant Minds Inc. | - | President",
                "role former: Lucy Tran | Radiant Minds Inc. | - | Chief Financial Officer",
            },
        ),
    ],
)
def test_a_press_release_is_read_by_its_own_habits(text: str, facts: set[str]) -> None:
    assert told(text) == facts


def test_a_chief_executive_officer_has_one_title() -> None:
    text = "Lena Ford, Chief Executive Officer of Cohere, resigned on Monday."
    assert told(text) == {"left done: Lena Ford | Cohere | Chief Executive Officer"}
