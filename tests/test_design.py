"""The design: who covers what, what is missing, what is left out as a copy."""

from small_studies import make_study

from analysis.compare.design import count_coverage, find_shared_events


def test_the_design_shows_empty_cells():
    """Coverage counts every cell in the order asked for; shared events follow from it."""
    articles = make_study({"a/e/1": (0, 1), "a/e/2": (0, 1), "b/f/1": (0, 1), "b/e/1": (0, 1)})[1]
    coverage = count_coverage(articles, ["b", "a", "c"], ["f", "e", "g"])
    assert coverage.to_numpy().tolist() == [[1, 0, 0], [1, 2, 0], [0, 0, 0]]
    assert find_shared_events(coverage, "a", "b") == ["e"]
    assert find_shared_events(coverage, "b", "rest") == ["e"]
    assert find_shared_events(coverage, "c", "rest") == []
