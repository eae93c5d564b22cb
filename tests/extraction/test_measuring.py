"""The project's own figures: the same as the reference scorer's, and a calibration beside them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from datetime import date
from itertools import starmap
from pathlib import Path
from typing import Any

import pytest

from tests.extraction.score import score
from tracker.extraction import FactType
from tracker.extraction.measuring import (
    BadGold,
    Calibration,
    Figures,
    GoldArticle,
    Measured,
    about_sets,
    measure,
    published,
    read_gold,
    store,
)
from tracker.extraction.measuring.calibration import Outcome, calibrate
from tracker.extraction.measuring.matching import same_fact, same_org, same_person, same_value
from tracker.extraction.measuring.shapes import CORE, KEYS, MUST, ORG, VIEWS

SETS = sorted((Path(__file__).parents[1] / "data/eval").glob("*.jsonl"))
TEXT = "Greta Lindqvist has joined Kiln Robotics. Kiln Robotics raised $40m. Ove Dahl left Halden."
JOINED = {
    "type": "joined",
    "person": "Greta Lindqvist",
    "org": "Kiln Robotics",
    "status": "done",
    "evidence": "Greta Lindqvist has joined Kiln Robotics.",
}
RAISED = {
    "type": "funding",
    "org": "Kiln Robotics",
    "amount_usd": 40_000_000,
    "status": "done",
    "evidence": "Kiln Robotics raised $40m.",
}
LEFT = {
    "type": "left",
    "person": "Ove Dahl",
    "org": "Halden",
    "status": "done",
    "evidence": "Ove Dahl left Halden.",
}


type Row = dict[str, Any]


def rows_of(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def article(*facts: Row, text: str = TEXT) -> GoldArticle:
    return GoldArticle("one", "", date(2025, 6, 12), text, facts)


def measured(gold: list[Row], found: list[Row]) -> Figures:
    return measure([article(*gold)], {"one": found})


def agree(articles: list[GoldArticle], found: dict[str, list[Row]]) -> Figures:
    """Our figures, held to the reference scorer's."""
    ours = measure(articles, found)
    gold = [{"id": one.id, "text": one.text, "facts": list(one.facts)} for one in articles]
    theirs = score(gold, [{"id": name, "facts": facts} for name, facts in found.items()])
    told = json.loads(json.dumps(ours.as_dict()))
    assert {name: told[name] for name in theirs} == theirs
    return ours


def garble(facts: list[Row], chance: random.Random) -> Iterator[Row]:
    """Facts dropped, doubled, and said wrongly in one key."""
    for fact in facts:
        match chance.randrange(8):
            case 0:
                continue
            case 1:
                yield fact
                yield dict(fact)
            case 2:
                key = chance.choice([key for key in fact if key not in ("type", "evidence")])
                yield fact | {key: chance.choice(["Nobody", "held", None, 7])}
            case 3:
                yield fact | chance.choice([{"start": 0}, {"evidence": fact["evidence"][:-9]}])
            case 4:
                yield fact | {"date": "2020", "from_org": "Halden", "count": 12, "amount_usd": 5}
            case 5:
                yield fact | {"status": chance.choice(["held", "former", "denied"])}
            case _:
                yield fact


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_readings_full_of_faults_have_the_figures_of_the_reference_scorer(
    path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    articles = read_gold(path)
    found = {one.id: list(garble([dict(f) for f in one.facts], chance)) for one in articles}
    del found[articles[0].id]
    figures = agree(articles, found)
    fullest = max(figures.lines.values(), key=lambda line: line.gold)
    assert 0.2 < fullest.f1 < 0.95


def test_what_only_one_annotator_gave_is_neither_right_nor_wrong() -> None:
    gold: list[Row] = [JOINED, LEFT | {"optional": True}]
    without = measured(gold, [JOINED | {"probability": 0.9}])
    found = measured(gold, [JOINED | {"probability": 0.9}, LEFT | {"probability": 0.3}])
    assert found == without
    assert found.lines["core"].gold == 1


def test_evidence_that_does_not_stand_in_the_text_makes_a_fact_wrong() -> None:
    figures = measured([JOINED], [JOINED | {"evidence": "Greta Lindqvist joins Kiln."}])
    assert (figures.lines["core"].precision, figures.lines["core"].recall) == (0, 0)
    figures = measured([JOINED], [JOINED | {"start": 1, "end": 41}])
    assert figures.lines["core"].recall == 0


def test_an_article_where_nobody_moves_is_clean_until_a_move_or_event_is_found_in_it() -> None:
    held = JOINED | {"type": "role", "title": "head", "status": "held"}
    assert measured([held], [held]).clean_negatives == 1
    assert measured([held], [held, RAISED]).clean_negatives == 0
    assert measured([JOINED], []).clean_negatives is None


def test_a_sum_that_the_article_does_not_give_is_wrong_and_a_missing_title_is_not_asked() -> None:
    bare = {key: value for key, value in RAISED.items() if key != "amount_usd"}
    figures = measured([bare, JOINED], [RAISED, JOINED | {"title": "head"}])
    assert figures.attributes["amount_usd"].right == 0
    assert "title" not in figures.attributes


@pytest.mark.parametrize(
    ("same", "a", "b"),
    [
        (same_person, "Lindqvist", "Greta Lindqvist"),
        (same_person, "Åsa Öberg", "Asa Oberg"),
        (same_org, "Kiln Robotics", "Kiln Robotics Inc."),
        (same_org, "Halden Basic Research Group (HBRG)", "HBRG"),
        (same_org, "Facebook", "Meta"),
    ],
)
def test_one_name_has_several_forms(same: Callable[[str, str], bool], a: str, b: str) -> None:
    assert same(a, b)
    assert same(b, a)


def test_other_people_companies_and_figures_are_not_the_same() -> None:
    assert not same_person("Greta Lindqvist", "Gustav Lindqvist")
    assert not same_person("H. Lindqvist", "Greta Lindqvist")
    assert same_person("G. Lindqvist", "Greta Lindqvist")
    assert not same_org("Kiln Robotics", "Halden")
    assert not same_value("amount_usd", 40_000_000, 41_000_000)
    assert same_value("amount_usd", 40_000_000, "40100000")
    assert not same_value("date", "2025-06", "2025")


def test_a_founding_without_a_name_matches_none_with_one() -> None:
    gold = {"type": "founded", "person": "Ove Dahl", "org": None, "org_desc": "a start-up"}
    assert same_fact(gold, {"type": "founded", "person": "Ove Dahl"})
    assert not same_fact(gold, {"type": "founded", "person": "Ove Dahl", "org": "Halden"})


def test_every_type_has_its_keys_and_one_line() -> None:
    assert set(KEYS) == set(MUST) == set(FactType) == CORE | ORG | VIEWS
    assert len(CORE) + len(ORG) + len(VIEWS) == len(FactType)


def test_findings_are_put_into_bins_by_the_probability_they_state() -> None:
    told = calibrate(starmap(Outcome, [(0.85, True), (0.86, False), (1.0, True)]))
    assert [(one.low, one.count, one.right) for one in told.bins] == [(0.85, 2, 0.5), (0.95, 1, 1)]
    assert told.error == pytest.approx((abs(0.855 - 0.5) * 2 + 0) / 3)
    assert told.brier == pytest.approx((0.15**2 + 0.86**2) / 3)
    assert calibrate([]) == Calibration(0, None, None, ())


@pytest.mark.parametrize("twentieth", range(20))
def test_a_probability_on_the_edge_of_two_bins_belongs_to_the_upper_one(twentieth: int) -> None:
    (one,) = calibrate([Outcome(round(twentieth * 0.05, 2), right=True)]).bins
    assert one.low == twentieth / 20


def test_few_findings_leave_more_to_chance_than_many() -> None:
    (few,) = calibrate([Outcome(0.9, n > 0) for n in range(10)]).bins
    (many,) = calibrate([Outcome(0.9, n > 99) for n in range(1000)]).bins
    assert few.right == many.right == 0.9
    assert few.interval()[0] < many.interval()[0] < 0.9 < many.interval()[1] < few.interval()[1] < 1


def test_calibration_counts_what_is_right_and_what_is_wrong_but_nothing_optional() -> None:
    wrong = LEFT | {"person": "Ida Moen", "probability": 0.6}
    figures = measured(
        [JOINED, RAISED | {"optional": True}],
        [JOINED | {"probability": 0.9}, RAISED | {"probability": 0.7}, wrong],
    )
    bins = [(one.stated, one.right) for one in figures.calibration.bins]
    assert bins == [(0.6, 0), (0.9, 1)]


LINE = {"id": "k-1", "title": "", "published": "2025-06-12", "text": TEXT, "facts": [JOINED]}


def gold_file(path: Path, *lines: object) -> Path:
    file = path / "gold.jsonl"
    texts = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    file.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{no json", "no JSON .* one object on one line"),
        ([1, 2], "no JSON object; write"),
        (LINE | {"text": ""}, "“text” is missing or no text; give it"),
        (LINE | {"id": 7}, "“id” is missing or no text; give it"),
        (LINE | {"published": "soon"}, "“soon”, which is no day; write 2025-06-12"),
        (LINE | {"facts": None}, r"“facts” is no list; write \[\]"),
        (LINE | {"facts": ["x"]}, "fact 1: no JSON object"),
        (
            LINE | {"facts": [JOINED | {"type": "hired"}]},
            "fact 1: the type “hired” is unknown; use",
        ),
        (LINE | {"facts": [JOINED | {"type": []}]}, "fact 1: the type .* is unknown; use"),
        (LINE | {"facts": [JOINED | {"org": None}]}, "a joined fact needs “org”; add it"),
        (LINE | {"facts": [JOINED | {"status": "hot"}]}, "the status “hot” is unknown; use one of"),
        (LINE | {"facts": [JOINED, LEFT | {"evidence": "Dahl left."}]}, "fact 2: .* exactly"),
        (
            LINE | {"facts": [{**LEFT, "type": "founded", "org": None}]},
            "“org”, or null and “org_desc”",
        ),
        (
            LINE | {"facts": [{k: v for k, v in JOINED.items() if k != "evidence"}]},
            "“evidence” is missing; copy",
        ),
        (
            LINE | {"facts": [JOINED | {"date": "2025-13-45"}]},
            "the date “2025-13-45” is none; write 2025",
        ),
        (
            LINE | {"facts": [JOINED | {"date": "next week"}]},
            "the date “next week” is none; write 2025",
        ),
        (LINE | {"facts": [JOINED | {"date": 2025}]}, "“date” is 2025; write it as a text"),
        (LINE | {"facts": [JOINED | {"person": 5}]}, "“person” is 5; write it as a text"),
        (
            LINE | {"facts": [JOINED | {"title": ["chief", "é"]}]},
            r"“title” is \[.*é.*\]; write it as a text",
        ),
        (
            LINE | {"facts": [RAISED | {"amount_usd": "many"}]},
            '“amount_usd” is "many"; write it as a number',
        ),
        (LINE | {"facts": [JOINED | {"optional": "no"}]}, '“optional” is "no"; write true'),
        (
            LINE | {"facts": [JOINED | {"persn": "Ove Dahl"}]},
            "“persn” is no key of a fact; write one of acquirer",
        ),
        (LINE | {"published": 20250612}, "“20250612”, which is no day; write 2025-06-12"),
        (LINE, "the id “k-1” is that of line 1 too"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_how_to_mend_it(
    tmp_path: Path, line: object, complaint: str
) -> None:
    with pytest.raises(BadGold, match=f"gold.jsonl line 3: .*{complaint}"):
        read_gold(gold_file(tmp_path, LINE, "", line))


def test_all_bad_lines_are_told_but_not_without_end(tmp_path: Path) -> None:
    with pytest.raises(BadGold) as told:
        read_gold(gold_file(tmp_path, *(["{"] * 30)))
    assert len(told.value.complaints) == 30
    assert str(told.value).endswith("… and 10 more")


def test_a_file_that_is_none_is_told_too(tmp_path: Path) -> None:
    with pytest.raises(BadGold, match="cannot be read"):
        read_gold(tmp_path / "gone.jsonl")
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": "\xe9"}')
    with pytest.raises(BadGold, match="save it as UTF-8"):
        read_gold(tmp_path / "latin.jsonl")
    with pytest.raises(BadGold, match="has no line; write"):
        read_gold(gold_file(tmp_path))


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_the_annotated_articles_of_the_project_can_be_measured_by(path: Path) -> None:
    articles = read_gold(path)
    assert [one.id for one in articles] == [row["id"] for row in rows_of(path)]
    assert all(one.published for one in articles)


def test_stored_figures_are_read_back_as_they_were_to_four_places(tmp_path: Path) -> None:
    figures = measured([JOINED, RAISED], [JOINED | {"probability": 0.5}])
    (tmp_path / "sets.json").write_text(
        json.dumps([{"name": "own", "title": "Own", "about": "Ours.", "agreement": 0.9}])
    )
    one = Measured("own", date(2025, 6, 12), "rules", "7", figures)
    assert published(tmp_path) == []
    assert store(one, tmp_path).name == "own.json"
    assert published(tmp_path) == [(about_sets(tmp_path)[0], one)]


def test_every_published_set_was_measured_by_rules_and_on_as_many_articles_as_it_has() -> None:
    counts = {path.stem: len(rows_of(path)) for path in SETS}
    shown = published()
    assert [about.name for about, _ in shown]
    for about, one in shown:
        assert one.name == about.name
        assert counts.get(one.name, one.figures.articles) == one.figures.articles
        assert one.reader == "rules"
