"""The known traps: people and companies that are easily taken for one another."""

from datetime import date

import pytest

from companies.models import Kind, Organization, SuccessionKind
from people.models import Person
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    OutletDomainFactory,
    OutletFactory,
    PersonFactory,
    PersonNameFactory,
    PositionFactory,
    SuccessionFactory,
    UnitFactory,
)
from tracker.claims.identity import Organizations, People, PersonMention
from tracker.kernel.partial_dates import PartialDate
from tracker.news.models import Article

pytestmark = pytest.mark.django_db


@pytest.fixture
def atlas() -> Organization:
    return OrganizationFactory.create(
        name="Atlas AI", slug="atlas", website="https://www.atlas.example/"
    )


@pytest.fixture
def borealis() -> Organization:
    return OrganizationFactory.create(name="Borealis Computing", slug="borealis")


def somebody(name: str, at: Organization | None = None, title: str = "") -> Person:
    found = PersonFactory.create(name=name)
    if at is not None:
        PositionFactory.create(person=found, organization=at, title=title)
    return found


def dated(organization: Organization, name: str, since: str = "", until: str = "") -> None:
    OrganizationNameFactory.create(
        organization=organization,
        name=name,
        since=PartialDate.parse(since) if since else None,
        until=PartialDate.parse(until) if until else None,
    )


def on(day: str) -> Article:
    return ArticleFactory.create(published_on=date.fromisoformat(day))


# ── people ───────────────────────────────────────────────────────────────────────────────────────


def test_middle_initials_tell_two_apart_and_without_one_the_employer_must(
    atlas: Organization, borealis: Organization
) -> None:
    one, other = somebody("Jane A. Ferris", atlas), somebody("Jane B. Ferris", borealis)
    assert People().resolve("Jane A. Ferris").record == one
    assert People().resolve("Jane B. Ferris", at=borealis).record == other
    assert People().resolve("J. B. Ferris", at=borealis).record == other
    assert People().resolve("Jane Ferris", at=borealis).record == other
    for written in ("Jane Ferris", "J. Ferris"):
        found = People().resolve(written)
        assert found.record is None and {c.id for c in found.candidates} == {one.pk, other.pk}
    assert People().resolve("Jane C. Ferris").new


def test_who_has_no_middle_initial_on_record_may_still_be_meant_without_one(
    atlas: Organization, borealis: Organization
) -> None:
    plain, initialled = somebody("Jane Ferris", atlas), somebody("Jane B. Ferris", borealis)
    assert People().resolve("Jane Ferris").record is None
    assert People().resolve("Jane Ferris", at=borealis).record == initialled
    assert People().resolve("Jane Ferris", at=atlas).record == plain
    assert People().resolve("Jane B. Ferris").record == initialled
    assert People().resolve("Jane B. Ferris", at=atlas).record is None


@pytest.mark.parametrize(
    "written", ["Zhang Weimin", "ZHANG Weimin", "Zhang, Weimin", "Zhang Wei-min"]
)
def test_a_chinese_name_is_the_same_with_the_family_name_first(written: str) -> None:
    weimin = somebody("Weimin Zhang")
    assert People().resolve(written).record == weimin


def test_two_whose_names_are_each_other_s_turned_round_need_a_second_signal(
    atlas: Organization, borealis: Organization
) -> None:
    wei, li = somebody("Wei Li", atlas), somebody("Li Wei", borealis)
    assert People().resolve("Wei Li").record is None
    assert People().resolve("Wei Li", at=atlas).record == wei
    assert People().resolve("Wei Li", at=borealis).record == li


def test_initials_need_the_employer(atlas: Organization) -> None:
    jane = somebody("Jane Beth Ferris", atlas)
    for written in ("J. B. Ferris", "JB Ferris", "J. Ferris"):
        assert People().resolve(written).record is None
        assert People().resolve(written, at=atlas).record == jane


def test_two_of_one_surname_at_one_company_are_told_apart_by_given_name_or_title(
    atlas: Organization,
) -> None:
    daniel = somebody("Daniel Park", atlas, "chief scientist")
    somebody("David Park", atlas, "general counsel")
    assert People().resolve("Daniel Park", at=atlas).record == daniel
    for written in ("Park", "D. Park"):
        assert People().resolve(written, at=atlas).record is None
        assert People().resolve(written, at=atlas, title="chief scientist").record == daniel
    assert People().resolve("Diana Park", at=atlas).new


def test_a_transliteration_or_another_spelling_needs_the_employer(
    atlas: Organization, borealis: Organization
) -> None:
    ilya, joerg = somebody("Ilya Sutskever", atlas), somebody("Jörg Müller", atlas)
    for written, meant in (("Ilya Sutzkever", ilya), ("Jorg Mueller", joerg)):
        assert People().resolve(written, at=atlas).record == meant
        assert People().resolve(written).record is None
        assert People().resolve(written, at=borealis).new
    assert People().resolve("Jorg Muller").record == joerg
    assert People().resolve("Илья Суцкевер", at=atlas).record == ilya


def test_an_alias_is_as_good_as_the_name() -> None:
    ada = somebody("Ada Lindqvist")
    PersonNameFactory.create(person=ada, name="阿达")
    assert People().resolve("阿达").record == ada


def test_a_surname_that_hundreds_bear_still_finds_the_one_at_the_company(
    atlas: Organization,
) -> None:
    PersonFactory.create_batch(150, name="Min Zhang")
    weimin = somebody("Weimin Zhang", atlas)
    assert People().resolve("Weimin Zhang").record == weimin
    assert People().resolve("Zhang", at=atlas).record == weimin
    assert People().resolve("W. Zhang", at=atlas).record == weimin
    found = People().resolve("Zhang")
    assert (found.record is None and "too many" in found.reason) or "second signal" in found.reason
    assert len(found.candidates) == 5


def test_the_only_one_of_a_name_is_not_meant_where_the_text_speaks_of_somebody_else(
    atlas: Organization, borealis: Organization
) -> None:
    tomas = somebody("Tomás Herrera", atlas, "research scientist")
    assert People().resolve("Tomás Herrera").record == tomas
    found = People().resolve("Tomás Herrera", at=borealis, title="head chef")
    assert found.record is None and not found.new
    assert "somebody else" in found.reason and tomas.slug in found.reason
    assert People().resolve("Tomás Herrera", at=borealis, title="chief scientist").record == tomas
    assert People().resolve("Tomás Herrera", at=borealis, also_at=atlas).record == tomas


def test_a_common_name_elsewhere_is_left_open_whatever_the_title(
    atlas: Organization, borealis: Organization
) -> None:
    somebody("Wei Zhang", atlas, "research scientist")
    assert People().resolve("Wei Zhang", at=borealis, title="research scientist").record is None


def test_who_was_known_at_the_company_under_its_former_owner_is_known_there(
    atlas: Organization, borealis: Organization
) -> None:
    ada = somebody("Ada Lindqvist", atlas)
    SuccessionFactory.create(earlier=atlas, later=borealis, kind=SuccessionKind.ACQUIRED_BY)
    assert People().resolve("Lindqvist", at=borealis).record == ada


def test_somebody_named_beside_a_colleague_is_the_one_of_that_company(
    atlas: Organization, borealis: Organization
) -> None:
    here, _ = somebody("Wei Zhang", atlas), somebody("Wei Zhang", borealis)
    somebody("Ada Lindqvist", atlas)
    asked, beside = PersonMention("Wei Zhang"), PersonMention("Ada Lindqvist")
    assert People().resolve_all([asked])[asked].record is None
    found = People().resolve_all([asked, beside])[asked]
    assert found.record == here and "Ada Lindqvist" in found.reason


def test_a_company_s_own_newsroom_speaks_of_its_own_people(
    atlas: Organization, borealis: Organization
) -> None:
    here, _ = somebody("Wei Zhang", atlas), somebody("Wei Zhang", borealis)
    outlet = OutletFactory.create()
    OutletDomainFactory.create(outlet=outlet, domain="atlas.example")
    found = People(ArticleFactory.create(outlet=outlet)).resolve("Wei Zhang")
    assert found.record == here and "their own company" in found.reason


def test_what_the_article_itself_has_said_does_not_speak_for_its_own_next_reading(
    atlas: Organization,
) -> None:
    one, _ = somebody("Wei Zhang"), somebody("Wei Zhang")
    article = ArticleFactory.create()
    ClaimFactory.create(article=article, person=one, organization=atlas)
    assert People(article).resolve("Wei Zhang", at=atlas).record is None
    assert People(ArticleFactory.create()).resolve("Wei Zhang", at=atlas).record == one


def test_a_shorter_form_means_whom_the_text_names_in_full() -> None:
    full, short = PersonMention("Ada Lindqvist"), PersonMention("Lindqvist")
    for order in ([full, short], [short, full]):
        found = People().resolve_all(order)
        assert found[full].record is not None
        assert found[short].record == found[full].record
    assert Person.objects.count() == 1


# ── organizations ────────────────────────────────────────────────────────────────────────────────


def test_facebook_is_meta_in_every_year_and_meta_is_not_facebook_before_it_was_called_so() -> None:
    meta = OrganizationFactory.create(slug="meta", name="Meta")
    dated(meta, "Facebook", until="2021-10-28")
    dated(meta, "Meta", since="2021-10-28")
    for day in ("2019-05-01", "2021-10-27", "2024-05-01"):
        assert Organizations(on(day)).resolve("Facebook, Inc.").record == meta
    assert Organizations(on("2024-05-01")).resolve("Meta").record == meta
    early = Organizations(on("2019-05-01")).resolve("Meta")
    assert early.record is None and "called so yet" in early.reason
    other = OrganizationFactory.create(slug="meta-glasses", name="Meta")
    dated(other, "Meta", until="2020")
    assert Organizations(on("2019-05-01")).resolve("Meta").record == other
    assert Organizations(on("2024-05-01")).resolve("Meta").record == meta


def test_x_is_twitter_from_its_day_on_and_the_other_x_before_it() -> None:
    twitter = OrganizationFactory.create(slug="x", name="X")
    dated(twitter, "Twitter", until="2023-07-23")
    dated(twitter, "X", since="2023-07-23")
    lab = OrganizationFactory.create(slug="x-lab", name="X Development")
    dated(lab, "X", until="2020")
    assert Organizations(on("2019-01-01")).resolve("X").record == lab
    assert Organizations(on("2024-01-01")).resolve("X").record == twitter
    for day in ("2019-01-01", "2024-01-01"):
        assert Organizations(on(day)).resolve("Twitter").record == twitter
    assert Organizations(on("2024-01-01")).resolve("xAI").new


@pytest.mark.parametrize("named_in_full", [True, False])
def test_google_deepmind_is_a_unit_of_google_and_not_google(named_in_full: bool) -> None:
    google = OrganizationFactory.create(slug="google", name="Google")
    name = "Google DeepMind" if named_in_full else "DeepMind"
    unit = UnitFactory.create(slug="google-deepmind", name=name, parent=google)
    if named_in_full:
        OrganizationNameFactory.create(organization=unit, name="DeepMind", alias=True)
    assert Organizations().resolve("Google DeepMind").record == unit
    assert Organizations().resolve("DeepMind").record == unit
    assert Organizations().resolve("Google").record == google
    assert unit.company == google
    assert Organization.objects.count() == 2


def test_apple_is_the_company_of_that_name_and_no_other_that_has_the_word() -> None:
    apple = OrganizationFactory.create(slug="apple", name="Apple")
    OrganizationFactory.create(name="Apple Records")
    OrganizationFactory.create(name="Apple Leisure Group")
    for written in ("Apple", "Apple Inc.", "Apple’s", "APPLE"):
        assert Organizations().resolve(written).record == apple
    assert Organizations().resolve("Apple Records").record != apple
    assert Organizations().resolve("Big Apple").new


def test_two_called_apple_are_told_apart_by_their_people_or_their_own_newsroom() -> None:
    apple = OrganizationFactory.create(slug="apple", name="Apple", website="https://apple.example")
    corps = OrganizationFactory.create(slug="apple-corps", name="Apple")
    somebody("Ada Lindqvist", corps)
    assert Organizations().resolve("Apple").record is None
    by_person = Organizations(people=["Ada Lindqvist"]).resolve("Apple")
    assert by_person.record == corps and "Ada Lindqvist" in by_person.reason
    outlet = OutletFactory.create()
    OutletDomainFactory.create(outlet=outlet, domain="apple.example")
    article = ArticleFactory.create(outlet=outlet)
    assert Organizations(article).resolve("Apple").record == apple


def test_the_unit_that_is_named_too_tells_which_company_of_that_name_is_meant() -> None:
    chips, _ = OrganizationFactory.create_batch(2, name="Nova")
    UnitFactory.create(parent=chips, name="Lithography Lab")
    organizations = Organizations()
    assert organizations.resolve("Lithography Lab").record is not None
    assert organizations.resolve("Nova").record == chips


@pytest.mark.parametrize(
    ("known", "written"),
    [
        ("Quillfeather AB", "Quillfeather"),
        ("Quillfeather", "Quillfeather S.A."),
        ("Quillfeather", "Quillfeather Pty Ltd"),
        ("Quill Feather", "QuillFeather"),
        ("Große Möwe GmbH", "Grosse Mowe"),
    ],
)
def test_legal_words_accents_and_spaces_tell_no_company_apart(known: str, written: str) -> None:
    made = OrganizationFactory.create(name=known)
    assert Organizations().resolve(written).record == made


def test_a_company_of_a_frequent_word_is_found_among_hundreds() -> None:
    for number in range(150):
        OrganizationFactory.create(name=f"Nova {number}")
    nova = OrganizationFactory.create(name="Nova Incorporated")
    assert Organizations().resolve("Nova").record == nova


def test_a_new_unit_s_company_is_where_it_is_addressed() -> None:
    google = OrganizationFactory.create(slug="google", name="Google")
    made = Organizations().unit("Google Robotics Lab", google).record
    assert made is not None and (made.stub, made.kind, made.company) == (True, Kind.LAB, google)
