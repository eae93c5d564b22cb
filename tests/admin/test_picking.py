"""What is sent for a record that is picked from a list: an id, or words that a hand-made form puts there."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("value", ["zz", "-1", "1.5", "१", "9" * 30, "null"])
@pytest.mark.parametrize(
    ("page", "field"),
    [
        ("admin:companies_organization_add", "parent"),
        ("admin:news_source_add", "outlet"),
        ("admin:claims_publicationpolicy_add", "outlet"),
        ("admin:claims_claim_add", "person"),
        ("admin:claims_takedown_add", "person"),
    ],
)
def test_words_in_the_place_of_a_record_are_refused_and_the_form_comes_back(
    admin_client: Client, page: str, field: str, value: str
) -> None:
    answer = admin_client.post(reverse(page), {field: value})
    assert answer.status_code == 200
    assert 'class="errorlist"' in answer.content.decode()


def test_merging_into_words_is_refused(admin_client: Client) -> None:
    person = PersonFactory.create()
    answer = admin_client.post(
        reverse("admin:people_person_merge", args=[person.pk]), {"into": "zz"}
    )
    assert answer.status_code in {200, 400, 422}
