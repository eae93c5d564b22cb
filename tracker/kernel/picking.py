"""Records picked from a list that is searched as one types."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import ForeignKey
from django.http import HttpRequest


class RecordSelect(AutocompleteSelect):
    """Shows again, when a form comes back, what may be a record's id.

    Django's asks the database for whatever was sent; a form that sends words there was made by hand, and is
    told what is wrong like any other.
    """

    def optgroups(
        self, name: str, value: Sequence[Any], attrs: dict[str, Any] | None = None
    ) -> Any:
        ids = [one for one in value if str(one) == "" or str(one).isdecimal()]
        return super().optgroups(name, ids, attrs)


class Picking(BaseModelAdmin):  # type: ignore[type-arg]
    """Admin pages whose ``autocomplete_fields`` are picked with RecordSelect."""

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", RecordSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
