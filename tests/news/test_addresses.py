"""Which spellings of an address mean the same article."""

import pytest

from tracker.news import addresses

ARTICLE = "https://daily.example/ai/ada-joins-acme"


@pytest.mark.parametrize(
    "spelling",
    [
        "https://daily.example/ai/ada-joins-acme",
        "HTTPS://Daily.Example/ai/ada-joins-acme",
        "https://daily.example:443/ai/ada-joins-acme",
        "https://daily.example./ai/ada-joins-acme",
        "  https://daily.example/ai/ada-joins-acme\n",
        "https://daily.example/ai/ada-joins-acme#comments",
        "https://daily.example/ai/ada-joins-acme?",
        "https://daily.example/ai/ada-joins-acme?utm_source=x&utm_medium=rss",
        "https://daily.example/ai/ada-joins-acme?fbclid=abc&gclid=def#top",
        "https://daily.example/ai/%61da-joins-acme",
        "https://daily.example/ai/ada%2djoins-acme",
    ],
)
def test_spellings_of_one_address_are_one_address(spelling: str) -> None:
    assert addresses.canonical(spelling) == ARTICLE


@pytest.mark.parametrize(
    ("spelling", "canonical"),
    [
        ("https://daily.example", "https://daily.example/"),
        ("https://daily.example/story?id=5&utm_source=x", "https://daily.example/story?id=5"),
        ("https://daily.example/?p=12&q=", "https://daily.example/?p=12&q="),
        ("https://daily.example/a?b=2&a=1", "https://daily.example/a?b=2&a=1"),
        ("https://daily.example/caf%c3%a9", "https://daily.example/caf%C3%A9"),
        ("https://daily.example/café", "https://daily.example/caf%C3%A9"),
        ("https://daily.example/a%2Fb", "https://daily.example/a%2Fb"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("http://daily.example:80/A", "http://daily.example/A"),
        ("http://[2606:4700:0:0::1111]/", "http://[2606:4700::1111]/"),
    ],
)
def test_what_may_choose_the_article_stays(spelling: str, canonical: str) -> None:
    assert addresses.canonical(spelling) == canonical
    assert addresses.canonical(canonical) == canonical


def test_an_address_is_known_by_the_domain_of_its_outlet() -> None:
    assert addresses.domain_of("https://www.daily.example/a") == "daily.example"
    assert addresses.domain_of("https://m.daily.example:8443/a") == "daily.example"
    assert addresses.domain_of("https://blog.daily.example/a") == "blog.daily.example"
    assert addresses.domain_of("nothing") == ""


def test_the_domains_above_one_end_before_the_top_level() -> None:
    above = ["ai.news.daily.example", "news.daily.example", "daily.example"]
    assert addresses.parent_domains("ai.news.daily.example") == above
    assert addresses.parent_domains("localhost") == ["localhost"]


@pytest.mark.parametrize(
    ("reference", "joined"),
    [
        ("/b", "https://daily.example/b"),
        ("c", "https://daily.example/a/c"),
        ("https://other.example/x", "https://other.example/x"),
        ("two words", "https://daily.example/a/two%20words"),
        ("javascript:alert(1)", ""),
        ("data:text/html,hi", ""),
        ("http://[", ""),
    ],
)
def test_a_link_is_read_as_standing_in_its_document(reference: str, joined: str) -> None:
    assert addresses.joined("https://daily.example/a/", reference) == joined
