from collections.abc import Callable

from django.contrib import admin
from django.http import HttpResponseBase
from django.urls import include, path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from tracker.web import health
from tracker.web.accounts.views import to_sign_in

admin.autodiscover()

handler404 = "tracker.web.missing.missing"
handler500 = "tracker.web.availability.failed"


def _leads_to(name: str) -> Callable[..., HttpResponseBase]:
    return require_safe(RedirectView.as_view(pattern_name=name))


urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    # One way in, one way out, one place for passwords: the admin's own know of no second factor.
    path("admin/login/", to_sign_in),
    path("admin/logout/", _leads_to("account_home")),
    path("admin/password_change/", _leads_to("account_change_password")),
    path("admin/", admin.site.urls),
    path("api/", include("tracker.api.urls")),
    path("feeds/", include("tracker.feeds.urls")),
    path("accounts/", include("tracker.web.accounts.urls")),
    path("", include("tracker.web.urls")),
]
