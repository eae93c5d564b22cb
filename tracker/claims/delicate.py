"""What is nobody's business until an editor says so: somebody's health, papers, alleged misconduct.

Words are looked for as they are said of people. "Public affairs", a cancer lab, Visa the company and
fraud detection are trades: what names a trade is taken out of the sentence before it is read.
"""

import re
from functools import cache
from typing import NamedTuple

#: (what it is about, words), in the order in which they are told.
_SUBJECTS: tuple[tuple[str, str], ...] = (
    (
        "health",
        r"ill|illness(?:es)?|sick|unwell|ailing|terminal(?:ly ill)?|cancer|tumou?rs?|leuk(?:a)?emia|chemotherapy|"
        r"(?:his|her|their|poor|ill|failing|declining|mental|personal|physical|ailing|own|fragile)[- ]health|"
        r"health (?:reasons?|grounds|concerns?|problems?|issues?|scares?|conditions?|crisis|troubles?|struggles?)|"
        r"medical (?:reasons?|grounds|leave|absence|treatment|condition|emergency|issues?|procedure|problems?)|"
        r"(?:sick|compassionate|parental|maternity|paternity|stress|medical|bereavement)[- ]leave|"
        r"leave of absence|(?:extended|indefinite|temporary|unexplained) leave|"
        r"stress(?:-related)? (?:leave|illness)|burn(?:ed|t)?[- ]?out|breakdown|"
        r"(?:personal|family|private) (?:reasons?|matters?|circumstances|issues?|problems?|emergency)|"
        r"hospital(?:i[sz]ed|i[sz]ation)|(?:in|to|from) (?:a |the )?(?:hospital|hospice|clinic)|intensive care|"
        r"surgery|diagnos(?:is|es|ed)(?: with)?|(?:heart attack|stroke|seizures?|coma)|dementia|alzheimer\W?s|parkinson\W?s|"
        r"depressi(?:on|ve)|suicid\w+|bipolar|addict(?:s|ed|ion)|alcoholi\w+|rehab(?:ilitation)?|overdos\w+|drinking problem|"
        r"substance (?:use|abuse)|drug (?:use|habit|problem)s?|sober|pregnan(?:t|cy)|miscarriage|disabilit(?:y|ies)|"
        r"(?:undergo\w*|receiv\w+|seek\w*|under|beg[aiu]n\w*|being in|needs?) (?:\w+ )?(?:treatment|therapy|an operation)|"
        r"(?:treatment|treated) for|recover(?:s|ed|ing|y)? from",
    ),
    (
        "visas",
        r"visas?|immigration|immigrant status|deport(?:s|ed|ation|ing)?|green[- ]cards?|asylum|"
        r"(?:work|residen(?:ce|cy|t)|employment) (?:permits?|authori[sz]ations?|papers|eligibility)|"
        r"right to work|h-?1-?b\w*|o-?1 (?:visa|status)|l-?1 (?:visa|status)|undocumented|overstay\w*|"
        r"(?:denied|refused) entry|barred from entering|naturali[sz]ation|citizenship (?:status|application)|"
        r"security clearance",
    ),
    (
        "misconduct",
        r"misconduct|wrong-?doing|malpractice|improper(?:ly|iet(?:y|ies))?|inappropriate(?:ly)?|unprofessional (?:conduct|behaviou?r)|"
        r"(?:sexual|workplace|racial|verbal) (?:\w+ )?(?:relationship|relations|behaviou?r|advances|remarks|comments)|"
        r"harass\w*|assault(?:s|ed|ing)?|abus(?:e|es|ed|ing|ive)|bull(?:y|ied|ying)|groping|groped|rap(?:e|ed|ist)|"
        r"(?:romantic|intimate|undisclosed|extramarital|consensual|secret) (?:\w+ )?(?:relationship|affair|relations|liaison)|"
        r"(?:an|the|had an|having an) affair|hostile (?:work(?:place)?|environment)|toxic (?:behaviou?r|conduct)|"
        r"discriminat(?:ed|ing|ion)|retaliat(?:ed|ing|ion)|racis[mt]|sexis[mt]|"
        r"fraud(?:s|ulent(?:ly)?|ster)?|embezzl\w*|brib(?:e|es|ed|ery|ing)|corrupt(?:ion)?|kickbacks?|launder\w*|thefts?|"
        r"st(?:ole|olen|ealing) (?:\w+ )?(?:secrets?|data|code|documents|files|funds|money)|insider (?:trading|dealing)|"
        r"(?:violat\w+|breach\w*|broke|breaking) (?:\S+ ){0,3}(?:polic(?:y|ies)|code of conduct|rules|ethics|laws?)|"
        r"arrest(?:s|ed)?|indict\w*|prosecut(?:ed|ion)|convict(?:ed|ion)|jail\w*|charged with|criminal (?:charges?|complaint|case)|"
        r"allegations?|alleg(?:e|es|ed|edly|ing)|accus(?:e|es|ed|ing|ations?)|whistle-?blow\w*|"
        r"plagiari\w+|fabricat(?:ed|ing|ion) (?:\w+ )?(?:data|results|findings|research)|falsif\w+|"
        r"disciplin(?:ed|ary)|gross negligence|fired for cause|dismissed for cause|for cause|cover-?up|scandals?|"
        r"(?:placed|put) on (?:administrative |paid |unpaid )?leave|suspend(?:ed|ing|s) (?:\w+ )?(?:him|her|them|from|over|after|pending|with)",
    ),
)
#: Proceedings and quarrels: told as done they are news of the company, as talk they are somebody's name.
_PROCEEDINGS = (
    r"trade secrets?|espionage|spying|leak(?:ed|ing) (?:\w+ )?(?:secrets?|documents|information|code|data)|"
    r"conflicts? of interest|breach(?:es|ed)? of (?:\w+ )?(?:contract|conduct|duty|policy|policies|trust|ethics|rules)|"
    r"(?:under|internal|external|ongoing|criminal|federal|police|ethics|hr|formal|into|an|the|facing|faces|faced) (?:\w+ )?(?:investigation|probe|inquiry|enquiry)|"
    r"(?:investigat(?:ed|ion)|prob(?:ed|e)|inquiry) (?:of|by|into|over|for)|(?:is|was|are|were|been|being) investigated|"
    r"(?:sued|lawsuit|complaints?|grievances?|claims?) (?:against|over|about) (?:him|her|them|his|her|their)\b|"
    r"administrative leave|loss of (?:trust|confidence)|lied to|misled|not consistently candid|drunk\w*"
)
#: Trades, products and offices that have such words in their names.
_TRADES = (
    r"\b(?:cancer|health|tumou?r|alzheimer\W?s|parkinson\W?s|stroke|surgery|diagnosis|depression|dementia|addiction|mental[- ]health|"
    r"women\W?s health|digital[- ]health|fraud|abuse|bribery|corruption|money[- ]laundering|harassment|immigration|visa|plagiarism|"
    r"asylum|disability|suicide|drug|sepsis|leuk(?:a)?emia|discrimination)[- ](?:\w+[- ])?"
    r"(?:research\w*|labs?|laborator(?:y|ies)|detection|screening|prevention|imaging|care|diagnostics?|drugs?|centers?|centres?|institutes?|"
    r"start-?ups?|compan(?:y|ies)|firms?|teams?|units?|group|division|models?|tools?|products?|platforms?|software|robot\w*|"
    r"services|technolog\w+|discovery|biolog\w+|genomics|scientists?|clinics?|apps?|AI|system|law|lawyers?|policy|prediction|studies|foundation|charit(?:y|ies))\b"
    r"|\b(?:anti-?|counter-?)(?:fraud|abuse|corruption|bribery|harassment|discrimination|money[- ]laundering|plagiarism)\b"
    r"|\b(?:public|corporate|government|regulatory|global|external|current|foreign|legal|academic|student|scientific|consumer|clinical|medical|state)(?: and \w+)? affairs\b"
    r"|\b(?:head|chief|director|vice[- ]president|vp|chair|professor|lead|leader|manager|president|dean|specialist|engineer|scientist|expert|adviser|advisor|work|works|working|worked|research|paper|book|course|startup|start-up) "
    r"(?:of|for|on|in|about) (?:[\w-]+ (?:and |& )?)?(?:health|investigations?|surgery|cancer|fraud|abuse|immigration|discrimination|corruption|disability|depression|addiction|plagiarism)\b"
    r"|\b(?:trust|safety) (?:and|&) (?:safety|abuse)\b|\bill-(?:fated|suited|equipped|defined|prepared)\b"
    r"|\b(?:market|economic|great) (?:depression|sickness)\b|\bterminal (?:app\w*|emulator|window|velocity|value)\b"
    r"|\bcode (?:abuse|breakdown)\b|\b(?:break|cost|revenue|line-by-line|detailed) ?breakdown\b|\bbreakdown of (?!his\b|her\b|their\b)"
    r"|\bimproperly (?:configured|trained|labelled|labeled)\b"
)
#: The payments company, which is written with a capital in the middle of a sentence too.
_VISA = re.compile(
    r"\bVisa(?!(?:['’]s)?[- ](?:problems?|troubles?|issues?|status|applications?|renewals?|delays?|denials?|rules?|sponsorship|restrictions?|holders?|expir\w+|run\w*|lapse\w*)\b)"
)
_STOP = re.compile(r"[.!?…][\"'”’)\]]*\s|\n")


class _Expressions(NamedTuple):
    trades: re.Pattern[str]
    #: As in ``_SUBJECTS``.
    subjects: tuple[tuple[str, re.Pattern[str]], ...]
    proceedings: re.Pattern[str]


@cache
def _expressions() -> _Expressions:
    """Made when first asked for: it takes a tenth of a second, and few processes ever ask."""
    return _Expressions(
        trades=re.compile(_TRADES, re.IGNORECASE),
        subjects=tuple((about, _as_words(words)) for about, words in _SUBJECTS),
        proceedings=_as_words(_PROCEEDINGS),
    )


def _as_words(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def delicate_in(text: str, *, talk: bool = True) -> str:
    """What ``text`` says of somebody's health, papers or misconduct, as one word; empty for nothing.

    Of ``talk`` proceedings count too: an investigation that somebody whispers of names a culprit.
    """
    said = _expressions()
    plain = said.trades.sub(" ", _VISA.sub(" ", text))
    about = next((about for about, words in said.subjects if words.search(plain)), "")
    return about or ("misconduct" if talk and said.proceedings.search(plain) else "")


def surroundings(text: str, start: int, end: int, *, reach: int = 600) -> str:
    """The evidence with the sentence on either side, which readers are shown too."""
    head, tail = text[max(0, start - reach) : start], text[end : end + reach]
    stops = [match.end() for match in _STOP.finditer(head) if head[match.end() :].strip()]
    first = next((match for match in _STOP.finditer(tail) if tail[: match.start()].strip()), None)
    before = head[stops[-1] :] if stops else head
    after = tail[: first.end()] if first is not None else tail
    return f"{before}{text[start:end]}{after}"
