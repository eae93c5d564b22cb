"""Identity: which record a mention means. A name alone attaches nothing where two could be meant."""

from tracker.claims.identity.organizations import Organizations
from tracker.claims.identity.people import People
from tracker.claims.identity.resolved import Resolved

__all__ = ["Organizations", "People", "Resolved"]
