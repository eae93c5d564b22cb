"""The addresses that the schema describes, from the root of the site."""

from django.urls import include, path

from tracker.api.urls import versioned

urlpatterns = [path("api/v1/", include(versioned))]
