"""Identity: which record a mention means. A name alone attaches nothing where two could be meant."""

from tracker.claims.identity.organizations import Organizations
from tracker.claims.identity.people import People, PersonMention
from tracker.claims.identity.resolved import Candidate, Resolved

__all__ = ["Candidate", "Organizations", "People", "PersonMention", "Resolved"]
