"""What stands on a page beside the article: bylines, captions, banners, notices, other stories' links."""

from __future__ import annotations

import re

_NAMES = r"(?:[A-Z][\w.’'-]*|de|del|der|di|van|von|bin|al|el|la|le)(?: (?:[A-Z][\w.’'-]*|de|del|der|di|van|von|bin|al|el|la|le)){0,4}"
_WRITER = (
    r"(?:(?:staff|senior|chief|lead|freelance|contributing|deputy|assistant|associate|managing|executive|technology|tech|business|markets?"
    r"|news|science|AI|global|national|political|economics|finance|features|data|investigative|veteran|award-winning|London-based"
    r"|[A-Z][a-z]+-based|based|enterprise|start-?up|venture capital)[ -]){0,4}"
    r"(?:reporter|writer|correspondent|journalist|editor(?:-at-large|-in-chief)?|columnist|contributor|blogger|newsletter author|bureau chief|critic|producer|photographer)"
)
#: A name in a byline, taken whole or not at all: with a way to take half of it, many hyphens would cost as many tries.
_PARTICLE = r"(?:del|der|de|di|van|von|bin|al|el|la|le)\b"
_PART = rf"(?:[A-Z](?:[\w.’']|-(?!\d|[Uu]pdated|[Pp]ublished))*|{_PARTICLE})"
_WHOLE = rf"(?>{_PART}(?: {_PART}){{0,4}})"
_BETWEEN = r"(?:, | and |, and | & | in | for | at | with |; ?|/|\s?\|\s?|\s?[-–—•·]\s?)(?:the )?"
#: A line of its own that says who wrote it, and nothing else.
_BYLINE = re.compile(
    rf"\W*+(?:[Bb]y|BY|[Ww]ords by|story by|text by|written by|reporting by|reported by|edited by|editing by|research by|compiled by|posted by|interview by"
    rf"|additional reporting by|with reporting by|produced by|photos? by|photographs? by|illustrations? by|graphics by|from)\b:?\s+"
    rf"{_WHOLE}(?:{_BETWEEN}(?>{_WRITER}|{_WHOLE}|editing by {_WHOLE}|editor))*(?:{_BETWEEN}(?:[Uu]pdated|[Pp]ublished|\d)[^.!?]*)?\W*$",
)
_LONGEST_BYLINE = 300
#: A longer line is a paragraph, of which only the credit is furniture.
_LONGEST_CAPTION = 400
#: Who sells photographs; a company like others where it is no credit.
_AGENCY = r"(?:getty images|shutterstock|unsplash|istock|adobe stock|alamy)"
_CREDITED = re.compile(
    r"^\W*(?:\((?:additional |further )?(?:reporting|writing|editing|compiled|edited|written)\b[^)]*by\b"
    r"|(?:additional |further )?(?:reporting|writing|editing|graphics) (?:and \w+ )?by [A-Z]|with (?:reporting|assistance|contributions?) (?:by|from) "
    r"|(?:photo(?:graph(?:er|y)?)?s?|image|picture|illustration|graphic|credit|source|video|caption|featured image)(?: credits?| source| courtesy| by)?\s?[:|©] "
    r"|(?:photo|image|picture|illustration)s? (?:credits?|courtesy|by|via|from) )"
    r"|\bcontributed (?:reporting|to this (?:report|article|story|post|piece))|\b(?:ap photo|afp via)\b"
    rf"|(?:[/(©|]\s?|\bvia |\bcourtesy of |\b(?:credits?|photos?|images?):? ){_AGENCY}\b|^\W*(?:(?-i:[A-Z])[\w.’'-]* ){{0,2}}{_AGENCY}\W*$"
    rf"|[.!?:–—•·\"”-]\s?{_AGENCY}\W*$"
    r"|\b(?:photographer|photo|image|credit|illustration|courtesy):|\(?(?:photo|image|picture|photograph|illustration) (?:by|courtesy|credit|via|from|©)"
    r"|/(?:afp|ap|reuters|bloomberg|getty|epa|upi|tt)\b(?! \w+ed\b)[)\s.]*$|\((?:file|stock) (?:photo|image|picture)\)|\bfile photo\b",
    re.IGNORECASE,
)
_PICTURED = re.compile(
    r"\((?:left|right|cent(?:er|re)|above|below|middle|pictured\b[^)]*|(?:second |third )?from (?:the )?(?:left|right)[^)]*|seen here[^)]*)\)"
    r"|\bpictured (?:here|above|left|right|in|at|on)\b|, from left\b|^\W*(?:pictured|from left|clockwise from|left to right|seen here|in this (?:photo|picture|image))\b"
    r"|, (?:left|right|cent(?:er|re)),? (?:speaks|talks|poses|shakes|attends|arrives|walks|listens|looks on)\b",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"all rights reserved|©|\(c\) ?(?:19|20)\d\d|copyright (?:©|\d|notice)|forward-looking statements?|private securities litigation reform"
    r"|safe harbou?r (?:statement|provision)|(?:no|any) obligation (?:to|and \w+ no \w+ to) (?:publicly )?(?:update|revise)|results (?:may|could|might|to) differ materially"
    r"|differ materially from|(?:known and )?unknown risks|risks and uncertainties|registered trademarks?|trademarks? of (?:their|its)"
    r"|not (?:constitute|intended as|be construed as|to be taken as)\b.*\b(?:advice|offer|recommendation)|no financial advice|(?:financial|investment|legal|professional) advice\b.*\b(?:disclaimer|not|seek|consult)"
    r"|equal[- ]opportunity employer|do not sell (?:or share )?my|this (?:article|story|post|piece|page|content|newsletter|report|press release|transcript) (?:was|has been|is|may|contains|originally|first|appeared|will be)\b"
    r"|^\W*(?:disclosure|disclaimer|correction policy|editor['’]?s['’]? note)s?\b|owns? (?:no )?shares in (?:any|the companies)|has no position in any|the motley fool|safe unsubscribe",
    re.IGNORECASE,
)
_COOKIES = re.compile(
    r"\bcookies?\b|\bprivacy (?:policy|notice|settings|preferences|choices)\b|\bterms of (?:use|service)\b|\bterms (?:and|&) conditions\b|\bconsent\b"
    r"|\bad[- ]?block|\bjavascript\b|\bbrowser\b|\badvert(?:isement|ising|s)?\b|\bsponsored\b|\bsubscri(?:be|bers?|ption|ptions|bing)\b|\bnewsletters?\b|\bunsubscribe\b"
    r"|\bsign(?:ed|ing)? (?:up|in)\b|\blog(?:ged)? ?in\b|\binbox\b|\bpaywall\b|\b(?:our|this|latest|weekly|daily) podcast\b|\bpush notifications?\b|\bfree trial\b|\bdisclaimer\b|\bthird-party content\b",
    re.IGNORECASE,
)
_YOU = re.compile(
    r"\b(?:you|your|yours|you['’]\w+|we use|our (?:website|site|partners|newsletters?|app|terms|podcast|daily|weekly|free|privacy|cookie|subscribers|readers|journalism)|this (?:site|website|browser|email|feature)|click here)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\W*(?:please )?(?:click|tap|subscribe|sign up|sign in|log in|register|read more|read (?:also|next|on|the full|our|full|this)|see (?:also|more|our|all)|follow (?:us|our|me|the conversation|@|along)"
    r"|share (?:this|on|your|via|the)|join (?:us(?! in \w+ing\b)|our|the (?:conversation|discussion|newsletter|mailing|waitlist|community|thousands)|\d|over \d|more than \d|thousands|millions|now|today|for free|here)"
    r"|get (?:the|our|your|unlimited|full|started|in touch|this|more|daily|weekly|\w+ (?:delivered|in your))|download (?:the|our|now|this)|learn more|find out more|listen (?:to|on|now|here)|watch (?:the|this|now|our|live|more|on|:)|view (?:the|all|more|our|in|this|comments)"
    r"|enter your|check out|contact (?:us|the|our|me|him|her)|send (?:us|your|me|tips)|email (?:us|me|the|your)|write to us|got a (?:tip|story|news)|have (?:a tip|you got|something to)|do you (?:know|work|have)|want (?:more|to read|the|to get)|enable|disable|turn off|turn on"
    r"|apply (?:now|here|today|online|by|for)|buy (?:tickets|now|the book)|book (?:now|your)|save (?:this|up to|\d)|skip to|back to top|load more|show more|copy link|manage (?:your|my|preferences|cookies)|accept (?:all|cookies|and)|reject all|allow all|already (?:a|have)"
    r"|forwarded this|was this forwarded|thanks for reading|thank you for (?:reading|subscribing)|start your|try (?:it )?(?:free|for)|support (?:our|independent|quality|us)|become a (?:member|subscriber|patron)|for (?:more information|further information|media enquiries|media inquiries|press enquiries|press inquiries),? (?:please |visit|see|contact|about|on))\b",
    re.IGNORECASE,
)
_LEADS_ELSEWHERE = re.compile(
    r"\W*(?:also read|read also|read next|read more|see also|related(?: (?:articles?|stories|reading|content|posts?|coverage|links?|topics?))?|recommended(?: (?:for you|reading|stories|articles|by \w+))?|more (?:from|on|in|about|stories|news|like)\b[^.!?]{0,40}"
    r"|most (?:read|popular|viewed|shared|commented)|trending(?: now)?|popular (?:now|stories|posts)|top stories|latest (?:news|stories|articles|headlines)|you (?:may|might) (?:also )?(?:like|enjoy|be interested)[^.!?]{0,20}|don['’]t miss|up next|further reading|in case you missed it|editors?['’]s? picks?|elsewhere on [^.!?]{0,30}|what to read next|keep reading|explore more|tags?|topics?|filed under|categories|sponsored(?: content)?|advertisement|around the web|other news|previous (?:article|post|story)|next (?:article|post|story)|share(?: this(?: \w+)?)?|comments?(?: \(\d+\))?|leave a (?:comment|reply))\s*(?:[:»→>|]|$)",
    re.IGNORECASE,
)
_REACH = re.compile(
    r"\S@\S+\.\w\w|(?:https?://|www\.)\S|\+?\(?\d[\d\s().-]{7,}\d|\b(?:tel|phone|fax|e-?mail|mobile|web|website|twitter|linkedin)\s?:",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?:[\w’'-]+ ){3,}[\w’'-]*[a-zà-þ)”\"][.!?][”\"]? ")
#: News of somebody whose name is a word that pages use: "Enable has hired X", "Y has named X head of its newsletter for you".
_TELLS_NEWS = re.compile(
    r"\W*(?:The )?[A-Z][\w&.’'-]*(?: [A-Z][\w&.’'-]*){0,3} (?:(?:has|have|had|will|is|was|are|were) (?:also |now )?)?"
    r"(?:named|hired|appointed|hires|appoints|joined|joins|left|leaves|tapped|poached|promoted|acquired|bought|buys|raised|raises|laid|cut|cuts)\b"
)
_COLUMNS = re.compile(r"\S[^\S\t]*+[|\t]\s*+\S.*[|\t]")
_CONTACTS = re.compile(
    r"\W*(?:(?:media|press|investors?|company|public|corporate|news|pr|ir|analyst|sales)[ /&]?(?: ?(?:and|&) ?\w+)? ?(?:relations)?[ -]?)?(?:contacts?|enquiries|inquiries|relations)(?: (?:for|details|information|us)[^.!?]{0,40})?\s*(?::\s*)?$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\W*(?:[Aa]bout|ABOUT) (?:(?:[Tt]he |THE )?(?:[Aa]uthor|[Ww]riter|[Rr]eporter|[Cc]ompany|[Cc]ontributors?|[Uu]s\b)|[A-Z0-9][^.!?:]{0,60})\W*$"
)
_ABOUT_LABEL = re.compile(
    r"\W*about (?:the (?:author|company)|[A-Z][\w&. -]{0,40}): ", re.IGNORECASE
)
_BIO = re.compile(
    rf"\W*(?:{_NAMES}),? (?:(?:is|works as|has been) (?:an?|the|our|one of)?\b[^.!?]{{0,60}}?\b{_WRITER}\b|(?:covers|reports on|reports from|writes about|writes for|writes on|edits|has covered|has been covering|has written about|has reported)\b)"
)
_MASTHEAD = re.compile(
    rf"\W*(?:[Tt]he author|[Tt]he writer|{_NAMES}) (?:is|was|writes|covers|can be reached|can be contacted)\b[^.!?]{{0,120}}"
    r"\b(?:(?:for|of) this|newsletter|reached at|contacted at|on (?:Twitter|X|Signal|Mastodon|Bluesky))\b"
)


def is_boilerplate(sentence: str) -> bool:
    """Page furniture: cookie banners, bylines, captions, notices, calls to subscribe, links to other stories."""
    return bool(
        _NOTICE.search(sentence)
        or _CREDITED.search(sentence)
        or _is_byline(sentence)
        or (_ORDER.match(sentence) and not _TELLS_NEWS.match(sentence))
        or (_LEADS_ELSEWHERE.match(sentence) and sentence[-1:] not in ".!?")
        or (
            _COOKIES.search(sentence)
            and (_YOU.search(sentence) or len(sentence) < 30)
            and not _TELLS_NEWS.match(sentence)
        )
    )


def is_furniture(line: str) -> bool:
    """A whole line that is none of the article: a caption, a contact's address, a row of prices."""
    return bool(
        (len(line) < _LONGEST_CAPTION and _CREDITED.search(line))
        or _is_byline(line)
        or (len(line) < 300 and _PICTURED.search(line))
        or (len(line) < 120 and _is_address(line) and not re.search(r"[.!?][”\"]?$", line))
        or _is_row_of_figures(line)
        or (len(line) < 400 and _COLUMNS.search(line))
    )


def _is_address(line: str) -> bool:
    """Whether a line says how somebody can be reached, and has no sentence before that."""
    found = _REACH.search(line)
    return found is not None and _SENTENCE.search(line, 0, found.start()) is None


def _is_byline(line: str) -> bool:
    return len(line) <= _LONGEST_BYLINE and _BYLINE.match(line) is not None


def _is_row_of_figures(line: str) -> bool:
    if re.search(r"[.!?]$", line):
        return False
    words = line.split()
    figures = sum(any(c.isdigit() for c in word) for word in words)
    return len(words) >= 3 and figures * 5 >= len(words) * 2


def leads_elsewhere(heading: str) -> bool:
    """Whether the short lines under a heading are links to other stories."""
    return bool(_LEADS_ELSEWHERE.match(heading))


def heads_contacts(line: str) -> bool:
    """Whether the short lines under a line say whom to call."""
    return bool(_CONTACTS.match(line))


def heads_self_portrait(heading: str, paragraph: str) -> bool:
    """Whether a heading such as "About Acme" stands above what a company always says of itself."""
    match = _ABOUT.match(heading)
    if match is None:
        return False
    name = re.sub(r"^\W*about (?:the )?", "", heading, flags=re.IGNORECASE).split()
    return bool(name) and (
        name[0].strip(",.:").lower()
        in {"author", "writer", "reporter", "company", "contributors", "us"}
        or name[0].strip(",.:") in paragraph[:200]
    )


def is_self_portrait(paragraph: str) -> bool:
    """The same in one paragraph: "About Acme: ..."."""
    return bool(_ABOUT_LABEL.match(paragraph))


def is_bio(paragraph: str) -> bool:
    """What a paper says of its own writer at the foot of an article."""
    return bool(_BIO.match(paragraph) or _MASTHEAD.match(paragraph))


_JOB_AD = re.compile(
    r"equal[- ]opportunity employer|\bapply (?:now|here|today|online)\b|\bwe(?: are|['’]re) (?:hiring|looking for|seeking|recruiting)\b|^[^\w\n]{0,20}about the (?:role|job|position|team)\b|^[^\w\n]{0,20}(?:key )?responsibilities\b"
    r"|^[^\w\n]{0,20}(?:minimum |preferred |basic )?(?:qualifications|requirements)\b|^[^\w\n]{0,20}what you(?:['’]ll| will) (?:do|bring|need)\b|^[^\w\n]{0,20}who you are\b|\byears of (?:relevant |professional |work )?experience\b|\bsalary range\b|^[^\w\n]{0,20}(?:benefits|perks|compensation)\b[^\w\n]{0,20}$"
    r"|\bthe (?:ideal|successful) candidate\b|\bjob (?:description|title|location|type|id)\b|^[^\w\n]{0,20}you(?:['’]ll| will) (?:work|report|lead|build|be|have|own|help|join)\b|^[^\w\n]{0,20}(?:full|part)[- ]time\b|^[^\w\n]{0,20}nice to have\b",
    re.IGNORECASE | re.MULTILINE,
)
_MANY = 4


def is_job_ad(text: str) -> bool:
    """Whether a text looks for somebody to hire rather than telling of somebody hired."""
    return len({match.group().strip().lower() for match in _JOB_AD.finditer(text)}) >= _MANY
