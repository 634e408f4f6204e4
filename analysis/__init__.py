"""How outlets frame the same events: articles in, findings out, along one line."""
