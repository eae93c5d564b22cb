"""Who and what a sentence names, and how the rest of the article helps to tell."""

from __future__ import annotations

import pytest

from tests.extraction.names import GAZETTEER
from tracker.extraction import read
from tracker.extraction.kinds import Kind
from tracker.extraction.mentions import find_mentions
from tracker.extraction.model import with_names
from tracker.extraction.registry import Registry

ORGANISATIONS = {Kind.ORG, Kind.NAME, Kind.UNIT}


def named(*sentences: str, others: tuple[str, ...] = ()) -> list[tuple[str, Kind]]:
    """The names in an article's sentences, each with its kind."""
    docs = list(with_names(sentences))
    registry = Registry(docs, {}, [], "", list(with_names(others)))
    return [
        (mention.text, mention.kind)
        for doc in docs
        for mention in find_mentions(doc, GAZETTEER, registry)
    ]


@pytest.mark.parametrize(
    ("sentence", "person"),
    [
        ("The report was written by Oyelaran Banjo-Weiss, who heads the lab.", "Oyelaran Banjo-Weiss"),
        ("Hamza al-Rashidi, who runs Quillon, has resigned.", "Hamza al-Rashidi"),
        ("They will report to Marieke van der Velden, the chief scientist.", "Marieke van der Velden"),
        ("Seo Min-ji, who ran the foundry, is leaving.", "Seo Min-ji"),
        ("Quillon has hired Padmini Venkataswamy as chief product officer.", "Padmini Venkataswamy"),
        ('"It is too early," said Bongani Dlamini, head of sales.', "Bongani Dlamini"),
        ("Its founder, Eilidh Muir-Okeke, has left.", "Eilidh Muir-Okeke"),
        ("She gave the job to Dame Ottoline Frayne.", "Ottoline Frayne"),
        ("The chief executive of barely a year, Sunniva Moe, spoke.", "Sunniva Moe"),
        ("Quillon will report to its chief scientist, Fan Guowei.", "Fan Guowei"),
        ("Nobody missed Dashiell Corrigan, whose stint was short.", "Dashiell Corrigan"),
        ("Saoirse Mac Giolla, twelve years in Boston, is coming home.", "Saoirse Mac Giolla"),
        ("Quillon has found a treasurer in Odalys Ferrer.", "Odalys Ferrer"),
        ("It was made by the film producer Ottilie Brandauer.", "Ottilie Brandauer"),
        ("They asked Ji-won Pak about it.", "Ji-won Pak"),
        ("Who on earth is Rune Abildgaard?", "Rune Abildgaard"),
        ("PORTO, Oct 9 - Aurélie Sandoval-Brandt, who heads research, is leaving.", "Aurélie Sandoval-Brandt"),
    ],
)  # fmt: skip
def test_a_person_is_known_by_what_is_said_of_them(sentence: str, person: str) -> None:
    assert (person, Kind.PERSON) in named(sentence)


@pytest.mark.parametrize(
    ("sentence", "organisation"),
    [
        ("Quillon, a Kenyan maker of sensors, has raised $4 million.", "Quillon"),
        ("He was an engineer at quillon.ai until May.", "quillon.ai"),
        ("In March brenqua, the logistics start-up, bought a rival.", "brenqua"),
        ("The chief executive of torvik7 has resigned.", "torvik7"),
        ("She was a doctor at Hathersage's until she retired.", "Hathersage's"),
        ("He swaps the Fairmile Foundation for Larch Health, a software firm.", "Larch Health"),
        ("He swaps the Fairmile Foundation for Larch Health, a software firm.", "Fairmile Foundation"),
        ("She joined the Centre for Responsible Machines in May.", "Centre for Responsible Machines"),
        ("He will take charge of OpenAI for Countries in June.", "OpenAI for Countries"),
        ("They set up shop on their own, as Silver Nine, in a barn.", "Silver Nine"),
        ("Vek:ai belongs to Nvidia.", "Vek:ai"),
        ("A third went to the French government in May.", "French government"),
        ("She joined the Competition and Markets Authority in May.", "Competition and Markets Authority"),
        ("She joined the Food and Drug Administration in May.", "Food and Drug Administration"),
        ("He came from Harvard and Imperial College.", "Imperial College"),
        ("It belongs to Halvorsen Electric Co., Ltd. of Bergen.", "Halvorsen Electric Co., Ltd."),
        ("She leads the Data Workers' Guild.", "Data Workers' Guild"),
        ("The board of Oarlock Robotics 14 months later had no plan.", "Oarlock Robotics"),
        ("Lovable's engineering boss left.", "Lovable"),
        ("The Canadian AI Safety Institute left the talks.", "Canadian AI Safety Institute"),
    ],
)  # fmt: skip
def test_an_organisation_is_known_by_what_is_said_of_it(sentence: str, organisation: str) -> None:
    kinds = dict(named(sentence))
    assert kinds.get(organisation) in ORGANISATIONS


@pytest.mark.parametrize(
    "name",
    ["Babajide Ogunleye", "Ruoming Pang", "Thandiwe Adeyemi", "Zhifeng Chen", "Marisol Villalobos", "Dagny Radchenko"],
)  # fmt: skip
@pytest.mark.parametrize(
    "frame", ["Cohere interviewed {} for the post.", "It sprang up around {}."]
)
def test_a_name_of_words_that_the_language_does_not_have_is_a_persons(
    frame: str, name: str
) -> None:
    assert (name, Kind.PERSON) in named(frame.format(name))


@pytest.mark.parametrize(
    "name",
    ["Zephyr Dynamics", "Castellan Digital", "Lighthouse Bio", "Halcyon Games", "Veridian Energy"],
)
def test_a_company_of_two_words_has_one_that_the_language_has(name: str) -> None:
    assert dict(named(f"A rival of {name} has opened an office.")).get(name) in ORGANISATIONS


def test_a_town_that_nobody_knows_is_no_person_for_its_name() -> None:
    assert ("Kyrkby Lunden", Kind.PERSON) not in named("It has a plant in Kyrkby Lunden.")
    assert ("Kyrkby Lunden", Kind.PERSON) in named("It hired Kyrkby Lunden.")


@pytest.mark.parametrize("name", ["Lumenary", "Corvane", "Brightloom"])
def test_a_sentence_may_begin_with_a_name_that_no_dictionary_has(name: str) -> None:
    assert name in dict(named(f"{name} has opened an office in May."))


@pytest.mark.parametrize("word", ["Layoffs", "Curiously", "Insiders"])
def test_a_word_of_the_language_that_begins_a_sentence_is_no_name(word: str) -> None:
    assert word not in dict(named(f"{word} have opened the meeting in May."))


def test_what_is_said_of_a_short_name_holds_for_the_long_one() -> None:
    found = named("Leontine Grove opened an office.", "Leontine, which makes chips, is growing.")
    assert dict(found)["Leontine Grove"] in ORGANISATIONS


def test_a_full_name_in_a_sentence_that_is_not_read_makes_the_surname_a_person() -> None:
    found = named(
        "Adeyemi-Roth was to be head of product.",
        others=("So long, Funmi Adeyemi-Roth, head of fun.",),
    )
    assert ("Adeyemi-Roth", Kind.PERSON) in found


@pytest.mark.parametrize(
    "sentence",
    [
        '"Heat is a choice," she said.',
        "In 2014 the pair opened a bar.",
        "She takes up the post on Jan. 1.",
        "Developers who had stayed up all night were tired.",
    ],
)
def test_a_word_that_is_only_written_like_a_name_is_none(sentence: str) -> None:
    assert [name for name, kind in named(sentence) if kind in {*ORGANISATIONS, Kind.PERSON}] == []


def test_an_outlet_that_is_told_something_on_a_day_is_no_employer() -> None:
    docs = list(with_names(["Nora Bell told Quillbeat on Tuesday that she would leave."]))
    registry = Registry(docs, {}, [], "", [])
    papers = {m.text for m in find_mentions(docs[0], GAZETTEER, registry) if m.paper}
    assert papers == {"Quillbeat"}


def test_a_town_in_which_something_happens_is_no_organisation() -> None:
    kinds = dict(named("It will close its laboratory in Gothenburg."))
    assert kinds["Gothenburg"] is Kind.PLACE


def test_a_surname_that_begins_another_name_is_nobody() -> None:
    found = named("Dana White, who runs a league, spoke.", "He works in the White House.")
    assert ("White", Kind.PERSON) not in found


def test_a_short_name_stands_for_the_longest_with_the_same_surname() -> None:
    docs = list(
        with_names(["Ann Mary Lee met Jon Lee.", "Ann Lee, who runs Intel, left Mary Roe."])
    )
    registry = Registry(docs, {}, ["Ann Mary Lee", "Ann Lee", "Jon Lee", "Mary Roe"], "")
    assert [registry.fullest(name) for name in ("Ann Lee", "Jon Lee", "Roe", "Mary")] == [
        "Ann Mary Lee", "Jon Lee", "Mary Roe", "Mary Roe",
    ]  # fmt: skip


def test_names_of_one_length_keep_the_order_in_which_the_text_has_them() -> None:
    people = ["Ann Lee", "Jon Lee", "Uma Lee", "Ida Lee"]
    docs = list(with_names([f"{', '.join(people)} left Intel."]))
    assert Registry(docs, {}, people, "").options("Lee") == people


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee, once a leader of the Liberal Democrats, who lost in May, has joined Cohere.",
        "The pair behind Copper Kettle, who met at Cohere, have joined Anthropic.",
    ],
)
def test_a_party_or_a_product_is_nobody(text: str) -> None:
    people = {finding.values.get("person") for finding in read(text, gazetteer=GAZETTEER).findings}
    assert not people & {"Liberal Democrats", "Copper Kettle"}
