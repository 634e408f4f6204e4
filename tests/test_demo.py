"""The demo study: what was planted is found, and nothing else."""

import tomllib

import pytest
from conftest import PROJECT

from analysis.report.rows import excludes_zero, find_contrast, is_doubtful, select_rows

TRUTH = tomllib.loads((PROJECT / "data" / "raw" / "demo" / "truth.toml").read_text(encoding="utf-8"))


def name_of(planted: dict) -> str:
    """Name a planted contrast for the test's title."""
    return "-".join(planted[key] for key in ("measure", "voice", "target", "reference"))


def contrast_of(tables: dict, planted: dict) -> dict:
    """Find the contrast that was planted."""
    rows = select_rows(tables["comparisons"], planted["measure"], planted["voice"])
    return dict(find_contrast(rows, planted["target"], planted["reference"]))


@pytest.mark.parametrize("planted", TRUTH["difference"], ids=name_of)
def test_a_planted_difference_is_found_with_its_sign(demo_tables, planted):
    """A planted difference has an interval on the planted side of 0, and no flag."""
    row = contrast_of(demo_tables, planted)
    assert not is_doubtful(row)
    assert excludes_zero(row)
    assert row["difference"] * planted["sign"] > 0


@pytest.mark.parametrize("planted", TRUTH["equal"], ids=name_of)
def test_what_was_planted_equal_is_not_reported_as_different(demo_tables, planted):
    """A pair planted as equal has an interval that holds 0, or a flag that forbids any conclusion."""
    row = contrast_of(demo_tables, planted)
    assert is_doubtful(row) or not excludes_zero(row)


def judgement_of(tables: dict, planted: dict) -> dict:
    """Find the judgement on a planted contrast."""
    rows = tables["judgements"]
    here = [rows[name] == planted[name] for name in ("target", "reference", "measure", "voice")]
    return rows[here[0] & here[1] & here[2] & here[3]].iloc[0].to_dict()


@pytest.mark.parametrize("planted", TRUTH["difference"], ids=name_of)
def test_a_planted_difference_is_robust(demo_tables, planted):
    """A planted difference holds under every choice that is as good, and without any article or event."""
    found = judgement_of(demo_tables, planted)
    assert (found["verdict"], found["decided"]) == ("robust", planted["sign"])


@pytest.mark.parametrize("planted", TRUTH["fragile"], ids=name_of)
def test_what_was_planted_to_depend_on_a_choice_is_fragile(demo_tables, planted):
    """A difference that one lexicon sees and another does not is fragile, and the choice is named."""
    found = judgement_of(demo_tables, planted)
    assert (found["verdict"], found["decided"]) == ("fragile", planted["sign"])
    assert planted["choice"] in found["weakest"]
    row = contrast_of(demo_tables, planted)
    assert row["difference"] * planted["sign"] > 0


@pytest.mark.parametrize("planted", TRUTH["equal"], ids=name_of)
def test_what_was_planted_equal_is_never_robust(demo_tables, planted):
    """A pair planted as equal is decided by no specification of the main line's kind, so never robust."""
    assert judgement_of(demo_tables, planted)["verdict"] == "undecidable"


def test_planted_labels_are_suggested_first(demo_tables):
    """Without being told the sets, the suggestions begin with pairs of planted labels, and name them all."""
    study = tomllib.loads((PROJECT / "data" / "raw" / "demo" / "study.toml").read_text(encoding="utf-8"))
    form_to_set = {
        form.lower(): name
        for name, labels in study["labels"].items()
        for forms in labels.values()
        for form in forms
    }
    best = demo_tables["candidates"].head(8)
    sets = best["label"].map(form_to_set), best["other"].map(form_to_set)
    assert (sets[0] == sets[1]).all()
    assert {*best["label"], *best["other"]} == set(form_to_set)


@pytest.mark.parametrize("planted", TRUTH["article"], ids=lambda planted: planted["article_id"])
def test_what_a_page_tells_is_read_off_it(demo_tables, planted):
    """Title, subtitle, author and time of every page are read as they were planted."""
    article = demo_tables["articles"].set_index("article_id").loc[planted["article_id"]]
    for column in ("title", "author", "published"):
        found = article[column] if isinstance(article[column], str) else ""
        assert found == planted.get(column, ""), column
    blocks = demo_tables["blocks"].query("role == 'subtitle'").set_index("article_id")["text"]
    assert blocks.get(planted["article_id"], "") == planted.get("subtitle", "")


@pytest.mark.parametrize("planted", TRUTH["quote"], ids=lambda planted: planted["id"])
def test_every_planted_quote_stands_in_its_article(demo_tables, planted):
    """No quote is lost with the furniture: each stands in the text of its article."""
    texts = demo_tables["texts"].set_index("article_id")["text"]
    for member in planted["members"]:
        assert member["text"] in texts[member["article"]]


def test_every_missing_cell_is_planted(demo_tables):
    """The cells without an article are just those that were planted."""
    articles = demo_tables["articles"]
    present = set(zip(articles["outlet"], articles["event"], strict=True))
    cells = {(outlet, event) for outlet in set(articles["outlet"]) for event in set(articles["event"])}
    assert cells - present == {(missing["outlet"], missing["event"]) for missing in TRUTH["missing"]}


def test_the_demo_has_no_errors(demo_tables):
    """Every article of the demo is read without an error."""
    assert set(demo_tables["issues"]["severity"]) <= {"notice"}
    assert len(demo_tables["articles"]) == 36
