"""The site as a server of WSGI loads it, once in each of its worker processes."""

import os
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from tracker.kernel.lasting import keep_for_good
from tracker.kernel.roomy import with_room
from tracker.kernel.siblings import siblings
from tracker.web.shared_pages import shared_pages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

_site = get_wsgi_application()


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """The site's answer to a request, written with room for the frames of its templates."""
    return with_room(_site, environ, start_response)


# A server's processes run one release with one set of settings: what one has written, the others may give. The server for
# development starts new code under the same parent.
shared_pages.share_with(None if settings.DEBUG else siblings())

# The views, which the first request would import otherwise.
get_resolver().url_patterns  # noqa: B018
keep_for_good()
