"""A sentence says no more than its rows support."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.report.descriptions import say_coverage
from analysis.report.prose import say_contrast, say_highest
from analysis.report.rows import turn_round

NAMES = {"gull": "The Gull", "tern": "The Tern", "crow": "The Crow"}


def contrast(target: str = "gull", reference: str = "tern", **changes: object) -> dict:
    row = {
        "event": "all",
        "target": target,
        "reference": reference,
        "measure": "hedges",
        "voice": "outlet",
        "value_target": 14.0,
        "value_reference": 8.0,
        "difference": 6.0,
        "difference_low": 2.0,
        "difference_high": 10.0,
        "n_articles_target": 9,
        "n_articles_reference": 8,
        "n_events": 8,
        "q": 0.01,
        "flags": "",
        "verdict": "robust",
        "n_specifications": 6,
        "n_decided": 6,
        "n_turning_articles": 0,
        "n_turning_events": 0,
        "weakest": "headline: out",
    }
    return row | changes


def estimates(**values: float) -> pd.DataFrame:
    rows = [
        {"event": "all", "outlet": outlet, "measure": "hedges", "voice": "outlet", "value": value}
        | {"n_articles": 9, "flags": ""}
        for outlet, value in values.items()
    ]
    return pd.DataFrame(rows)


def test_a_clear_contrast_says_who_has_more():
    """An interval that leaves out 0 makes a plain statement."""
    sentence, verdict = say_contrast(contrast(), NAMES)
    assert verdict == "robust"
    assert sentence.startswith("The Gull has more hedges per 1,000 words in its own voice than The Tern: 14")
    assert "95% interval 2.0 to 10.0" in sentence


def test_swapping_the_labels_swaps_the_sentence():
    """The sentence follows its row: swapped names give the swapped sentence."""
    said = say_contrast(contrast(), NAMES)[0]
    swapped = say_contrast(contrast("tern", "gull"), NAMES)[0]
    assert swapped == said.replace("The Gull", "X").replace("The Tern", "The Gull").replace("X", "The Tern")


def test_looking_from_the_other_side_turns_more_into_fewer():
    """The same contrast seen from the reference says "fewer"."""
    sentence, verdict = say_contrast(turn_round(contrast()), NAMES)
    assert sentence.startswith("The Tern has fewer hedges")
    assert verdict == "robust"


def test_widening_the_interval_softens_the_sentence():
    """When the interval holds 0 the sentence asks whether, and the verdict is undecidable."""
    sentence, verdict = say_contrast(contrast(difference_low=-1.0), NAMES)
    assert verdict == "undecidable"
    assert sentence.startswith("Whether The Gull has more")


@pytest.mark.parametrize(
    "changes",
    [
        {"flags": "too_few_articles"},
        {"difference_low": float("nan"), "difference_high": float("nan")},
        {"difference": float("nan")},
    ],
)
def test_a_flag_or_a_missing_interval_allows_no_conclusion(changes):
    """Whatever the numbers, a doubtful row is descriptive only."""
    sentence, verdict = say_contrast(contrast(**changes), NAMES)
    assert verdict == "descriptive only"
    assert "clearly" not in sentence


numbers = st.floats(-1e6, 1e6)


@given(numbers, numbers, numbers, st.sampled_from(["", "too_few_articles", "too_few_words artefact"]))
def test_robust_is_said_only_where_the_numbers_decide(difference, low, high, flags):
    """For any numbers: a judged row is robust only if no flag stands, 0 lies outside, and q is small."""
    row = contrast(difference=difference, difference_low=low, difference_high=high, flags=flags)
    decided = not flags and (low > 0 or high < 0)
    assert (say_contrast(row, NAMES)[1] == "robust") == decided
    assert say_contrast(row | {"q": 0.2}, NAMES)[1] in ("undecidable", "descriptive only")


def test_a_q_that_is_too_large_or_unknown_decides_nothing():
    """An interval that leaves out 0 is not enough where many tests were made."""
    for q in (0.051, float("nan")):
        sentence, verdict = say_contrast(contrast(q=q), NAMES)
        assert verdict == "undecidable"
        assert sentence.startswith("Whether")


def test_a_fragile_contrast_names_what_it_depends_on():
    """What another choice leaves open is said with the choice; what hangs on one article, too."""
    changes = {"verdict": "fragile", "n_decided": 4, "weakest": "lexicon: without hearsay"}
    sentence, verdict = say_contrast(contrast(**changes), NAMES)
    assert verdict == "fragile"
    assert sentence.endswith(
        "2 of 6 equivalent specifications leave it open, most of all “lexicon: without hearsay”."
    )
    sentence, _ = say_contrast(contrast(verdict="fragile", n_turning_articles=1), NAMES)
    assert sentence.endswith("It depends on choices: 1 single article or event left out takes it away.")


def test_a_reversed_contrast_claims_nothing():
    """What another choice turns round is put as a question."""
    sentence, verdict = say_contrast(contrast(verdict="reversed"), NAMES)
    assert verdict == "reversed"
    assert sentence.startswith("Whether The Gull has more")
    assert sentence.endswith("Another choice turns it round: headline: out.")


def test_a_contrast_that_was_not_judged_is_fragile():
    """What was not tried under other choices is never robust."""
    sentence, verdict = say_contrast(contrast(verdict=None), NAMES)
    assert verdict == "fragile"
    assert sentence.endswith("It was not tried under other choices.")


def test_the_weakest_lead_gives_the_verdict():
    """A lead over one outlet that is fragile makes the first place fragile, and names the outlet."""
    fragile = {"verdict": "fragile", "n_decided": 5}
    pairs = [contrast("gull", "tern"), contrast("gull", "crow", **fragile)]
    sentence, verdict = say_highest(
        estimates(tern=8.0, gull=14.0, crow=6.0), pd.DataFrame(pairs), "hedges", "outlet", NAMES
    )
    assert verdict == "fragile"
    assert (
        "Against The Crow: it depends on choices: 1 of 6 equivalent specifications leaves it open" in sentence
    )


def test_the_highest_is_clear_when_it_leads_every_other():
    """A clear lead over each other outlet names the closest."""
    pairs = [contrast("gull", "tern"), contrast("gull", "crow", difference_low=4.0)]
    sentence, verdict = say_highest(
        estimates(tern=8.0, gull=14.0, crow=6.0), pd.DataFrame(pairs), "hedges", "outlet", NAMES
    )
    assert verdict == "robust"
    assert sentence.startswith("The Gull has the most hedges per 1,000 words in its own voice, 14.0")
    assert "closest is The Tern" in sentence


def test_one_unclear_lead_makes_the_highest_unclear():
    """A lead over all but one is not the highest beyond doubt."""
    pairs = [contrast("tern", "gull", difference=-1.0, difference_low=-3.0, difference_high=1.0)]
    pairs += [contrast("gull", "crow")]
    sentence, verdict = say_highest(
        estimates(tern=8.0, gull=9.0, crow=3.0), pd.DataFrame(pairs), "hedges", "outlet", NAMES
    )
    assert verdict == "undecidable"
    assert "not clearly more than The Tern" in sentence


def test_a_lead_that_cannot_be_judged_falls_back_on_the_rest():
    """Where articles do not vary a pair has no interval; all others together may have one."""
    unknown = {"difference_low": float("nan"), "difference_high": float("nan")}
    pairs = [contrast("gull", "tern"), contrast("gull", "crow", **unknown), contrast("gull", "rest")]
    table = estimates(tern=8.0, gull=14.0, crow=0.0)
    sentence, verdict = say_highest(table, pd.DataFrame(pairs), "hedges", "outlet", NAMES)
    assert verdict == "robust"
    assert "than the other outlets together: 14.0 against 8.0" in sentence
    pairs[2] |= {"flags": "too_few_events"}
    sentence, verdict = say_highest(table, pd.DataFrame(pairs), "hedges", "outlet", NAMES)
    assert verdict == "descriptive only"
    assert sentence.endswith("No conclusion: too few events.")


def test_swapping_outlets_swaps_the_highest():
    """When the values change places, so do the names."""
    pairs = pd.DataFrame([contrast("gull", "tern")])
    swapped = pd.DataFrame([contrast("tern", "gull")])
    before = say_highest(estimates(gull=14.0, tern=8.0), pairs, "hedges", "outlet", NAMES)[0]
    after = say_highest(estimates(tern=14.0, gull=8.0), swapped, "hedges", "outlet", NAMES)[0]
    assert after == before.replace("The Gull", "X").replace("The Tern", "The Gull").replace("X", "The Tern")


def test_an_outlet_with_a_flag_is_named_and_not_ranked():
    """Too few articles keep an outlet out of the ranking, not out of the sentence."""
    table = estimates(gull=14.0, tern=8.0, crow=40.0)
    table.loc[table["outlet"] == "crow", "flags"] = "too_few_articles"
    sentence, verdict = say_highest(table, pd.DataFrame([contrast()]), "hedges", "outlet", NAMES)
    assert verdict == "robust"
    assert sentence.startswith("The Gull has the most")
    assert sentence.endswith("Not ranked: The Crow (too few articles).")


def test_too_few_sound_outlets_give_values_and_the_reason():
    """With one sound outlet nothing is highest."""
    table = estimates(gull=14.0, tern=8.0).assign(flags=["", "too_few_words"])
    sentence, verdict = say_highest(table, pd.DataFrame([contrast()]), "hedges", "outlet", NAMES)
    assert verdict == "descriptive only"
    assert "No conclusion: too few words." in sentence


def test_no_value_at_all_is_said():
    """An empty table gives a sentence, not an error."""
    pairs = pd.DataFrame([contrast()])
    sentence, verdict = say_highest(estimates(gull=float("nan")), pairs, "hedges", "outlet", NAMES)
    assert verdict == "descriptive only"
    assert sentence.startswith("No outlet has a value")


def test_shares_differ_by_points():
    """A difference of shares is told in points, its values in per cent."""
    changes = {"value_target": 0.5, "value_reference": 0.25, "difference": 0.25}
    ends = {"difference_low": 0.01, "difference_high": 0.4}
    row = contrast(measure="doubting_share", voice="both", **changes, **ends)
    sentence, _ = say_contrast(row, NAMES)
    assert sentence.startswith("The Gull has a higher share of doubting cues than The Tern: 50% against 25%")
    assert "difference 25 points, 95% interval 1 to 40" in sentence


def test_coverage_names_the_silent():
    """An outlet without an article on an event is named with it, the rest counted."""
    events = {"pier": "The pier", "eel": "The eel"}
    articles = pd.DataFrame({"event": ["pier", "pier", "eel"], "outlet": ["gull", "tern", "gull"]})
    sentence, verdict = say_coverage(articles, {"gull": "The Gull", "tern": "The Tern"}, events)
    assert verdict == "descriptive only"
    assert sentence.endswith("in 1 of 4 cases an outlet has nothing: The Tern on “The eel”.")
    alone = say_coverage(articles, {"gull": "The Gull"}, events)[0]
    assert alone.endswith("every outlet covers every event.")
    assert say_coverage(articles[:0], NAMES, events)[0].endswith("and 3 more.")
