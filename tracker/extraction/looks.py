"""What a name says by its look alone, where nobody has it in a list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from spacy.tokens import Doc

from tracker.extraction.bodies import is_body
from tracker.extraction.evidence import Sign, signs
from tracker.extraction.given_names import is_given
from tracker.extraction.lexicon import NATIONALITIES, words
from tracker.extraction.lists import entries
from tracker.extraction.scorer.session import tokens

#: Of how many words a person's name is that is known by its look.
FEWEST, MOST = 2, 3
#: Words as short as this are no names for want of being in a dictionary.
SHORT = 3
#: Surnames that are so common that the encoder has them whole, as it has the words of the language.
SURNAMES = words(
    "choi kim park lee li wang zhang liu chen yang huang zhao wu zhou xu zhu lin guo luo zheng xie tang deng feng cheng cai peng pan yuan "
    "dong yu su ye lu jiang shen wei tan chan wong cheung lau leung ho lam chow nguyen tran pham hoang phan vu dang bui ngo duong ly "
    "jung kang cho yoon jang lim shin seo kwon hwang ahn hong yoo pang chang hsu tsai kuo "
    "singh kumar sharma gupta patel shah mehta rao reddy iyer nair menon das sen bose roy dutta banerjee mukherjee verma mishra joshi "
    "desai khan ahmed ali hussain malik hassan ibrahim rahman aziz mahmoud saleh "
    "tanaka suzuki sato yamamoto watanabe ito nakamura kobayashi kato yoshida yamada sasaki matsumoto inoue kimura hayashi shimizu mori "
    "garcia martinez lopez gonzalez rodriguez fernandez perez sanchez ramirez torres flores rivera gomez diaz cruz reyes morales ortiz "
    "gutierrez ramos ruiz alvarez castillo romero herrera medina silva santos costa pereira oliveira ferreira almeida carvalho sousa "
    "rossi russo ferrari bianchi romano ricci marino greco conti muller schmidt schneider fischer weber meyer wagner becker schulz "
    "hoffmann koch richter klein braun hofmann hartmann werner krause lehmann hansen johansen olsen larsen andersen pedersen nielsen "
    "jensen petersen berg lund novak horvat ivanov petrov popov smirnov kowalski nowak papadopoulos cohen levy mizrahi katz "
    "smith johnson williams jones davis miller wilson moore taylor anderson thomas jackson harris martin thompson robinson clark lewis "
    "walker allen wright scott adams baker nelson mitchell roberts turner phillips campbell evans edwards collins stewart morris murphy "
    "cook rogers morgan cooper peterson bailey kelly howard ward richardson watson brooks sanders price bennett barnes ross henderson "
    "coleman jenkins perry powell patterson hughes washington simmons foster gonzales bryant alexander russell griffin hayes myers ford "
    "hamilton graham sullivan wallace cole owens gibson mcdonald marshall murray freeman wells webb simpson stevens tucker porter hunter "
    "hicks crawford henry boyd mason kennedy warren dixon burns gordon shaw holmes robertson hunt black daniels palmer mills nichols grant "
    "knight ferguson stone hawkins dunn perkins hudson spencer gardner stephens payne pierce berry matthews arnold willis watkins"
)

#: What a sum is counted in, as it stands behind the figure: "$135M".
_SCALES = words("k m mn mln b bn t tn trn million billion trillion")
#: What is awarded: "the Turing Award", "Nobel Prize-winning", "the Fields Medal".
_HONOURS = words(
    "award awards prize prizes medal medals medallist medalist trophy cup fellowship scholarship nobel pulitzer oscar oscars "
    "emmy emmys grammy grammys bafta laureate"
)
#: Where the owners of a company meet.
_MEETINGS = words("meeting meetings agm egm")
_HONOURED = words("winning winner winners nominated")
_PEOPLE = frozenset(
    f"{nation}{end}"
    for nation in ("scots", "dutch", "french", "english", "irish", "welsh", "cornish")
    for end in ("man", "woman")
)
#: Words at the end of an organization's name, and at its beginning.
ORG_ENDS = {
    "inc", "corp", "corporation", "ltd", "plc", "llc", "llp", "labs", "ai", "technologies", "systems", "capital", "ventures",
    "partners", "holdings", "motors", "robotics", "university", "institute", "college", "bank", "software", "networks",
    "foundation", "research", "group", "computing", "semiconductor", "pharmaceuticals", "therapeutics", "dynamics",
    "intelligence", "lab", "laboratory", "studios", "media", "ministry", "agency", "council", "microsystems", "health",
    "face", "machines", "street", "journal", "times", "post", "dagblad", "dagbladet", "tageblatt", "zeitung", "fund", "analytics", "digital", "energy", "company",
    "bio", "biosciences", "pharma", "biotech", "genomics", "diagnostics", "payments", "logistics", "airlines", "aerospace",
    "entertainment", "interactive", "instruments", "industries", "electronics", "telecom", "insurance", "academy", "collective",
    "electric", "compute", "games", "semiconductors", "chemicals", "materials", "optics", "photonics", "aviation", "shipping",
    "railways", "airways", "automotive", "mobility", "telecoms", "communications", "broadcasting", "publishing", "pictures",
    "consulting", "associates", "advisors", "hospital", "trust", "society", "association", "federation", "commission",
    "committee", "authority", "bureau", "museum", "solutions", "services", "enterprises", "sciences", "logic", "imaging",
    "sensors", "models", "innovations", "management", "command", "body", "panel", "board", "pagamentos", "tecnologia", "systèmes", "énergie", "investments", "administration", "securities", "equity", "werke", "technologie",
    "press", "foods", "beverages", "brewing", "distillers", "gaming", "brands", "hotels", "resorts", "hospitality", "lines", "mining",
    "stores", "apparel", "medical", "system", "bancorp", "bancshares", "realty", "petroleum", "midstream",
    "brothers", "bros", "sons", "architects", "solicitors", "attorneys", "accountants", "consultants", "outfitters", "outdoor", "outdoors",
    "resources", "air", "savings", "homes", "properties", "textiles", "plastics", "molding", "hardware", "freight", "haulage", "ferries", "pharmacy", "clinic",
    "bakery", "brewery", "distillery", "winery", "vineyards", "creamery", "roasters", "grocers", "supermarkets", "nurseries", "productions",
    "orchestra", "symphony", "theatre", "theater", "opera", "ballet",
}  # fmt: skip
#: The lands by which a company calls its arm there, and nobody is called.
_LANDS = tuple(
    f" {land}"
    for land in ("US", "USA", "UK", "UAE", "Japan", "China", "India", "Korea", "Germany", "America", "Europe", "Africa", "Asia", "Deutschland", "Sénégal", "Maroc", "Brasil", "México", "Italia", "Polska", "Nederland")
)  # fmt: skip
#: What a firm or a club is, before the name of whom or what it is called after: "Studio Crane", "Banco Torralba".
HOUSES = words("maison grupo groupe banco banca banque fc studio radio")
_ORG_STARTS = HOUSES | words(
    "university institute bank ministry department college école google meta team"
)  # fmt: skip


def is_org_like(name: str) -> bool:
    """A name of several words whose first or last word is one that organisations bear: "Y Labs", "Y US"."""
    if name.endswith(_LANDS):
        return True
    parts = name.lower().replace(".", "").split()
    return bool(parts) and (
        parts[-1] in ORG_ENDS or parts[0] in _ORG_STARTS or "&" in parts or is_body(name)
    )


@lru_cache(maxsize=4096)
def is_in_use(word: str) -> bool:
    """Whether a word is common enough for the scorer's encoder to have it whole."""
    return len(tokens(word)) == 1


@cache
def _surnames() -> frozenset[str]:
    return SURNAMES | frozenset(entries("surnames.txt"))


def is_surname(word: str) -> bool:
    """Whether a word is a surname that is in some list."""
    return word.lower() in _surnames()


def looks_like_a_persons(parts: Sequence[str]) -> bool:
    """Whether the words of a name are none of the language's: "Babajide Ogunleye", "Ruoming Pang".

    Companies that are called by two words have a common one among them, mostly the second ("Zephyr Dynamics").
    """
    if not FEWEST <= len(parts) <= MOST or not all(p.replace("-", "").isalpha() for p in parts):
        return False
    if any(part.isupper() or is_in_use(part) for part in parts[:-1]):
        return False
    return parts[-1].lower() in SURNAMES or not (parts[-1].isupper() or is_in_use(parts[-1]))


#: A given name of two parts with its family's: "Ji-won Pak", "Han Jin-man".
_TWO_PARTS = re.compile(
    r"[A-ZÀ-Þ][a-zß-ÿ]{1,5}-[a-z]{2,5} [A-ZÀ-Þ][\w-]+|[A-ZÀ-Þ][\w-]+ [A-ZÀ-Þ][a-zß-ÿ]{1,5}-[a-z]{2,5}"
)


def is_of_two_parts(name: str) -> bool:
    """Whether a name is a family's with a given name that a hyphen joins."""
    return _TWO_PARTS.fullmatch(name) is not None


def is_demonym(name: str) -> bool:
    """Whether a word or two say of which nation somebody is: "Korean", "South Koreans", "Dutchwoman"."""
    words_of_it = name.lower().split()
    people = words_of_it[-1] in NATIONALITIES or words_of_it[-1].removesuffix("s") in NATIONALITIES
    if people and words_of_it[:-1] in ([], ["south"], ["north"]):
        return True
    return name.lower() in _PEOPLE


def bears_a_given_name(name: str) -> bool:
    """Whether a name of two or three plain words, the last of them double perhaps, begins with one that people are given."""
    parts = name.split()
    plain = all(
        part.isalpha() and part[1:].islower() for part in (*parts[:-1], *parts[-1].split("-"))
    )
    return plain and FEWEST <= len(parts) <= MOST and is_given(name)


def begins_an_org(text: str, name: str) -> bool:
    """Whether a text has a name as the beginning of a company's: "Mercy River" of "Mercy River Health"."""
    return any(
        (word := _CAPITALISED.match(after)) is not None and word[0].lower() in ORG_ENDS
        for before, after in pairwise(text.split(f"{name} "))
        if not before[-1:].isalnum()
    )


def tells_a_round(doc: Doc, first: int, last: int) -> bool:
    """The "B" of "Series B", the "M" of "$135M" and "1B" of "$1B", which are no names."""
    before = doc[first - 1] if first else None
    name = doc[first:last].text
    if "$" in name or (before is not None and before.text == "$"):
        return True
    if before is not None and before.like_num and not before.whitespace_:
        return last - first == 1 and name.rstrip(".").lower() in _SCALES
    letter = doc[last - 1].text.rstrip(".")
    series = doc[last - 2].lower_ == "series" if last > 1 else False
    return series and len(letter) == 1 and last - first < FEWEST + 1


def is_no_word(doc: Doc, word: str) -> bool:
    """Whether no dictionary has a word, as it is written or in small letters: a sentence that it opens begins with a name."""
    if len(word) <= SHORT or not word.isalpha():
        return False
    return bool(doc.vocab[word].is_oov and doc.vocab[word.lower()].is_oov)


_CAPITALISED = re.compile(r"[A-ZÀ-Þ]\w+")
_SMALL = re.compile(
    r"(?<![\w.@/'’-])[^\W\d_A-Z][^\W_A-Z]*(?:\.(?:ai|io|com|co|dev|app|tech|bio|xyz))?(?![\w@/-])"
)
_SPELLED = re.compile(r"\w+\.(?:ai|io|com|co|dev|app|tech|bio|xyz)|[a-z]{1,9}\d{1,2}[a-z]{2,}")
_MEASURES = re.compile(r"b2[bcg]|co2|mp\d|web\d|gpt\d\w*|covid\d*|x\d\d|k8s|[vh]\d\w*")


def small_names(docs: Iterable[Doc]) -> Iterator[str]:
    """Names in small letters: a word that no dictionary has, and of which the article speaks as of a company."""
    found: Counter[str] = Counter()
    common: set[str] = set()
    for doc in docs:
        for match in _SMALL.finditer(doc.text):
            word = match.group()
            if word not in common and word.isalpha() and not doc.vocab[word].is_oov:
                common.add(word)
            if (
                word in common
                or len(word) < 2
                or _MEASURES.fullmatch(word)
                or word.endswith("maker")
            ):
                continue
            if _SPELLED.fullmatch(word):
                found[word] += 3
            elif word.isalnum() and not word.isdigit():
                before = doc.text[max(0, match.start() - 4) : match.start()]
                if not before.endswith((" in ", "s in ")):
                    found[word] += signs(doc.text, match.start(), match.end())[Sign.ORG]
    yield from (word for word, weight in found.items() if weight > 2)


def is_meeting(doc: Doc, first: int, last: int) -> bool:
    """The "Annual General Meeting" at which a board is elected: nobody works there."""
    return doc[last - 1].lower_ in _MEETINGS and (last - first > 1 or doc[first].text.isupper())


def is_honour(doc: Doc, first: int, last: int) -> bool:
    """The "Turing Award" of "a Turing Award-winning engineer": nobody works there."""
    after = [token.text.lower() for token in doc[last : last + 2]]
    return doc[last - 1].text.lower() in _HONOURS or (
        after[:1] == ["-"] and after[1:] != [] and after[1] in _HONOURED and last - first < 4
    )


#: What stands before a name that goes on with "'s", and behind it where the "'s" owns nothing.
_AT = words(
    "ran led headed runs heads leads quit quits at from joined joins join joining left leaves leaving for with to of"
)
_NOTHING_OWNED = words(
    "until till for in to and or , . ; : ) as where since before after when while on with who from last this by but then"
)
#: A verb, that nobody owns, and one of shares before a number.
_DOES = words("has had will would was is said says did does")
_MOVES = words(
    "rose fell slid gained lost dropped jumped added sank climbed tumbled slipped shed surged"
)


def bears_an_s(doc: Doc, at: int) -> bool:
    """The "'s" of "at Addison's until" and "Addison's fell", which owns nothing and so is a part of the name."""
    if doc[at].text not in {"'s", "’s"}:
        return False
    after = doc[at + 1 : at + 3]
    if after and (after[0].lower_ in _DOES or (after[0].lower_ in _MOVES and after[-1].like_num)):
        return True
    if at < 2 or doc[at - 2].text.lower() not in _AT:
        return False
    return at + 1 == len(doc) or doc[at + 1].text.lower() in _NOTHING_OWNED
