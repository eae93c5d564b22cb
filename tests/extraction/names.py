"""A small list of well-known names, enough to read the tests' articles with."""

from __future__ import annotations

from tracker.extraction import Gazetteer, KnownOrganization

_COMPANIES = """
OpenAI|Open AI
Anthropic
Meta|Facebook|Meta Platforms
Google
Alphabet
Microsoft
Apple
Amazon|AWS|Amazon Web Services
Nvidia|NVIDIA
Tesla
xAI
X|Twitter
Mistral|Mistral AI
Cohere
Hugging Face
Stability AI
Inflection|Inflection AI
Character.AI
Adept
Scale AI|Scale
Perplexity
Databricks
Salesforce
IBM
Intel
AMD
Qualcomm
Oracle
SoftBank
Samsung
Baidu
Alibaba
Tencent
ByteDance
DeepSeek
Moonshot|Moonshot AI
Zhipu
Safe Superintelligence|SSI
Thinking Machines Lab|Thinking Machines
Waymo
Cruise
Uber
General Motors
Ford
Volkswagen
Snowflake
GitHub
Dropbox
Midjourney
Runway
ElevenLabs
Groq
Cerebras
Graphcore
SambaNova
World Labs
Black Forest Labs
Aleph Alpha
Palantir
Spotify
LinkedIn
Yahoo
Reuters
Bloomberg
"""
_PARTS = """
DeepMind|Google DeepMind=Google
FAIR|Facebook AI Research|Fundamental AI Research=Meta
Google Brain=Google
Microsoft Research=Microsoft
Instagram=Meta
WhatsApp=Meta
YouTube=Google
"""


def _organizations() -> list[KnownOrganization]:
    found = []
    for line in _COMPANIES.split("\n"):
        if line:
            name, *aliases = line.split("|")
            found.append(KnownOrganization(name, tuple(aliases)))
    for line in _PARTS.split("\n"):
        if line:
            names, parent = line.split("=")
            name, *aliases = names.split("|")
            kind = "lab" if name in {"FAIR", "Google Brain", "Microsoft Research"} else "company"
            found.append(KnownOrganization(name, tuple(aliases), kind=kind, parent=parent))
    found += [
        KnownOrganization("Stanford", ("Stanford University",), kind="university"),
        KnownOrganization("New York University", ("NYU",), kind="university"),
        KnownOrganization("Princeton", ("Princeton University",), kind="university"),
    ]
    return found


GAZETTEER = Gazetteer(_organizations())
