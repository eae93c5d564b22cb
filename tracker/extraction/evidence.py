"""What the words around a name say about the kind of thing it names."""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum

from tracker.extraction.lexicon import COMPANY_NOUNS, UNIT_NOUNS


class Sign(StrEnum):
    """A kind of thing that the words around a name speak for; the first two are the model's labels."""

    PERSON = "PERSON"
    ORG = "ORG"
    PRODUCT = "PRODUCT"
    PAPER = "PAPER"
    THING = "THING"


def _any(*alternatives: str) -> str:
    return "(?:" + "|".join(alternatives) + ")"


_BUSINESSES = _any(*sorted((COMPANY_NOUNS | UNIT_NOUNS) - {"house", "concern", "project", "parent", "rival", "owner", "builder",
    "operator", "designer", "developer", "manufacturer", "vendor", "buyer", "employer", "side", "force", "app", "function",
    "newcomer", "upstart", "challenger", "titan", "enterprise", "program", "practice", "effort", "platform"},
    key=len, reverse=True), "charity", "hospital", "party", "union", "newswire", "incubator", "accelerator", "brokerage",
    "think[- ]tank", "law firm", "regulator", "watchdog", "ministry", "exchange", "grocer", "supermarket", "consortium",
    "trust", "college", "school", "spin-?off", "spin-?out", "joint venture", "company", "foundry", "miner", "carrier",
    "hedge fund", "museum", "shipyard", "spinout")  # fmt: skip
_MAKERS = _any("maker", "developer", "builder", "operator", "owner", "manufacturer", "designer", "provider", "seller",
    "supplier", "producer", "publisher", "distributor", "vendor", "parent", "rival", "backer", "reseller")  # fmt: skip
_POSTS = _any(
    r"chief [\w ,&-]{0,40}?(?:officer|executive|scientist|economist|architect|technologist|engineer|counsel|strategist|"
    r"evangelist|designer|researcher|analyst|accountant)", "chief of staff", r"[\w-]+ chief(?= |,|\.|;)", "head", "co-head",
    "director", r"(?:vice[- ])?president", r"chair(?:man|woman|person)?", "CEO", "CTO", "CFO", "COO", "CIO", "CMO", "CPO", "SVP",
    "EVP", "VP", r"co-?founder", "founder", "professor", "engineer", "researcher", "scientist", "economist", "physicist",
    "mathematician", "manager", "lawyer", "author", "novelist", "historian", "executive", r"advis[eo]r", "boss", "deputy",
    "veteran", r"spokes(?:man|woman|person)", "secretary", "treasurer", "minister", "dean", "provost", "trustee", "counsel",
    "partner (?:at|in|of)", "analyst (?:at|with|for|of)", "lecturer", "postdoc", "billionaire", "entrepreneur", "doctor",
    "programmer", "student", "politician", "senator", "governor", "mayor", "banker", "journalist", "reporter", "editor",
    "lead (?:on|of|for)", "leader of", "philosopher", "neuroscientist", "linguist", "statistician", "colonel", "general manager",
    "general counsel", "principal (?:at|on|in|of)",
)  # fmt: skip
_RELATED = _any(
    "predecessor", "successor", "wife", "husband", "brother", "sister", "son", "daughter", "father", "mother", "friend",
    "colleague", "mentor", "protégé", "former boss",
)  # fmt: skip
_NOT_SAID = r"(?!(?:which|whose|where|said|says|has|had|was|is|will|and|with|according|but|when|as|to|in|on|at|by|for|from|of)\b)"
_FEW = r"(?:[\w'’&-]+ )"
_KIND_OF = r"(?:(?!(?:of|at|in|for|to|who|that|which|behind|whose) )[\w'’&-]+ )"
_ONE = r"(?:the|an?|its|their|his|her|our|my|now|then|once|long|still|today)"

_AFTER = (
    (Sign.PERSON, 3, re.compile(
        rf"(?:, (?:who|whom|(?:aged )?\d\d)\b(?! of)| who\b|, (?:the|a|an|his|her) (?:former|ex|retired|\d\d-year-old)\b(?! {_FEW}{{0,3}}{_BUSINESSES}\b)|, born\b"
        r"|, whose (?:stint|tenure|term|reign|career|contract|resignation|departure|arrival|appointment|hiring|predecessor|successor)\b"
        r"|, (?:\w+|\d+) years (?:at|in|with|on)\b)"
    )),
    (Sign.PERSON, 2, re.compile(
        rf"(?:,| \() ?(?:(?:until|since) (?:now|then|recently|lately|last \w+) )?(?:{_ONE} )*{_NOT_SAID}{_FEW}{{0,4}}?{_POSTS}\b"
        r"(?! (?:rival|competitor|shareholder|maker|supplier|backer|customer|company|firm|network|body))"
    )),
    (Sign.PERSON, 2, re.compile(
        r" (?:becomes|became|will become|resign(?:s|ed)|will resign|(?:has |is |will )?step(?:s|ped|ping)? (?:down|aside|back|in)|has resigned|retire[sd]?|"
        r"(?:has been|was|is being|is) (?:fired|dismissed|ousted|sacked|promoted|appointed|born|made|elevated|named (?:chief|head|president|to|as))|"
        r"succeeds|succeeded|will succeed|replaces|will replace|takes over|took over|will (?:lead|head|run|report)|reports to|reported to|answers to|"
        r"(?:studied|grew up|taught|graduated|quit|went home|wept|laughed|smiled|shrugged|blogged|tweeted)\b|himself|herself|texts|at (?:the|its) helm|"
        r"will (?:join|leave)|(?:has|had) (?:joined|left|been (?:named|hired|poached|lured|dismissed|fired|promoted))|is (?:leaving|joining|off|out|moving)|"
        r"(?:heads|headed|runs|ran|oversees|oversaw|leads|led) (?!by))"
    )),
    (Sign.PERSON, 2, re.compile(
        rf"['’]s? (?:own |last |first |new )?(?:{_RELATED}|departure|resignation|arrival|appointment|exit|career|promotion|retirement|ouster|dismissal|defection)\b"
    )),
    (Sign.PERSON, 3, re.compile(rf" (?:named|appointed|elected|made) (?:(?:its|the|as|new|[A-Za-z][\w-]+) ){{0,3}}?(?:{_POSTS}) (?:of|at|for) (?=[A-Z])", re.IGNORECASE)),
    (Sign.PERSON, 1, re.compile(r" (?:joins|joined|left|leaves|said|says|told|tells|wrote|writes|added|adds) ")),
    (Sign.ORG, 3, re.compile(
        rf"(?:, which\b|(?:,| \(| [—–-]) ?(?:the|an?|its|their|his|her|our|another|one of the) {_KIND_OF}{{0,6}}?{_BUSINESSES}"
        r"(?=[,.;:)\"”]| (?:that|which|for|in|based|behind|of|with|and|from|whose|backed|owned|at|where|he|she|they|founded|set|run|led)\b"
        r"| (?:[A-Z][\w'’-]+ ){1,3}(?:(?:co-)?founded|started|set up|launched|created|built|runs|ran|heads?)\b)"
        rf"|, (?:the|an?|its) {_KIND_OF}{{0,4}}?{_MAKERS} of\b|, (?:co-)?founded (?:by|in)\b|, based in\b|, backed by\b)"
    )),
    (Sign.ORG, 3, re.compile(
        r"(?:, (?:the|an?) (?:[\w'’&-]+ ){0,6}?(?:leader|pioneer|provider|specialist|innovator|supplier|platform) (?:in|of|for)\b"
        r"| (?:today |proudly )?announce[sd]? (?:today |on \w+ )?(?:the |its |that it )(?:appointment|hiring|closing|close|launch|acquisition|promotion|availability|has|is|will|expansion))"
    )),
    (Sign.ORG, 3, re.compile(
        r" (?:said|says|announced|confirmed|disclosed) (?:(?:on|in|this|last|late|early) [^.;]{2,20}? |today |yesterday |[A-Z]\w+day )?(?:that )?(?:its |"
        r"it (?:plans|expects|(?:had|has) (?:hired|appointed|raised|named|agreed)|(?:would|will) (?:cut|lay|hire|open|close|buy|acquire|dissolve|split|shut|spend|invest|sell))\b|"
        rf"(?:(?:{_ONE} )?{_FEW}{{0,4}}?{_POSTS} )?[A-Z][\w-]+ [A-Z][\w-]+(?:, [^,.;]{{3,60}},)? (?:would|will|had|has) (?:be |been )?(?:join|leav|depart|becom|succe|tak|step|lead|run|retir|left|resign|quit|replac|h[ei]r))"
    )),
    (Sign.ORG, 2, re.compile(r" (?:is|are) (?:pleased|delighted|proud) to (?:announce|welcome|confirm)\b")),
    (Sign.ORG, 2, re.compile(r" (?:(?:also|has|have|today) )*(?:name[sd]|promote[sd]|tapped|elevated) (?=[A-Z][\w'’-]+ [A-Z]|(?:former |ex-|veteran |long-?time )[A-Z])")),
    (Sign.ORG, 2, re.compile(r" (?:(?:also|has|have|today) )*(?:announce[sd]|unveil(?:s|ed)|introduce[sd]|welcome[sd]|present(?:s|ed)) (?=(?:[A-Z][\w'’.-]+ ){2,3}as its )")),
    (Sign.ORG, 2, re.compile(
        r" (?:shares|stock|employees|engineers|staff|executives|researchers|spokes\w+|co-?founders?|founders?|CEO|CTO|CFO|COO|chief executive|president|board)\b(?!,? [A-Z]\w+['’]s)"
    )),
    (Sign.ORG, 2, re.compile(
        rf"['’]s? (?:(?:own|new|former|first|interim|then|current|chief|global|top|star) )*(?:{_POSTS}|(?:[a-z-]+ )?(?:board|committee)|shares|share price|valuation|investors|shareholders|"
        r"headquarters|workforce|staff|employees|customers|revenue|sales|takeover|acquisition|offices?|laborator\w+|lab|engineers|researchers|"
        r"(?:[\w-]+ )?(?:boss|chief|head|director|manager)|chip|data|cloud|offer|bid|products?|[\w-]+ (?:team|division|unit|business|group|arm|department|lab))\b"
    )),
    (Sign.ORG, 2, re.compile(
        r" (?:has |have |had |is |was |also |will |plans to |said it |is to )*(?:rais(?:ed|es|ing)|(?:collect|nabb|bagg|snagg|land)(?:ed|s) [$€£]|(?:closed|landed|secured|announced) (?:a|its) (?:[$€£]|Series [A-H]\b|(?:seed|funding) round)|bec(?:ame|omes) a unicorn|(?:dropped|fell|lost|shed|slid) an? (?:tenth|fifth|quarter|third) |acquir(?:ed|es|ing|e)|buy(?:s|ing)?|bought|poach(?:ed|es)|laid off|lay(?:s|ing)? off|"
        r"employ(?:s|ed)|valued at|(?:been )?(?:acquired|bought|sold|valued|swallowed|set up) (?:in|by|at|for|to)|(?:was |were |been )founded (?:in|by|at)|went public|declined to|supplies|sells|makes|unveil(?:ed|s)|shut(?:s|ting)? down|"
        r"appoint(?:ed|s)|hir(?:ed|es|ing)|releas(?:ed|es)|dropped \d|fell \d|rose \d|jumped \d|confirmed (?:the|his|her|that)(?! s?he\b)|lost money|belongs to) ?"
    )),
    (Sign.ORG, 3, re.compile(
        r" (?:has |had |will |would |is |was |also )*(?:co-?)?(?:led|leads?|leading|to lead) (?:an?|the|its|their|his|her|[\w'’-]+['’]s) [^.;]{0,40}?(?:\brounds?|\bfinancing|\bSeries [A-H])\b"
    )),
    (Sign.ORG, 2, re.compile(
        r" (?:has |have |had |is |was |will |also )*(?:invest|contribut|promis|pledg|commit|donat|put)(?:e[sd]?|ed|s|t?ing)?(?: up| in)?(?: (?:us|it|them|the [\w-]+))? (?:an?other |a further |up to |about |some )?\$"
    )),
    (Sign.PRODUCT, 2, re.compile(
        r"(?:, (?:an?|the|its) (?:[\w'’-]+ ){0,4}(?:models?|chatbot|assistant|app|agent|robot|chip|device|headset|supercomputer|cluster|game|tool|headphones|smartphone)\b(?! (?:company|firm|maker|start-?up|business|developer))"
        r"| (?:models?|chatbot|chatbots|assistant|app|chips|processors?|glasses|headset|robots?)\b(?! (?:company|firm|maker|start-?up|business|developer|division|team|unit|group)))"
    )),
    (Sign.PAPER, 2, re.compile(r" (?:has|have) (?:learned|learnt)\b")),
    (Sign.PAPER, 2, re.compile(
        r", (?:an?|the) (?:[\w'’-]+ ){0,4}(?:daily|newspaper|weekly|magazine|newsletter|news (?:site|agency|website|service|outlet)|website|broadcaster|tabloid|broadsheet|blog|trade (?:paper|journal|title))\b(?! [A-Z])"
    )),
)  # fmt: skip
_BEFORE = (
    (Sign.PERSON, 3, re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Senator|Herr|Frau)\.? $")),
    (Sign.PERSON, 2, re.compile(
        r"\b(?:CEO|CTO|CFO|COO|chief executive|chief [\w ]{2,30} officer|(?:co-?)?founder|president|chair(?:man|woman)|researcher|engineer|boss|scientist|professor|"
        r"economist|analyst|lawyer|spokes(?:man|woman|person)|veteran|executive|physicist|mathematician|director|entrepreneur|billionaire|novelist|philosopher"
        r"|producer|film-?maker|actor|actress|admiral|barrister|solicitor|diplomat|statistician|linguist|designer|programmer|biologist|chemist|neuroscientist"
        r"|roboticist|politician|civil servant|banker|recruiter|headhunter|(?:his|her|their|whose) (?:wife|husband|brother|sister|cousin|son|daughter|deputy)) $",
        re.IGNORECASE,
    )),
    (Sign.PERSON, 3, re.compile(
        rf"\b(?:finds?|found|gets?|got|ha[sd]) (?:an?|its|their|her|his) {_FEW}{{0,4}}?{_POSTS} in $"
    )),
    (Sign.PERSON, 2, re.compile(
        r"(?:\b(?:report|reports|reporting|reported|answer|answers|answering) (?:directly |straight |in turn )?to"
        r"|\b(?:succeeded|replaced|headed|overseen|chaired|managed) by|\b(?:hands?|handed|hand|handing) (?:over |the reins )(?:[\w ]{0,30} )?to"
        r"|\b(?:gives?|gave) way to|\bin the hands of|\bmarried to|\bstudent of|[\"”’'],? (?:says|said|adds|added|asks|asked|wrote|writes|recalls|jokes|explains|reckons|sighs|argues)) $"
    )),
    (Sign.ORG, 3, re.compile(
        rf"\b(?:{_POSTS}|head|chief|shares|stake|investors?|board|employees|shareholders|directors|member|engineers|researchers|founders|chairmanship|subsidiary|acquisition|takeover|purchase|"
        r"owner|parent|arm|unit|division|alumni|maker|control|reins|helm) (?:of|at|in|with) (?:the )?$", re.IGNORECASE
    )),
    (Sign.ORG, 3, re.compile(r"\b[A-Z][\w-]+-based $")),
    (Sign.ORG, 3, re.compile(
        rf"(?<![\w'’-])(?<!, the )(?<!, a )(?:{_BUSINESSES}|{_MAKERS}) $"
    )),
    (Sign.ORG, 4, re.compile(r"(?:^|[.;:] |\b(?:Over|Meanwhile|Elsewhere|Back|And|But)[:,]? )[Aa]t $")),
    (Sign.ORG, 3, re.compile(r"(?:^About |\((?:[A-Z]+ ?)*(?:NEWSWIRE|WIRE|Newswire)\) ?(?:--|—|–|-) )$")),
    (Sign.ORG, 2, re.compile(r"\b(?:at|joins?|joined|joining|rejoin(?:s|ed)?|decamp(?:s|ed) (?:for|to)|defect(?:s|ed) to|worked for|works for|work for) $")),
    (Sign.ORG, 2, re.compile(
        r"\b(?:(?:acquir|buy|bought|swallow|purchas|snapp)(?:e[sd]?|ed|s|ing)?(?: up)?|invest(?:s|ed|ing)? in|(?:backed|owned|bought|acquired|swallowed|funded|poached|hired) by|co-?founded|founded|start(?:ed|ing)|set(?:ting)? up|launch(?:ed|ing)?|sold to|"
        r"based at|poached from|hired from|lured from|recruited from|came from|spun out of|career at) $"
    )),
    (Sign.ORG, 2, re.compile(r"\b(?:to|will|would|who) leave $")),
    (Sign.ORG, 1, re.compile(r"(?<!over )(?<!reins )(?<!baton )(?<!job )\b(?:from|leaves|left|leaving|quit|quits|quitting) $")),
    (Sign.THING, 2, re.compile(r"\b(?:the|called|dubbed|christened|renamed|rebranded(?: as)?|known as|code-?named) $")),
    (Sign.PRODUCT, 2, re.compile(
        r"\b(?:models?|chatbots?|assistant|agent|robot|supercomputer|headset|game|released|release|using|uses|used|trained)(?:,? (?:called|named|dubbed|known as))? $"
    )),
    (Sign.PAPER, 2, re.compile(
        r"\b(?:newspaper|daily|weekly|magazine|newsletter|tabloid|broadsheet|news agency|news site|news service|trade paper|according to the paper) $"
    )),
    (Sign.PAPER, 1, re.compile(r"\b(?:according to|reported by|told|an interview with|speaking to|spoke to) $")),
    (Sign.PAPER, 2, re.compile(r"\b(?:(?:seen|reviewed|viewed|obtained) by|confirmed to) $")),
)  # fmt: skip
#: How all that is looked for behind a name begins.
_GO_ON = (" ", ",", "'", "’")
#: Nothing further away than this is looked at.
_NEAR = 110

#: Read "told Y on Tuesday", and not "told Y that she would leave": whoever is told when is a reporter's outlet.
_WHEN = re.compile(r" (?:on|in|last|earlier|late|by|over|via) ")

#: Somebody is given a post: "has roped in X as finance chief".
_GIVEN = re.compile(
    r"\b(?:appoint|nam|hir|promot|elevat|tapp?|poach|recruit|lur|rop|bring|brought|pick|chos|choos|install|elect|nominat|succeed|replac|"
    r"sack|fir|oust|dismiss|remov|add|welcom|snagg?|nabb?|land|lost|los|mad|mak)(?:e[sd]?|ed|s|ing|en)?(?: in| over| up| away| back)? $"
)
#: "Its founder, X, ..."
_WHOSE_POST = re.compile(
    r"\b(?:the|its|his|her|their|our|former|['’]s) (?:[\w-]+ ){0,3}(?:founder|boss|chief|chief executive|president|chair(?:man|woman)?|director|deputy|"
    r"successor|predecessor|head|officer|scientist|professor|manager|secretary|wife|husband|brother|sister|friend|colleague|spokes(?:man|woman))"
    r"(?: (?:of|for) (?:[a-z][\w-]* ){0,4}[a-z][\w-]*)?, $",
    re.IGNORECASE,
)
_AS_POST = re.compile(
    rf"(?:,[^,]{{3,60}},)? (?:as|to (?:be|become|the post of|the role of)) (?:{_ONE} )*(?:new |first |next |interim |acting )*(?:{_FEW}{{0,4}}?{_POSTS}\b)|"
    r" to (?:lead|head|run|oversee|take over|succeed|replace|its board|the board)\b"
)


#: What stands before a party, a product or a place: "a leader of the Free Liberals, who", "the pair behind Deep Note, who".
SOMETHING = re.compile(r"\b(?:the|behind) $", re.IGNORECASE)
#: What is led or was founded: "the founder of Pine Drive, who", where he is meant who founded it.
_LED = re.compile(
    r"\b(?:co-?founders?|founders?|heads?|chief executives?|presidents?|chair(?:man|woman|person)?|CEO|CTO|CFO|COO|owners?|directors?) of $",
    re.IGNORECASE,
)


def signs(text: str, start: int, end: int) -> Counter[str]:
    """How strongly the words around ``text[start:end]`` speak for each kind of thing."""
    found: Counter[str] = Counter()
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    nobody = SOMETHING.search(before) or (_LED.search(before) and after.startswith(", who "))
    for sign, weight, pattern in _AFTER if after.startswith(_GO_ON) else ():
        if pattern.match(after) and not (nobody and sign is Sign.PERSON):
            found[sign] += weight
    for sign, weight, pattern in _BEFORE if before[-1:].isspace() else ():
        if pattern.search(before):
            found[sign] += weight
    if after[:1] in {",", ".", ";"} and _WHOSE_POST.search(before):
        found[Sign.PERSON] += 2
    if before.endswith("told ") and _WHEN.match(after):
        found[Sign.PAPER] += 1
    if _GIVEN.search(before) and _AS_POST.match(after):
        found[Sign.PERSON] += 3
    return found
