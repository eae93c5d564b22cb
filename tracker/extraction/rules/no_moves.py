"""Sentences of comings and goings that tell none: leaves of absence, wishes, things left behind, users who quit."""

from __future__ import annotations

import re

from tracker.extraction.outcomes import thought_better
from tracker.extraction.scene import Scene

#: What somebody may leave a company, and has not left it by that.
STATES = (
    "speechless", "reeling", "scrambling", "guessing", "vulnerable", "exposed", "leaderless", "wondering", "stunned",
    "struggling", "shaken", "weaker", "poorer", "richer",
)  # fmt: skip
_NEITHER = re.compile(r"\bneither\b[^,;.]{3,80}\bnor\b", re.IGNORECASE)
#: What only sounds like a leaving; a true one has other words of its own in the sentence.
_NO_LEAVING = re.compile(
    r"\b(?:(?:leaves? of absence|on (?:\w+ )?leave|(?:have|has|had|given|granted|refused|seek|sought) leave to|(?:parental|maternity|paternity|medical|garden(?:ing)?) leave|sabbatical)(?:[^,;.]{0,40}? until (?:the )?\w+)?"
    r"|no longer (?:reports?|answers?)|under (?:\w+ )?pressure to (?:leave|quit|resign|step|go)"
    r"|(?:not|(?:is|are|was|wo)n['’]t) (?:be )?giving up|(?:can ?not|can['’]t|could not|couldn['’]t|unable to|(?:not|never) (?:want|wish|mean|intend) to) (?:leave|quit|resign|step)"
    rf"|left [A-Z][\w.]+(?: [A-Z]\w+|['’]s(?: \w+){{1,2}})? (?:{'|'.join(STATES)}|no (?:choice|option|alternative|doubt|time|room))"
    r"|left [A-Z][\w.]+(?: [A-Z]\w+)?['’]s (?:\w+ )?(?:event|meeting|conference|party|dinner|hearing|call|session|summit|gala|reception|lunch|headquarters|building(?! (?:team|unit|division|business))|campus|premises|booth|stand|stage|trial)(?: early)?"
    r"|(?:left|leav(?:e|es|ing)) for (?:an?|the|his|her|their) (?:\w+ )?(?:holiday|vacation|honeymoon|weekend|trip|break)"
    r"|let(?:s|ting)? go of (?:the|his|her|its|an?) (?:idea|plan|thought|notion|hope|dream|past)(?: of \w+ing [^,;.]{2,30})?|leav(?:e|es|ing) (?:nothing|little) to|retir(?:e|es|ed|ing) (?:the|its|an?|several) (?!chief|head|president|chair|following|same|next|previous|day|week|month|year)|let(?:s|ting)? [\w .'’-]{3,30} go (?:first|ahead|home|free)"
    r"|(?:push|shov|elbow)\w* (?:[\w.-]+ ){0,3}out of the way|show\w* (?:[\w.-]+ ){0,3}the door (?:to|of)"
    r"|(?:drop|remov|str[iu]ck|clear|dismiss|exclud|delet)\w* from (?:[\w'’.-]+ ){0,4}(?:lawsuit|suit|case|complaint|list|panel|index|cast|inquiry|ballot|indictment|contest|race|photo|film)"
    r"|(?:demand|insist|recommend|suggest|request|propos|pray)\w* (?:that )?(?:[\w.'-]+ ){1,3}(?:resign|leave|step down)"
    r"|(?<!that he )(?<!that she )(?<!that they )(?:was|were|been) (?:about|willing|prepared|ready) to (?:leave|quit|resign|step down|hand over|give up)|went the other way (?:on|about|over)"
    r"|pretend\w* to (?:leave|quit|resign|step down|fire|dismiss|sack)|(?:fear|dread|avoid|escap)\w* (?:being|getting) (?:fired|dismissed|sacked|ousted|removed)"
    r"|(?:do|does|did|is|are|was|were|will|would|wo)(?: not|n['’]t) (?:be )?(?:go(?:ing)?|follow(?:ing)?)|(?:only|just) [^;.]{3,90}? (?:is|are|was|were) left|^(?:that|which|this) leaves"
    r"|(?:reject|refus|declin)\w* (?:to accept )?(?:[\w.-]+ ){0,3}?[\w.-]+['’]s (?:offer to resign|resignation)|(?:warn|tell|told)\w* [^;.]{3,80} (?:will|would) be (?:fired|dismissed|sacked) (?:if|unless)"
    r"|(?:fired up|let down) by|(?<!not )(?<!n't )(?<!n’t )(?:renew|extend|prolong)\w* [^,;.]{2,30}['’]s contract|(?:storm|walk|march|rush|flounc|stalk)\w* out of [^,;.]{2,30}\b(?:offices?|building|headquarters|meeting|room|studio|interview|hearing)"
    r"|(?:talk|argu|reason)\w+ [\w .'-]{3,40} out of (?:leaving|joining|quitting|resigning|going)"
    r"|(?:agree|decide|chose|choose|opt|promise|vow|pledge|elect|persuade|convince)\w* (?:[\w.'-]+ ){0,3}to (?:stay|remain)\b(?! on\b)(?:[^,;.]*\b(?:rather than|instead of)\b[^,;.]*)?"
    r"|resign(?:s|ed|ing)? (?:him|her|them)sel(?:f|ves) to|(?:leav(?:e|es|ing)|left) (?:it|this|that) (?:there|alone|be|open|at that|behind)"
    r"|withdr[ae]w\w* (?:his|her|their|the) resignation"
    r"|(?:step|stepp|climb|walk|hopp)(?:s|ed|ing)? (?:down|away|off) from (?:the|a|his|her|their) (?:\w+ )?(?:stage|podium|lectern|microphone|mic|dais|rostrum|platform|ladder|plane|train|bus|car|camera)"
    r"|(?:is|be|was|am|are|been) (?:currently |still )?out of (?:(?:the|his|her) )?office\b(?:[^,.;]*\buntil (?:the )?\w+)?"
    r"|(?:not|n['’]t|hardly|scarcely|too little) enough to (?:tempt|lure|entice|persuade|prise|pry|coax|pull|tear|woo|poach)|(?:fail(?:s|ed|ing)?|not managed?) to (?:tempt|lure|entice|prise|pry|coax|woo|poach)"
    r"|(?:retir|withdr)\w* from (?:(?:the|his|her|its) )?(?:(?:active|operational) |(?:day-to-day|daily) (?:\w+ )?)?(?:management|(?<=day-to-day )business|(?<=daily )business)"
    r"|foot (?:already )?(?:out of|in|outside) the door|(?:time|call(?:s|ed|ing)?|pressure|demand(?:s|ed)?) (?:for|on) [\w .'-]{3,40} to (?:leave|quit|resign|step|go|be (?:removed|fired|dismissed|sacked|replaced|ousted))"
    r"|left [^,;.]{2,40}? (?:without (?:an? |the )?(?:answer|deal|agreement|comment|word|speaking|result)|empty-handed|in tears|(?:through|by) (?:a|the) (?:back|side) (?:door|exit))"
    r"|left (?:it |again |(?:the|a) \w+ )?(?:only |just |barely )?(?:\w+|\d+) (?:minutes|hours) (?:later|after|before)|left (?:\w+ )?to (?:an? |the )?(?:\w+ )?(?:ovation|applause|cheers|boos|jeers|whistles)"
    r"|left (?:his|her|their) (?!posts?\b|jobs?\b|roles?\b|positions?\b|company\b|firm\b|start-?up\b|employers?\b|teams?\b|labs?\b|native\b)\w+ (?:at|in|on|with))\b",
    re.IGNORECASE,
)
_LEAVING = re.compile(
    r"\b(?:left|leaves|leaving|departs?|departed|departing|departures?|quits?|quitting|resign(?:s|ed|ing|ation)?|retir\w+|step\w* down|fired|ousted|out|exit\w*"
    r"|former\w*|ex|join\w*|hir\w+|mov\w+|d(?:one|id|oes) so|go(?:es|ing|ne)|went|successor|until|last day|previous\w*)\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:wants?|wanted|hop(?:es|ed|ing)|wish(?:es|ed)?|would (?:like|love)|longs|longed|dreams|dreamed|fail(?:s|ed)?|attempt(?:s|ed)?|tr(?:y|ies|ied|ying)|decid(?:e|es|ing) whether) (?:to|of) (?:\w+ly )?"
    r"(?:join|leave|quit|go|move|work|return|run|lead|hire|recruit|poach|lure|persuade|convince|tempt|woo|entice)|\b(?:was|were) (?:supposed to|to have (?:joined|left|become|gone|quit))|\b(?:c|w|sh)ould have (?:left|joined|quit|gone|resigned|become)\b|\bregret(?:s|ted)? (?:not|never) |\bought to |\bwish(?:es|ed)? (?:it|he|she|they) had |\b(?:has|have|had) approached\b|\bmade (?:[\w.]+ ){1,3}an offer\b|\b(?:tipped|thought) to (?:leave|join|go)\b",
    re.IGNORECASE,
)
#: What makes a post one of a time before: "earlier he was chair of Z", "most recently chair of Z", not "earlier this year".
_BEFORE = re.compile(
    r"\b(?:earlier|previously|(?:most|until) recently|before that|before then|at one time|in (?:years|times) past|(?:previous|past|former|earlier) (?:posts|jobs|roles|positions|employers) (?:include[sd]?|have included))\b(?! (?:this|in|on|today|last|than)\b)",
    re.IGNORECASE,
)
#: Where somebody goes, told beside what a sentence says of him: "X, who will join Z next month, ran Y's lab".
_GOES_LATER = re.compile(
    r", who (?:will|is (?:about |due |set )?to) (?:\w+ly )?(?:join|start|move|go|switch|become)\b[^,;.]*, "
)
#: What is told of the time just before a move.
_OF_LATE = re.compile(r"\b(?:until|most recently|recently|lately|latest|last|so far)\b", re.I)
#: A post held until so short a time ago has just been left.
UNTIL_JUST_NOW = re.compile(
    r"\buntil (?:now|yesterday|today|th(?:is|at) (?:very )?(?:week|month|morning|evening|spring|summer|autumn|fall|winter)|the (?:spring|summer|autumn|fall|winter)"
    r"|last (?:week|month|night|spring|summer|autumn|fall|winter|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|a (?:few )?(?:days?|weeks?|month) ago)\b",
    re.IGNORECASE,
)
#: What somebody is to a company, or has made of it, who is not of its staff.
NO_STAFF = re.compile(
    r"(?<!chief )(?<!lead )(?<!senior )(?<!principal )(?<!software )(?<!head )\b(?:co-?)?(?:architect|creator|inventor|author|developer|father|mother|designer|brains?) (?:of|behind) (?:the )?$"
    r"|\b(?:customer|user|client|shareholder|fan|critic|rival|supplier)s? of (?:the )?$",
    re.IGNORECASE,
)
#: Who so joins somebody is there for an hour.
_ON_STAGE = re.compile(
    r"\bjoin(?:s|ed|ing)? [^.;]{2,60}?\b(?:on|at|for) (?:the |an? |\w+ )?(?:panel|stage|call|podcast|show|podium|picket line|dinner|ceremony)\b",
    re.IGNORECASE,
)
_NOT = (
    r"(?:(?:has|have|had|did|does|will|would|is|was)(?:n['’]t| not| never) (?:yet |even |ever )?|never )"
    r"(?:left|leav(?:e|ing)|quit(?:ting)?|resign(?:ed|ing)?|depart(?:ed|ing)?|join(?:ed|ing)?|gone|going|moved|moving|return(?:ed|ing)?|com(?:e|ing) (?:along|with|too))\b"
)
#: Who is so left out does not do what the others do, and who is so away has gone nowhere else.
_BUT_ONE = re.compile(
    r"\b(?:[Ee]veryone|[Ee]verybody|[Aa]ll|[Aa]nyone) (?:but|except|apart from|save) (?:for )?"
)
_IS_AWAY = re.compile(
    r"(?P<who>[\w’'-]+) (?:(?:was|is|were|are) not (?:among|one of)\b|(?:is|was|remains) (?:away|ill|sick|abroad|in hospital|on (?:\w+ )?leave|recovering)\b)"
)
_RATHER = r"\b(?:rather than|instead of) (?:join(?:ing)?|leav(?:e|ing)|quit(?:ting)?|(?:mov(?:e|ing)|go(?:ing)?) to)"
# A pattern with a name in it is made anew for every name: these tell whether it can match at all.
_INSTEAD, _NOT_SO = re.compile(_RATHER), re.compile(_NOT)
#: Who quits a service has not worked there.
_ACCOUNT = re.compile(
    r"\b(?:delet|deactivat|clos)\w+ (?:his|her|their) (?:\w+ )?(?:accounts?|profiles?)\b", re.I
)
_COMES = re.compile(r"\b(?:new|join\w*|hir\w+|appoint\w*|nam(?:ed|es)|recruit\w*)\b", re.IGNORECASE)
_GOES = re.compile(r"\b(?:left|leaves|leaving|quits?|resign\w*|depart\w*|from)\b", re.IGNORECASE)
_AWAY = re.compile(
    r"\b(?:is|was|were) (?:away )?on (?:holiday|vacation)\b"
    r"|\bfrom (?:the |its |his |her )?(?:daily|day-to-day|operational|operative) (?:management|running|leadership|business|operations|duties|work)\b"
)
_GOES_ON = re.compile(
    r"\b(?:extend|renew|prolong)\w* (?:his|her|their) (?:\w+ )?(?:contract|term|mandate|stay)\b",
    re.IGNORECASE,
)
_STRIPPED = re.compile(
    r"\bstrip(?:s|ped)? (?:[\w.'’-]+ ){1,4}of (?:his|her|their|the)\b", re.IGNORECASE
)
#: A leave from which somebody comes back has been no leaving.
BACK_FROM_LEAVE = re.compile(
    r"\bfrom (?:\w+ ){0,3}(?:leave|sabbatical|vacation|holidays?|surgery|suspension)\b|\b(?:back|home|return\w*) from (?:the )?hospital\b"
    r"|\bback (?:in|at|to) (?:(?:the|his|her) (?:office|desk)|work)\b",
    re.IGNORECASE,
)


#: Who is elected to an academy has not come to work there, nor has who is followed somewhere, or was there once.
_NO_COMING = re.compile(
    r"\bnam(?:es?|ed|ing) [^;.]{3,90}(?<! end)(?<! start)(?<! beginning)(?<! middle)(?<! rest)(?<! turn) of the (?:year|month|week|season|decade|century)\b|\belected (?:to|as|an?) (?:[\w ]+ of )?the (?:[A-Z]\w+ )+(?:Society|Academ(?:y|ies))|\bmov(?:es?|ed|ing) into [\w’']+ \w*office"
    r"|\bleft an? (?:\w+ )?(?:message|note|comment|voicemail|review|reply|mark)\b|(?<![-\w])(?:court|woo)(?:s|ed|ing)? (?=[A-Z])"
    r"|\b(?:c[oa]m(?:es?|ing)|rush\w*|r[io]de|spr[au]ng|leap\w*) to (?:the )?(?:[\w.&-]+(?: [\w.&-]+)?['’]s? )?(?:defen[cs]e|aid|rescue|help|attention|notice|assistance)\b"
    r"|\bfollow(?:s|ed|ing)? the (?:company|firm|industry|sector|stock)\b|\bworks? (?:closely )?with\b"
    r"|\bjoin(?:s|ed|ing)? (?:(?:the |several |many |\w+ )?(?:others|them|him|her|us)|in) in \w+ing\b"
    r"|\b(?:c[oa]mes?|coming) (?:up (?:with|against)|across|clean|under|forward)\b"
    r"|\b(?:keep|kept|stop\w*|prevent\w*|hinder\w*) (?:[\w.’'-]+ ){1,3}from (?:join|go|mov|leav|defect)ing\b"
)
#: Where somebody goes for an hour.
_TO_A_ROOM = re.compile(
    r"\b(?:c[ao]m(?:es?|ing)|return(?:s|ed|ing)?|go(?:es|ing)?|went) (?:back )?to (?:the |a )?"
    r"(?:stage|podium|microphone|floor|(?:witness )?stand|table|court(?:room)?|pitch|track|screen)\b"
)
#: Who sits on a committee of a place need not come to it.
_SITS_THERE = re.compile(
    r"\b(?:s[ia]t|sits|sitting|serv(?:es?|ed|ing)) (?:[a-z]+ )?on (?:[\w.’'&-]+ ){0,5}?(?:committee|panel|jury|task force)\b"
)

#: Where somebody would like to work: the words up to the name of the place.
_WANTS_IN = re.compile(
    r"\b(?:want(?:s|ed|ing)?|hop(?:es|ed|ing)|wish(?:es|ed|ing)?|would (?:like|love)|long(?:s|ed|ing)) to (?:\w+ly )?(?:join|(?:work|start) (?:at|for|with)|(?:go|move|switch) to)"
    r"(?: the)?\s*$",
    re.IGNORECASE,
)
#: Who so answers a company named before does not come to it; an offer from another, named one is another matter.
_TURNS_DOWN = re.compile(
    r"\b(?:said|says|saying|answer(?:s|ed)|repli(?:es|ed)) no\b(?! (?!(?-i:to (?![A-Z]))|when\b)\w)"
    r"|\b(?:declin|refus|reject|spurn|turn)(?:e?s|e?d|ing)? (?:down )?(?:the|an?|his|her|its|their) (?:\w+ )?(?:offer|job|invitation)\b(?-i:(?! (?:from|of|by|at|with) (?:the )?[A-Z]))",
    re.IGNORECASE,
)


#: Who makes an offer does not come by it.
_OFFER_FROM = re.compile(
    r"\b(?:offer|bid|proposal|approach) (?:from|by) (?P<who>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)"
)


def is_no_coming(sentence: str, person: str, between: str) -> bool:
    """Whether a sentence tells of no beginning; ``between`` are the words between the person and the place, if it names one."""
    if BACK_FROM_LEAVE.search(sentence) or _NO_COMING.search(sentence) or is_only_a_visit(sentence):
        return True
    if _SITS_THERE.search(sentence) and not _COMES.search(sentence):
        return True
    offer = _OFFER_FROM.search(sentence)
    if offer is not None and offer["who"].endswith(person.rsplit(maxsplit=1)[-1]):
        return True
    if "follow" in sentence:
        surname = re.escape(person.rsplit(maxsplit=1)[-1])
        followed = rf"\bfollow(?:s|ed|ing)? (?:\w+ )?{surname}\b(?! (?:to|into|from|out)\b)"
        if re.search(followed, sentence):
            return True
    if not between:
        return _TURNS_DOWN.search(sentence) is not None and not _COMES.search(sentence)
    return re.search(r"\b(?:was|were) at\s*$", between) is not None or wants_in(between)


def is_only_a_visit(sentence: str) -> bool:
    """Read "returned to the stage at Y", "came back to the witness stand"."""
    return _TO_A_ROOM.search(sentence) is not None


def wants_in(between: str) -> bool:
    """Read "because she wanted to join Z": she has not joined it by that; ``between`` are the words before the place."""
    return _WANTS_IN.search(between) is not None


def is_no_leaving(sentence: str) -> bool:
    """Whether a sentence tells of nothing that ends, though it sounds like it."""
    if deletes_account(sentence) or _AWAY.search(sentence) or _NEITHER.search(sentence):
        return True
    found = _NO_LEAVING.search(sentence)
    if found is None:
        return False
    rest = sentence[: found.start()] + sentence[found.end() :]
    return not _LEAVING.search(rest)


def speaks_of_leaving(sentence: str) -> bool:
    """Whether a sentence has any word of leaving, or of coming, in it."""
    return bool(_LEAVING.search(sentence))


def is_mere_wish(sentence: str) -> bool:
    """Whether somebody only wants to come or go, thought better of it, or only came on stage."""
    return bool(_WISH.search(sentence)) or thought_better(sentence) or joins_on_stage(sentence)


def part_around(sentence: str, at: int) -> str:
    """The part between semicolons that a character stands in."""
    start = sentence.rfind("; ", 0, at) + 1
    end = sentence.find("; ", at)
    return sentence[start:] if end < 0 else sentence[start:end]


def is_of_before(sentence: str, org: str) -> bool:
    """Whether a post at Z is of a time before a move.

    Read "until May at Y; earlier she ran Z", "until May T of Y and, before that, W of Z" and "X, who will join Y, ran Z".
    """
    goes = _GOES_LATER.search(sentence)
    if goes is not None and org in sentence[goes.end() :] and not _OF_LATE.search(sentence):
        return True
    part = part_around(sentence, sentence.find(org))
    return org in part and _BEFORE.search(part[: part.find(org)]) is not None


def joins_on_stage(sentence: str) -> bool:
    return bool(_ON_STAGE.search(sentence))


def deletes_account(sentence: str) -> bool:
    return bool(_ACCOUNT.search(sentence))


def is_long_gone(sentence: str, org: str) -> bool:
    """Read "hires ex-Y man X", "X, late of Y" and "Y veteran X": he left Y before, nobody says when.

    "Z: X, ex-Y" says where he comes from.
    """
    known = f"{org} veteran" in sentence or f"{org} alum" in sentence
    if known and re.search(rf"\b{re.escape(org)} (?:veteran|alum(?:nus|na|ni)?)\b", sentence):
        return not _GOES.search(sentence)
    if "late of" in sentence and re.search(rf"\blate of (?:the )?{re.escape(org)}", sentence):
        return not _COMES.search(sentence)
    if "ex-" not in sentence.lower():
        return False
    past = re.search(rf"(?:^|(?<!,)[\s(])ex-{re.escape(org)}\b(?! and\b)", sentence, re.IGNORECASE)
    return past is not None and not _GOES.search(sentence)


def only_wanted_out(sentence: str, org: str) -> bool:
    """Read "who wanted to leave Y": he has not left it by that."""
    wanted = rf"\bwant(?:s|ed) to (?:leave|quit) (?:the )?{re.escape(org)}"
    return "want" in sentence and re.search(wanted, sentence) is not None


def goes_on(sentence: str) -> bool:
    """Read "X extended her contract as T": the post is not over."""
    return bool(_GOES_ON.search(sentence))


def loses_title(sentence: str) -> bool:
    """Read "stripped X of her title": she gets none."""
    return bool(_STRIPPED.search(sentence))


def is_denied_of(sentence: str, person: str, org: str) -> bool:
    """Read "unlike Y, X has not left", "X will not join Z", "rather than join Z": told of X, or of Z, it is the contrary."""
    if _INSTEAD.search(sentence) and re.search(rf"{_RATHER} (?:the )?{re.escape(org)}", sentence):
        return True
    surname = re.escape(person.rsplit(maxsplit=1)[-1])
    if _BUT_ONE.search(sentence) and re.search(_BUT_ONE.pattern + rf"(?:[\w.’'-]+ ){{0,2}}{surname}\b", sentence):  # fmt: skip
        return True
    away = _IS_AWAY.search(sentence)
    if away is not None and away["who"] == person.rsplit(maxsplit=1)[-1]:
        return True
    if not _NOT_SO.search(sentence):
        return False
    whom, where = rf"\b{surname} (?:\w+ )?{_NOT}", rf"{_NOT} (?:the )?{re.escape(org)}"
    return bool(re.search(f"{whom}|{where}", sentence))


def follows_out(scene: Scene, org: str) -> bool:
    """Read "X left Y. Z followed": Z has left Y, too, and come nowhere that the text names."""
    thread = scene.discourse
    if org not in thread.left.values() or org in thread.gone_to.values():
        return False
    return any(
        token.lemma_ == "follow" and not any(c.dep_ == "dobj" for c in token.children)
        for token in scene.doc
    )


def moves_office(sentence: str, org: str) -> bool:
    """Read "moved from Y's London office to its Paris office": he stays with Y."""
    moves = rf"\bfrom (?:the )?{re.escape(org)}['’]s [^,;.]{{2,40}} to its "
    return " to its " in sentence and re.search(moves, sentence) is not None


def only_worked_there(scene: Scene, org: str) -> bool:
    """Read "she previously worked at Y" and "Y, which employed her": without a title, a beginning or an end no leaving."""
    name = rf"(?:the )?{re.escape(org)}"
    employed = (
        rf"{name}, (?:which|who) (?:had |has )?(?:\w+ly )?(?:once )?employed (?:him|her|them)\b"
    )
    worked = rf"\b(?:previously|formerly|earlier|once|also|had|has) (?:\w+ly )?worked (?:at|for|with) {name}"
    career = rf"\bspent (?:a |the )?(?:\w+ )?(?:part|most|much|bulk|half|years) of (?:his|her|their) (?:\w+ )?career (?:at|with|in) {name}"
    told = any(word in scene.text for word in ("worked", "career", "employed"))
    found = told and re.search(f"{worked}|{career}|{employed}", scene.text) is not None
    return found and not scene.times
