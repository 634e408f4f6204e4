"""Tokens → role spans, by a trained sequence tagger."""
