"""Who is given which title where one sentence gives several: "named X chair and Z president"."""

from __future__ import annotations

from tracker.extraction.clauses import PLURALS, Clause
from tracker.extraction.kinds import Kind
from tracker.extraction.rules.board_words import is_new_directors
from tracker.extraction.rules.posts import people_given
from tracker.extraction.rules.shared import titles_in
from tracker.extraction.scene import Scene
from tracker.extraction.tokens import Token

_NAME = {"name", "appoint", "make", "elect"}
#: What somebody has been "for years", or was before he is named to another post "after years as" it.
_TIMES = {"year", "month", "decade"}
#: A verb of its own, as in "named X chair, while Z remains president".
_TELLS = frozenset(["VBZ", "VBP", "VBD"])


def pairs_given(scene: Scene, clause: Clause) -> list[tuple[list[str], list[Token]]]:
    """People with their titles; "named X chair and Y president" gives two pairs."""
    own = [t for t in titles_in(scene, clause) if t.head.head.lemma_.lower() not in _TIMES]
    for token in [*clause.objects, *clause.complements]:
        # "appointed X president" is sometimes parsed as one noun with X before it
        inner = [
            c
            for c in token.children
            if scene.is_person(c) and token.i - 1 in {c.i, *(t.i for t in c.conjuncts)}
        ]
        if scene.is_title(token) and inner and not scene.at[token.i].founder:
            if token.tag_ in PLURALS:
                return [([scene.name(t) for t in scene.whole_group(inner[0])], [token])]
            rows = rows_given(scene, inner[0])
            return rows if len(rows) > 1 else [([scene.name(inner[0])], [token])]
        # "named her president" is parsed as "her president"
        her = [c for c in token.children if c.lower_ == "her" and clause.lemma in _NAME]
        if scene.is_title(token) and her and not clause.passive:
            return [(scene.people(her[0]), [token])]
    named = [t for t in clause.objects if scene.is_person(t)]
    if len(named) == 1:
        pairs = rows_given(scene, named[0])
        if len(pairs) > 1:
            return pairs
    if not named and (several := _named_beside(scene, clause)):
        return several
    if len(named) == 1 and not own and clause.lemma in _NAME:
        own = _title_behind(scene, named[0])
    return [(people_given(scene, clause.objects), own)]


def _named_beside(scene: Scene, clause: Clause) -> list[tuple[list[str], list[Token]]]:
    """People with the title of all of them, unless it is a seat: "named two new T, X in sales and Z in design"."""
    for title in clause.objects if clause.lemma in _NAME and not clause.passive else ():
        if scene.is_title(title) and title.tag_ in PLURALS and not is_new_directors(scene, title):
            named = [scene.name(t) for t in scene.tokens(Kind.PERSON) if _is_beside(t, title)]
            return [(named, [title])] if named else []
    return []


def _is_beside(name: Token, title: Token) -> bool:
    """Whether a name stands in the list beside a title."""
    up = name
    while up.dep_ in {"appos", "conj", "prep", "pobj"} and up.head.i >= title.i:
        up = up.head
        if up.i == title.i:
            return True
    return False


def _title_behind(scene: Scene, person: Token) -> list[Token]:
    """T in "named Z executive X its T" and "named X, a Z executive, T", which a parse may take for who X is."""
    for title in scene.tokens(Kind.TITLE):
        between = scene.doc[person.i + 1 : title.i]
        owned = any(c.lower_ in {"its", "their"} for c in title.lefts)
        bare = not owned and scene.doc[title.left_edge.i - 1].text == ","
        behind = sum(t.text == "," for t in between) == 2 and (owned or bare)
        if title.i < person.i or any(t.pos_ in {"VERB", "AUX"} for t in between):
            continue
        if behind or (owned and title.left_edge.i == person.i + 1):
            return [title]
    return []


def rows_given(scene: Scene, first: Token) -> list[tuple[list[str], list[Token]]]:
    """Read "X its president and Y its chair" from left to right."""
    rows: list[tuple[list[str], list[Token]]] = []
    people = [first, *(t for t in scene.group(first) if t.i != first.i)]
    persons = sorted(
        {t.i for t in people}
        | {
            t.i
            for t in scene.tokens(Kind.PERSON)
            if t.i > first.i
            and (t.dep_ in {"conj", "nsubj"} or (t.dep_ == "compound" and scene.is_title(t.head)))
        }
    )
    for number, i in enumerate(persons):
        until = persons[number + 1] if number + 1 < len(persons) else len(scene.doc)
        following = [
            t
            for t in scene.tokens(Kind.TITLE)
            if i < t.i < until
            and t.i - i <= 4
            and not any(w.text in {",", "of"} or w.tag_ in _TELLS for w in scene.doc[i + 1 : t.i])
            and not scene.at[t.i].founder
        ]
        if following:
            rows.append(([scene.name(scene.doc[i])], following[:1]))
    return rows
