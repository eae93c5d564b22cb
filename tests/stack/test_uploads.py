"""Nothing on the site takes files, so none is kept."""

import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client


@pytest.mark.django_db
def test_an_uploaded_file_is_never_written_to_disk(client: Client, tmp_path: Path) -> None:
    before = tempfile.tempdir
    tempfile.tempdir = str(tmp_path)
    try:
        big = SimpleUploadedFile("big.bin", b"0" * 4_000_000)
        answer = client.post("/accounts/login/", {"username": "x", "password": "y", "f": big})
    finally:
        tempfile.tempdir = before
    assert answer.status_code == 200
    assert list(tmp_path.iterdir()) == []
