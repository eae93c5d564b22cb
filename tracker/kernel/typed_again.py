"""Words that were typed before a session ended, put into their form again; the form is not sent by that."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict

#: Where a request carries the words.
WORDS = "typed_again"
_SAID = "What you typed is in the form again. Nothing of it has been stored yet."


def typed_again(request: HttpRequest) -> QueryDict | None:
    """What was typed into this form before, to be shown in it; None for a form like any other."""
    words: QueryDict | None = getattr(request, WORDS, None)
    if words is not None and request.method in ("GET", "HEAD"):
        messages.info(request, _SAID)
        return words
    return None


class TypedAgain(admin.ModelAdmin):  # type: ignore[type-arg]
    """The admin's form of one row, which takes such words."""

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's
        **kwargs: Any,
    ) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (_OnlyShown, form), {}) if hasattr(request, WORDS) else form

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Words are shown as a form that was sent and is wrong is: whatever else happens is taken back."""
        words = typed_again(request)
        if words is None:
            return super().changeform_view(request, *args, **kwargs)
        asked = request.method
        # Once Django has looked for files, it does not read the empty body over the words.
        request.FILES.clear()
        request.method, request.POST = "POST", words  # type: ignore[assignment]
        try:
            with transaction.atomic():
                answer: Any = super().changeform_view(request, *args, **kwargs)
                answer.render()
                transaction.set_rollback(True)
        finally:
            request.method = asked
        return answer  # type: ignore[no-any-return]


class _OnlyShown(forms.BaseForm):
    """A form that is right is not saved either."""

    def clean(self) -> Any:
        super().clean()
        raise forms.ValidationError("Look at it, and save it again.", code="typed-again")
