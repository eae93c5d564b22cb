"""The addresses of the feeds."""

from django.urls import path, register_converter

from tracker.feeds import views


class Format:
    """How a feed is written."""

    regex = "atom|rss|json"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Format, "feed")

app_name = "feeds"
urlpatterns = [
    path("moves.<feed:written>", views.moves, name="moves"),
    path("corrections.<feed:written>", views.corrections, name="corrections"),
    path("people/<slug:slug>.<feed:written>", views.person, name="person"),
    path("companies/<slug:slug>.<feed:written>", views.company, name="company"),
]
