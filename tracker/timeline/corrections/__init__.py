"""What reads differently than it once did: one rule for the public log, its feeds, and the marks beside facts."""
