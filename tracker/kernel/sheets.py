"""Tables of records that go in and out of the admin, as CSV or XLSX. Nothing is registered here."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from import_export.admin import ImportExportMixin
from import_export.fields import Field
from import_export.formats.base_formats import CSV, XLSX
from import_export.forms import ExportForm, ImportForm
from import_export.resources import Diff, ModelResource
from import_export.tmp_storages import CacheStorage
from import_export.widgets import Widget

from tracker.kernel.cells import safe, unquoted
from tracker.kernel.slugs import free_slug
from tracker.kernel.typed import seen

#: What stands between the names in one cell.
BETWEEN = ";"
LONGEST_NAME = 200
_NOT_KEPT = (
    "This table is not kept any more: it was taken in already, or looked at too long ago. Its rows are"
    " in the list if it was; otherwise choose the file again."
)
_NO_TABLE = "This cannot be read as such a table. Choose the format that the file has: CSV or XLSX."
#: Why a file cannot be read, by what its reader raised.
_UNREADABLE = {
    "UnicodeDecodeError": "The file is not in UTF-8. Save it as “CSV UTF-8”, or as XLSX.",
    "InvalidDimensions": "Its rows do not have as many cells as its first row has columns. Look for a"
    " quotation mark that is not closed, and for a comma within a cell that has none around it.",
}


class SomeNames(Widget):  # type: ignore[misc]
    """Several names in one cell: ``PyTorch Labs; Torch``."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[str]:  # noqa: ARG002
        names = [" ".join(name.split()) for name in str(value or "").split(BETWEEN)]
        if any(len(name) > LONGEST_NAME for name in names):
            raise ValueError(
                f"A name has at most {LONGEST_NAME} signs; put {BETWEEN} between names."
            )
        return list(dict.fromkeys(name for name in names if name))

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:  # noqa: ARG002
        return f"{BETWEEN} ".join(value or ())


class Words(Widget):  # type: ignore[misc]
    """A value that its model field reads and writes as text, such as a partial date."""

    def __init__(self, field: "models.Field[Any, Any]") -> None:
        super().__init__()
        self._field = field

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:  # noqa: ARG002
        try:
            return self._field.to_python(value) if value else None
        except ValidationError as error:
            raise ValueError(" ".join(error.messages)) from error

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:  # noqa: ARG002
        return "" if value is None else str(value)


class Changes(Diff):  # type: ignore[misc]
    """What a row changes, cell by cell: what goes and what comes, in the words that HTML has for it."""

    def as_html(self) -> list[SafeString]:
        return [
            format_html("{}", after)
            if before == after
            else format_html("<del>{}</del> <ins>{}</ins>", before, after)
            if before
            else format_html("<ins>{}</ins>", after)
            for before, after in zip(self.left, self.right, strict=True)
        ]


class Sheet(ModelResource):  # type: ignore[misc]
    """Rows of one table. A cell that a spreadsheet would take for a formula goes out behind a ``'``,
    and comes back without it.

    A sheet goes in as a whole or not at all; a row that cannot be taken says why, by column.
    """

    #: Columns without which a sheet says nothing.
    needed: Sequence[str] = ("name",)

    class Meta:
        abstract = True
        import_id_fields = ()
        skip_unchanged = True
        report_skipped = True
        clean_model_instances = True
        use_transactions = True

    def get_diff_class(self) -> type[Changes]:
        return Changes

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Refuse a sheet with columns that nobody knows, or without those that it needs."""
        super().before_import(dataset, **kwargs)
        known = [self.fields[name].column_name for name in self.get_import_order()]
        given = list(dataset.headers or ())
        strange = [str(name) for name in given if name not in known]
        missing = [name for name in self.needed if name not in given]
        if strange:
            raise ValidationError(
                f"No column is called {', '.join(strange)}. Columns are: {', '.join(known)}."
            )
        if missing:
            raise ValidationError(f"The column {', '.join(missing)} is missing.")

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        super().before_import_row(row, **kwargs)
        for name, cell in row.items():
            row[name] = unquoted(cell.strip() if isinstance(cell, str) else cell)
            try:
                seen(str(row[name]))
            except ValidationError as error:
                raise ValidationError({name: error.messages}) from error

    def export_field(self, field: Field, instance: Any, **kwargs: Any) -> Any:
        return safe(super().export_field(field, instance, **kwargs))


class RecordSheet(Sheet):
    """Records with a slug and names: a row with a slug changes that record, one without makes a new one.

    ``aliases`` are added to those on record; a name that is replaced stays as an alias.
    """

    aliases = Field(column_name="aliases", attribute="_aliases", widget=SomeNames(), default=list)

    class Meta:
        abstract = True

    def get_instance(self, instance_loader: Any, row: Any) -> Any:  # noqa: ARG002
        slug = row.get("slug") or ""
        records = self._meta.model.objects
        if slug:
            found = records.visible().filter(slug=slug).first()
            if found is None:
                raise ValidationError(
                    {
                        "slug": f"Nothing on record has the slug {slug}. Leave it blank for a new one."
                    }
                )
            return found
        name = row.get("name") or ""
        same = records.called(name).order_by("pk").first() if name else None
        if same is None:
            return None
        if records.visible().filter(pk=same.pk).exists():
            mend = f"{name} is on record as {same.slug}: give that slug to change it."
            raise ValidationError({"slug": mend})
        raise ValidationError({"name": "This name cannot be used; ask an administrator."})

    def after_init_instance(self, instance: Any, new: bool, row: Any, **kwargs: Any) -> None:  # noqa: FBT001
        super().after_init_instance(instance, new, row, **kwargs)
        instance._aliases = [] if new else self.names_of(instance)
        instance._name_before = instance.name

    def import_field(self, field: Field, instance: Any, row: Any, **kwargs: Any) -> None:
        """A slug is an address: made from the name at first, and never changed."""
        if field.column_name == "slug":
            return
        super().import_field(field, instance, row, **kwargs)

    def validate_instance(self, instance: Any, *args: Any, **kwargs: Any) -> None:
        if not instance.slug:
            instance.slug = free_slug(str(instance), self._meta.model)
        super().validate_instance(instance, *args, **kwargs)

    def after_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        super().after_save_instance(instance, row, **kwargs)
        wanted = [*instance._aliases, instance._name_before]
        held = {instance.name, *self.names_of(instance)}
        self.add_names(instance, [name for name in wanted if name and name not in held])

    def skip_row(self, instance: Any, original: Any, row: Any, errors: Any = None) -> bool:
        same = instance.pk and super().skip_row(instance, original, row, errors)
        return bool(same and set(instance._aliases) <= set(self.names_of(original)))

    def dehydrate_aliases(self, record: Any) -> str:
        return safe(SomeNames().render(self.names_of(record)))  # type: ignore[no-any-return]

    def names_of(self, record: Any) -> list[str]:
        """The names on record beside its own, in their order."""
        return sorted({row.name for row in record.names.all()} - {record.name}) if record.pk else []

    def add_names(self, record: Any, names: Sequence[str]) -> None:
        """Keep ``names`` for ``record``, so that the next article's reader knows them."""
        raise NotImplementedError


class TableImportForm(ImportForm):  # type: ignore[misc]
    """Says what to do when no file came, for one that is too large is passed over."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        file = self.fields["import_file"]
        file.help_text = "A CSV or XLSX file of at most 5 MB. Nothing is changed before you have seen what would be."
        file.error_messages["required"] = "No file came; choose one of at most 5 MB."


class SheetAdmin(ImportExportMixin):  # type: ignore[misc]
    """Lets an admin page hand out its rows, and take some in after a dry run."""

    formats = (CSV, XLSX)
    import_form_class = TableImportForm
    export_form_class = ExportForm
    tmp_storage_class = CacheStorage

    def get_export_queryset(self, request: HttpRequest) -> Any:
        """The rows of the list as it is filtered, but for those that may not be shown."""
        return (
            super()
            .get_export_queryset(request)
            .filter(pk__in=self.model.objects.visible().order_by().values("pk"))
        )

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Take in the table that was looked at; one that is not kept any more is to be sent again."""
        looked = self.create_confirm_form(request)
        if self.has_import_permission(request) and looked.is_valid():
            kept = self.get_tmp_storage_class()(name=looked.cleaned_data["import_file_name"])
            if kept.read() is None:
                self.message_user(request, _NOT_KEPT, messages.ERROR)
                of = self.model._meta
                back = reverse(f"admin:{of.app_label}_{of.model_name}_import")
                return HttpResponseRedirect(back)
        answer: HttpResponse = super().process_import(request, **kwargs)
        return answer

    def add_data_read_fail_error_to_form(self, form: Any, e: Exception) -> None:
        """Say what a file that cannot be read lacks."""
        form.add_error("import_file", _UNREADABLE.get(type(e).__name__, _NO_TABLE))

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Whoever may add and change such records, and many at once."""
        of = self.model._meta
        return bool(
            self.has_add_permission(request)
            and self.has_change_permission(request)
            and request.user.has_perm(f"{of.app_label}.import_{of.model_name}")
        )

    def has_export_permission(self, request: HttpRequest) -> bool:
        return bool(self.has_view_permission(request))
