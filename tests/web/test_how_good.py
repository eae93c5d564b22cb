"""The page that says how well articles are read: every figure on it is a stored one."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import Settings

from tracker.extraction import FactType
from tracker.extraction.llm import reader_version
from tracker.extraction.measuring import (
    Bin,
    Calibration,
    Figures,
    Measured,
    Rate,
    Share,
    published,
    store,
)
from tracker.extraction.measuring.shapes import ATTRIBUTES, LINES
from tracker.web import quality as shown
from tracker.web.charts.calibration import calibrations
from tracker.web.quality import NOTHING, per_cent, quality

TOLD = Calibration(30, 0.125, 0.08, (Bin(0.6, 0.65, 10, 0.62, 0.5), Bin(0.9, 0.95, 20, 0.91, 1.0)))
FIGURES = Figures(
    articles=12,
    unread=0,
    lines={
        "core": Rate(0.876, 0.654, 0.749, 40),
        "org": Rate(None, 0.0, 0.0, 3),
        "background": Rate(None, None, 0.0, 0),
    },
    types={
        "joined": Rate(0.9, 0.8, 0.847, 20),
        "left": Rate(0.8, 0.5, 0.615, 20),
        "layoff": Rate(None, 0.0, 0.0, 3),
    },
    attributes={"status": Share(0.95, 40), "date": Share(0.5, 4)},
    clean_negatives=0.75,
    negatives=8,
    calibration=TOLD,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    about = [
        {"name": "own", "title": "Own set", "about": "Ours.", "agreement": 0.975},
        {"name": "later", "title": "Later set", "about": "Not measured yet.", "agreement": 0.9},
    ]
    (tmp_path / "sets.json").write_text(json.dumps(about), encoding="utf-8")
    store(Measured("own", date(2025, 6, 12), "rules", "9", FIGURES), tmp_path)
    return tmp_path


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.django_db
def test_the_page_tells_the_stored_figures_of_every_set_with_their_day_and_version(
    client: Client,
) -> None:
    answer = client.get("/how-good-is-this/")
    assert answer.status_code == 200
    page = words(answer.content.decode())
    sets = [(about, measured) for about, measured in published() if not about.brief]
    assert sets
    for about, measured in sets:
        core = measured.figures.lines["core"]
        assert about.title in page
        assert f"{measured.figures.articles} articles, measured on" in page
        assert f"with rules version {measured.rules_version}" in page
        assert f"{about.agreement:.2f} on {about.agree_on}" in page
        f1 = f"{core.f1:.2f}" if core.gold else NOTHING
        assert f"{per_cent(core.precision)} {per_cent(core.recall)} {f1}" in page
        assert f"Expected calibration error {measured.figures.calibration.error:.2f}" in page
        for one in measured.figures.calibration.bins:
            assert f"{one.low:.2f} to {one.high:.2f} {one.stated:.2f}" in page


@pytest.mark.django_db
def test_of_the_sets_that_no_table_shows_the_page_tells_how_moves_and_posts_are_read(
    client: Client,
) -> None:
    page = words(client.get("/how-good-is-this/").content.decode())
    brief = [(about, measured.figures) for about, measured in published() if about.brief]
    assert brief
    for about, figures in brief:
        core = figures.lines["core"]
        assert core.precision is not None and core.recall is not None
        right, found = per_cent(core.precision)[:-2], per_cent(core.recall)[:-2]
        told = f"{about.title} Of 100 such facts that it tells, {right} are right. Of 100 that the articles state, it finds {found} ; F1 {core.f1:.2f}. {figures.articles} articles, kept apart from the work on the rules and annotated by one reader; in no table below. {about.about}"  # fmt: skip
        assert told in page
        assert page.count(about.title) == 1


@pytest.mark.django_db
def test_where_a_model_reads_the_page_says_that_the_figures_are_the_rules(
    client: Client, settings: Settings
) -> None:
    assert "another reader’s" not in words(client.get("/how-good-is-this/").content.decode())
    settings.EXTRACTOR, settings.LLM_MODEL = "llm", "owner/m"
    page = words(client.get("/how-good-is-this/").content.decode())
    assert f"are read by the language model {reader_version('owner/m')}" in page
    for about, _ in published():
        assert f"{about.title.lower()}, read by the rules" in page


@pytest.mark.django_db
def test_the_page_says_of_its_annotators_only_what_is_true(client: Client) -> None:
    page = words(client.get("/how-good-is-this/").content.decode())
    assert "people have marked" not in page and "Two readers" not in page
    shown = [about for about, _ in published() if not about.brief]
    assert page.count("annotated twice, independently") == len(shown)
    assert all(about.agreement is None for about, _ in published() if about.brief)


@pytest.mark.django_db
def test_the_page_promises_a_sentence_only_of_what_was_read_and_a_figure_of_nothing_else(
    client: Client,
) -> None:
    page = words(client.get("/how-good-is-this/").content.decode())
    assert "for every one" not in page and "a summary in our own words" in page
    assert "they say nothing of the archive" in page
    stated = page.count("Every finding in an article that is read here states")
    shown = [about for about, _ in published() if not about.brief]
    assert stated == page.count("Every finding") == len(shown)


def test_a_models_own_figures_are_told_as_its_own(folder: Path, settings: Settings) -> None:
    settings.EXTRACTOR, settings.LLM_MODEL = "llm", "m"
    own = Measured("own", date(2025, 6, 12), reader_version("m"), "9", FIGURES)
    store(own, folder)
    told = quality(folder)
    assert [(one.here, one.by) for one in told.sets] == [(True, f"the language model {own.reader}")]
    assert told.elsewhere == ()
    settings.EXTRACTOR = "rules"
    assert quality(folder).elsewhere == quality(folder).sets


def test_of_nothing_told_nothing_is_called_right(folder: Path) -> None:
    rates = {**FIGURES.lines, "core": Rate(None, 0.0, 0.0, 7)}
    store(Measured("own", date(2025, 6, 12), "rules", "9", replace(FIGURES, lines=rates)), folder)
    context = {"quality": quality(folder)}
    page = words(render_to_string("web/how_good.html", context))
    assert "Own set It tells no move, change of post, founding or reporting line. Of 100 that the articles state, it finds 0 ." in page  # fmt: skip
    rates["core"] = Rate(0.0, None, 0.0, 0)
    store(Measured("own", date(2025, 6, 12), "rules", "9", replace(FIGURES, lines=rates)), folder)
    page = words(render_to_string("web/how_good.html", {"quality": quality(folder)}))
    assert "Own set The articles state no move, change of post, founding or reporting line. Of 8 that state nothing of units, layoffs, stakes or money either, it leaves 6 alone." in page  # fmt: skip


@pytest.mark.django_db
def test_the_page_is_linked_from_the_foot_of_every_page_and_from_how_we_count(
    client: Client,
) -> None:
    link = '<a href="/how-good-is-this/">How good is this?</a>'
    assert client.get("/").content.decode().count(link) == 1
    assert client.get("/how-we-count/").content.decode().count(link) == 2


def test_what_is_stored_is_shown_and_what_is_not_measured_is_left_out(folder: Path) -> None:
    told = quality(folder)
    (own,) = told.sets
    assert (own.title, own.agreement) == ("Own set", "0.97")
    assert (own.right_of_100, own.found_of_100, own.clean) == (88, 65, 6)
    assert (own.error, own.brier) == ("0.12", "0.08")
    assert [row.word for row in told.types] == ["Joining", "Leaving", "Layoff"]
    assert [row.word for row in told.attributes] == ["Status", "Date"]
    assert own.weakest == "leaving and joining"


def test_what_is_told_where_there_is_nothing_to_tell_is_counted(folder: Path) -> None:
    lines = {**FIGURES.lines, "core": Rate(0.0, None, 0.0, 0)}
    figures = replace(FIGURES, lines=lines, told={"core": 3})
    store(Measured("own", date(2025, 6, 12), "rules", "9", figures), folder)
    told = quality(folder)
    assert told.quiet == told.sets
    page = words(render_to_string("web/how_good.html", {"quality": told}))
    assert "or reporting line. It tells 3 all the same. Of 8" in page
    assert "In 2 of 8 such articles (own set) it found one" in page


def test_of_the_probabilities_the_average_stands_beside_the_share_that_is_right(
    folder: Path,
) -> None:
    (own,) = quality(folder).sets
    assert (own.said, own.held) == ("0.81", "83 %")
    page = words(render_to_string("web/how_good.html", {"quality": quality(folder)}))
    assert "the findings of this set state 0.81, and 83 % of them are right" in page


def test_a_half_goes_up() -> None:
    assert [per_cent(share) for share in (0.785, 0.125, 0.005, 0.0049)] == ["79 %", "13 %", "1 %", "0 %"]  # fmt: skip


def test_a_figure_of_few_facts_is_marked_and_one_of_none_is_a_dash(folder: Path) -> None:
    told = quality(folder)
    joining, _, layoff = (row.cells[0] for row in told.types)
    assert not joining.few
    assert layoff.few
    assert (layoff.precision, layoff.recall, layoff.gold) == (NOTHING, "0 %", "3")
    background = told.lines[-1].cells[0]
    assert (background.precision, background.recall, background.f1) == (NOTHING, NOTHING, NOTHING)


def test_without_any_measurement_there_is_nothing_to_show(tmp_path: Path) -> None:
    told = quality(tmp_path)
    assert (told.sets, told.types) == ((), ())
    (tmp_path / "sets.json").write_text("[]", encoding="utf-8")
    assert quality(tmp_path) == told


def test_every_type_line_and_attribute_that_is_measured_has_its_word() -> None:
    assert set(shown.TYPES) == set(FactType)
    assert tuple(shown.LINES) == LINES
    assert tuple(shown.ATTRIBUTES) == ATTRIBUTES


def test_a_set_with_a_type_the_other_lacks_leaves_a_dash_there(folder: Path) -> None:
    without = Figures.from_dict(FIGURES.as_dict() | {"types": {}})
    store(Measured("later", date(2025, 6, 12), "rules", "9", without), folder)
    told = quality(folder)
    assert [len(row.cells) for row in told.types] == [2, 2, 2]
    assert told.types[0].cells[1].precision == NOTHING


def test_a_disc_stands_on_the_line_where_its_probability_holds_exactly() -> None:
    exact = Calibration(2, 0, 0.1, (Bin(0.75, 0.8, 8, 0.75, 0.75),))
    for drawing in calibrations(exact):
        x1, y1, x2, y2 = map(float, drawing.meant)
        point = drawing.points[0]
        along = (float(point.x) - x1) / (x2 - x1)
        assert float(point.y) == pytest.approx(y1 + along * (y2 - y1), abs=0.2)


def test_more_findings_make_a_larger_disc_and_every_disc_stays_inside_the_drawing() -> None:
    for drawing in calibrations(TOLD):
        few, many = drawing.points
        assert float(few.radius) < float(many.radius)
        for point in drawing.points:
            assert drawing.left <= float(point.x) <= drawing.right
            assert 0 <= float(point.high_y) <= float(point.low_y) <= drawing.base
            assert float(point.y) - float(point.radius) >= 0
        assert [label.text for label in drawing.counts] == ["10", "20"]


def test_the_chart_says_in_words_what_it_draws_and_nothing_is_drawn_of_nothing() -> None:
    wide, narrow = calibrations(TOLD)
    assert wide.says == "Stated 0.62: 50 % of 10 right. Stated 0.91: 100 % of 20 right"
    assert narrow.says == wide.says
    assert calibrations(Calibration(0, None, None, ())) == ()
