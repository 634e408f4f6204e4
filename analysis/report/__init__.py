"""Findings → figures and pages."""
