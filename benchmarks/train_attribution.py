"""Train the attribution tagger: `python -m benchmarks.train_attribution GOLD [OUT]`.

GOLD is the folder of the gold corpora; OUT the weights, by default those of the package. A few minutes
on one core; same corpora and package versions, same weights.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.tagger.features import hash_tokens
from analysis.annotate.tagger.tagger import find_chains
from analysis.annotate.tagger.viterbi import FORBIDDEN
from analysis.annotate.tagger.vocabulary import describe_vocabulary
from analysis.annotate.tagger.words import WordTable, hash_words, make_word_table
from analysis.annotate.text.tokens import split_tokens
from analysis.language.lexicons import FOLDER, read_lexicon
from benchmarks.crf import Batch, Settings, make_batches, train
from benchmarks.gold_labels import LABELS, label_fully, label_partly, read_gold
from benchmarks.word_classes import learn_word_classes

COMPLETE = "polnear"
WEIGHT_OF_PARTIAL = {"tbaq_reporting": 1.0, "mpqa_ds": 0.2}
COST, COST_OF_MISS = 0.3, 0.5  # of any wrong label; more of a cue that is passed over
SMALLEST = 2  # quantised weights up to here are left out
HIGHEST = 127
Arrays = dict[str, NDArray]


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, help="folder of the gold corpora")
    parser.add_argument("out", type=Path, nargs="?", default=FOLDER / "en" / "attribution.npz")
    arguments = parser.parse_args()
    if not (arguments.gold / COMPLETE / "train.jsonl").is_file():
        sys.exit(f"no {COMPLETE}/train.jsonl in {arguments.gold}: name the folder of the gold corpora")
    documents = read_gold(arguments.gold, COMPLETE, "train")
    arrays = train_tagger(arguments.gold, documents, learn_words(arguments.gold), Settings())
    np.savez_compressed(arguments.out, **arrays)  # type: ignore[arg-type]
    print(f"{arguments.out}: {arguments.out.stat().st_size / 1e6:.1f} MB")


def train_tagger(gold: Path, documents: list[dict], words: Arrays, settings: Settings) -> Arrays:
    """Train on documents that are annotated in full, and the partial corpora of a gold folder.

    Parameters
    ----------
    gold
        Folder of the gold corpora.
    documents
        Of the complete corpus.
    words
        Classes of words, as `learn_words` gives them.
    settings
        How to train.

    Returns
    -------
    dict
        What `load_model` reads.
    """
    table = make_word_table(words, read_lexicon("en", "attribution_words"))
    batches = prepare(documents, table, settings, weight=1.0)
    for corpus, weight in WEIGHT_OF_PARTIAL.items():
        batches += prepare(read_gold(gold, corpus, "train"), table, settings, weight=weight, partial=True)
    weights, moves = train(batches, find_barred(), find_costs(), settings)
    return pack(weights, moves, table)


def learn_words(gold: Path) -> Arrays:
    """Learn the classes of words from the training texts of all corpora, without their annotation."""
    paths = sorted(gold.glob("*/train.jsonl"))
    documents = (row for path in paths for row in read_gold(gold, path.parent.name, "train"))
    words, (fine, coarse) = learn_word_classes(
        row["text"] for row in documents if isinstance(row.get("text"), str)
    )
    hashes = hash_words(words)
    order = np.argsort(hashes)
    return {"hashes": hashes[order], "fine": fine[order], "coarse": coarse[order]}


def prepare(
    documents: list[dict], table: WordTable, settings: Settings, *, weight: float, partial: bool = False
) -> list[Batch]:
    """Turn documents into batches for training."""
    tokens = split_tokens([document["text"] for document in documents])
    ids, layout = hash_tokens(tokens, describe_vocabulary(tokens.vocabulary, table), table, settings.n_bits)
    starts = find_chains(layout)
    allowed = label_partly(documents, tokens) if partial else label_fully(documents, tokens, starts)
    return make_batches(np.ascontiguousarray(ids.T), allowed, starts, weight=weight)


def find_barred() -> NDArray[np.bool_]:
    """Tell which transitions cannot be: an inner label follows only its own span; last row: the start."""
    inner = np.array([label.startswith("I") for label in LABELS])
    names = np.array([label[2:] for label in LABELS])
    same = (names[:, None] == names[None, :]) & (names != "")[:, None]
    return np.vstack([inner[None, :] & ~same, inner])


def find_costs() -> NDArray[np.float64]:
    """Tell what it costs to take one label for another."""
    costs = COST * (1 - np.eye(len(LABELS)))
    costs[[label.endswith("cue") for label in LABELS], LABELS.index("O")] += COST_OF_MISS
    return costs


def pack(weights: NDArray[np.float32], moves: NDArray[np.float64], table: WordTable) -> Arrays:
    """Quantise what was learned to small whole numbers."""
    scale = float(np.quantile(np.abs(weights[weights != 0]), 0.9999)) / HIGHEST
    small = np.clip(np.round(weights / scale), -HIGHEST, HIGHEST).astype(np.int8)
    small[np.abs(small) <= SMALLEST] = 0
    transitions = np.where(find_barred(), FORBIDDEN, np.round(moves / scale)).astype(np.int32)
    return {
        "labels": np.array(LABELS),
        "weights": small,
        "scale": np.array(scale),
        "transitions": transitions,
        "hashes": table.hashes,
        "fine": table.fine.astype(np.uint16),
        "coarse": table.coarse.astype(np.uint16),
        "classes": table.classes,
        "class_names": np.array(sorted(table.bit_of_class)),
    }


if __name__ == "__main__":
    main()
