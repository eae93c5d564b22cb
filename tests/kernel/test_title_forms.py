"""Short and long forms of titles, for whoever compares them and whoever looks for them."""

import pytest

from tracker.kernel.title_forms import other_forms, written_out


@pytest.mark.parametrize(
    ("title", "long"),
    [
        ("CEO", "chief executive officer"),
        ("Chief Executive", "chief executive officer"),
        ("chief executive officer", "chief executive officer"),
        ("interim co-CEO", "interim co-chief executive officer"),
        ("SVP, AI", "senior vice president, ai"),
        ("VP of research", "vice president of research"),
        ("MD", "managing director"),
        ("Chief Scientific Officer", "chief scientist"),
        ("CSO", "cso"),
        ("coordinator", "coordinator"),
    ],
)
def test_a_title_is_written_out_unless_it_may_be_short_for_several_posts(
    title: str, long: str
) -> None:
    assert written_out(title) == long


def test_each_word_of_a_title_has_the_other_forms_of_its_post() -> None:
    assert ("chief", "executive") in other_forms(("halden", "ceo"))[1]
    assert other_forms(("halden", "ceo"))[0] == ()
    assert all(("ceo",) in forms for forms in other_forms(("chief", "executive", "officer")))
    assert {("chief", "scientist"), ("chief", "strategy", "officer")} <= set(
        other_forms(("cso",))[0]
    )
    assert other_forms(("chief", "scientist"))[1] != other_forms(("scientist",))[0] == ()
