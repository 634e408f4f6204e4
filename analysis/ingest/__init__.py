"""Files → articles: what was written, apart from what stood around it."""
