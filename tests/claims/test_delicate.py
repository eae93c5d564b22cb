"""What is nobody's business until an editor says so, and what only sounds like it."""

import pytest

from tracker.claims.delicate import delicate_in, surroundings

HELD = [
    ("health", "Mira Talvik may leave Halden because of her health."),
    ("health", "Talvik is stepping back for health reasons, two people said."),
    ("health", "Talvik has begun treatment, according to colleagues."),
    ("health", "She is undergoing treatment and may not return."),
    ("health", "Talvik is being treated for cancer, a friend said."),
    ("health", "Reyes took a leave of absence for personal reasons."),
    ("health", "Reyes is on extended leave, sources say."),
    ("health", "Reyes is considering leaving to deal with a family emergency."),
    ("health", "He was hospitalised in March."),
    ("health", "He has been in hospital since Monday."),
    ("health", "He has struggled with depression and burnout."),
    ("health", "Talvik is pregnant and may not come back, people at Halden said."),
    ("health", "He checked into rehab in May."),
    ("health", "She is recovering from surgery."),
    ("health", "He suffered a stroke."),
    ("visas", "Talvik may leave Halden over a visa."),
    ("visas", "Her work authorisation runs out in May."),
    ("visas", "Her work authorization runs out in May."),
    ("visas", "Talvik has lost her right to work, people said."),
    ("visas", "He waits for a green card."),
    ("visas", "His H-1B was not renewed."),
    ("visas", "She was denied entry at the border."),
    ("visas", "Visa problems keep her in Tallinn, sources say."),
    ("misconduct", "He is under investigation, two people said."),
    ("misconduct", "An internal investigation into his conduct is under way."),
    ("misconduct", "Halden is looking into an inappropriate relationship with a subordinate."),
    ("misconduct", "He had an undisclosed romantic relationship with a colleague."),
    ("misconduct", "Reyes may be out after complaints about his behaviour towards staff."),
    ("misconduct", "Reyes was accused of bullying."),
    ("misconduct", "Reyes allegedly took code with him."),
    ("misconduct", "Reyes has been placed on leave pending a review."),
    ("misconduct", "Reyes was dismissed for cause."),
    ("misconduct", "He violated the company's code of conduct, people said."),
    ("misconduct", "The board was told that he misled it."),
    ("misconduct", "He was arrested on Friday."),
    ("misconduct", "Colleagues describe a hostile workplace."),
    ("misconduct", "He is suspected of fraud."),
    ("misconduct", "She plagiarised parts of her thesis."),
    ("misconduct", "He stole trade secrets, a complaint says."),
]
NOT_HELD = [
    "Mira Talvik may leave Halden to start a laboratory.",
    "Talvik, who leads the cancer research group at Halden, may join Ostra.",
    "Halden's head of public affairs may leave.",
    "Reyes, vice president of health at Halden, is in talks with Norwick.",
    "Ostra, a digital health company, may hire Talvik.",
    "Visa may hire Mira Talvik as chief scientist.",
    "Talvik is in talks with Visa about a post.",
    "Halden's fraud detection team may move to Ostra.",
    "Reyes leads trust and safety at Halden and may leave.",
    "The professor of mental health care may join Ostra.",
    "Talvik, chief medical officer of Halden, may join Ostra.",
    "The ill-fated project may cost Reyes his post.",
    "Halden's anti-abuse group will report to Reyes.",
    "Talvik, who is investigating new architectures, may leave.",
    "The investigative reporter joined the Gazette.",
    "Shares were depressed by rumours that Talvik may leave.",
    "Reyes, who works on surgery robots, may join Ostra.",
    "Halden may treat the post as vacant.",
    "The move is considered a blow to Halden.",
    "Talvik wants to leave Halden by the end of the year, two people said.",
    "Reyes will leave the immigration policy team.",
]


@pytest.mark.parametrize(("about", "sentence"), HELD)
def test_these_words_hold_a_claim(about: str, sentence: str) -> None:
    assert delicate_in(sentence) == about


@pytest.mark.parametrize("sentence", NOT_HELD)
def test_these_words_hold_none(sentence: str) -> None:
    assert delicate_in(sentence) == ""


def test_a_proceeding_holds_talk_and_not_what_those_concerned_say_themselves() -> None:
    told = "Shear, who took over as interim chief, will open an investigation into the dismissal."
    assert delicate_in(told) == "misconduct"
    assert delicate_in(told, talk=False) == ""
    assert delicate_in("He was dismissed for harassment.", talk=False) == "misconduct"


def test_the_sentences_that_readers_are_shown_beside_the_evidence_are_looked_at_too() -> None:
    text = "It rained.\nHalden met. Talvik may leave. She is ill. Nobody spoke. He was arrested."
    start = text.index("Talvik may leave.")
    around = surroundings(text, start, start + len("Talvik may leave."))
    assert "Halden met." in around and "She is ill." in around
    assert "rained" not in around and "arrested" not in around


def test_a_long_text_without_stops_is_looked_at_in_an_instant() -> None:
    assert delicate_in("under a " * 50_000) == ""
