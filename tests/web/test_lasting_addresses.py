"""Addresses that are put together once: they are those that Django would put together each time."""

import pytest
from django.template import Context, Template
from django.urls import reverse
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

from tracker.web.addresses import page_at
from tracker.web.static_names import KeptNames


@pytest.mark.parametrize(
    ("view", "slugs"),
    [
        ("person", ["ada-byron"]),
        ("outlet", ["the-post"]),
        ("company", ["halden"]),
        ("unit", ["halden", "optics"]),
        ("evidence", ["position-7,position-8"]),
        ("moves", []),
    ],
)
def test_a_page_is_at_the_address_that_its_view_has(view: str, slugs: list[str]) -> None:
    assert page_at(view, *slugs) == reverse(f"web:{view}", args=slugs)


def test_an_address_of_the_templates_own_words_is_looked_up_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = Template("{% url 'feeds:moves' 'atom' %}")
    first = page.render(Context())
    monkeypatch.setattr("django.urls.reverse", lambda *_, **__: pytest.fail("looked up again"))
    assert page.render(Context()) == first == "/feeds/moves.atom"


def test_an_address_that_depends_on_the_page_is_looked_up_for_each() -> None:
    page = Template("{% url 'web:person' slug %} {% url 'web:moves' as moves %}{{ moves }}")
    assert page.render(Context({"slug": "ada-byron"})) == "/people/ada-byron/ /moves/"
    assert page.render(Context({"slug": "ben-cole"})) == "/people/ben-cole/ /moves/"


def test_the_address_of_a_static_file_is_put_together_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def told(_: object, name: str, force: bool = False) -> str:  # noqa: FBT002 - Django's own signature
        asked.append(name)
        return f"/static/{name}"

    monkeypatch.setattr(CompressedManifestStaticFilesStorage, "url", told)
    files = KeptNames()
    assert [files.url(name) for name in ("a.css", "b.js", "a.css")] == [
        "/static/a.css",
        "/static/b.js",
        "/static/a.css",
    ]
    assert asked == ["a.css", "b.js"]
