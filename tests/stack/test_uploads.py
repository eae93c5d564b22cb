"""Nothing on the site takes files, so none is kept."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory


def test_an_uploaded_file_is_dropped_and_its_form_kept() -> None:
    big = SimpleUploadedFile("big.bin", b"0" * 4_000_000)
    request = RequestFactory().post("/accounts/login/", {"username": "x", "f": big})
    assert not request.FILES
    assert request.POST["username"] == "x"
