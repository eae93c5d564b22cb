"""Slugs: what a name becomes in an address."""

import pytest

from tracker.kernel.slugs import MAX_LENGTH, slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Yann LeCun", "yann-lecun"),
        ("Léon Bottou", "leon-bottou"),
        ("Søren Kierkegård", "soren-kierkegard"),
        ("Łukasz Kaiser", "lukasz-kaiser"),
        ("Jürgen Schmidhuber", "jurgen-schmidhuber"),
        ("O'Reilly & Sons, Inc.", "oreilly-sons-inc"),
        ("Character.AI", "characterai"),
        ("  01.AI  ", "01ai"),
        ("王小川", "wang-xiao-chuan"),
        ("!!!", "unnamed"),
        ("", "unnamed"),
    ],
)
def test_a_slug_is_the_name_without_accents(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_a_taken_slug_gets_the_next_free_number() -> None:
    assert slug_of("Wei Zhang", taken={"wei-zhang"}) == "wei-zhang-2"
    assert slug_of("Wei Zhang", taken={"wei-zhang", "wei-zhang-2"}) == "wei-zhang-3"
    assert slug_of("Wei Zhang", taken={"wei"}) == "wei-zhang"


@pytest.mark.parametrize("length", [MAX_LENGTH - 1, MAX_LENGTH, MAX_LENGTH + 1, 300])
def test_a_slug_never_grows_beyond_its_column_even_when_numbered(length: int) -> None:
    name = "x" * length
    taken: set[str] = set()
    for _ in range(12):
        slug = slug_of(name, taken=taken)
        assert slug not in taken
        assert len(slug) <= MAX_LENGTH
        taken.add(slug)
