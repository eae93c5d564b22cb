"""What the archive tells about people adds up to moves, and shows how reports live and die."""

from tests.archive.files import facts, positions, steps, told


def moves() -> set[str]:
    """Who moved, in which direction, where, and when: a departure and its hire are one move."""
    arrivals = {(row["person"], row.get("from"), row["organization"]) for row in positions()}
    found = set()
    for row in positions():
        if told("start", row):
            found.add(
                f"{row['person']} joins {row['organization']}, {row.get('start', row['title'])}"
            )
        paired = (row["person"], row["organization"], row.get("to")) in arrivals
        if told("end", row) and not paired:
            found.add(
                f"{row['person']} leaves {row['organization']}, {row.get('end', row['title'])}"
            )
    return found


def test_the_archive_shows_at_least_sixty_moves() -> None:
    assert len(moves()) >= 60


def test_the_archive_shows_every_step_in_the_life_of_a_report() -> None:
    told = {step["status"] for _, step in steps()}
    assert told >= {"reported", "announced", "done", "denied", "reversed", "held", "former"}


def test_some_reports_can_be_followed_from_the_first_word_to_the_deed() -> None:
    followed = [
        row
        for _, _, row in facts()
        if {"reported", "done"} <= {step["status"] for step in row["steps"]}
        and len({step["outlet"] for step in row["steps"]}) > 1
    ]
    assert len(followed) >= 10
