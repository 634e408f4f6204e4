"""The spans behind a measure: what was counted, as offsets, with a word on each."""

import pandas as pd

Frames = dict[str, pd.DataFrame]
COLUMNS = ["article_id", "start", "end", "note"]


def find_evidence(tables: Frames, measures: list[str]) -> pd.DataFrame:
    """Find the spans that some measures counted.

    Parameters
    ----------
    tables
        `hedges`, `labels`, `attributions` and `attribution_spans` of the study.
    measures
        Measures of one family: of hedges and boosters, of one label set, or of attributions.

    Returns
    -------
    pandas.DataFrame
        `article_id`, `start`, `end`, `note`, in the order of the articles' texts.
    """
    if measures[0].startswith("label:"):
        found = cite_labels(tables["labels"], measures[0].split(":")[1])
    elif measures[0].startswith(("hedges", "boosters", "commitment")):
        found = cite_hedges(tables["hedges"], measures)
    else:
        role = "content" if measures == ["attributed_share"] else "cue"
        found = cite_attributions(tables, role)
    return found.sort_values(["article_id", "start"], kind="stable", ignore_index=True)[COLUMNS]


def cite_hedges(hedges: pd.DataFrame, measures: list[str]) -> pd.DataFrame:
    """Cite hedges or boosters with their class and voice; `commitment` counts both."""
    kinds = {"hedges": ["hedge"], "boosters": ["booster"], "commitment": ["hedge", "booster"]}
    kept = hedges[hedges["kind"].isin(kinds[measures[0].split("_")[0]])]
    return kept.assign(note=kept["class"] + ", " + kept["voice"] + "'s voice")


def cite_labels(labels: pd.DataFrame, label_set: str) -> pd.DataFrame:
    """Cite the uses of a label set with the label and the voice."""
    kept = labels[labels["label_set"] == label_set]
    return kept.assign(note=kept["label"] + ", " + kept["voice"] + "'s voice")


def cite_attributions(tables: Frames, role: str) -> pd.DataFrame:
    """Cite the cues or contents of attributions with their source, its kind and the cue's class."""
    spans = tables["attribution_spans"]
    rows = spans[spans["role"] == role].merge(tables["attributions"], on=["article_id", "attribution"])
    source = rows["source_name"].fillna("no name") + " (" + rows["source_kind"].str.replace("_", " ") + ")"
    return rows.assign(note=source + ", " + rows["cue_class"] + " cue")
