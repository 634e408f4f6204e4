"""Tokens → hedges and boosters, each under its condition."""
