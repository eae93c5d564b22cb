"""Files handed in by a form: tables for import, and nothing else."""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler, SkipFile


class TableUpload(MemoryFileUploadHandler):
    """Takes a file of at most ``FILE_UPLOAD_MAX_MEMORY_SIZE`` bytes into memory where the admin imports
    a table. Any other file is passed over: it is never written down, and its form has none.
    """

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Decide by the address and the length of the request, before a byte of it is read."""
        super().handle_raw_input(*args, **kwargs)
        match = getattr(self.request, "resolver_match", None)
        address = match.view_name if match is not None else ""
        importing = address.startswith("admin:") and address.endswith("_import")
        self.activated = self.activated and importing

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        if not self.activated:
            raise SkipFile
        super().new_file(*args, **kwargs)
