"""Spans → numbers for each article."""
