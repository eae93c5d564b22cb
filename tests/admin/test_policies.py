"""Publication policies in the admin: what is set is said in words, and can be tried first."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.admin.test_pages import refused_by_policy
from tests.factories import ClaimFactory, PublicationPolicyFactory, SourceFactory, UserFactory
from tracker.claims.models import Claim, Decision, PublicationPolicy
from tracker.claims.trials import try_out

pytestmark = pytest.mark.django_db


def read(probability: float, **columns: object) -> Claim:
    return ClaimFactory.create(rule="moves.left", type="left", probability=probability, **columns)


def test_a_trial_tells_what_a_policy_would_have_done_and_changes_nothing() -> None:
    policy = PublicationPolicyFactory.create(
        name="Sure ones", fact_type="left", action="publish", least_probability=0.6, active=False
    )
    read(0.9)
    doubtful = read(0.5)
    waited = read(0.7, decision=Decision.UNDECIDED, queue_reason="Policy “x”: wait for an editor.")
    read(0.8, decision=Decision.REJECTED, decided_by=UserFactory.create())
    read(0.9, decision=Decision.UNDECIDED, queue_reason="A rumour about somebody not on record.")
    ClaimFactory.create(rule="moves.joined", type="joined")
    before = list(Claim.objects.order_by("pk").values())
    with CaptureQueriesContext(connection) as asked:
        trial = try_out(policy)
    assert len(asked) == 2
    assert (trial.looked_at, trial.hard, trial.others) == (6, 1, 1)
    assert (trial.published, trial.waiting, trial.rejected) == (3, 1, 1)
    assert [(one.claim, one.would_publish) for one in trial.differing] == [
        (waited, True),
        (doubtful, False),
    ]
    assert list(Claim.objects.order_by("pk").values()) == before
    assert not PublicationPolicy.objects.get(pk=policy.pk).active


@pytest.mark.parametrize("claims", [0, 1])
def test_the_page_of_a_trial_answers_without_inline_code(client: Client, claims: int) -> None:
    client.force_login(UserFactory.create(admin=True))
    policy = PublicationPolicyFactory.create(fact_type="left")
    for _ in range(claims):
        read(0.9)
    page = client.get(reverse("admin:claims_publicationpolicy_trial", args=[policy.pk]))
    assert page.status_code == 200
    assert refused_by_policy(page.content.decode()) == []
    assert ("would have gone another way" in page.content.decode()) is bool(claims)
    change = client.get(reverse("admin:claims_publicationpolicy_change", args=[policy.pk]))
    assert f"/{policy.pk}/trial/" in change.content.decode()


def test_a_trial_is_for_those_who_may_see_policies(client: Client) -> None:
    policy = PublicationPolicyFactory.create()
    address = reverse("admin:claims_publicationpolicy_trial", args=[policy.pk])
    assert client.get(address).status_code == 302
    client.force_login(UserFactory.create(role="viewer"))
    assert client.get(address).status_code in {302, 403}
    client.force_login(UserFactory.create(admin=True))
    gone = reverse("admin:claims_publicationpolicy_trial", args=[policy.pk + 999])
    assert client.get(gone).status_code == 404


def test_the_form_says_what_cannot_be(client: Client) -> None:
    client.force_login(UserFactory.create(admin=True))
    source = SourceFactory.create()
    form = {
        "name": "One",
        "order": 1,
        "way": "handed_in",
        "source": source.pk,
        "outlet": source.outlet_id,
        "action": "queue",
        "least_probability": 0.5,
    }
    add = reverse("admin:claims_publicationpolicy_add")
    errors = client.post(add, form).context["adminform"].form.errors
    assert set(errors) >= {"least_probability", "outlet", "way"}
    right = form | {"way": "", "outlet": "", "least_probability": 0, "active": "on"}
    assert client.post(add, right).status_code == 302
    assert PublicationPolicy.objects.get(name="One").source == source
