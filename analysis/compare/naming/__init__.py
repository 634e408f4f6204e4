"""Texts → words that outlets may be choosing between: candidates for label sets."""
