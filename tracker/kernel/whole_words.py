"""Where words stand in a text, as whole words.

A pattern made of each name would do the same, but to make one takes a hundred times as long as to look.
"""

from collections.abc import Callable, Iterator


def places_of(words: str, text: str) -> Iterator[int]:
    """Where ``words`` begin in a ``text`` and neither begin nor end within a longer word; nowhere where they are none."""
    start = text.find(words) if words else -1
    while start >= 0:
        end = start + len(words)
        is_whole = not (
            _is_of_a_word(text[start - 1 : start]) or _is_of_a_word(text[end : end + 1])
        )
        if is_whole:
            yield start
        start = text.find(words, end if is_whole else start + 1)


def has_words(words: str, text: str) -> bool:
    """Whether ``words`` stand anywhere in a ``text``."""
    return next(places_of(words, text), None) is not None


def stands_only_behind(words: str, text: str, is_so: Callable[[str], object]) -> bool:
    """Whether ``words`` stand in a ``text``, and what stands before them ``is_so`` each time."""
    before = [text[:start] for start in places_of(words, text)]
    return bool(before) and all(map(is_so, before))


def _is_of_a_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
