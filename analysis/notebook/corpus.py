"""Answers about the corpus: who covers what, how much there is, what was wrong."""

import pandas as pd

from analysis.notebook.opening import Notebook, keep_finding
from analysis.report.figures import plot_coverage
from analysis.report.findings import Finding
from analysis.report.wording import count_noun

CANNOT_TELL = "Whether an empty cell is the outlet's choice or a gap in the collection."


def answer_coverage(notebook: Notebook, *, question: str) -> Finding:
    """Answer which outlet covers which event with how many articles."""
    study, articles = notebook.study, notebook.tables["articles"]
    counts = pd.crosstab(articles["event"], articles["outlet"])
    counts = counts.reindex(index=list(study.events), columns=list(study.outlets), fill_value=0)
    missing = int((counts == 0).to_numpy().sum())
    sentence = (
        f"{count_noun(len(articles), 'article')} by {count_noun(len(study.outlets), 'outlet')} on "
        f"{count_noun(len(study.events), 'event')}; of {counts.size} cells, {missing} are empty."
    )
    finding = Finding(
        id="coverage",
        question=question,
        sentence=sentence,
        verdict="descriptive only",
        limits=CANNOT_TELL,
        figure=plot_coverage(articles, study.outlets, study.events),
        data=counts.rename_axis(columns=None).reset_index(),
        evidence=None,
        alt="Number of articles of each outlet on each event",
    )
    return keep_finding(finding, notebook)


def answer_lengths(notebook: Notebook, *, question: str) -> Finding:
    """Answer how long the articles are, and where their titles, authors and times come from."""
    study, tables = notebook.study, notebook.tables
    words = tables["term_counts"].groupby("article_id")["count"].sum()
    articles = tables["articles"].assign(n_words=tables["articles"]["article_id"].map(words).fillna(0))
    lengths = articles.groupby("outlet")["n_words"].agg(["count", "min", "median", "max"])
    lengths = lengths.reindex([outlet for outlet in study.outlets if outlet in lengths.index]).astype(int)
    shortest, longest = lengths["median"].idxmin(), lengths["median"].idxmax()
    sentence = (
        f"The median article has {lengths['median'][shortest]} words in {study.outlets[shortest]} and "
        f"{lengths['median'][longest]} in {study.outlets[longest]}."
    )
    finding = Finding(
        id="lengths",
        question=question,
        sentence=sentence,
        verdict="descriptive only",
        limits="Long articles weigh more than short ones in every rate, since counts are summed first.",
        figure=None,
        data=lengths.rename(columns={"count": "n_articles"}).add_suffix("_words").reset_index()
        .rename(columns={"n_articles_words": "n_articles"}),
        evidence=None,
        alt="",
    )  # fmt: skip
    return keep_finding(finding, notebook)


def answer_issues(notebook: Notebook, *, question: str) -> Finding:
    """Answer what was wrong with the files, and what to do about it."""
    issues = notebook.tables["issues"]
    counts = issues["severity"].value_counts()
    found = [count_noun(int(counts[name]), name) for name in ("error", "warning", "notice") if name in counts]
    sentence = f"Found: {', '.join(found)}." if found else "Nothing was found wrong with the files."
    finding = Finding(
        id="issues",
        question=question,
        sentence=sentence,
        verdict="descriptive only",
        limits="Only what the program looks for; an article cut short in the middle of the line looks whole.",
        figure=None,
        data=issues.drop(columns="issue"),
        evidence=None,
        alt="",
    )
    return keep_finding(finding, notebook)
