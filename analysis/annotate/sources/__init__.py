"""Sources → who is meant: name, kind, affiliation."""
