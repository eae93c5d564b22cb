from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from tracker.web import health
from tracker.web.accounts.views import to_sign_in

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    # One way in, one way out, one place for passwords: the admin's own know of no second factor.
    path("admin/login/", to_sign_in),
    path("admin/logout/", RedirectView.as_view(pattern_name="account_home")),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/", admin.site.urls),
    path("api/", include("tracker.api.urls")),
    path("feeds/", include("tracker.feeds.urls")),
    path("accounts/", include("tracker.web.accounts.urls")),
    path("", include("tracker.web.urls")),
]
