"""An article as an outlet prints it."""

from dataclasses import dataclass

from tracker.kernel.slugs import slug_of


@dataclass(frozen=True, slots=True)
class Printed:
    """``outlet`` prints ``text`` under ``title`` on the day ``published``."""

    outlet: str
    published: str
    title: str
    text: str

    def as_line(self) -> dict[str, str]:
        """The line of JSON that ``ingest`` takes."""
        return {
            "url": f"https://{slug_of(self.outlet)}.example/{self.published}/{slug_of(self.title)}",
            "outlet": self.outlet,
            "title": self.title,
            "published": self.published,
            "text": self.text,
        }
