"""Sentences with their roles marked by hand: "{s:Holm} {c:said} that {t:all is well}."."""

import pandas as pd

from analysis.annotate.attributions import build_attributions
from analysis.annotate.lexical.batches import read_batch
from analysis.annotate.speech.quotations import find_quotations
from analysis.annotate.text.tokens import split_tokens

ROLES = {"s": "source", "c": "cue", "t": "content"}


def read_markup(marked):
    """Split marked text into the text and its spans (role, start, end)."""
    text, spans, opened = "", [], []
    i = 0
    while i < len(marked):
        if marked[i] == "{" and marked[i + 2] == ":":
            opened.append((ROLES[marked[i + 1]], len(text)))
            i += 3
        elif marked[i] == "}":
            role, start = opened.pop()
            spans.append((role, start, len(text)))
            i += 1
        else:
            text += marked[i]
            i += 1
    return text, spans


def attribute(*marked):
    """Build the attributions of marked articles; each as a dict, with its spans as lists of strings."""
    articles = [read_markup(article) for article in marked]
    tokens = split_tokens([text for text, _ in articles])
    rows = []
    for n, (_, spans) in enumerate(articles):
        for role, start, end in spans:
            inside = (tokens.article == n) & (tokens.start < end) & (tokens.end > start)
            for sentence in sorted(set(tokens.sentence[inside])):
                where = (inside & (tokens.sentence == sentence)).nonzero()[0]
                rows.append((role, where[0], where[-1] + 1, 1.0))
    spans = pd.DataFrame(rows, columns=["role", "first", "last", "score"])
    spans = spans.astype({"role": "str", "first": "int64", "last": "int64", "score": "float64"})
    batch = read_batch(tokens, "en")
    table, parts = build_attributions(batch, find_quotations(batch), spans)
    return [as_dict(row, parts, tokens.texts) for row in table.to_dict("records")]


def as_dict(row, parts, texts):
    """Put an attribution and its spans together."""
    own = parts[(parts["article"] == row["article"]) & (parts["attribution"] == row["attribution"])]
    text = texts[row["article"]]
    for role in ROLES.values():
        of_role = own[own["role"] == role]
        row[role] = [text[i:j] for i, j in zip(of_role["start"], of_role["end"], strict=True)]
    return row
