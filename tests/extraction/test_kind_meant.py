"""Which kind of fact is meant, weighed by what the article as a whole tells of a person and a place."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.extraction.names import GAZETTEER
from tests.extraction.reading import told
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kind_meant import likeliest
from tracker.extraction.measuring import GoldArticle, read_gold
from tracker.extraction.measuring.fitting_kinds import choices_of_kinds
from tracker.extraction.whole_article import Change, change_of

DATA = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Nokia has lost two managers. Nora Bell resigned for personal reasons, while Ivo Brandt and Petra Lindh have accepted"
            " positions at Cohere. Cohere named Brandt a vice president and put Lindh in charge of mapping.",
            {
                "joined done: Ivo Brandt | Cohere | vice president | Nokia",
                "joined done: Petra Lindh | Cohere | head of mapping | Nokia",
            },
        ),
        (
            "Cohere has gained two researchers from Nokia. The newcomers are Ivo Brandt and Nora Bell, who built its camera"
            " software. Brandt, the elder, follows Petra Lindh as chief scientist.",
            {"joined done: Ivo Brandt | Cohere | chief scientist | Nokia"},
        ),
        (
            "Cohere has poached Nora Bell from Nokia, where she ran digital medicine for six years; she's now chief medical officer.",
            {"joined done: Nora Bell | Cohere | chief medical officer | Nokia"},
        ),
        (
            "Nokia has hired a team of four bankers from Cohere. It is led by Nora Bell. Managing directors Ivo Brandt and"
            " Petra Lindh come with her.",
            {
                "joined done: Ivo Brandt | Nokia | Managing director | Cohere",
                "joined done: Petra Lindh | Nokia | Managing director | Cohere",
            },
        ),
    ],
)
def test_a_post_of_somebody_who_has_just_come_is_what_he_came_to(
    text: str, facts: set[str]
) -> None:
    found = told(text)
    assert facts <= found
    titles = {fact.split(" | ")[2] for fact in facts}
    assert not [
        f
        for f in found
        if f.startswith("role") and f.split(" | ")[-1] in titles and "former" not in f
    ]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Kevin Hart joined Apple in 2019. In May he becomes vice president of technology.",
            "role announced: Kevin Hart | Apple | - | vice president of technology",
        ),
        (
            "Nora Bell has been named chief scientist of Cohere, a year after joining from Google.",
            "role done: Nora Bell | Cohere | - | chief scientist",
        ),
        (
            "Nora Bell, until now a vice president of Cohere, becomes its chief scientist.",
            "role announced: Nora Bell | Cohere | - | chief scientist",
        ),
        (
            "Chris Daniels, the head of OpenAI, is leaving the board of Microsoft.",
            "role held: Chris Daniels | OpenAI | - | head",
        ),
        (
            "Cohere's finance director, Ana Holm, has withdrawn her resignation and will stay with the company.",
            "role held: Ana Holm | Cohere | - | finance director",
        ),
    ],
)
def test_whoever_has_been_there_longer_or_goes_elsewhere_has_a_post(text: str, fact: str) -> None:
    assert fact in told(text)


def test_whoever_is_laid_off_has_left_whatever_else_is_told() -> None:
    text = (
        "Cohere laid off 40 people on Tuesday. Among them was Nora Bell, who led its design team."
        " Mistral has offered her a job."
    )
    assert "left done: Nora Bell | Cohere | head" in told(text)


@pytest.mark.parametrize(
    ("kind", "status", "change"),
    [
        (FactType.ROLE, Status.HELD, Change.POST_HELD),
        (FactType.ROLE, Status.FORMER, Change.POST_ONCE),
        (FactType.ROLE, Status.REVERSED, Change.NEW_POST),
        (FactType.LEFT, Status.DENIED, Change.LEFT),
        (FactType.FUNDING, Status.DONE, None),
    ],
)
def test_a_post_is_new_unless_it_is_told_as_held(
    kind: FactType, status: Status, change: Change | None
) -> None:
    assert change_of(kind, status) is change


def test_what_a_sentence_tells_stands_where_nothing_speaks_for_another_kind() -> None:
    assert likeliest({Change.NEW_POST: {}, Change.JOINED: {}}) is None
    assert likeliest({}) is None


def test_annotations_answer_where_they_tell_one_kind_of_fact() -> None:
    text = "Nora Bell becomes president of Cohere. Ivo Brandt becomes president of Nokia."
    facts = (
        {"type": "joined", "person": "Nora Bell", "org": "Cohere", "title": "president", "status": "done", "evidence": text[:38]},
        {"type": "role", "person": "Ivo Brandt", "org": "Nokia", "title": "chair", "status": "done", "evidence": text[39:]},
    )  # fmt: skip
    article = GoldArticle("a", "", date(2025, 6, 12), text, facts)
    (choice,) = choices_of_kinds([article], GAZETTEER)
    assert choice.right and choice.others == ({},)
    assert not choice.rules_right


def test_the_weights_are_right_more_often_than_sentences_in_articles_that_they_were_fitted_to() -> (
    None
):
    articles = read_gold(DATA / "fitting/briefings.jsonl")[:90]
    found = list(choices_of_kinds(articles, GAZETTEER))
    sentences, chosen = (
        sum(getattr(one, name) for one in found) for name in ("rules_right", "chosen_right")
    )
    assert len(found) > 100
    assert chosen > sentences + 0.01 * len(found)


def test_weights_of_kinds_are_fitted_to_the_articles_given(tmp_path: Path) -> None:
    gold, out, said = tmp_path / "gold.jsonl", tmp_path / "weights.json", StringIO()
    lines = (DATA / "fitting/briefings.jsonl").read_text().split("\n")[:45]
    gold.write_text("\n".join(lines) + "\n")
    call_command("fit_kind_meant", gold, out=out, stdout=said)
    assert json.loads(out.read_text())
    assert said.getvalue().startswith("fitted to ")


def test_texts_that_tell_no_kind_fit_nothing(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": "It rained all day.", "facts": []}) + "\n")
    with pytest.raises(CommandError, match="nothing to fit to"):
        call_command("fit_kind_meant", gold, out=tmp_path / "weights.json")
