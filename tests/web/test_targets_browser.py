"""What is pressed is tall enough for a finger, and a field shows the focus wherever in it that lies."""

import pytest
from playwright.sync_api import Page

from tests.factories import OutletFactory
from tests.web.scene import Scene, build_scene

pytestmark = pytest.mark.django_db(transaction=True)
LEAST = 24


@pytest.fixture
def scene(transactional_db: None) -> Scene:
    OutletFactory.create(slug="gazette", name="The Gazette")
    return build_scene(others=1)


@pytest.mark.parametrize("width", [1440, 390])
def test_the_clocks_the_crumbs_and_the_heads_that_sort_are_tall_enough(
    width: int, page: Page, scene: Scene
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for address, ways in (
        ("/people/mira-talvik/", ".turn > summary, .crumb > a"),
        ("/outlets/", ".turn > summary, thead th > a"),
        ("/moves/", ".turn > summary, thead th > a"),
    ):
        page.goto(address)
        tall = page.locator(ways).evaluate_all(
            "all => all.filter(one => one.checkVisibility())"
            ".map(one => [one.textContent.trim(), one.getBoundingClientRect().height])"
        )
        assert tall
        assert [one for one in tall if one[1] < LEAST] == []


def test_a_field_for_a_date_shows_the_focus_on_each_of_its_parts(page: Page, scene: Scene) -> None:
    page.goto("/")
    page.locator(".turn > summary").click()
    field = page.get_by_label("True on")
    field.focus()
    stops = 0
    while page.evaluate("document.activeElement.name") == "as_of":
        stops += 1
        assert field.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
        page.keyboard.press("Tab")
    assert stops >= 4
