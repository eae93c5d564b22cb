"""What the probability of a finding is fitted to, annotated texts and plain sentences, and passages read as articles."""

from __future__ import annotations

import json
import math
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.extraction.names import GAZETTEER
from tests.extraction.reading import findings
from tracker.extraction.findings import FactType
from tracker.extraction.measuring import BadGold, GoldArticle, read_gold
from tracker.extraction.measuring.fitting import Sample, samples, tempered
from tracker.extraction.measuring.plain import fact_of, line, read_plain
from tracker.extraction.scorer.training.articles import articles
from tracker.extraction.scorer.training.passages import (
    Passage,
    learnt,
    read_passages,
    unseen,
)

DATA = Path(__file__).parents[1] / "data"


def passage(tmp_path: Path, text: str) -> Passage:
    file = tmp_path / "some.txt"
    file.write_text(text)
    return read_passages(file)[0]


def article(tmp_path: Path, text: str) -> GoldArticle:
    return next(articles([passage(tmp_path, text)], seed=1))


def test_a_passage_becomes_an_article_with_names_and_the_facts_of_its_marks(tmp_path: Path) -> None:
    made = article(
        tmp_path,
        "{P1}, {T1:chief scientist} of {O1}, has left {D1:in May}.\n"
        "\tleft P1 O1 done title=T1 date=D1\n"
        "{P1:She} reports to {P2} of {O2} now.\n"
        "\treports P1 P2 done\n",
    )
    left, reports = made.facts
    assert made.text == (
        f"{left['person']}, chief scientist of {left['org']}, has left in May."
        f" She reports to {reports['manager']} of {made.text.split(' of ')[-1].split(' now')[0]} now."
    )
    assert (left["type"], left["title"], left["status"]) == ("left", "chief scientist", "done")
    assert reports["person"] == left["person"] != reports["manager"]


def test_people_get_first_names_that_go_with_their_pronouns(tmp_path: Path) -> None:
    text = "{P1} and {P2} left {O1}.\n\tleft P1 O1 done\n\tleft P2 O1 done\n{P1:She} smiled, {P2:he} did not.\n"
    one = passage(tmp_path, text)
    firsts = [[str(f["person"]).split()[0] for f in a.facts] for a in articles([one] * 30, seed=2)]
    women, men = ({first[n] for first in firsts} for n in (0, 1))
    assert len(women) > 10
    assert not women & men


def test_a_post_without_a_title_is_that_of_a_head(tmp_path: Path) -> None:
    made = article(tmp_path, "{P1} runs {O1}.\n\trole P1 O1 held\n")
    assert [fact["title"] for fact in made.facts] == [None, "head"]


def test_of_one_seed_the_articles_are_always_the_same() -> None:
    held = unseen()[:50]
    assert list(articles(held, 3)) == list(articles(held, 3))
    assert [a.text for a in articles(held, 3)] != [a.text for a in articles(held, 4)]


def test_everybody_of_whom_a_fact_is_told_stands_in_the_article() -> None:
    found = list(articles(unseen()[:300], 5))
    facts = [(one, fact) for one in found for fact in one.facts]
    assert len(facts) > 300
    for one, fact in facts:
        assert str(fact.get("person", "")).split(" ")[-1] in one.text
        assert fact["type"] in set(FactType)


def test_passages_that_tell_how_a_training_went_are_not_learnt() -> None:
    known, held = learnt(), unseen()
    assert learnt() == known
    assert len(held) > 1900
    assert not {p.words for p in known} & {p.words for p in held}


def test_probabilities_are_made_those_of_articles_and_no_finding_changes_sides() -> None:
    likely, unlikely = {"always": 1.0, "good": 1.0}, {"always": 1.0}
    news = [Sample(likely, number < 8, 1.0) for number in range(10)]
    news += [Sample(unlikely, number < 2, 1.0) for number in range(10)]
    surer = {"always": -3.0, "good": 6.0}
    weights = tempered(surer, news)
    assert weights["good"] == pytest.approx(-2 * weights["always"], abs=0.01)
    assert weights["always"] + weights["good"] == pytest.approx(math.log(4), abs=0.01)


def test_a_fact_that_is_told_in_part_is_not_held_against_the_reader(tmp_path: Path) -> None:
    made = article(tmp_path, "{P1} has left {U1}, a part of {O1}.\n\tleft P1 U1 done\n")
    assert not any(s.traits.get("told left") for s in samples([made], GAZETTEER))
    other = article(tmp_path, "{P1} has left {O1}.\n")
    assert [s.right for s in samples([other], GAZETTEER)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "Nora Bell joined Cohere from Google as chief scientist.",
        "Brightloom raised $12 million at a valuation of $200 million.",
        "Nvidia bought a 20 per cent stake in Cohere for $700 million.",
        "Halden Robotics let go of 120 people, a fifth of its staff.",
    ],
)
def test_a_line_gives_the_fact_that_it_was_made_of(text: str) -> None:
    found = findings(text)
    assert found
    for finding in found:
        told = fact_of(line(finding))
        assert told["type"] == finding.type
        assert told["status"] == finding.status
        for key, value in told.items():
            if key not in {"type", "status"}:
                assert value == finding.values[key]


def test_a_line_that_is_no_fact_is_refused_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "odd.tsv").write_text(
        "Nora Bell sings.\nNora Bell left.\tvanished done: Nora Bell\n"
    )
    with pytest.raises(BadGold, match=r"odd\.tsv line 2: 'vanished' is not a valid FactType"):
        read_plain(tmp_path)
    with pytest.raises(BadGold, match="has no line"):
        read_plain(tmp_path / "none")


def test_the_plain_sentences_can_be_read() -> None:
    found = read_plain(DATA / "plain_sentences")
    assert len(found) > 900
    assert sum(len(one.facts) for one in found) > 1000


LEARNT = Path("tracker/extraction/scorer/training/articles")


@pytest.mark.parametrize(
    ("path", "least"),
    [
        (DATA / "fitting/briefings.jsonl", 200),
        (DATA / "fitting/plain.jsonl", 400),
        (DATA / "fitting/daily.jsonl", 170),
        (DATA / "fitting/retold.jsonl", 220),
        (DATA / "fitting/desk.jsonl", 240),
        (DATA / "fitting/desk_apart.jsonl", 80),
        *((path, 90) for path in sorted(LEARNT.rglob("*.jsonl"))),
    ],
    ids=lambda value: getattr(value, "stem", None),
)
def test_the_articles_that_may_be_fitted_to_can_be_read(path: Path, least: int) -> None:
    found = read_gold(path)
    assert len({one.id for one in found}) == len(found) >= least
    for one in found:
        assert all(str(fact["evidence"]) in one.text for fact in one.facts)


def test_no_article_that_is_fitted_to_or_measured_on_is_learnt_by_the_scorer() -> None:
    learnt = {one.text for path in LEARNT.glob("*.jsonl") for one in read_gold(path)}
    kept = [*DATA.glob("fitting/*.jsonl"), *DATA.glob("eval/*.jsonl"), *LEARNT.glob("next/*.jsonl")]
    assert len(learnt) > 1000
    assert not learnt & {one.text for path in kept for one in read_gold(path)}


def test_the_texts_without_annotations_are_articles_none_of_which_is_fitted_to_or_measured_on() -> (
    None
):
    rows = [
        json.loads(line)
        for path in sorted((LEARNT.parent / "unannotated").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert (
        len({row["id"] for row in rows}) == len({row["text"] for row in rows}) == len(rows) > 1000
    )
    for row in rows:
        assert set(row) == {"id", "title", "published", "text"}
        assert date.fromisoformat(row["published"])
    kept = [*DATA.glob("fitting/*.jsonl"), *DATA.glob("eval/*.jsonl")]
    lines = {line for path in kept for one in read_gold(path) for line in one.text.split("\n") if len(line) > 40}  # fmt: skip
    assert not lines & {line for row in rows for line in row["text"].split("\n")}


def test_probabilities_are_fitted_to_what_is_given(tmp_path: Path) -> None:
    gold, plain, out = tmp_path / "gold.jsonl", tmp_path / "plain", tmp_path / "weights.json"
    gold.write_text((DATA / "eval/work.jsonl").read_text().split("\n")[0] + "\n")
    plain.mkdir()
    (plain / "some.tsv").write_text("Nora Bell has left Cohere.\tleft done: Nora Bell | Cohere\n")
    said = StringIO()
    call_command("fit_confidence", gold, plain=plain, out=out, stdout=said)
    assert "fitted to" in said.getvalue()
    assert json.loads(out.read_text())["told left"] > 0


def test_texts_in_which_nothing_is_found_fit_nothing(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": "It rained all day.", "facts": []}) + "\n")
    with pytest.raises(CommandError, match="nothing to fit to"):
        call_command("fit_confidence", gold, out=tmp_path / "weights.json")
