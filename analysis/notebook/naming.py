"""Answers about names: labels chosen, choices that a study may have missed, loaded words."""

from analysis.compare.loaded import rank_loaded_words
from analysis.notebook.answers import name_finding, say_about, select_estimates
from analysis.notebook.citations import find_evidence
from analysis.notebook.opening import Notebook, keep_finding
from analysis.report.figures import plot_shares
from analysis.report.figures.loaded import plot_loaded_words
from analysis.report.findings import Finding
from analysis.report.wording import join_words
from analysis.tables import VOICES

SUGGESTED = "Suggested by a program from slots and spelling; some pairs name two things. A reader decides."
RARE = "Single words are rare; the order says which to read first, and nothing of how sure a difference is."


def answer_labels(notebook: Notebook, label_set: str, *, limits: str, voice: str = "outlet") -> Finding:
    """Answer which label of a set each outlet chooses; the sentence speaks of the first label."""
    study, tables = notebook.study, notebook.tables
    labels = [label for label in study.labels[label_set] if label]
    measures = [f"label:{label_set}:{label}" for label in labels]
    sentence, verdict = say_about(notebook, measures[0], voice)
    finding = Finding(
        id=name_finding(f"labels-{label_set}"),
        question=f"Which words do the outlets choose: {', '.join(labels)}?",
        sentence=sentence,
        verdict=verdict,
        limits=limits,
        figure=plot_shares(tables["estimates"], study.outlets, measures=measures, voice=voice),
        data=select_estimates(tables["estimates"], measures, VOICES),
        evidence=find_evidence(tables, measures),
        alt=f"Shares of {', '.join(labels)} in each outlet's own voice",
    )
    return keep_finding(finding, notebook)


def answer_candidates(notebook: Notebook, *, question: str, top: int = 20) -> Finding:
    """Answer which other words the outlets may be choosing between, in their own voice."""
    best, uses = notebook.tables["candidates"].head(top), notebook.tables["candidate_uses"]
    words = [f"“{row['label']}” and “{row['other']}”" for row in best.head(3).to_dict("records")]
    sentence = f"Perhaps choices, too: {'; '.join(words)}." if words else "No two words look like a choice."
    named = uses[uses["label"].isin({*best["label"], *best["other"]})]
    finding = Finding(
        id="label-candidates",
        question=question,
        sentence=sentence,
        verdict="descriptive only",
        limits=SUGGESTED,
        figure=None,
        data=best,
        evidence=named.rename(columns={"label": "note"}).sort_values(["article_id", "start"]),
        alt="",
    )
    return keep_finding(finding, notebook)


def answer_loaded_words(notebook: Notebook, *, question: str, top: int = 8) -> Finding:
    """Answer which loaded words tell an outlet's own voice from the others' on the same events."""
    study, tables = notebook.study, notebook.tables
    ranked = rank_loaded_words(
        tables["loaded_words"],
        tables["term_counts"],
        tables["articles"],
        prior_words=study.parameters.prior_words,
    )
    shown = ranked[ranked["log_odds"] > 0].groupby("outlet").head(top).reset_index(drop=True)
    parts = [
        f"{name}: {join_words([f'“{word}”' for word in words.head(3)])}"
        for outlet, name in study.outlets.items()
        if len(words := shown.loc[shown["outlet"] == outlet, "word"])
    ]
    finding = Finding(
        id="loaded-words",
        question=question,
        sentence=f"Most its own: {'; '.join(parts)}." if parts else "No outlet has a loaded word of its own.",
        verdict="descriptive only",
        limits=RARE,
        figure=plot_loaded_words(shown, study.outlets) if parts else None,
        data=ranked,
        evidence=find_evidence(tables, ["loaded"]),
        alt="Loaded words that each outlet uses more than the others, with how often",
    )
    return keep_finding(finding, notebook)
