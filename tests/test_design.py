"""The design: who covers what, what is missing, what is left out as a copy."""

from small_studies import make_study

from analysis.compare.design import count_coverage, find_shared_events, make_design
from analysis.store import make_table


def test_the_design_shows_empty_cells():
    """Coverage counts every cell in the order asked for; shared events follow from it."""
    articles = make_study({"a/e/1": (0, 1), "a/e/2": (0, 1), "b/f/1": (0, 1), "b/e/1": (0, 1)})[1]
    coverage = count_coverage(articles, ["b", "a", "c"], ["f", "e", "g"])
    assert coverage.to_numpy().tolist() == [[1, 0, 0], [1, 2, 0], [0, 0, 0]]
    assert find_shared_events(coverage, "a", "b") == ["e"]
    assert find_shared_events(coverage, "b", "rest") == ["e"]
    assert find_shared_events(coverage, "c", "rest") == []


def test_copies_are_left_out_and_counted():
    """A copy is not compared, unless the study keeps copies; both are counted in their cells."""
    articles = make_study({"a/e/1": (0, 1), "b/e/1": (0, 1), "b/f/1": (0, 1)})[1]
    copies = make_table("copies", [{"article_id": "b/e/1", "copy_of": "a/e/1", "share": 0.9}])
    design = make_design(articles, copies)
    assert design.articles["article_id"].tolist() == ["a/e/1", "b/f/1"]
    assert design.coverage.to_numpy().tolist() == [[1, 0], [0, 1]]
    assert design.copies.to_numpy().tolist() == [[0, 1], [0, 0]]
    assert design.n_copies == 1
    kept = make_design(articles, copies, keep_copies=True)
    assert len(kept.articles) == 3
    assert kept.n_copies == 0


def test_missing_cells_and_contrasts_are_listed():
    """The design names each cell without an article, and each contrast with the events it is made in."""
    articles = make_study({"a/e/1": (0, 1), "b/e/1": (0, 1), "a/f/1": (0, 1), "c/f/1": (0, 1)})[1]
    design = make_design(articles, make_table("copies", []))
    assert design.missing == [("e", "c"), ("f", "b")]
    contrasts = design.contrasts.set_index(["target", "reference"])["n_events"]
    assert contrasts.to_dict() == {
        ("a", "b"): 1, ("a", "c"): 1, ("a", "rest"): 2, ("b", "a"): 1, ("b", "c"): 0, ("b", "rest"): 1,
        ("c", "a"): 1, ("c", "b"): 0, ("c", "rest"): 1,
    }  # fmt: skip
    named = make_design(articles, make_table("copies", []), outlets=["c", "a", "b"], events=["f", "e", "g"])
    assert list(named.coverage.columns) == ["c", "a", "b"]
    assert ("g", "a") in named.missing


def test_an_empty_design_has_no_contrasts():
    """Without articles, or with one outlet, there is nothing to contrast and nothing missing."""
    empty = make_design(make_table("articles", []), make_table("copies", []))
    assert empty.missing == []
    assert empty.contrasts.empty
    alone = make_design(make_study({"a/e/1": (0, 1)})[1], make_table("copies", []))
    assert alone.contrasts.empty
