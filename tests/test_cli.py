"""The command line says plainly what it did and what is wrong."""

import json

from conftest import PAGES

from analysis.cli import main


def test_a_bad_study_ends_with_one_message(shore, monkeypatch, capsys):
    """A study that breaks a rule ends the command with one line: rule, place, value, remedy."""
    monkeypatch.chdir(shore)
    (shore / "data/raw/shore/study.toml").write_text('title = "x"\n', encoding="utf-8")
    assert main(["run", "shore"]) == 1
    assert capsys.readouterr().err == "parallax: study.toml: missing key: 'question'. Add it.\n"


def test_an_unknown_parameter_ends_with_one_message(shore, monkeypatch, capsys):
    """A parameter that nobody knows is named."""
    monkeypatch.chdir(shore)
    assert main(["run", "shore", "-p", "drawz", "3"]) == 1
    assert "unknown parameter: 'drawz'" in capsys.readouterr().err


def test_check_lists_the_issues_of_a_study(shore, monkeypatch, capsys):
    """`check` names each file that is wrong, with its line, and counts."""
    monkeypatch.chdir(shore)
    (shore / "data/raw/shore/pages/gull-eel-1.txt").write_bytes(b"")
    assert main(["check", "shore"]) == 0
    printed = capsys.readouterr().out
    assert "error: articles.csv:5: not the declared file" in printed
    assert "5 articles declared, 1 issues" in printed


def test_place_copies_only_what_the_manifest_names(shore, monkeypatch, capsys, tmp_path_factory):
    """`place` copies the files whose hashes match, under any name, and says which are missing."""
    monkeypatch.chdir(shore)
    folder = tmp_path_factory.mktemp("kept")
    (folder / "deep").mkdir()
    (folder / "deep" / "a.txt").write_text(PAGES["gull-eel-1"], encoding="utf-8")
    (folder / "b.txt").write_text("something else", encoding="utf-8")
    pages = shore / "data/raw/shore/pages"
    for path in pages.iterdir():
        path.unlink()
    assert main(["place", "shore", str(folder)]) == 0
    assert [path.name for path in pages.iterdir()] == ["gull-eel-1.txt"]
    assert "1 files placed, 4 of 5 still missing" in capsys.readouterr().out


def test_annotate_gives_offsets_into_the_text_as_given(tmp_path):
    """`annotate` gives one row a document, in order, with offsets into just the text it got."""
    texts = ["“It may rain,” Ann Orlan said.\r\nShe left.", "", "Nothing is said here."]
    rows = [json.dumps({"doc_id": str(i), "text": text}) for i, text in enumerate(texts)]
    (tmp_path / "in.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert main(["annotate", str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl")]) == 0
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["doc_id"] for row in found] == ["0", "1", "2"]
    first = found[0]["attributions"][0]
    assert [texts[0][start:end] for start, end in first["cue"]] == ["said"]
    assert [texts[0][start:end] for start, end in first["source"]] == ["Ann Orlan"]
    assert texts[0][found[0]["hedges"][0]["start"] :].startswith("may")


def test_list_names_the_studies(shore, monkeypatch, capsys):
    """`list` names each study with its title."""
    monkeypatch.chdir(shore)
    assert main(["list"]) == 0
    assert capsys.readouterr().out == "shore: The shore\n"
