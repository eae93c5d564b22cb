"""The key that makes recording a claim repeatable."""

import hashlib
import json


def claim_key(*parts: object) -> str:
    """One hash for one saying; the same parts give the same key, in any process."""
    text = json.dumps(parts, ensure_ascii=True, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
