"""Articles written for the tests: invented people and companies, every kind of fact."""

from datetime import date

PUBLISHED = date(2025, 7, 2)

#: Plain sentences, one for each kind of fact, in paragraphs that do not lean on each other.
EVERY_FACT = """\
Ines Moreau has joined Cohere from Meta as chief scientist.

Tomás Herrera left Mistral AI in January 2025.

Dana Whitfield, chief executive of Cohere, said: “Models that cannot plan will never be trusted with work.” 🙂

In 2019, Dana Whitfield co-founded Brightwater Labs.

At Cohere, Ines Moreau will report to Dana Whitfield.

OpenAI has created a new division, OpenAI Robotics, led by Priya Raman.

Google merged its Vision Lab into Frontier Lab.

Meta renamed its Responsible AI team to Trust Lab.

Amazon dissolved its Alexa Foundations team.

Intel laid off 1,200 employees in June 2025.

Nvidia bought a 20 percent stake in Brightwater Labs for $2 billion.

Mistral AI raised $600 million at a valuation of $6 billion in a round led by General Catalyst.

Microsoft will spend $80 billion on data centres this year.

Meta offered Priya Raman a pay package of $100 million.

Shares of Meta fell 11 percent.
"""

HIRE = "Ines Moreau has joined Cohere from Meta as chief scientist."
LEAVING = "Tomás Herrera left Mistral AI in January 2025."
