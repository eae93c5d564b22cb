"""What the pages themselves keep."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

#: Signs of a digest that name a permalink.
KEY_LENGTH = 20


class Permalink(models.Model):
    """A page as it stood at one moment: what it told, with both clocks, and nothing that came later.

    ``key`` is the beginning of the SHA-256 of ``body``: a body that an erasure has touched no longer has its
    key, and is shown no more. ``body`` is the inside of the page's ``main``, without forms and scripts.
    """

    key = models.CharField(max_length=KEY_LENGTH, unique=True)
    path = models.CharField(max_length=500)
    query = models.CharField(max_length=1000)
    title = models.CharField(max_length=300)
    body = models.TextField()
    as_of = models.DateField()
    known_on = models.DateField()
    recorded_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ("-recorded_at", "-pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(key__regex=rf"^[0-9a-f]{{{KEY_LENGTH}}}$"),
                name="web_permalink_key_is_a_digest",
            ),
            models.CheckConstraint(condition=~Q(body=""), name="web_permalink_tells_something"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.recorded_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("web:permalink", args=[self.key])

    @property
    def live(self) -> str:
        """The address of the page as it stands now, with the same clocks."""
        return f"{self.path}?{self.query}"
