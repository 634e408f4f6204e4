"""Cues that no lexicon lists are told."""

import pandas as pd

from analysis.notebook.cues import count_cues, list_unlisted


def test_cues_without_a_row_are_listed_commonest_first():
    """A cue is unlisted when its base form has no row; no cue at all is none."""
    attributions = pd.DataFrame(
        {
            "article_id": ["a", "a", "b", "b", "b"],
            "attribution": [0, 1, 0, 1, 2],
            "cue_lemma": ["say", "beam", "twinkle", "beam", None],
            "cue_class": ["neutral", "attitude", "attitude", "attitude", "neutral"],
        }
    )
    found = count_cues(list_unlisted(attributions, pd.Series(["say"])))
    assert found.to_numpy().tolist() == [["beam", "attitude", 2, 2], ["twinkle", "attitude", 1, 1]]
    assert count_cues(list_unlisted(attributions, attributions["cue_lemma"])).empty
