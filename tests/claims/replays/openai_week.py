"""Articles about the OpenAI week of November 2023, written for the test in several outlets' voices.

The facts are on public record; the outlets are invented and the sentences are our own.
"""

from tests.claims.replays.printed import Printed

#: Companies that were on record before the week began.
COMPANIES = ("OpenAI", "Microsoft", "Quora", "Twitch", "Salesforce")

ARTICLES = (
    Printed(
        "The Valley Ledger",
        "2023-11-06",
        "OpenAI courts developers",
        """\
SAN FRANCISCO — OpenAI's chief executive, Sam Altman, opened the company's first conference for developers on Monday
with a cheaper model and a shop for custom chatbots.

Its president, Greg Brockman, followed from the front row, next to chief technology officer Mira Murati. Ilya
Sutskever stayed away from the stage.
""",
    ),
    Printed(
        "Compute Weekly",
        "2023-11-08",
        "Who watches over OpenAI?",
        """\
It is an odd company: a nonprofit at the top, a capped-profit business below, and six people who answer to no
shareholder. Sam Altman is both chief executive and a board member at OpenAI. Greg Brockman chairs OpenAI's board.

Ilya Sutskever, OpenAI's chief scientist and a board member, votes too.

The other three draw no salary there. OpenAI board member Helen Toner works at Georgetown University, and OpenAI board
member Tasha McCauley is an entrepreneur. Adam D'Angelo, the chief executive of Quora, is a board member at OpenAI.
""",
    ),
    Printed(
        "OpenAI",
        "2023-11-17",
        "A change at the top of OpenAI",
        """\
The board of directors of OpenAI today said that Sam Altman has been removed as chief executive of OpenAI, effective
November 17, 2023. Altman has also left OpenAI's board of directors.

Mira Murati, OpenAI's chief technology officer, has been appointed interim CEO, effective immediately. The search for
a permanent successor is under way.

Greg Brockman stepped down as chairman of OpenAI. He remains president of the company and will report to Mira Murati.
""",
    ),
    Printed(
        "Meridian Wire",
        "2023-11-17",
        "OpenAI ousts Altman",
        """\
OpenAI fired Sam Altman as chief executive on Friday, saying that he had not been candid with its directors. Chief
technology officer Mira Murati was named interim chief executive.

Microsoft, the start-up's largest backer, learned of the decision minutes before the public did, a person familiar
with the matter said.
""",
    ),
    Printed(
        "The Valley Ledger",
        "2023-11-17",
        "Brockman walks out hours after Altman is fired",
        """\
Greg Brockman quit OpenAI on Friday night, hours after directors dismissed Sam Altman.
Brockman, who was president of OpenAI, told colleagues that he was leaving "based on today's news".

Brockman also left OpenAI's board of directors on Friday.
""",
    ),
    Printed(
        "Loop Gossip",
        "2023-11-18",
        "Hold on, is he coming back already?",
        """\
Tongues are wagging. Investors are leaning on the four who are left, and Sam Altman is in talks to return to OpenAI as
chief executive, according to people close to the matter. Nothing is signed.
""",
    ),
    Printed(
        "Meridian Wire",
        "2023-11-20",
        "OpenAI turns to Twitch co-founder",
        """\
Emmett Shear, who co-founded Twitch, has been named interim chief executive of OpenAI, according to a memo to staff.
He started on Monday.

Mira Murati stepped down as interim chief executive of OpenAI on Monday, after a single weekend.
""",
    ),
    Printed(
        "Microsoft",
        "2023-11-20",
        "A new team for advanced AI research",
        """\
We are delighted to share that Sam Altman and Greg Brockman will join Microsoft to lead a new advanced AI research
team. We remain committed to our partnership with OpenAI, and look forward to working with Emmett Shear.
""",
    ),
    Printed(
        "Compute Weekly",
        "2023-11-20",
        "Microsoft scoops up Altman and Brockman",
        """\
Sam Altman will join Microsoft, the software maker said on Monday. Greg Brockman will join Microsoft too, Satya
Nadella wrote.

At OpenAI, more than 700 employees signed a letter that calls on the directors to go. Emmett Shear, who took over as
interim CEO of OpenAI on November 20, promised an independent inquiry.
""",
    ),
    Printed(
        "Kernel Notes",
        "2023-11-21",
        "Day five, still no captain",
        """\
A quick note between meetings. Mira Murati, who had been interim chief executive since Friday, returns to her post as
OpenAI's chief technology officer. Emmett Shear is interim CEO of OpenAI, at least for now, and I hear that the talks have
picked up again. Sam Altman could return to OpenAI as chief executive, two people who have seen the drafts told me.
""",
    ),
    Printed(
        "OpenAI",
        "2023-11-22",
        "An agreement in principle",
        """\
OpenAI has reached an agreement in principle under which Sam Altman will return to OpenAI as CEO, with a new
initial board. Bret Taylor has been appointed chair of OpenAI's board. Larry Summers has joined OpenAI's board
of directors. OpenAI board member Adam D'Angelo will stay on.
""",
    ),
    Printed(
        "Meridian Wire",
        "2023-11-22",
        "Altman is back at OpenAI",
        """\
Sam Altman returned to OpenAI as chief executive on Wednesday, five days after the board dismissed him. Emmett Shear
stepped down as interim chief executive of OpenAI on Wednesday.

Helen Toner, Tasha McCauley and Ilya Sutskever have left OpenAI's board of directors. Bret Taylor and Larry Summers
have joined OpenAI's board of directors. Mira Murati is still chief technology officer of OpenAI.
""",
    ),
    Printed(
        "The Valley Ledger",
        "2023-11-22",
        "The hire that never was",
        """\
Sam Altman and Greg Brockman are back at OpenAI two days after they joined Microsoft, which had promised the pair a
laboratory of their own. Brockman is president of OpenAI once more.
""",
    ),
)
