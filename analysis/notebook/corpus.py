"""Answers about the corpus: who covers what, how much there is, what was wrong."""

from analysis.compare.design import count_coverage
from analysis.notebook.opening import Notebook, keep_finding
from analysis.report.bound import say
from analysis.report.figures import plot_coverage
from analysis.report.findings import Finding
from analysis.report.wording import count_noun

CANNOT_TELL = "Whether an empty cell is the outlet's choice or a gap in the collection."


def answer_coverage(notebook: Notebook, *, question: str) -> Finding:
    """Answer which outlet covers which event with how many articles."""
    study, articles = notebook.study, notebook.tables["articles"]
    counts = count_coverage(articles, study.outlets, study.events)
    binding = {"saying": "coverage"}
    sentence, verdict = say(study, notebook.tables, binding)
    finding = Finding(
        id="coverage",
        question=question,
        sentence=sentence,
        verdict=verdict,
        limits=CANNOT_TELL,
        figure=plot_coverage(articles, study.outlets, study.events),
        data=counts.rename_axis(columns=None).reset_index(),
        evidence=None,
        alt="Number of articles of each outlet on each event",
        binding=binding,
    )
    return keep_finding(finding, notebook)


def answer_lengths(notebook: Notebook, *, question: str) -> Finding:
    """Answer how long the articles are, and where their titles, authors and times come from."""
    study, tables = notebook.study, notebook.tables
    words = tables["term_counts"].groupby("article_id")["count"].sum()
    articles = tables["articles"].assign(n_words=tables["articles"]["article_id"].map(words).fillna(0))
    by_outlet = articles.groupby("outlet")[["n_words"]]
    lengths = by_outlet.agg(["count", "min", "median", "max"]).droplevel(0, axis="columns")
    lengths = lengths.reindex([outlet for outlet in study.outlets if outlet in lengths.index]).astype(int)
    medians = lengths["median"].to_dict()
    typical = sorted((median, study.outlets[str(outlet)]) for outlet, median in medians.items())
    (fewest, shortest), (most, longest) = typical[0], typical[-1]
    sentence = f"The median article has {fewest} words in {shortest} and {most} in {longest}."
    finding = Finding(
        id="lengths",
        question=question,
        sentence=sentence,
        verdict="descriptive only",
        limits="Long articles weigh more than short ones in every rate, since counts are summed first.",
        figure=None,
        data=lengths.rename(columns={"count": "n_articles"}).reset_index(),
        evidence=None,
        alt="",
    )
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
