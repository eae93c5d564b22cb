"""The page of one story."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from tracker.timeline.stories import place_of_story, story_page
from tracker.web.clocks import clocks_of
from tracker.web.views.reading import read


@require_safe
def story(request: HttpRequest, story_id: int) -> HttpResponse:
    """A story's articles and facts; one that was found to be another's leads there for good."""
    clocks = clocks_of(request)
    place = place_of_story(story_id)
    if place is None:
        raise Http404
    if place != story_id:
        query = request.META.get("QUERY_STRING", "")
        address = reverse("web:story", args=[place])
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    page = story_page(place, known_on=clocks.known_on)
    return read(request, "web/story.html", {"page": page}, clocks=clocks)
