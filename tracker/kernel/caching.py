"""Django's cache in Valkey, through one client: Django makes a new one for each question, which takes longer than asking."""

from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient


class _OneClient(RedisCacheClient):
    """Asks its one server through the same client again, which holds nothing but a pool of connections."""

    _client_kept: Any = None

    def get_client(
        self, key: str | bytes | memoryview | None = None, *, write: bool = False
    ) -> Any:
        if self._client_kept is None:
            self._client_kept = super().get_client(key, write=write)
        return self._client_kept


class OneClientCache(RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = _OneClient
