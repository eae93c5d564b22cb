"""Tables in and out of the admin: a dry run first, errors by row, no formula for a spreadsheet."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from companies.models import Kind, Organization
from people.models import Person, Position
from tests.factories import (
    ClaimFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    PersonFactory,
    PersonNameFactory,
    UserFactory,
)
from tracker.claims.models import Claim, Decision, EvidenceKind

pytestmark = pytest.mark.django_db
CSV_FORMAT, XLSX_FORMAT = "0", "1"


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory.create(admin=True))
    return client


def table(*rows: dict[str, str]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def look(editor: Client, model: str, content: bytes, *, form: str = CSV_FORMAT) -> Any:
    """The page after a table was chosen: what would be done, or what is wrong with it."""
    name = "table.csv" if form == CSV_FORMAT else "table.xlsx"
    return editor.post(
        reverse(f"admin:{model}_import"),
        {"import_file": SimpleUploadedFile(name, content), "format": form},
    )


def confirm(editor: Client, model: str, seen: Any) -> Any:
    fields = seen.context["confirm_form"].initial
    return editor.post(reverse(f"admin:{model}_process_import"), fields, follow=True)


def take_in(editor: Client, model: str, *rows: dict[str, str]) -> Any:
    seen = look(editor, model, table(*rows))
    assert "confirm_form" in seen.context, wrong_in(seen)
    return confirm(editor, model, seen)


def wrong_in(seen: Any) -> dict[int, Any]:
    """What is wrong, by row."""
    rows = {row.number: row.error_dict for row in seen.context["result"].invalid_rows}
    base = [str(error.error) for error in seen.context["result"].base_errors]
    others = {
        number: [str(e.error) for e in errors]
        for number, errors in seen.context["result"].row_errors()
    }
    return {**rows, **others, **({0: base} if base else {})}


def handed_out(editor: Client, model: str, form: str = CSV_FORMAT) -> bytes:
    answer = editor.post(reverse(f"admin:{model}_export"), {"format": form})
    assert answer.status_code == 200
    return answer.content


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_a_table_of_people_is_shown_before_anything_is_changed(editor: Client) -> None:
    seen = look(
        editor, "people_person", table({"name": "Ada Quill", "aliases": "A. Quill; Ada Q."})
    )
    assert "Ada Quill" in seen.content.decode()
    assert not Person.objects.exists()
    confirm(editor, "people_person", seen)
    ada = Person.objects.get(slug="ada-quill")
    assert {row.name for row in ada.names.all()} == {"A. Quill", "Ada Q."}


def test_a_row_with_a_slug_changes_that_person_and_keeps_the_former_name(editor: Client) -> None:
    PersonFactory.create(slug="ada-quill", name="Ada Quill")
    take_in(editor, "people_person", {"slug": "ada-quill", "name": "Ada Quill-Moss", "aliases": ""})
    ada = Person.objects.get()
    assert (ada.slug, ada.name) == ("ada-quill", "Ada Quill-Moss")
    assert [row.name for row in ada.names.all()] == ["Ada Quill"]


def test_each_row_that_cannot_be_taken_says_why_and_nothing_of_the_table_is_taken(
    editor: Client,
) -> None:
    PersonFactory.create(slug="ada-quill", name="Ada Quill")
    seen = look(
        editor,
        "people_person",
        table(
            {"slug": "", "name": "Ben Ferro", "wikidata": ""},
            {"slug": "", "name": "Ada Quill", "wikidata": ""},
            {"slug": "nobody-here", "name": "X", "wikidata": ""},
            {"slug": "", "name": "", "wikidata": ""},
            {"slug": "", "name": "Long", "wikidata": "Q" * 30},
            {"slug": "", "name": "Back\u202ewards", "wikidata": ""},
        ),
    )
    wrong = wrong_in(seen)
    assert sorted(wrong) == [2, 3, 4, 5, 6]
    assert "signs in it that cannot be seen" in str(wrong[6])
    assert "give that slug" in str(wrong[2])
    assert "Leave it blank" in str(wrong[3])
    assert "confirm_form" not in seen.context
    assert Person.objects.count() == 1


def test_a_column_that_nobody_knows_is_named_with_those_that_are_known(editor: Client) -> None:
    seen = look(editor, "people_person", table({"name": "Ada Quill", "salary": "1"}))
    assert "No column is called salary" in str(wrong_in(seen))
    assert "wikidata" in str(wrong_in(seen))


def test_a_table_that_is_confirmed_twice_is_taken_in_once_and_the_second_time_said_to_be(
    editor: Client,
) -> None:
    seen = look(editor, "people_person", table({"name": "Ada Byron"}))
    confirm(editor, "people_person", seen)
    again = confirm(editor, "people_person", seen)
    assert "This table is not kept any more: it was taken in already" in again.text
    assert Person.objects.filter(name="Ada Byron").count() == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("name\nJosé".encode("latin-1"), "The file is not in UTF-8."),
        (b"name,slug\nAda,ada,too,many\n", "as many cells as its first row"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_way_to_mend_it(
    content: bytes, told: str, editor: Client
) -> None:
    assert told in look(editor, "people_person", content).text


def test_two_rows_of_one_new_name_are_not_two_people(editor: Client) -> None:
    seen = look(editor, "people_person", table({"name": "Ada Quill"}, {"name": "Ada Quill"}))
    assert sorted(wrong_in(seen)) == [2]


def test_a_table_that_comes_back_as_it_went_out_changes_nothing(editor: Client) -> None:
    ada = PersonFactory.create(slug="ada-quill", name="=Ada Quill")
    PersonNameFactory.create(person=ada, name="A. Quill")
    kiln = OrganizationFactory.create(slug="kiln", name="Kiln")
    OrganizationNameFactory.create(organization=kiln, name="Kiln")
    OrganizationNameFactory.create(organization=kiln, name="Kiln Robotics", alias=True)
    lab = OrganizationFactory.create(slug="kiln-lab", name="Kiln Lab", kind=Kind.LAB, parent=kiln)
    OrganizationNameFactory.create(organization=lab, name="Kiln Lab")
    for model in ("people_person", "companies_organization"):
        seen = look(editor, model, handed_out(editor, model))
        assert {row.import_type for row in seen.context["result"].rows} == {"skip"}, wrong_in(seen)


def test_what_a_spreadsheet_would_run_goes_out_quoted(editor: Client) -> None:
    PersonFactory.create(name='=HYPERLINK("http://x.example")')
    (row,) = rows_of(handed_out(editor, "people_person"))
    assert row["name"].startswith("'=")
    book = load_workbook(io.BytesIO(handed_out(editor, "people_person", XLSX_FORMAT)))
    cells = [cell for line in book.active.iter_rows() for cell in line]
    assert all(cell.data_type != "f" for cell in cells)


def test_what_was_taken_down_is_not_in_a_table(editor: Client) -> None:
    PersonFactory.create(name="Ada Quill", hidden=True)
    PersonFactory.create(name="Ben Ferro")
    assert [row["name"] for row in rows_of(handed_out(editor, "people_person"))] == ["Ben Ferro"]
    seen = look(editor, "people_person", table({"name": "Ada Quill"}))
    assert "ask an administrator" in str(wrong_in(seen))


def test_a_workbook_of_companies_and_units_is_taken_in(editor: Client) -> None:
    OrganizationFactory.create(slug="kiln", name="Kiln")
    book = Workbook()
    book.active.append(["name", "kind", "parent", "founded", "country"])
    book.active.append(["Kiln Lab", "lab", "kiln", "2024-05", ""])
    book.active.append(["Brill", "company", "", "2019", "FR"])
    file = io.BytesIO()
    book.save(file)
    seen = look(editor, "companies_organization", file.getvalue(), form=XLSX_FORMAT)
    confirm(editor, "companies_organization", seen)
    lab = Organization.objects.get(slug="kiln-lab")
    assert (lab.parent, str(lab.founded)) == (Organization.objects.get(slug="kiln"), "2024-05")
    assert [row.name for row in lab.names.all()] == ["Kiln Lab"]
    assert str(Organization.objects.get(slug="brill").founded) == "2019"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("parent", "no-such-company"),
        ("kind", "guild"),
        ("founded", "long ago"),
        ("website", "not a link"),
    ],
)
def test_a_company_row_that_is_wrong_says_in_which_column(
    editor: Client, column: str, value: str
) -> None:
    seen = look(editor, "companies_organization", table({"name": "Kiln", column: value}))
    assert column in str(wrong_in(seen)[1])
    assert not Organization.objects.exists()


def test_a_row_about_a_post_becomes_an_editors_claim_and_is_settled(editor: Client) -> None:
    PersonFactory.create(slug="ada-quill", name="Ada Quill")
    OrganizationFactory.create(slug="kiln", name="Kiln")
    row = {
        "type": "joined",
        "status": "done",
        "person": "ada-quill",
        "company": "kiln",
        "title": "chief scientist",
        "date": "2024-05",
        "published_on": "2024-05-03",
        "reason": "Told us herself by e-mail.",
    }
    take_in(editor, "claims_claim", row)
    claim = Claim.objects.get()
    assert (claim.evidence_kind, claim.decision) == (EvidenceKind.NOTE, Decision.ACCEPTED)
    assert claim.decided_by is not None
    assert claim.published_on == date(2024, 5, 3)
    position = Position.objects.get(withdrawn=False)
    assert (position.title, str(position.start)) == ("chief scientist", "2024-05")
    take_in(editor, "claims_claim", row)
    assert Claim.objects.count() == 1


def test_a_dry_run_of_claims_leaves_no_fact(editor: Client) -> None:
    PersonFactory.create(slug="ada-quill")
    OrganizationFactory.create(slug="kiln")
    row = {
        "type": "joined",
        "status": "done",
        "person": "ada-quill",
        "company": "kiln",
        "reason": "Seen.",
    }
    look(editor, "claims_claim", table(row))
    assert not Claim.objects.exists()
    assert not Position.objects.exists()


def test_a_claim_row_says_what_it_lacks(editor: Client) -> None:
    PersonFactory.create(slug="ada-quill")
    start = {"status": "done", "person": "ada-quill", "company": "kiln", "reason": "Seen."}
    seen = look(
        editor,
        "claims_claim",
        table(
            {"type": "joined", **start},
            {"type": "moved", **start},
            {"type": "joined", **start, "company": ""},
            {"type": "joined", **start, "reason": ""},
            {"type": "joined", **start, "status": "certain"},
        ),
    )
    wrong = {number: str(errors) for number, errors in wrong_in(seen).items()}
    assert "Nothing on record has the slug kiln" in wrong[1]
    assert "One of joined" in wrong[2]
    assert "company" in wrong[3]
    assert "reason" in wrong[4]
    assert len(wrong) == 5


def test_claims_go_out_as_a_table_that_names_records_by_slug(editor: Client) -> None:
    ada = PersonFactory.create(slug="ada-quill")
    kiln = OrganizationFactory.create(slug="kiln")
    ClaimFactory.create(person=ada, organization=kiln)
    (row,) = rows_of(handed_out(editor, "claims_claim"))
    assert (row["person"], row["company"]) == ("ada-quill", "kiln")


def test_a_file_is_taken_nowhere_else_and_none_that_is_too_large(editor: Client) -> None:
    file = SimpleUploadedFile("table.csv", b"name\nAda Quill\n")
    answer = editor.post(reverse("web:ingest"), {"text": "Ada joined.", "url": file})
    assert not answer.wsgi_request.FILES
    seen = look(editor, "people_person", b"name\n" + b"Ada Quill\n" * 600_000)
    assert "at most 5 MB" in seen.content.decode()
    assert "result" not in seen.context or seen.context["result"] is None


@pytest.mark.parametrize(
    ("role", "takes_in", "hands_out"),
    [("viewer", 302, 302), ("editor", 403, 200), ("senior editor", 200, 200)],
)
def test_editors_let_tables_out_and_senior_editors_take_them_in(
    role: str, takes_in: int, hands_out: int, client: Client
) -> None:
    client.force_login(UserFactory.create(role=role))
    assert client.get(reverse("admin:people_person_import")).status_code == takes_in
    assert client.get(reverse("admin:people_person_export")).status_code == hands_out
