"""Answers about words: which tell the outlets apart, and how alike the outlets are."""

import pandas as pd

from analysis.compare.bootstrap import Bootstrap
from analysis.compare.design import make_design
from analysis.compare.word_shifts import shift_words
from analysis.language.lexicons import read_lexicon
from analysis.notebook.opening import Notebook, keep_finding
from analysis.report.bound import say
from analysis.report.figures import plot_similarity, plot_terms
from analysis.report.figures.shifts import plot_shift
from analysis.report.findings import Finding
from analysis.report.vocabulary import say_shift

DECIDED = "The order ranks; what decides is q, with articles as the sample. Topics differ as well as manners."
SCALE = "An outlet with one article on each event gives no baseline. A cosine counts words, not their order."
PARTS = "A share of a difference is not a test: the intervals say how far it hangs on single articles."
SHOWN = 80  # words in the table behind a shift


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
    binding = {"saying": "terms", "outlet": outlet, "voice": voice}
    sentence, verdict = say(study, notebook.tables, binding)
    chosen = (contrasts["target"] == outlet) & (contrasts["reference"] == "rest")
    rows = contrasts[chosen & (contrasts["voice"] == voice)]
    rows = rows.sort_values(["z", "term"], ascending=[False, True])
    top = study.parameters.top_terms
    ends = pd.concat([rows.head(top), rows.tail(top)]).drop_duplicates("term").reset_index(drop=True)
    figure = plot_terms(rows, study.outlets, target=outlet, top=top, confidence=study.parameters.confidence)
    finding = Finding(
        id=f"terms-{outlet}",
        question=question,
        sentence=sentence,
        verdict=verdict,
        limits=DECIDED,
        figure=figure if len(rows) else None,
        data=ends,
        evidence=None,
        alt=f"Words that {study.outlets[outlet]} uses more, and less, than the others",
        binding=binding,
    )
    return keep_finding(finding, notebook)


def find_furthest(notebook: Notebook, *, voice: str = "both") -> tuple[str, str]:
    """Find the two outlets that are least alike; the first two of the study where that is unknown."""
    rows = notebook.tables["similarity"]
    chosen = (rows["event"] == "all") & (rows["voice"] == voice) & (rows["statistic"] == "jensen_shannon")
    known = rows[chosen].dropna(subset="similarity").sort_values("similarity", kind="stable")
    pairs = zip(known["outlet"], known["other"], strict=True)
    one, other, *_ = next(pairs, (*notebook.study.outlets, "rest"))
    return one, other


def answer_shift(
    notebook: Notebook, target: str, reference: str, *, question: str, voice: str = "both"
) -> Finding:
    """Answer which words make two outlets differ.

    Parameters
    ----------
    notebook
        The open notebook.
    target, reference
        An outlet; another one, or 'rest'.
    question
        What the finding answers.
    voice
        In whose words.
    """
    study = notebook.study
    shift = find_shift(notebook, target, reference, voice)
    sentence, verdict = say_shift(shift, target, reference, study.outlets)
    shown = shift.head(2 * study.parameters.top_terms)
    finding = Finding(
        id=f"shift-{target}-{reference}",
        question=question,
        sentence=sentence,
        verdict=verdict,
        limits=PARTS,
        figure=plot_shift(shown, study.outlets, target=target, reference=reference) if len(shift) else None,
        data=shift,
        evidence=None,
        alt="What each word adds to the difference, to the right where the first outlet uses it more",
        bars="contribution",
    )
    return keep_finding(finding, notebook)


def find_shift(notebook: Notebook, target: str, reference: str, voice: str) -> pd.DataFrame:
    """Divide the difference of two outlets among the words, as the study's parameters say."""
    study, words = notebook.study, notebook.tables["term_counts"]
    parameters = study.parameters
    kept = pd.Series(True, words.index)
    if voice != "both":
        kept &= words["voice"] == voice
    if not parameters.headline:
        kept &= words["part"] == "body"
    if parameters.stop_words:
        kept &= ~words["term"].isin(read_lexicon(study.language, "stop_words")["form"])
    tables = notebook.tables
    design = make_design(tables["articles"], tables["copies"], keep_copies=parameters.copies)
    return shift_words(
        words[kept],
        design.articles,
        target=target,
        reference=reference,
        top=SHOWN,
        bootstrap=Bootstrap(parameters.draws, parameters.seed, parameters.confidence),
    )


def answer_similarity(notebook: Notebook, *, question: str, voice: str = "both") -> Finding:
    """Answer how alike the outlets' words are inside an event, beside how alike an outlet is to itself."""
    study, similarity = notebook.study, notebook.tables["similarity"]
    binding = {"saying": "similarity", "voice": voice, "statistic": "cosine"}
    sentence, verdict = say(study, notebook.tables, binding)
    chosen = (similarity["event"] == "all") & (similarity["voice"] == voice)
    rows = similarity[chosen]
    cosines = rows[(rows["statistic"] == "cosine") & rows["similarity"].notna()]
    finding = Finding(
        id="similarity",
        question=question,
        sentence=sentence,
        verdict=verdict,
        limits=SCALE,
        figure=plot_similarity(cosines, study.outlets) if len(cosines) else None,
        data=rows.reset_index(drop=True),
        evidence=None,
        alt="How alike each pair of outlets is, with intervals, beside two articles of one outlet",
        binding=binding,
    )
    return keep_finding(finding, notebook)
