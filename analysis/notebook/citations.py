"""The spans behind a measure: what was counted, as offsets, with a word on each."""

import pandas as pd

Frames = dict[str, pd.DataFrame]
COLUMNS = ["article_id", "start", "end", "note"]


def find_evidence(tables: Frames, measures: list[str]) -> pd.DataFrame:
    """Find the spans that some measures counted.

    Parameters
    ----------
    tables
        `hedges`, `labels`, `loaded_words`, `attributions` and `attribution_spans` of the study.
    measures
        Measures of one family: of hedges and boosters, of one label set, of distance, of loaded words, or
        of attributions.

    Returns
    -------
    pandas.DataFrame
        `article_id`, `start`, `end`, `note`, in the order of the articles' texts.
    """
    if measures[0].startswith("label:"):
        found = cite_labels(tables["labels"], measures[0].split(":")[1])
    elif measures[0].startswith(("hedges", "boosters", "commitment")):
        found = cite_hedges(tables["hedges"], measures)
    elif measures[0].startswith("distanced"):
        found = cite_distance(tables)
    elif measures[0] == "loaded":
        words = tables["loaded_words"]
        found = words.assign(note=words["word"] + ", " + words["voice"] + "'s voice")
    else:
        role = "content" if measures == ["attributed_share"] else "cue"
        found = cite_attributions(tables, role)
    return found.sort_values(["article_id", "start"], kind="stable", ignore_index=True)[COLUMNS]


def cite_hedges(hedges: pd.DataFrame, measures: list[str]) -> pd.DataFrame:
    """Cite hedges or boosters with their class and voice; `commitment` counts both."""
    kinds = {"hedges": ["hedge"], "boosters": ["booster"], "commitment": ["hedge", "booster"]}
    kept = hedges[hedges["kind"].isin(kinds[measures[0].split("_")[0]])]
    return kept.assign(note=kept["class"] + ", " + kept["voice"] + "'s voice")


def cite_distance(tables: Frames) -> pd.DataFrame:
    """Cite the doubting cues, and the outlets' own hearsay on what is attributed, with the source."""
    cues = cite_attributions(tables, "cue")
    cues = cues[(cues["cue_class"] == "doubting") & (cues["form"] != "none")]
    keys = ["article_id", "attribution"]
    told = tables["attributions"].query("form != 'none'")[[*keys, "source_name", "source_kind"]]
    hearsay = tables["hedges"].query("`class` == 'hearsay' and voice == 'outlet'")
    hearsay = hearsay.merge(told, on=keys)
    hearsay = hearsay.assign(note=name_sources(hearsay) + ", hearsay")
    found = pd.concat([frame[[*COLUMNS, "attribution"]] for frame in (cues, hearsay)])
    places = ["article_id", "start"]
    return found.drop_duplicates(places).sort_values(places, ignore_index=True)


def cite_labels(labels: pd.DataFrame, label_set: str) -> pd.DataFrame:
    """Cite the uses of a label set with the label and the voice."""
    kept = labels[labels["label_set"] == label_set]
    return kept.assign(note=kept["label"] + ", " + kept["voice"] + "'s voice")


def cite_attributions(tables: Frames, role: str) -> pd.DataFrame:
    """Cite the cues or contents of attributions with their source, its kind and the cue's class."""
    spans = tables["attribution_spans"]
    rows = spans[spans["role"] == role].merge(tables["attributions"], on=["article_id", "attribution"])
    return rows.assign(note=name_sources(rows) + ", " + rows["cue_class"] + " cue")


def name_sources(rows: pd.DataFrame) -> pd.Series:
    """Name the sources of attributions, with their kind."""
    return rows["source_name"].fillna("no name") + " (" + rows["source_kind"].str.replace("_", " ") + ")"
