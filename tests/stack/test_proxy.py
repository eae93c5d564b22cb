"""Who asks, with and without a proxy of ours in front."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from tracker.stack.proxy import ForwardedAddress


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.META["REMOTE_ADDR"])


@pytest.mark.parametrize(
    ("forwarded", "asking"),
    [
        ("", "10.0.0.1"),
        ("198.51.100.7", "198.51.100.7"),
        ("6.6.6.6, 198.51.100.7", "198.51.100.7"),
        ("6.6.6.6,  2001:db8::7 ", "2001:db8::7"),
        ("x" * 500, "x" * 45),
    ],
)
def test_the_address_that_our_proxy_noted_counts_and_no_earlier_one(
    forwarded: str, asking: str
) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert ForwardedAddress(answer)(request).getvalue().decode() == asking
