"""Numbers → contrasts between outlets, with their uncertainty."""
