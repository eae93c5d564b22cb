"""What an account does with the lists of moves that it keeps: saves one under a name, renames it, deletes it."""

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from tracker.accounts.models import SavedView

#: Two who save at once may want the same slot; then the other one takes the next.
_TRIES = 5


class NameInUse(ValueError):
    """The account has another view of that name, though perhaps in other letters."""


class TooManyViews(ValueError):
    """The account keeps as many views as one may."""


def save_view(*, user: User, name: str, query: str) -> SavedView:
    """Keep the list that ``query`` asks for under ``name``; raises NameInUse and TooManyViews."""
    for _ in range(_TRIES):
        taken = set(SavedView.objects.of(user).values_list("slot", flat=True))
        free = sorted(set(range(1, SavedView.MOST + 1)) - taken)
        if not free:
            break
        view = SavedView(user=user, slot=free[0], name=name, query=query)
        if _written(view):
            return view
    raise TooManyViews(f"An account keeps {SavedView.MOST} views: delete one first.")


def rename_view(*, view: SavedView, name: str) -> None:
    """Call ``view`` by another name; raises NameInUse."""
    view.name = name
    _written(view)


def _written(view: SavedView) -> bool:
    """Write it; False where its slot was taken meanwhile."""
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as error:
        if "accounts_view_one_per_name" in str(error):
            raise NameInUse(f"You have a view called “{view.name}” already.") from error
        if "accounts_view_one_per_slot" in str(error):
            return False
        raise
    return True
