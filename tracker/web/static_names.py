"""Where static files are found under the names that tell their contents."""

from whitenoise.storage import (  # type: ignore[import-untyped]
    CompressedManifestStaticFilesStorage,
)


class KeptNames(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Remembers the address of each file, which never changes while a process lasts: a page asks for twenty of them, and to
    put one together takes longer than many a template.
    """

    def __init__(self) -> None:
        super().__init__()
        self._addresses: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:  # noqa: FBT001, FBT002 - Django's own signature
        address = self._addresses.get(name)
        if address is None:
            address = self._addresses[name] = str(super().url(name, force))
        return address
