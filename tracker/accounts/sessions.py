"""Django's sessions in the database, read by a question that is put together once: every request of an account asks it."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from tracker.kernel.prepared import Prepared


def _named(*, key: str) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key)


_NAMED = Prepared(_named, planned=True)


class SessionStore(DatabaseSessions):
    """As Django's; its name is what Django looks for."""

    def _get_session_from_db(self) -> Session | None:
        for found in _NAMED.rows(key=self.session_key):
            if found.expire_date > timezone.now():
                return found
        self._session_key = None
        return None
