"""What is told so long after its day that nobody breaks news by it: the outlet tells of it in passing."""

from datetime import date

from tracker.kernel.partial_dates import PartialDate

#: For so many days after its last possible day, two years, whoever first tells of something reports it.
NEWS_FOR_DAYS = 732


def is_background(happened: PartialDate | None, first_on: date | None) -> bool:
    """Whether what was first told on ``first_on`` was history by then; not where no last possible day is known."""
    latest = happened.latest if happened else None
    return latest is not None and first_on is not None and (first_on - latest).days > NEWS_FOR_DAYS
