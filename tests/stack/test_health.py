import json

import pytest
from django.test import Client
from django.utils import timezone

from tests.worker import Worker
from tracker.web import health


def test_a_process_that_answers_is_alive(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "alive"})


@pytest.mark.django_db
def test_a_site_without_a_worker_is_not_ready(client: Client) -> None:
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["down"] == ["worker"]
    assert response.json()["parts"]["database"] == "ok"


@pytest.mark.django_db(transaction=True)
def test_a_site_with_all_its_parts_is_ready(client: Client, celery_worker: Worker) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.json()["down"]) == (200, [])
    assert "no-cache" in response["Cache-Control"]


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_was_killed_is_missed_after_a_while(celery_worker: Worker) -> None:
    celery_worker.kill()
    now = timezone.now().timestamp()
    assert health.worker(now=lambda: now) == ""
    assert health.worker(now=lambda: now + 100) == "no worker has been seen for 100 seconds"


@pytest.mark.parametrize("part", ["database", "broker", "worker"])
def test_the_answer_names_the_part_that_is_down(part: str) -> None:
    parts = {name: (lambda name=name: "gone" if name == part else "") for name in health.PARTS}
    response = health.ready_response(parts)
    assert response.status_code == 503
    assert json.loads(response.content)["down"] == [part]


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_health_is_read_and_never_posted(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
