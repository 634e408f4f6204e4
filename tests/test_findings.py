"""Findings come back from their folder as they went in."""

import json

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented_study import make_findings

from analysis.report.findings import Finding, read_findings, write_finding

FIRST, SECOND = (found[0] for found in make_findings().values())


def plain(data: pd.DataFrame) -> Finding:
    return Finding("plain", "q", "s", "undecidable", "l", None, data, None, "")


def test_a_finding_comes_back_as_it_was(tmp_path):
    """Words, data, evidence and drawing survive the folder."""
    write_finding(FIRST, tmp_path, 0)
    [found] = read_findings(tmp_path)
    assert (found.id, found.sentence, found.verdict, found.limits) == (
        FIRST.id, FIRST.sentence, FIRST.verdict, FIRST.limits,
    )  # fmt: skip
    pd.testing.assert_frame_equal(found.data, FIRST.data)
    pd.testing.assert_frame_equal(found.evidence, FIRST.evidence, check_dtype=False)
    assert found.drawing.startswith("<svg")


def test_findings_keep_their_order(tmp_path):
    """Order is the one given, not that of file names."""
    write_finding(SECOND, tmp_path, 0)
    write_finding(FIRST, tmp_path, 1)
    assert [found.id for found in read_findings(tmp_path)] == [SECOND.id, FIRST.id]


def test_files_are_the_same_bytes_each_time(tmp_path):
    """No date, no random id: two runs write the same files."""
    for run in ("one", "two"):
        found = make_findings()["03_hedging"][0]
        write_finding(found, tmp_path / run, 0)
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == [f"{FIRST.id}.{end}" for end in ("csv", "evidence.csv", "json", "png", "svg")]
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_reading_and_writing_again_changes_nothing(tmp_path):
    """A finding that was read is written as the same files, its picture apart."""
    write_finding(FIRST, tmp_path / "one", 0)
    write_finding(read_findings(tmp_path / "one")[0], tmp_path / "two", 0)
    for path in (tmp_path / "two").iterdir():
        assert path.read_bytes() == (tmp_path / "one" / path.name).read_bytes(), path.name


words = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(words, st.sampled_from(["nan", "NA", "null", "007", "a,b", '"', "\r", "\n"]))))
def test_words_stay_words(tmp_path, terms):
    """Terms such as "nan", "NA" or "007" come back as the same text."""
    data = pd.DataFrame({"term": pd.Series(terms, dtype="str"), "n": range(len(terms))})
    write_finding(plain(data), tmp_path, 0)
    pd.testing.assert_frame_equal(read_findings(tmp_path)[0].data, data)


def test_unknown_numbers_stay_unknown(tmp_path):
    """A missing number is not 0 after the folder."""
    data = pd.DataFrame({"value": [1.5, None], "n": pd.array([1, None], dtype="Int64")})
    write_finding(plain(data), tmp_path, 0)
    pd.testing.assert_frame_equal(read_findings(tmp_path)[0].data, data)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"id": "../evil"}, "small letters"),
        ({"verdict": "proven"}, "none of robust"),
        ({"evidence": pd.DataFrame({"article_id": []})}, "evidence has no column end"),
    ],
)
def test_a_finding_that_breaks_a_rule_says_which(change, says):
    """An id that could leave the folder, an unknown verdict and half evidence are refused."""
    fields = {name: getattr(FIRST, name) for name in FIRST.__dataclass_fields__}
    with pytest.raises(ValueError, match=says):
        Finding(**fields | change)


def test_a_finding_shows_itself_escaped():
    """JupyterLab gets figure, sentence and data; nothing of it is markup of the articles."""
    html = FIRST._repr_html_()
    assert "data:image/svg+xml;base64," in html
    assert "hedges &lt;less&gt; than" in html
    assert "<less>" not in html
    assert html.count("<tr>") == 1 + len(FIRST.data)


def test_the_json_is_plain(tmp_path):
    """The words of a finding are JSON with its place and its columns."""
    write_finding(SECOND, tmp_path, 3)
    written = json.loads((tmp_path / f"{SECOND.id}.json").read_text(encoding="utf-8"))
    assert written["order"] == 3
    assert written["columns"] == {"outlet": "str", "value": "float64"}
