"""The ways of writing a title: one list, for whoever compares titles and whoever looks for them."""

import re
from functools import lru_cache

#: Each post as it is written out, then its other forms. A form may be that of several posts ("CSO").
FORMS: tuple[tuple[str, ...], ...] = (
    ("chief executive officer", "chief executive", "chief exec", "ceo"),
    ("chief technology officer", "technology chief", "cto"),
    ("chief operating officer", "operating chief", "coo"),
    ("chief financial officer", "finance chief", "cfo"),
    ("chief product officer", "product chief", "cpo"),
    ("chief marketing officer", "marketing chief", "cmo"),
    ("chief information officer", "cio"),
    ("chief information security officer", "ciso"),
    ("chief revenue officer", "revenue chief", "cro"),
    ("chief legal officer", "legal chief", "clo"),
    ("chief people officer", "people chief"),
    ("chief human resources officer", "chro"),
    ("chief artificial intelligence officer", "chief ai officer", "caio"),
    ("chief scientist", "chief science officer", "chief scientific officer", "cso"),
    ("chief strategy officer", "cso"),
    ("chief security officer", "cso"),
    ("senior vice president", "svp"),
    ("executive vice president", "evp"),
    ("corporate vice president", "cvp"),
    ("vice president", "vp"),
    ("managing director", "md"),
    ("general manager", "gm"),
)
_WORD = re.compile(r"[^\W_]+")


def _posts_by_form() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for post in FORMS:
        for form in post:
            found[form] = (*found.get(form, ()), post)
    return found


_POSTS = _posts_by_form()
#: Longer forms first; what begins one that is written out is not taken for it twice.
_WRITTEN_OUT = re.compile(
    r"\b(?:"
    + "|".join(
        rf"{re.escape(form)}(?! officer)"
        for form in sorted(_POSTS, key=len, reverse=True)
        if len(_POSTS[form]) == 1 and form != _POSTS[form][0][0]
    )
    + r")\b"
)


@lru_cache(maxsize=10_000)
def written_out(title: str) -> str:
    """A title in lower case with its short forms written out; what may be short for several posts stays."""
    return _WRITTEN_OUT.sub(lambda found: _POSTS[found[0]][0][0], title.casefold())


@lru_cache(maxsize=1_000)
def other_forms(words: tuple[str, ...]) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """For each of the words of a title, in lower case, what may stand in its place: other forms of the post.

    ``("openai", "ceo")`` gives nothing for the first and for the second ``("chief", "executive")``, ``("chief",
    "exec")`` …; where a post is written in several words each of them has the short forms.
    """
    found: list[list[tuple[str, ...]]] = [[] for _ in words]
    at = 0
    while at < len(words):
        longest = next(
            (end for end in range(len(words), at, -1) if " ".join(words[at:end]) in _POSTS), at
        )
        for post in _POSTS.get(" ".join(words[at:longest]), ()):
            others = [tuple(form.split()) for form in post if form.split() != [*words[at:longest]]]
            for place in range(at, longest):
                found[place] += [one for one in others if one not in found[place]]
        at = max(longest, at + 1)
    return tuple(tuple(one) for one in found)
