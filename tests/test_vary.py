"""How far conclusions hold: specifications, what is left out, and the rule that judges."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from generated_tables import LABEL_SETS, generate_articles, generate_tables
from invented_study import make_study as make_invented
from small_studies import make_study

from analysis.compare.contrasts import contrast_outlets
from analysis.measure.articles import measure_articles
from analysis.store import make_table
from analysis.study import MULTIVERSE, Parameters
from analysis.vary.choices import MAIN_LINE, list_specifications
from analysis.vary.judgements import judge_contrasts
from analysis.vary.left_out import find_influence
from analysis.vary.lexicons import alter_annotations, read_plain_list
from analysis.vary.specifications import vary_contrasts
from analysis.vary.terms import judge_terms

FAST = Parameters(draws=60, permutations=99)
STUDY = replace(make_invented(), labels=LABEL_SETS, parameters=FAST)
KEY = ["target", "reference", "measure", "voice"]


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    """Make annotations of three outlets and seven events."""
    return generate_tables(generate_articles(3, 7, 2)) | {"copies": make_table("copies", [])}


@pytest.fixture(scope="module")
def specifications(tables) -> pd.DataFrame:
    """Vary the contrasts of these."""
    return vary_contrasts(tables, STUDY)


def test_the_main_line_is_that_of_the_comparisons(tables, specifications):
    """The main line of the multiverse has the numbers of the study's own comparisons."""
    measures = measure_articles(tables, LABEL_SETS)
    chosen = {name: getattr(FAST, name) for name in ("draws", "permutations", "seed", "confidence")}
    own = contrast_outlets(measures, tables["articles"], **chosen).query("event == 'all'").set_index(KEY)
    main = specifications[specifications["specification"] == MAIN_LINE].set_index(KEY)
    columns = ["difference", "difference_low", "difference_high", "ratio", "flags"]
    pd.testing.assert_frame_equal(main[columns].sort_index(), own[columns].sort_index())
    decided = (own["flags"] == "") & (own["q"] <= 0.05)
    decided &= (own["difference_low"] > 0) | (own["difference_high"] < 0)
    assert ((main["decided"] != 0) == decided.reindex(main.index)).all()


def test_a_specification_stands_only_with_measures_that_depend_on_it(specifications):
    """Hedges vary with the lexicon, attributions with what counts as one, words with neither."""
    names = specifications.groupby("measure")["specification"].agg(lambda s: " ".join(sorted(set(s))))
    assert "without hearsay" in names["hedges"] and "attributions" not in names["hedges"]
    assert "attributions: speech" in names["direct_share"] and "lexicon" not in names["direct_share"]
    assert "lexicon" not in names["attributed_share"] and "attributions" not in names["attributed_share"]
    assert "plain list" in names["boosters"] and "hearsay" not in names["boosters"]


def test_pairs_are_seen_from_both_sides(specifications):
    """Target and reference swapped, every difference and decision changes its sign and nothing else."""
    pairs = specifications[specifications["reference"] != "rest"]
    turned = pairs.rename(columns={"target": "reference", "reference": "target"})
    key = [*KEY, "specification"]
    one, other = pairs.set_index(key).sort_index(), turned.set_index(key).sort_index()
    np.testing.assert_allclose(one["difference"], -other["difference"], atol=1e-9)
    assert (one["decided"] == -other["decided"]).all()


def test_specifications_combine_and_are_equivalent_only_if_all_their_choices_are():
    """One choice that is not equivalent makes the combination not equivalent."""
    found = {each.name: each for each in list_specifications(MULTIVERSE, headline="in", copies="out")}
    assert found[MAIN_LINE].equivalent
    assert found["lexicon: without hearsay; headline: out"].equivalent
    assert not found["lexicon: without hearsay; headline: out; copies: in"].equivalent
    assert not found["lexicon: plain list"].equivalent
    assert len(found) == 6 * 2 * 2


def test_a_choice_without_alternatives_is_not_varied():
    """A study that declares no alternative to a choice leaves it alone."""
    alone = MULTIVERSE | {"lexicon": {}, "attributions": {}, "headline": {}, "copies": {}}
    assert [each.name for each in list_specifications(alone, headline="in", copies="out")] == [MAIN_LINE]


def test_lexicon_variants_change_just_what_they_name(tables):
    """Without a class none of its hedges is left and all others are; the tables given stay as they are."""
    before = tables["hedges"].copy()
    altered = alter_annotations(tables, "without_hearsay", "en")["hedges"]
    assert len(altered) == (before["class"] != "hearsay").sum()
    pd.testing.assert_frame_equal(tables["hedges"], before)
    speech = alter_annotations(tables, "outermost", "en")["attributions"]
    assert speech["parent"].isna().all()


def test_the_plain_list_counts_every_occurrence_of_a_word(tables):
    """Counting by list takes a word wherever it stands, in title and body, and no phrase."""
    rows = [
        {"article_id": "a0-0-0", "voice": "outlet", "part": part, "term": term, "count": n}
        for part, term, n in (("body", "may", 3), ("title", "may", 1), ("body", "certainly", 2))
    ]
    counts = make_table("term_counts", rows)
    hedges = alter_annotations(tables | {"term_counts": counts}, "plain_list", "en")["hedges"]
    assert hedges["kind"].value_counts().to_dict() == {"hedge": 4, "booster": 2}
    measured = measure_articles(tables | {"hedges": hedges, "term_counts": counts}, {}, headline=False)
    found = measured.set_index(["article_id", "measure", "voice"])["numerator"]
    assert found["a0-0-0", "hedges", "outlet"] == 3
    assert not read_plain_list("en")["term"].str.contains(" ").any()


def test_influence_is_the_contrast_without_it():
    """The difference without the strongest article is that of the study without it; likewise the event."""
    counts = {f"{o}/e{e}/1": (3 * (o == "a") + e % 3, 100 + 7 * e) for o in "ab" for e in range(7)}
    counts["a/e3/2"] = (60, 200)
    measures, articles = make_study(counts)
    row = find_influence(measures, articles).set_index(["target", "reference"]).loc[("a", "b")]
    assert row["strongest_article"] == "a/e3/2"
    assert row["strongest_event"] == "e3"
    for column, kept in (
        ("difference_without_article", articles["article_id"] != "a/e3/2"),
        ("difference_without_event", articles["event"] != "e3"),
    ):
        left = articles[kept]
        without = contrast_outlets(
            measures[measures["article_id"].isin(left["article_id"])], left,
            draws=20, permutations=20, seed=1, confidence=0.95,
        )  # fmt: skip
        pair = without.query("event == 'all' and target == 'a' and reference == 'b'")
        assert row[column] == pytest.approx(pair["difference"].iloc[0])


def test_an_article_without_which_the_sign_is_lost_is_counted():
    """One article that alone makes the difference turns it when it is left out."""
    counts = {f"{o}/e{e}/1": (4, 100) for o in "ab" for e in range(7)}
    counts |= {"a/e0/2": (90, 100), "b/e0/2": (4, 100)}
    row = find_influence(*make_study(counts)).set_index(["target", "reference"]).loc[("a", "b")]
    assert row["n_turning_articles"] == 1
    assert row["n_turning_events"] == 1


def specification(name: str, difference: float, decided: int, *, equivalent: bool = True) -> dict:
    """Make a row of `specifications`."""
    return {
        "target": "a", "reference": "rest", "measure": "hedges", "voice": "outlet", "specification": name,
        "equivalent": equivalent, "difference": difference, "difference_low": difference - 1,
        "difference_high": difference + 1, "ratio": np.nan, "decided": decided, "flags": "",
    }  # fmt: skip


INFLUENCE = pd.DataFrame(
    [{"target": "a", "reference": "rest", "measure": "hedges", "voice": "outlet", "strongest_article": "x"}]
).assign(difference_without_article=1.0, n_turning_articles=0, strongest_event="e",
         difference_without_event=1.0, n_turning_events=0)  # fmt: skip


def judge(*rows: dict, multiverse=MULTIVERSE, **influence) -> pd.Series:
    """Judge one contrast."""
    table = make_table("specifications", rows)
    return judge_contrasts(table, INFLUENCE.assign(**influence), multiverse).iloc[0]


def test_the_rule():
    """Undecidable, reversed, robust and fragile are told apart as the rule says."""
    main = specification(MAIN_LINE, 3.0, 1)
    assert judge(specification(MAIN_LINE, 0.5, 0), specification("x", 3.0, 1))["verdict"] == "undecidable"
    assert judge(main, specification("x", -3.0, -1))["verdict"] == "reversed"
    assert judge(main, specification("x", 2.0, 1))["verdict"] == "robust"
    fragile = judge(main, specification("x", 0.5, 0))
    assert (fragile["verdict"], fragile["weakest"], fragile["n_same_sign"]) == ("fragile", "x", 2)
    assert judge(main, n_turning_articles=1)["verdict"] == "fragile"
    assert judge(main, n_turning_events=1)["verdict"] == "fragile"


def test_what_is_not_equivalent_bears_on_no_verdict():
    """A specification that is not as good is counted apart; so are articles left out, if so declared."""
    main = specification(MAIN_LINE, 3.0, 1)
    found = judge(main, specification("x", -3.0, -1, equivalent=False))
    assert (found["verdict"], found["n_others"], found["n_others_same_sign"]) == ("robust", 1, 0)
    ignored = MULTIVERSE | {"leave_out": {"event": "equivalent"}}
    assert judge(main, multiverse=ignored, n_turning_articles=1)["verdict"] == "robust"


def test_another_voice_counts_only_if_declared_equivalent():
    """Whose voice is counted is another question, unless the study says that it is the same."""
    rows = [specification(MAIN_LINE, 3.0, 1), specification(MAIN_LINE, 0.5, 0) | {"voice": "both"}]
    same = MULTIVERSE | {"voice": {"both": "equivalent"}}
    both = INFLUENCE.assign(voice="both")
    for multiverse, verdict in ((MULTIVERSE, "robust"), (same, "fragile")):
        found = judge_contrasts(make_table("specifications", rows), pd.concat([INFLUENCE, both]), multiverse)
        assert found.set_index("voice")["verdict"]["outlet"] == verdict


def test_nothing_to_compare_gives_no_rows():
    """One outlet alone has neither specifications nor judgements."""
    alone = generate_tables(generate_articles(1, 2, 1)) | {"copies": make_table("copies", [])}
    table = vary_contrasts(alone, STUDY)
    assert table.empty
    influence = find_influence(measure_articles(alone, LABEL_SETS), alone["articles"])
    assert judge_contrasts(table, influence, MULTIVERSE).empty


def test_terms_are_judged_by_varying_one_choice_at_a_time(tables):
    """A term that is told apart has a row; choices that are not equivalent are not tried."""
    articles, words = tables["articles"], tables["term_counts"]
    extra = [
        {"article_id": a, "voice": "outlet", "part": "body", "term": "regime", "count": 12}
        for a in articles.loc[articles["outlet"] == "o0", "article_id"]
    ]
    grown = make_table("term_counts", pd.concat([words, pd.DataFrame(extra)]))
    judged = judge_terms(grown, articles, FAST, multiverse=MULTIVERSE, stop_words={"term1"})
    row = judged.set_index(["target", "reference", "voice", "term"]).loc[("o0", "rest", "both", "regime")]
    assert row["verdict"] == "robust"
    assert row["n_specifications"] == 7
    few = MULTIVERSE | {"stop_words": {}, "prior_words": {}, "min_articles": {}, "headline": {}}
    assert set(judge_terms(grown, articles, FAST, multiverse=few, stop_words=())["n_specifications"]) == {1}
