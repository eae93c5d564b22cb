"""Keep the thread of an article: what each sentence leaves in mind for the next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from tracker.extraction.company_meant import VERSION, named_in
from tracker.extraction.confidence import is_likely_enough
from tracker.extraction.dates import last_told
from tracker.extraction.discourse import Discourse, PostGiven, long_forms
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FIRM, TOLD, FactType, Status
from tracker.extraction.kinds import Kind, Mention
from tracker.extraction.lexicon import PAPERS
from tracker.extraction.persons import SINGULAR_PEOPLE
from tracker.extraction.sameness import same_org, same_person, same_title
from tracker.extraction.scene import Scene
from tracker.extraction.side_jobs import is_side_job
from tracker.extraction.standing import Named
from tracker.extraction.titles_given_up import BESIDES
from tracker.extraction.tokens import Token
from tracker.kernel.whole_words import has_words

_UNTIL_NOW = re.compile(r"\b(?:until|up to|till) now\b", re.IGNORECASE)


def begin(
    title: str, sentences: list[tuple[str, list[Mention]]], skipped: Iterable[str]
) -> Discourse:
    """The thread before the first sentence: the organisation the article seems to be about."""
    counts: Counter[str] = Counter()
    for number, (text, mentions) in enumerate(sentences):
        for place, mention in enumerate(mentions):
            if mention.paper or mention.kind not in {Kind.ORG, Kind.NAME, Kind.UNIT}:
                continue
            before = text[: mention.start]
            if (not mention.known and re.search(r"['’]s $", before)) or re.search(
                r"\b(?:on|in a post on|[Uu]nlike|[Ll]ike) $", before
            ):
                continue
            name = mention.parent or mention.text
            if not mention.known and VERSION.search(name):
                continue
            if name not in counts:
                counts[name] = (
                    3 * mention.known
                    + (not mention.known and mention.kind is Kind.ORG)
                    + 2 * (number == 0 and place == 0 and mention.start < 5)
                    - (mention.kind is Kind.NAME)
                )
                counts[name] += (
                    (3 * _in_title(name, title) + 2 * title.startswith(name))
                    if mention.known or mention.kind is Kind.ORG
                    else 2 * _in_title(name, title)
                )
            counts[name] += 2
    for name in skipped:
        if name.lower() not in PAPERS:
            counts[name] += (
                2 if name in counts else 5 + 3 * _in_title(name, title) + 2 * title.startswith(name)
            )
    best = counts.most_common(2)
    sure = len(best) < 2 or best[0][1] > best[1][1]
    topic = best[0][0] if best and best[0][1] > 2 else None
    return Discourse(topic=topic, sure=sure, title=title)


def _in_title(name: str, title: str) -> bool:
    short = " ".join(name.split()[:2])
    return any(has_words(form, title) for form in (name, short))


def follow(scene: Scene, drafts: Iterable[Draft]) -> None:
    """Take over into the thread what this sentence names and tells."""
    thread = scene.discourse
    people = [scene.name(token) for token in scene.tokens(Kind.PERSON)]
    subjects = [t for t in scene.doc if t.dep_ in {"nsubj", "nsubjpass"}]
    opens = [t for t in scene.doc[:1] if t.dep_ == "ROOT" and scene.is_person(t)]
    top = [t for t in subjects if t.head.dep_ == "ROOT"] or opens or subjects
    _follow_people(scene, top, people)
    _follow_orgs(scene, top)
    for token in scene.tokens(Kind.UNIT):
        thread.unit = scene.at[token.i].text
    _follow_company(scene, drafts := list(drafts))
    thread.anchor = last_told(scene.times) or thread.anchor
    thread.founded_before = {
        person: org for person, org in thread.founded.items() if org != thread.target
    }
    thread.long_forms |= long_forms(scene.text)
    young = (t for t in scene.doc if t.lemma_.lower() in {"startup", "start-up"})
    thread.startups |= {org for t in young for org in scene.orgs(t)[:1]}
    thread.fresh_unit = None
    thread.told_target = thread.target
    thread.standings.add([*named_in(scene), *_in_words(scene)], scene.segment.paragraph)
    unnamed = [d.values for d in drafts if d.type is FactType.FOUNDED and not d.get("org")]
    thread.unnamed = unnamed or thread.unnamed
    for made in drafts:
        _remember(scene, made)
        _remember_given(scene, made)
        _remember_changed(scene, made, drafts)
        if made.get("org"):
            thread.standings.tell(made.get("org"))
        if made.type is FactType.UNIT_CREATED:
            thread.fresh_unit = made.get("unit")
        if made.get("unit"):
            thread.units.append(made.get("unit"))
            thread.unit_orgs[made.get("unit")] = made.get("org") or None
        if made.type is FactType.UNIT_MERGED:
            thread.unit = thread.fresh_unit = made.get("into")
            thread.merged = made.get("into") or thread.merged


def _in_words(scene: Scene) -> list[Named]:
    """The employers that a sentence names in words: "his old employer"."""
    those = [t for t in scene.doc if t.lemma_ == "employer" and t.pos_ == "NOUN"]
    return [Named(org, t.i, "described", aside=False) for t in those for org in scene.orgs(t)]


def _follow_orgs(scene: Scene, top: list[Token]) -> None:
    thread = scene.discourse
    orgs = [
        t
        for t in scene.doc
        if scene.is_org(t) and not scene.is_paper(t) and not VERSION.search(scene.at[t.i].text)
    ]
    names = [_whole(scene, t) for t in orgs]
    named = [t for t in top if t in orgs]
    several = any(c.dep_ == "conj" and scene.is_org(c) for t in named for c in t.children)
    thread.named_subject = scene.at[named[0].i].text if len(named) == 1 and not several else None
    entry = scene.entry_of()
    subjects = [entry] if entry is not None else [_whole(scene, t) for t in named]
    subjects = subjects or [o for t in top if not scene.is_paper(t) for o in scene.orgs(t)][:1]
    subjects = subjects or [
        _whole(scene, t)
        for t in orgs
        if t.dep_ == "poss" and t.head.dep_ in {"nsubj", "nsubjpass", "attr"}
    ]
    thread.fresh_subject = subjects[0] if subjects else None
    if scene.segment.paragraph != thread.paragraph:
        thread.paragraph, thread.paragraph_orgs = scene.segment.paragraph, []
    thread.paragraph_orgs += names
    if subjects:
        thread.subject_org = subjects[0]
    if names:
        thread.subject_org = thread.subject_org or names[0]
        thread.last_orgs = names
        thread.topic = thread.topic or names[0]


_FOUNDING = {
    "found",
    "co-found",
    "cofound",
    "start",
    "launch",
    "create",
    "establish",
    "set",
    "unveil",
}


def _follow_company(scene: Scene, drafts: list[Draft]) -> None:
    """A company just founded or just given money is the one meant by "it" until another is the subject."""
    thread = scene.discourse
    worth = (made.get("org") for made in drafts if made.values.get("valuation_usd"))
    thread.valued = next(worth, None) or None
    root = next((t for t in scene.doc if t.dep_ == "ROOT"), None)
    begun = root is not None and root.lemma_ in _FOUNDING
    named = _named_here(scene, root)
    if named is not None or thread.fresh_subject not in {None, thread.just_named}:
        thread.just_named = named
    new = {
        made.get("org")
        for made in drafts
        if (
            made.type is FactType.FOUNDED
            and made.rule == "founded"
            and begun
            and made.status is Status.DONE
        )
        or (made.type is FactType.FUNDING and made.rule in {"raises", "invests"})
    } - {""}
    if len(new) == 1:
        thread.fresh_company = new.pop()
    elif (
        root is not None and root.lemma_ == "lead" and "round" in {c.lemma_ for c in root.children}
    ):
        pass  # "Y led the round" says nothing about Y
    elif thread.fresh_subject not in {None, thread.fresh_company}:
        thread.fresh_company = None


def _named_here(scene: Scene, root: Token | None) -> str | None:
    """Y in "The result is called Y", "Her start-up has been named Y": a company that has had no name so far."""
    if root is None or root.lemma_ not in {"call", "name", "christen", "dub"}:
        return None
    if not any(c.dep_ == "nsubjpass" and not scene.is_org(c) for c in root.children):
        return None
    names = [c for c in root.children if c.dep_ == "oprd" and scene.kind(c) is Kind.ORG]
    return scene.at[names[0].i].text if len(names) == 1 else None


def _whole(scene: Scene, token: Token) -> str:
    mention = scene.at[token.i]
    return mention.parent or mention.text


def follow_facts(scene: Scene, drafts: Iterable[Draft]) -> None:
    """Let purchases and foundings be known to the other rules of the same sentence."""
    for made in drafts:
        _remember(scene, made)


def follow_posts_given_up(scene: Scene, drafts: Iterable[Draft]) -> None:
    """Let the posts of those who go be known in the same sentence: "X resigned as T, and Z takes over"."""
    for made in drafts:
        gone = made.type is FactType.LEFT and made.status is not Status.DENIED
        if gone and made.get("person") and made.get("org"):
            _remember_person(scene, made, made.get("person"), made.get("org"))


def _follow_people(scene: Scene, top: list[Token], people: list[str]) -> None:
    thread = scene.discourse
    for token in top:
        named = _who_it_is(scene, token) or scene.people(token)
        if len(named) == 1 and (
            scene.is_person(token) or token.text.lower() in SINGULAR_PEOPLE or token.pos_ == "NOUN"
        ):
            thread.subject_person = named[0]
            thread.group = ()
            break
        if len(named) > 1:
            thread.group = tuple(named)
            thread.subject_person = None
            break
    else:
        told = _told_of(scene) or people[:1]
        if told:
            thread.subject_person = told[0]
    if thread.subject_person is not None and [thread.subject_person] != thread.subjects[-1:]:
        thread.subjects.append(thread.subject_person)
    groups = [scene.whole_group(t) for t in scene.tokens(Kind.PERSON)]
    largest = max(groups, key=len, default=[])
    if len(largest) > 1:
        first = largest[0].head  # "he, X and Y"
        he = scene.people(first) if first.lower_ in SINGULAR_PEOPLE else []
        thread.group = tuple(dict.fromkeys([*he[:1], *(scene.name(t) for t in largest)]))
    elif len(dict.fromkeys(people)) == 2 and not thread.group:
        thread.group = tuple(dict.fromkeys(people))
    if thread.group and thread.group not in thread.groups[-1:]:
        thread.groups.append(thread.group)
    thread.recent_people = [*thread.recent_people, *people][-30:]


def _told_of(scene: Scene) -> list[str]:
    """Whom a sentence tells of whose subject is no person: "he" in "Y said that he would report to X"."""
    subjects = (t for t in scene.doc if t.dep_ in {"nsubj", "nsubjpass"})
    those = (t for t in subjects if scene.is_person(t) or t.lower_ in SINGULAR_PEOPLE)
    return next((scene.people(t)[:1] for t in those), [])


def _who_it_is(scene: Scene, subject: Token) -> list[str]:
    """X in "The new chief executive is X"."""
    if scene.is_person(subject) or subject.head.lemma_ != "be":
        return []
    return [p for c in subject.head.children if c.dep_ == "attr" and scene.is_person(c) for p in scene.people(c)]  # fmt: skip


def _remember(scene: Scene, made: Draft) -> None:
    thread = scene.discourse
    thread.companies |= {
        made.get(key)
        for key in ("org", "acquirer", "target", "from_org", "to_org")
        if made.get(key)
    }
    if made.type is FactType.STAKE:
        thread.acquirer, thread.target = made.get("acquirer"), made.get("target")
    if made.type in {FactType.UNIT_CREATED, FactType.UNIT_DISSOLVED} and made.get("unit"):
        thread.unit = made.get("unit")
    if made.get("person") and made.get("org"):
        _remember_person(scene, made, made.get("person"), made.get("org"))


def _remember_given(scene: Scene, made: Draft) -> None:
    """Which post somebody has got last."""
    got = made.type is FactType.JOINED or (made.type is FactType.ROLE and made.appointment)
    sure = made.status in TOLD and is_likely_enough(made)
    person, title, org = made.get("person"), made.get("title"), made.get("org")
    if got and sure and person and title and org and not is_side_job(title):
        unit = made.get("unit") or None
        scene.discourse.post_given = PostGiven(person, title, org, unit, scene.number)


def _remember_changed(scene: Scene, made: Draft, drafts: list[Draft]) -> None:
    """Which post somebody gives up who gets another in the same house: what "her old job" is."""
    if made.type is not FactType.ROLE or not made.appointment or not is_likely_enough(made):
        return
    for had in drafts:
        if (
            had.type is FactType.ROLE
            and had.status in {Status.HELD, Status.FORMER}
            and same_person(had, made)
            and same_org(had, made)
            and not same_title(had.get("title"), made.get("title"))
            and (had.status is Status.FORMER or not BESIDES.search(scene.text))
        ):
            post = (had.get("title"), had.get("org"), had.get("unit") or None)
            scene.discourse.given_up[made.get("person")] = post


def _remember_given_up(
    scene: Scene, made: Draft, had: tuple[str, str | None, str | None] | None
) -> None:
    """Whoever is told to get another post than he had gives that up: it is "her job" that goes to others."""
    if had is None or not made.appointment or BESIDES.search(scene.text):
        return
    another = bool(had[0]) and not same_title(had[0], made.get("title"))
    if another and is_likely_enough(made) and not is_side_job(made.get("title")):
        scene.discourse.given_up[made.get("person")] = had


def _employ(scene: Scene, made: Draft, person: str, org: str) -> None:
    """Whoever "joined Y in 1987 and Z in 2013" is at Z; a post told with the name goes before both."""
    thread = scene.discourse
    if person not in thread.employer:
        thread.employed_by_joining.add(person)
    if person in thread.employed_by_joining and not made.implied_org:
        thread.employer[person] = org
    if made.get("title") and made.status is Status.DONE:
        thread.posts[person] = thread.posts_at[person, org] = (made.get("title"), org, None)


def _remember_person(scene: Scene, made: Draft, person: str, org: str) -> None:
    thread = scene.discourse
    post = (made.get("title"), org, made.get("unit") or None)
    if made.type is FactType.LEFT and made.status is not Status.DENIED:
        thread.left[person] = org
    elif made.type is FactType.JOINED or made.appointment:
        thread.gone_to[person] = org
        if made.get("from_org"):
            thread.came_from[person] = made.get("from_org")
    if made.type is FactType.FOUNDED:
        thread.founded[person] = org
        if made.rule == "founder_title":
            thread.founder_of[person] = org
    elif made.type is FactType.ROLE:
        if made.status is not Status.FORMER or _UNTIL_NOW.search(scene.text):
            thread.employer.setdefault(person, org)
        _remember_given_up(scene, made, thread.posts_at.get((person, org)))
        thread.posts[person] = thread.posts_at[person, org] = post
        thread.unit = post[2] or thread.unit
    elif made.type is FactType.LEFT and made.get("title"):
        seat = is_side_job(made.get("title")) and thread.given_up.get(person, ("", None))[1] == org
        thread.given_up[person] = thread.given_up[person] if seat else post
    elif made.type is FactType.JOINED and made.status in FIRM:
        _employ(scene, made, person, org)
