"""One module for each subject; a rule takes a scene and yields drafts."""
