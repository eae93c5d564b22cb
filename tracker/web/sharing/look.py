"""The look of charts without a style sheet: what their classes mean, as attributes of SVG.

The pages' own sheets (``static/css``) say the same for browsers; a test holds the colours to theirs.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

type Theme = Literal["light", "dark"]
type Attributes = dict[str, str]

THEMES: tuple[Theme, ...] = ("light", "dark")
FONTS = "Archivo, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"

#: The tokens of base.css, light and dark.
TOKENS: Mapping[str, tuple[str, str]] = {
    "paper": ("#f3f6f2", "#0e1411"),
    "sheet": ("#fcfdfb", "#161d19"),
    "ink": ("#12201a", "#e8efea"),
    "ink-2": ("#43524a", "#b6c3bb"),
    "ink-3": ("#596860", "#94a39a"),
    "rule": ("#d0d9d2", "#2d3932"),
    "edge": ("#7b8a81", "#6f7f76"),
    "link": ("#0a5a43", "#83d4b4"),
    "open": ("#6539ae", "#bda3f5"),
    "undone": ("#a01a4a", "#f592ae"),
    "in": ("#135ea8", "#82bbf7"),
    "out": ("#a83a0e", "#f39a70"),
    "marker": ("#fff07a", "#5a5100"),
    "marker-edge": ("#a48a00", "#d9c527"),
}

#: What each class adds, the later over the earlier; ``$`` begins the name of a token.
CLASSES: Mapping[str, Attributes] = {
    "t-s": {"font-size": "11.5", "fill": "$ink-2", "font-stretch": "90%"},
    "t-b": {"font-weight": "650"},
    "t-n": {"font-stretch": "88%"},
    "t-on": {"fill": "$paper"},
    "halo": {
        "paint-order": "stroke",
        "stroke": "$paper",
        "stroke-width": "4",
        "stroke-linejoin": "round",
    },
    "t-e": {"text-anchor": "end"},
    "t-m": {"text-anchor": "middle"},
    "t-in": {"fill": "$in"},
    "t-out": {"fill": "$out"},
    "t-2": {"fill": "$ink-2"},
    "t-3": {"fill": "$ink-3"},
    "t-tag": {"fill": "$paper", "font-weight": "600", "font-size": "10.5"},
    "t-gone": {"fill": "$ink-2", "text-decoration": "line-through"},
    "t-h1": {"font-size": "24", "font-weight": "650"},
    "t-h3": {"font-size": "15", "font-weight": "650"},
    "gr": {"stroke": "$rule", "stroke-width": "1"},
    "gr0": {"stroke": "$ink", "stroke-width": "1"},
    "now": {"stroke": "$ink-3", "stroke-width": "1", "stroke-dasharray": "1 3"},
    "l": {"fill": "none", "stroke": "$ink", "stroke-width": "1.75"},
    "l-rumoured": {
        "stroke": "$open",
        "stroke-dasharray": "0.1 4.2",
        "stroke-linecap": "round",
        "stroke-width": "2.25",
    },
    "l-reported": {"stroke": "$open", "stroke-dasharray": "7 4"},
    "l-announced": {"stroke-width": "1.25"},
    "l-done": {"stroke-width": "2.75"},
    "l-denied": {"stroke": "$undone"},
    "l-reversed": {"stroke": "$undone"},
    "l-org": {"stroke-width": "1.5"},
    "lead": {"stroke": "$edge", "stroke-width": "1"},
    "lead-f": {
        "fill": "none",
        "stroke": "$edge",
        "stroke-width": "1",
        "stroke-dasharray": "2 3",
    },
    "b": {"fill": "$ink"},
    "b-announced": {"fill": "$paper", "stroke": "$ink", "stroke-width": "1.5"},
    "b-reported": {
        "fill": "$paper",
        "stroke": "$open",
        "stroke-width": "1.5",
        "stroke-dasharray": "7 4",
    },
    "b-rumoured": {
        "fill": "$paper",
        "stroke": "$open",
        "stroke-width": "2",
        "stroke-dasharray": "0.1 4.2",
        "stroke-linecap": "round",
    },
    "b-denied": {"fill": "$paper", "stroke": "$undone", "stroke-width": "1.5"},
    "b-reversed": {"fill": "$paper", "stroke": "$undone", "stroke-width": "1.5"},
    "hatch": {"fill": "none", "stroke": "$undone", "stroke-width": "1"},
    "t-undone": {"fill": "$undone"},
    "s-ink": {"stop-color": "$ink"},
    "mk": {"color": "$ink"},
    "mk-open": {"color": "$open"},
    "mk-undone": {"color": "$undone"},
    "spot": {"fill": "$paper"},
    "c-in": {"fill": "$in"},
    "c-out": {"fill": "$paper", "stroke": "$out", "stroke-width": "1.5"},
    "n-box": {"fill": "$sheet", "stroke": "$edge"},
    "n-in": {"stroke": "$in", "stroke-width": "1.75"},
    "n-out": {"stroke": "$out", "stroke-dasharray": "5 3"},
    "n-ink": {"stroke": "$ink", "stroke-width": "1.75"},
    "n-maybe": {"stroke-dasharray": "2 3"},
    "tag-in": {"fill": "$in"},
    "tag-out": {"fill": "$out"},
    "tag-ink": {"fill": "$ink"},
    "tag-maybe": {"fill": "none", "stroke": "$open", "stroke-width": "1"},
    "ribbon": {"fill": "$ink", "opacity": "0.1"},
    "ribbon-in": {"fill": "$in", "opacity": "0.5"},
    "ribbon-out": {"fill": "$out", "opacity": "0.42"},
    "node": {"fill": "$ink"},
    "mx-1": {"fill": "$ink", "opacity": "0.03"},
    "mx-2": {"fill": "$ink", "opacity": "0.06"},
    "mx-3": {"fill": "$ink", "opacity": "0.09"},
    "mx-4": {"fill": "$ink", "opacity": "0.12"},
    "mx-5": {"fill": "$ink", "opacity": "0.16"},
    "brand": {"fill": "$ink"},
    "brand-m": {"fill": "$marker", "stroke": "$marker-edge", "stroke-width": "1"},
    "ground": {"fill": "$paper"},
}
#: Classes that only say which drawing it is, or what lies within it.
SILENT = frozenset({"wide", "narrow", "maybe"})
#: What a text is before its classes speak.
_TEXT: Attributes = {"font-size": "12.5", "fill": "$ink"}


def colour(token: str, theme: Theme) -> str:
    return TOKENS[token][THEMES.index(theme)]


def attributes_of(
    element: str, classes: Iterable[str], theme: Theme, *, maybe: bool = False
) -> Attributes:
    """What the classes of an element mean in a theme; ``maybe`` says that it belongs to somebody
    who is only possibly there. Raises KeyError for a class that nobody has told of here."""
    given = set(classes) - SILENT
    if unknown := given - CLASSES.keys():
        raise KeyError(f"tracker/web/sharing/look.py knows no class {sorted(unknown)}")
    found = dict(_TEXT) if element == "text" else {}
    for name, adds in CLASSES.items():
        if name in given:
            found |= adds
    if maybe and element == "text" and "t-tag" not in given:
        found["fill"] = "$ink-2"
    return {
        name: colour(value[1:], theme) if value.startswith("$") else value
        for name, value in found.items()
    }
