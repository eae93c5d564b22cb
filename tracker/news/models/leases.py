"""What an intake row and a source share: due at a moment, leased to one worker at a time."""

from django.db import models
from django.db.models import Q


class Leased(models.Model):
    """Columns of a row that workers take turns on.

    A lease ends by itself: a worker that was killed costs a delay, never the work. Attempts are
    counted when the lease is taken, before the work, so that work which kills its worker counts.
    """

    next_due_at = models.DateTimeField(db_index=True)
    attempts = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(lease_until=None, lease_token=None)
                | Q(lease_until__isnull=False, lease_token__isnull=False),
                name="%(app_label)s_%(class)s_lease_has_end_and_token",
            )
        ]
