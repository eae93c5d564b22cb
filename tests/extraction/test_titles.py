"""Where a job title begins and ends."""

from __future__ import annotations

import pytest

from tracker.extraction.titles import find_titles


def found(sentence: str) -> list[str]:
    tokens = sentence.split()
    return [" ".join(tokens[span.start : span.end]) for span in find_titles(tokens)]


@pytest.mark.parametrize(
    ("sentence", "titles"),
    [
        ("She is chief executive of Intel", ["chief executive"]),
        ("He is chief AI officer at Intel", ["chief AI officer"]),
        ("He was chief of staff there", ["chief of staff"]),
        (
            "the senior vice president of software engineering left",
            ["senior vice president of software engineering"],
        ),
        ("its head of policy and communications resigned", ["head of policy and communications"]),
        ("an executive vice president spoke", ["executive vice president"]),
        ("the CEO and the CTO met", ["CEO", "CTO"]),
        ("a general partner at the fund", ["general partner"]),
        ("the finance chief wept", ["finance chief"]),
        ("the executive chairman spoke", ["executive chairman"]),
        ("a board member resigned", ["board member"]),
        ("the professor emeritus spoke", ["professor emeritus"]),
        ("its head of litigation , Ann Lee , left", ["head of litigation"]),
        ("its head of academic programmes , Ann Lee , left", ["head of academic programmes"]),
        ("a director of advanced packaging at Intel", ["director of advanced packaging"]),
        ("the head of data centres , Ann Lee", ["head of data centres"]),
        ("the vice president of design starts at Intel", ["vice president of design"]),
        ("a professor of radiology at Intel", ["professor of radiology"]),
        ("the boss of chipmaker Arm", ["boss"]),
        ("a head of those teams", ["head"]),
        ("the director - general of Intel", ["director - general"]),
        ("its under - secretary for science", ["under - secretary for science"]),
        ("she served under secretary Ann Lee", ["secretary"]),
        ("the head of policy for Latin America", ["head of policy for Latin America"]),
        ("the president of the European Robotics Council", ["president"]),
        ("her doctoral adviser Ann Lee", []),
        ("a vice president for South - East Asia", ["vice president for South - East Asia"]),
        ("its head of Africa , Ann Lee", ["head of Africa"]),
        (
            "president for Europe , the Middle East and Africa at Intel",
            ["president for Europe , the Middle East and Africa"],
        ),
        ("president for Europe , and she left", ["president for Europe"]),
        ("an adviser to the management board of Intel", ["adviser to the management board"]),
        ("an adviser to the bank", ["adviser"]),
        ("its data - center head , Ann Lee", ["data - center head"]),
        ("its data centre head , Ann Lee", ["data centre head"]),
        ("she was promoted to partner .", ["partner"]),
        ("their chief lawyer resigned", ["chief lawyer"]),
        ("She is now head of research there", ["head of research"]),
        ("He is now boss of operations", ["boss of operations"]),
        ("the university's rector spoke", ["rector"]),
        ("the state's deputy comptroller resigned", ["deputy comptroller"]),
        ("was deputy general counsel of Intel", ["deputy general counsel"]),
        ("its vice president for automotive , Ann Lee", ["vice president for automotive"]),
        ("was director of forecasting until May", ["director of forecasting"]),
        ("a vice president of simulation resigned", ["vice president of simulation"]),
        ("as co - heads of its lab", ["co - heads"]),
        ("she co - heads its lab", []),
        ("the vice - chancellor of Leeds", ["vice - chancellor"]),
        ("one of three technical leads of Intel", ["technical leads"]),
        ("her research leads them nowhere", []),
        ("the principal investigator spoke", ["principal investigator"]),
        ("was chief executive for years", ["chief executive"]),
    ],
)
def test_a_title_takes_in_what_belongs_to_it(sentence: str, titles: list[str]) -> None:
    assert found(sentence) == titles


@pytest.mark.parametrize(
    "sentence",
    [
        "She will head the team",
        "He wants to lead it",
        "the head office moved",
        "She will chair it",
        "They report to nobody",
        "the chip designer Arm and the code editor Cursor",
        "She wants to partner with Intel",
        "They plan to partner on chips",
        "Those who now head it are new",
    ],
)
def test_a_verb_is_no_title(sentence: str) -> None:
    assert found(sentence) == []


def test_a_founder_is_marked_as_one() -> None:
    (span,) = find_titles(["the", "co-founder", "spoke"])
    assert span.founder and not span.weak


def test_a_word_that_many_bear_is_weak() -> None:
    (span,) = find_titles(["a", "researcher", "spoke"])
    assert span.weak
