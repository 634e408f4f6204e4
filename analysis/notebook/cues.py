"""Answers about cues: which of them no lexicon lists, so that a rule classed them."""

import pandas as pd

from analysis.language.lexicons import read_lexicon
from analysis.notebook.opening import Notebook, keep_finding
from analysis.report.findings import Finding
from analysis.report.wording import count_noun, join_words

SHOWN = 3  # cues that the sentence names
LIMITS = "A cue without a row of its own is held to be an attitude, or neutral where it has no content word."


def answer_unlisted_cues(notebook: Notebook, *, question: str) -> Finding:
    """Answer which cues were classed by rule, for want of a row in the lexicon."""
    tables = notebook.tables
    cues = list_unlisted(tables["attributions"], read_lexicon(notebook.study.language, "cues")["lemma"])
    counts = count_cues(cues)
    n, total = len(cues), int(tables["attributions"]["cue_lemma"].notna().sum())
    first = join_words([f"“{lemma}”" for lemma in counts["cue_lemma"].head(SHOWN)])
    spans = tables["attribution_spans"].query("role == 'cue'").merge(cues, on=["article_id", "attribution"])
    finding = Finding(
        id="unlisted-cues",
        question=question,
        sentence=f"{count_noun(n, 'cue')} of {total}: {first}." if n else f"None of {total} cues.",
        verdict="descriptive only",
        limits=LIMITS,
        figure=None,
        data=counts,
        evidence=spans.assign(note=spans["cue_lemma"] + ", " + spans["cue_class"]),
        alt="",
    )
    return keep_finding(finding, notebook)


def list_unlisted(attributions: pd.DataFrame, listed: pd.Series) -> pd.DataFrame:
    """List the attributions with a cue whose base form has no row in the lexicon."""
    known = attributions["cue_lemma"].isna() | attributions["cue_lemma"].isin(listed)
    return attributions.loc[~known, ["article_id", "attribution", "cue_lemma", "cue_class"]]


def count_cues(cues: pd.DataFrame) -> pd.DataFrame:
    """Count cues by base form and class: `cue_lemma`, `cue_class`, `n`, `n_articles`; commonest first."""
    groups = cues.groupby(["cue_lemma", "cue_class"])["article_id"]
    counts = pd.DataFrame({"n": groups.size(), "n_articles": groups.nunique()}).reset_index()
    order = ["n", "n_articles", "cue_lemma"]
    return counts.sort_values(order, ascending=[False, False, True], ignore_index=True)
