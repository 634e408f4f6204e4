"""Write the documents that are generated; a test compares them with what would be written."""

from pathlib import Path

from analysis.measure.describe import describe_measures
from analysis.store import describe_tables
from benchmarks.describe import describe_accuracy
from benchmarks.describe_calibration import describe_calibration
from benchmarks.describe_speed import describe_speed

DOCUMENTS = {
    "accuracy.md": describe_accuracy,
    "calibration.md": describe_calibration,
    "data-dictionary.md": describe_tables,
    "measures.md": describe_measures,
    "speed.md": describe_speed,
}

if __name__ == "__main__":
    for name, describe in DOCUMENTS.items():
        (Path(__file__).parent / name).write_text(describe(), encoding="utf-8")
