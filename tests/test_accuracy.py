"""Accuracy is scored as the documents say, and told of what is shipped."""

import json
import math

import numpy as np
import pytest
from scipy.stats import spearmanr

from analysis.report.accuracy import check_accuracy, load_accuracy, read_accuracy
from benchmarks import accuracy, estimates, speed
from benchmarks.attributions import count_cues, count_role, measure_attributions, share_content
from benchmarks.describe import write_value
from benchmarks.estimates import correlate, describe_figure, draw_weights, f1, precision, recall, sum_counts
from benchmarks.hedges import count_classes, count_marks, cut_sentence
from benchmarks.loaded import measure_loaded_babe, measure_loaded_basil
from benchmarks.matching import count_overlaps, list_words, trim_spans
from benchmarks.naming import count_event
from benchmarks.ranking import count_voices, describe_outlets, measure_flips
from benchmarks.reporting import TELLING, count_pairs, count_reporting
from benchmarks.sources import find_match, measure_field
from benchmarks.uncertainty import correlate_drawn, count_modals, count_sentences
from benchmarks.voices import measure_voices
from benchmarks.word_list import compile_words, count_list

TEXT = 'Moss said the ferry was late. "It sank," Reed told reporters. Nobody asked.'
ONCE = np.ones((1, 1))


def span(phrase: str) -> list[int]:
    """Give where a phrase stands in TEXT."""
    start = TEXT.index(phrase)
    return [start, start + len(phrase)]


def attribution(source: str, cue: str, content: str, **fields: object) -> dict:
    """Make an attribution of phrases of TEXT."""
    roles = {"source": source, "cue": cue, "content": content}
    return {role: [span(words)] if words else [] for role, words in roles.items()} | fields


def article(name: str, *attributions: dict, outlet: str = "Gull", **fields: object) -> dict:
    """Make an article whose text is TEXT."""
    return {"doc_id": name, "outlet": outlet, "text": TEXT, "attributions": list(attributions)} | fields


MOSS = attribution("Moss", "said", "the ferry was late", quote_type_derived="indirect", speech=True)
REED = attribution("Reed", "told", '"It sank,"', quote_type_derived="direct", speech=True)
WIDE = attribution("Reed", "told reporters", "It sank", speech=True)
WRONG = attribution("Nobody", "asked", "", speech=True)


def figure_to_value(figures: list[dict]) -> dict[str, float]:
    """Map each figure over all groups, or name:group, to its value."""
    return {f["figure"] + (f":{f['group']}" if f["group"] else ""): f["value"] for f in figures}


def test_marks_at_the_ends_do_not_count():
    """Spans are compared without what is neither letter nor digit at their ends."""
    assert trim_spans(TEXT, [tuple(span('"It sank,"'))]) == {tuple(span("It sank"))}
    assert trim_spans(TEXT, [tuple(span('."'.replace(".", "")))]) == set()


def test_spans_are_exact_or_overlap_or_share_words():
    """Moss right, Reed's cue too wide, one cue wrong: exact 1 of 2 and 3, overlap 2, words 2 of 2 and 4."""
    counts = count_role([article("a", MOSS, REED)], {"a": article("a", MOSS, WIDE, WRONG)}, "cue")
    assert counts["exact"] == [{"gold": 2, "gold_found": 1, "found": 3, "found_right": 1}]
    assert counts["overlap"] == [{"gold": 2, "gold_found": 2, "found": 3, "found_right": 2}]
    assert counts["token"] == [{"gold": 2, "gold_found": 2, "found": 4, "found_right": 2}]


def test_f1_is_worked_by_hand():
    """Of 4 found 2 are right, of 3 gold 2 are found: precision .5, recall .67, F1 .57."""
    sums = sum_counts([{"gold": 3, "gold_found": 2, "found": 4, "found_right": 2}], ONCE)
    assert (precision(sums)[0], recall(sums)[0]) == (0.5, pytest.approx(2 / 3))
    assert f1(sums)[0] == pytest.approx(4 / 7)


def test_nothing_right_is_zero_and_nothing_at_all_unknown():
    """F1 is 0 where gold or finds are there and none meet, and unknown where there are none."""
    missed = sum_counts([{"gold": 2, "gold_found": 0, "found": 0, "found_right": 0}], ONCE)
    nothing = sum_counts([{"gold": 0, "gold_found": 0, "found": 0, "found_right": 0}], ONCE)
    assert f1(missed)[0] == 0
    assert math.isnan(precision(missed)[0])
    assert math.isnan(f1(nothing)[0])


def test_an_attribution_is_found_by_any_part_of_its_cue():
    """A cue in two parts is found once; ends that only touch do not meet; no cue is left out."""
    broken = {"cue": [span("told"), span("asked")]}
    uncued = {"cue": []}
    assert count_cues([broken, MOSS, uncued], [WRONG, REED]) == {
        "gold": 2, "gold_found": 1, "found": 2, "found_right": 2,
    }  # fmt: skip
    assert count_overlaps([[(0, 4)]], [[(4, 8)]])["gold_found"] == 0


def test_words_belong_to_the_span_they_start_in():
    """A word counts where its first letter lies."""
    start, end = span("ferry")
    assert list_words(TEXT, [(start + 1, end + 1)]) == set()
    assert list_words(TEXT, [(start, start + 1)]) == {(start, end)}


def test_voice_is_the_share_of_words_in_content():
    """Six of the thirteen words stand in content: the ferry was late, it sank."""
    assert share_content(TEXT, [MOSS, REED, REED]) == 6 / 13


def test_outlets_are_compared_by_recall():
    """One outlet is found whole, the other by half: recall 1 and .5, spread .5; indirect speech all found."""
    gold = [article("a", MOSS, REED), article("b", MOSS, REED, outlet="Tern")]
    found = {"a": article("a", MOSS, WIDE), "b": article("b", MOSS)}
    values = figure_to_value(measure_attributions(gold, found))
    assert (values["outlet_recall:Gull"], values["outlet_recall:Tern"]) == (1, 0.5)
    assert values["recall_spread"] == 0.5
    assert (values["form_recall:indirect"], values["form_recall:direct"]) == (1, 0.5)
    assert values["voice_mae"] == pytest.approx((2 / 13) / 2)
    assert values["voice_bias"] == pytest.approx(-(2 / 13) / 2)


def test_disputed_marks_are_neither_required_nor_wrong():
    """Agreed and found, disputed and found, unmarked and found: one right of two judged, one of two gold."""
    marks = [
        {"start": 0, "end": 5, "kind": "hedge", "class": "modal", "status": "agreed"},
        {"start": 10, "end": 15, "kind": "hedge", "class": "verb", "status": "disputed"},
        {"start": 20, "end": 25, "kind": "hedge", "class": "verb", "status": "agreed"},
        {"start": 30, "end": 35, "kind": "booster", "class": None, "status": "agreed"},
    ]
    found = [{"start": s, "end": s + 2, "kind": "hedge", "class": "modal"} for s in (4, 12, 30)]
    assert count_marks(marks, found, "hedge") == {
        "gold": 2, "gold_found": 1, "found": 2, "found_right": 1,
    }  # fmt: skip
    assert count_marks(marks, found, "booster")["gold_found"] == 0
    assert count_classes(marks, found) == {"gold": 1, "gold_found": 1}


def test_hedges_are_cut_to_the_sentence_they_start_in():
    """A hedge belongs to the sentence where it starts, and counts from there."""
    hedges = [{"start": 9, "end": 12}, {"start": 10, "end": 22}, {"start": 20, "end": 22}]
    assert cut_sentence({"start": 10, "end": 20}, hedges) == [{"start": 0, "end": 12}]


def test_macro_f1_is_the_mean_of_the_coded_classes():
    """Of three coded a one is taken for b: accuracy .75, F1 .8 and .67, and only c, never coded, has none."""
    pairs = [("a", "a"), ("a", "a"), ("a", "b"), ("b", "b"), (None, None)]
    values = figure_to_value(measure_field("kind", pairs, np.ones((2, 5))))
    assert values["kind_accuracy"] == 0.75
    assert (values["kind_f1:a"], values["kind_f1:b"]) == pytest.approx((0.8, 2 / 3))
    assert values["kind_macro_f1"] == pytest.approx((0.8 + 2 / 3) / 2)


def test_where_nothing_was_found_accuracy_is_unknown():
    """Without one attribution found there is no class to be right about."""
    values = figure_to_value(measure_field("kind", [(None, None)], np.ones((2, 1))))
    assert list(values) == ["kind_accuracy", "kind_macro_f1"]
    assert all(map(math.isnan, values.values()))


def test_a_coded_attribution_is_matched_by_its_cue():
    """The first attribution whose cue meets the coded one is judged, and none where there is none."""
    assert find_match([tuple(span("told"))], article("a", MOSS, WIDE, REED)) is WIDE
    assert find_match([tuple(span("late"))], article("a", MOSS, WIDE, REED)) is None


def test_a_plain_list_counts_every_form():
    """Whole words in any case and with any apostrophe; of two forms that overlap the longer one."""
    pattern = {"hedge": compile_words(["may", "it's possible", "possible"])}
    text = "May came. It’s possible, impossible or possible."
    found = [text[hedge["start"] : hedge["end"]] for hedge in count_list(text, pattern)]
    assert found == ["May", "It’s possible", "possible"]


def test_reporting_words_count_only_where_they_were_annotated():
    """Outside the checked sentences neither gold nor finds count, nor do thoughts; orders do not tell."""
    sentences = [[*span("Moss said the ferry was late."), 0], [*span('"It sank," Reed told reporters.'), 1]]
    gold = {"text": TEXT, "sentences": sentences, "reporting": [span("said"), span("told")]}
    acts = [a | {"cue_class": "neutral"} for a in (MOSS, MOSS, REED, WIDE | {"speech": False})]
    found = article("a", *acts, WRONG | {"cue_class": "directive"})
    assert count_reporting(gold | {"checked_sentences": [0]}, found) == {
        "gold": 1, "gold_found": 1, "found": 1, "found_right": 1,
    }  # fmt: skip
    whole = {"text": TEXT, "reporting": gold["reporting"]}
    assert count_reporting(whole, found) == {"gold": 2, "gold_found": 2, "found": 3, "found_right": 2}
    assert count_reporting(whole, found, TELLING)["found"] == 2


def test_a_pair_needs_cue_and_source_of_one_attribution():
    """The right cue with another's source is found, but no pair."""
    crossed = attribution("Moss", "told", "")
    counts = count_pairs([MOSS, REED], [MOSS, crossed])
    assert counts["found"]["gold_found"] == 2
    assert counts["pair"] == {"gold": 2, "gold_found": 1}


def test_a_sentence_is_uncertain_when_it_holds_a_hedge():
    """Of three sentences two are marked and two found, one of them both times."""
    gold = {"sentences": [[0, 10], [11, 20], [21, 30]], "hedges": [[2, 4, "x"], [5, 6, "x"], [12, 14, "x"]]}
    assert count_sentences(gold, [(13, 15), (22, 24)]) == {
        "gold": 2, "gold_found": 1, "found": 2, "found_right": 1,
    }  # fmt: skip


def test_modals_are_recalled_word_by_word():
    """Only the words asked for count, and boosters of ours do not."""
    gold = {"hedges": [[0, 3, "modal:may"], [8, 13, "modal:could"], [20, 23, "modal:may"]]}
    found = {"hedges": [{"start": 0, "end": 3, "kind": "hedge"}, {"start": 20, "end": 23, "kind": "booster"}]}
    assert count_modals(gold, found, ["modal:may"]) == {"gold": 2, "gold_found": 1}
    assert count_modals(gold, found, ["modal:may", "modal:could"]) == {"gold": 3, "gold_found": 1}


def test_correlations_agree_with_scipy():
    """Weighted columns correlate as the same columns with repeated rows."""
    generator = np.random.default_rng(3)
    x, y = generator.normal(size=(2, 30)).round(1)
    times = generator.integers(0, 3, 30)
    repeated = np.repeat(x, times), np.repeat(y, times)
    assert correlate(x, y, times[None].astype(float))[0] == pytest.approx(np.corrcoef(*repeated)[0, 1])
    assert correlate_drawn(x, y, times) == pytest.approx(spearmanr(*repeated).statistic)


def test_articles_are_drawn_whole_and_within_their_outlet():
    """Rows of an article share their weight, outlets keep their number of articles, row 0 is the sample."""
    rows = [{"doc_id": name, "outlet": name[0]} for name in ("a1", "a1", "a2", "a3", "b1", "b2")]
    weights = draw_weights(rows)
    assert (weights[0] == 1).all()
    assert (weights[:, 0] == weights[:, 1]).all()
    assert (weights[:, 1:4].sum(axis=1) == 3).all()
    assert (weights[:, 4:].sum(axis=1) == 2).all()
    assert len(np.unique(weights[1:], axis=0)) > 5
    assert (weights == draw_weights(rows)).all()


def test_the_interval_holds_the_middle_of_the_draws():
    """The value is the first, the interval 2.5 % to 97.5 % of the others, as drawn; the unknown aside."""
    figure = describe_figure("x", np.array([7.0, *range(101), np.nan]), 3, "y")
    assert figure == {"figure": "x", "group": "y", "value": 7.0, "low": 2.0, "high": 98.0, "n": 3}
    assert math.isnan(describe_figure("x", np.array([np.nan, np.nan]), 0)["low"])


def test_hedges_are_counted_in_the_outlets_voice():
    """Of three hedges one is in content, and one, hearsay, is the outlet's even there."""
    late, sank, asked = (span(word)[0] for word in ("late", "sank", "asked"))
    classes = {late: ("modal", "source"), sank: ("hearsay", "outlet"), asked: ("modal", "outlet")}
    hedges = [{"start": s, "kind": "hedge", "class": c, "voice": v} for s, (c, v) in classes.items()]
    counts = count_voices(article("a", MOSS, REED), article("a", MOSS, hedges=hedges), hedges[:1])
    assert (counts["raw_hedges"], counts["own_gold_hedges"], counts["own_ours_hedges"]) == (3, 2, 2)
    assert (counts["raw_words"], counts["own_gold_words"], counts["own_ours_words"]) == (13, 7, 9)
    assert (counts["list_raw_hedges"], counts["list_own_gold_hedges"]) == (1, 0)


def test_a_flip_is_the_longest_way_an_outlet_moves():
    """From 1, 2, 3 to 3, 1, 2 the first moves two places, and the orders correlate at -.5."""
    one_draw = {side: np.array([[1.0], [2.0], [3.0]]) for side in ("list_raw", "raw", "own_ours", "own_gold")}
    one_draw |= {"list_own_gold": np.array([[3.0], [1.0], [2.0]])}
    values = figure_to_value(measure_flips(one_draw))
    assert (values["list_flip"], values["flip_ours"]) == (2, 0)
    assert values["list_flip_spearman"] == pytest.approx(-0.5)


def test_an_outlet_moves_down_by_so_many_places():
    """Who hedges most over all words and third in its own voice moved two places down."""
    ranks = {
        side: np.array([[1.0], [2.0], [3.0]]) for side in ("list_raw", "raw", "own_ours", "list_own_gold")
    }
    ranks |= {"own_gold": np.array([[3.0], [1.0], [2.0]])}
    values = figure_to_value(describe_outlets(ranks, ranks, ["gull", "tern", "wren", "wren"]))
    assert [values[f"places_flip_gold:{outlet}"] for outlet in ("gull", "tern", "wren")] == [2, -1, -1]
    assert values["rank_own_gold:gull"] == 3


def test_given_contents_give_each_hedge_its_voice():
    """With the gold contents our rule is right on both hedges; with ours, which miss one, on one of two."""
    modal = {"kind": "hedge", "class": "modal", "voice": "outlet"}
    hedges = [modal | {"start": span(word)[0]} for word in ("late", "Nobody")]
    values = figure_to_value(measure_voices([article("a", MOSS)], {"a": article("a", hedges=hedges)}, "en"))
    assert values == {"hedge_voice_given_gold": 1, "hedge_voice_given_ours": 0.5}


def test_without_the_corpora_the_benchmark_says_so(tmp_path):
    """A folder without corpora is refused with the command that would do."""
    for benchmark in (accuracy, speed):
        with pytest.raises(SystemExit, match="make accuracy GOLD="):
            benchmark.main([str(tmp_path)])


def test_the_files_shipped_are_the_files_measured():
    """Model and lexicons are those whose accuracy stands in accuracy.json."""
    changed = check_accuracy("en")
    assert not changed, f"{changed} changed since they were measured: run `make accuracy GOLD=FOLDER`"


def test_a_changed_lexicon_is_noticed(monkeypatch, tmp_path):
    """A file that is new, gone or another than the one measured is named; what no annotator reads is not."""
    folder = tmp_path / "xx"
    folder.mkdir()
    for name in ("cues.csv", "new.csv", "furniture.csv"):
        (folder / name).write_text("form\n", encoding="utf-8")
    measured = {"files": {"cues.csv": "0", "gone.csv": "0"}}
    (folder / "accuracy.json").write_text(json.dumps(measured), encoding="utf-8")
    monkeypatch.setattr("analysis.report.accuracy.FOLDER", tmp_path)
    assert check_accuracy("xx") == ["cues.csv", "gone.csv", "new.csv"]


def test_every_figure_has_a_meaning():
    """Each figure of the file is explained, and nothing is explained that was not measured."""
    measured = load_accuracy("en")
    figures, meanings = (
        {(row["corpus"], row["figure"]) for row in measured[table]} for table in ("figures", "meanings")
    )
    assert figures == meanings
    assert {corpus for corpus, _ in figures} == {row["corpus"] for row in measured["corpora"]}
    assert all(row["meaning"] for row in measured["meanings"])


def test_the_report_reads_figures_with_their_meaning():
    """One row a figure and group, each with a meaning; a language that was not measured has none."""
    figures = read_accuracy("en")
    assert len(figures) == len(load_accuracy("en")["figures"])
    assert not figures.duplicated(["corpus", "figure", "group"]).any()
    known = figures.dropna(subset=["low", "high"])
    assert len(known) > 100
    assert (known["low"] <= known["high"]).all()
    assert figures[["meaning", "measured_on"]].notna().all(axis=None)
    assert read_accuracy("xx").empty
    assert list(read_accuracy("xx")) == list(figures)


def test_only_numbers_and_our_own_words_are_written():
    """The file holds rounded numbers and the tables of this folder; unknown is null."""
    rows = [{"corpus": "c", "figure": "x", "value": 0.123456, "low": math.nan, "n": 3}]
    written = json.loads(accuracy.write_figures(rows, {"cues.csv": "0"}))
    assert written["figures"] == [{"corpus": "c", "figure": "x", "value": 0.1235, "low": None, "n": 3}]
    assert written["draws"] == estimates.DRAWS


def test_values_are_written_with_their_interval():
    """Two decimals below 1, one above, whole numbers as such, unknown where there is none."""
    assert write_value(0.876, 0.8, 0.9) == "0.88 [0.80, 0.90]"
    assert write_value(18.26, 16.9, 19.66) == "18.3 [16.9, 19.7]"
    assert write_value(-4.0, -5.0, 0.0) == "−4 [−5, 0]"
    assert write_value(math.nan, math.nan, math.nan) == "unknown"


def test_growth_is_an_exponent():
    """The same time per article is exponent 1; ten times as long for ten times as many is exponent 2."""
    assert speed.find_exponent(1, 10) == 1
    assert speed.find_exponent(10, 10) == pytest.approx(2)


def test_speed_is_a_ratio_to_the_plain_loop():
    """A side that takes twice the loop's time in the middle round has ratio .5."""
    compared = speed.compare_sides({"plain_loop": [1.0, 1.0, 1.0], "ours": [4.0, 2.0, 1.0]})
    assert compared["ours"]["ratio"] == 0.5
    assert (compared["ours"]["lowest"], compared["ours"]["highest"]) == (0.25, 1.0)


def test_loaded_words_are_scored_word_by_word():
    """Of two loaded words one is marked, of two marked words one is found; one of two sentences is biased."""
    sentences = [
        {"text": "The absurd mayor wept twice.", "bias_words": [[4, 10], [22, 27]], "label": "Biased"},
        {"text": "A vile eel swam.", "bias_words": [], "label": "Non-biased"},
    ]
    gold = [{"doc_id": str(i), "outlet": "Gull", **sentence} for i, sentence in enumerate(sentences)]
    values = figure_to_value(measure_loaded_babe(gold, "en"))
    assert (values["loaded_precision"], values["loaded_recall"]) == (0.5, 0.5)
    assert values["loaded_chance"] == 2 / 9
    assert (values["biased_sentence_precision"], values["biased_sentence_recall"]) == (0.5, 1)
    assert values["biased_sentence_chance"] == 0.5


def test_loaded_words_count_in_the_outlets_voice():
    """A word that somebody is quoted with is neither required nor found, and no word of the title is."""
    text = 'Pier shut\nThe absurd pier is shut. "It is a vile pier," Moss said.'
    marks = [
        {"span": [14, 20], "type": "lexical", "in": "body", "in_quote": False},
        {"span": [44, 48], "type": "lexical", "in": "body", "in_quote": True},
        {"span": [0, 4], "type": "lexical", "in": "title", "in_quote": False},
        {"span": [21, 25], "type": "informational", "in": "body", "in_quote": False},
    ]
    gold = [
        {"doc_id": outlet, "outlet": outlet, "event_id": "pier", "text": text, "bias": marks}
        for outlet in ("Gull", "Tern")
    ]
    values = figure_to_value(measure_loaded_basil(gold, "en"))
    assert (values["loaded_precision"], values["loaded_recall"]) == (1, 1)
    assert values["ranked_precision"] == 1


def test_candidates_are_judged_by_their_referents():
    """Two phrases that people gave one referent are right, and chance is the share of all marked pairs."""
    frame = "Since the {} of the harbour, and in the {} there, it was dry."
    words = {"Gull": ("blockade", "old"), "Tern": ("closure", "grey")}
    gold = []
    for outlet, (thing, colour) in words.items():
        for number in range(2):
            text = frame.format(thing, colour)
            starts = {"closing": text.index(thing), "port": text.index("harbour")}
            ends = {"closing": starts["closing"] + len(thing), "port": starts["port"] + len("harbour")}
            mentions = [{"span": [starts[c], ends[c]], "type": "EVENT", "code": c} for c in starts]
            row = {"doc_id": f"{outlet}{number}", "outlet": outlet, "event_id": "pier"}
            gold.append(row | {"text": text, "mentions": mentions})
    counts = count_event(gold, "en")
    assert (counts["all"], counts["all_right"]) == (3, 1)
    assert (counts["found_5"], counts["right_5"]) == (1, 1)
