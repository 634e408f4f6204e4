"""What words and phrases are, by lexicon: cues, names, titles, roles."""
