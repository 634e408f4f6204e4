"""Tables → matplotlib figures in the house style: direct labels, intervals, n on each row."""

from analysis.report.figures.estimates import plot_estimates
from analysis.report.figures.matrices import plot_coverage, plot_kinds
from analysis.report.figures.shares import plot_shares
from analysis.report.figures.similarity import plot_similarity
from analysis.report.figures.speakers import plot_speakers
from analysis.report.figures.terms import plot_terms

__all__ = [
    "plot_coverage",
    "plot_estimates",
    "plot_kinds",
    "plot_shares",
    "plot_similarity",
    "plot_speakers",
    "plot_terms",
]
