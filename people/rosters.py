"""For how long what a process has read of a company may be kept."""

from datetime import timedelta

from django.db.models.functions import Now

from people.models import RosterChange

#: For so long, in seconds.
KEPT = 900
#: What changed is remembered longer, for a transaction notes its hour when it begins.
_REMEMBERED = timedelta(seconds=2 * KEPT)


def forget_changes() -> int:
    """Take away the changes that are older than all that is kept; how many."""
    gone, _ = RosterChange.objects.filter(at__lt=Now() - _REMEMBERED).delete()
    return gone
