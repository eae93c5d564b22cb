"""How well a reader reads: its findings against articles that people have annotated."""

from tracker.extraction.measuring.calibration import Bin, Calibration
from tracker.extraction.measuring.figures import Figures, Rate, Share
from tracker.extraction.measuring.gold import BadGold, GoldArticle, read_gold
from tracker.extraction.measuring.scoring import measure
from tracker.extraction.measuring.stored import (
    MEASURED,
    AboutSet,
    Measured,
    about_sets,
    fingerprint,
    published,
    store,
    stored_texts,
)

__all__ = [
    "MEASURED",
    "AboutSet",
    "BadGold",
    "Bin",
    "Calibration",
    "Figures",
    "GoldArticle",
    "Measured",
    "Rate",
    "Share",
    "about_sets",
    "fingerprint",
    "measure",
    "published",
    "read_gold",
    "store",
    "stored_texts",
]
