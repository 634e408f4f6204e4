"""Answers about words: which tell the outlets apart, and how alike the outlets are."""

import pandas as pd

from analysis.notebook.opening import Notebook, keep_finding
from analysis.report.figures import plot_similarity, plot_terms
from analysis.report.findings import Finding
from analysis.report.wording import join_words

RANKS = "A ranking, not a test: words are not independent, and topics differ as well as manners."
NO_SCALE = "How alike two articles of one outlet would be: without that, a cosine has no scale."


def answer_terms(notebook: Notebook, outlet: str, *, question: str, voice: str = "both") -> Finding:
    """Answer which words tell an outlet from the others.

    Parameters
    ----------
    notebook
        The open notebook.
    outlet
        The target; the reference is the rest.
    question
        What the finding answers.
    voice
        In whose words.
    """
    study, contrasts = notebook.study, notebook.tables["term_contrasts"]
    chosen = (contrasts["target"] == outlet) & (contrasts["reference"] == "rest")
    rows = contrasts[chosen & (contrasts["voice"] == voice)]
    rows = rows.sort_values(["z", "term"], ascending=[False, True])
    top = study.parameters.top_terms
    ends = pd.concat([rows.head(top), rows.tail(top)]).drop_duplicates("term").reset_index(drop=True)
    more = [f"“{term}”" for term in rows.loc[rows["log_odds"] > 0, "term"].head(5)]
    sentence = (
        f"{study.outlets[outlet]} is told from the rest most by {join_words(more)}."
        if more
        else f"No word of {study.outlets[outlet]} stands in enough articles to be compared."
    )
    figure = plot_terms(contrasts, study.outlets, target=outlet, voice=voice, top=top) if more else None
    finding = Finding(
        id=f"terms-{outlet}",
        question=question,
        sentence=sentence,
        verdict="descriptive only",
        limits=RANKS,
        figure=figure,
        data=ends,
        evidence=None,
        alt=f"Words that {study.outlets[outlet]} uses more, and less, than the others",
    )
    return keep_finding(finding, notebook)


def answer_similarity(notebook: Notebook, *, question: str, voice: str = "both") -> Finding:
    """Answer how alike the outlets' words are inside an event, mean over events."""
    study, similarity = notebook.study, notebook.tables["similarity"]
    chosen = (similarity["event"] == "all") & (similarity["voice"] == voice)
    rows = similarity[chosen & (similarity["statistic"] == "cosine")]
    known = rows.dropna(subset="similarity").sort_values("similarity", kind="stable").to_dict("records")
    names = study.outlets
    sentence = "No two outlets cover the same event."
    if known:
        near, far = known[-1], known[0]
        sentence = (
            f"{names[near['outlet']]} and {names[near['other']]} are most alike ({near['similarity']:.2f}), "
            f"{names[far['outlet']]} and {names[far['other']]} least ({far['similarity']:.2f})."
        )
    finding = Finding(
        id="similarity",
        question=question,
        sentence=sentence,
        verdict="descriptive only",
        limits=NO_SCALE,
        figure=plot_similarity(similarity, names, voice=voice) if known else None,
        data=rows.reset_index(drop=True),
        evidence=None,
        alt="Cosine similarity of each pair of outlets",
    )
    return keep_finding(finding, notebook)
