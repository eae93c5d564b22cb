"""What the tests of the model reader share."""

from collections.abc import Iterator

import pytest

from tests.claims.model_reading import ANSWER
from tests.claims.model_server import ModelServer, says


@pytest.fixture
def server() -> Iterator[ModelServer]:
    """An endpoint that answers every request with the one hire of its article."""
    server = ModelServer([says(ANSWER)])
    yield server
    server.stop()
