"""Articles about Yann LeCun's way out of Meta, written for the test in several outlets' voices.

The facts are on public record; the outlets are invented and the sentences are our own.
"""

from tests.claims.replays.printed import Printed

#: Companies that were on record before.
COMPANIES = ("Meta", "OpenAI", "Google")

ARTICLES = (
    Printed(
        "Harbour Tech",
        "2025-10-22",
        "Meta trims its research lab",
        """\
Yann LeCun, Meta's chief AI scientist, said that he had no part in the choice of who has to go.
""",
    ),
    Printed(
        "The Rose Ledger",
        "2025-11-11",
        "Meta's chief AI scientist plans to leave",
        """\
Yann LeCun, chief AI scientist at Meta, plans to leave the company to build his own start-up, according to people
familiar with the matter. He has told associates that he will go in the coming months.
""",
    ),
    Printed(
        "Meridian Wire",
        "2025-11-12",
        "LeCun plans exit from Meta, report says",
        """\
Yann LeCun, Meta's chief AI scientist, plans to leave Meta, according to people familiar with the matter who were
quoted on Tuesday by the Rose Ledger.
""",
    ),
    Printed(
        "Loop Gossip",
        "2025-11-12",
        "Is the godfather packing his desk?",
        """\
Yann LeCun may leave Meta, I hear, and the investors are already queueing at his door.
""",
    ),
    Printed(
        "Yann LeCun",
        "2025-11-19",
        "As many of you have heard",
        """\
Yann LeCun will leave Meta at the end of the year after twelve years there, he wrote to his followers. LeCun is
founding a start-up to carry on the research on machines that understand the physical world. Meta will be a partner.
""",
    ),
    Printed(
        "Harbour Tech",
        "2025-11-20",
        "LeCun confirms that he is leaving",
        """\
Yann LeCun confirmed that he will leave Meta on December 31, 2025.
""",
    ),
    Printed(
        "Meridian Wire",
        "2026-01-05",
        "A godfather of deep learning, on his own",
        """\
Yann LeCun left Meta on December 31, 2025, where he had been chief AI scientist.
""",
    ),
)
