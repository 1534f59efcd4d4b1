"""The whole program, started as a process: the command line is a contract."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def muster(*arguments: object, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run ``main.py`` with a data folder of its own."""
    return subprocess.run(
        [sys.executable, ROOT / "main.py", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env=os.environ | {"MUSTER_DATA": str(folder / "data"), "LC_ALL": "C.UTF-8"},
        check=False,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample in English and in Chinese."""
    made = tmp_path_factory.mktemp("main")
    for lang in ("en", "zh_CN"):
        done = muster("new", f"{lang}.muster", "--sample", "--lang", lang, folder=made)
        assert (done.returncode, done.stderr) == (0, "")
    return made


def rows(folder: Path, file: str, kind: str) -> list[dict[str, object]]:
    done = muster("list", file, kind, "--json", folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def test_main_imports_only_what_it_dispatches_to() -> None:
    tree = ast.parse((ROOT / "main.py").read_text(encoding="utf-8"))
    names = {
        node.module.partition(".")[0] if isinstance(node, ast.ImportFrom) else alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
        if not isinstance(node, ast.ImportFrom) or node.module
    }
    assert names == {"__future__", "drills", "gui", "register", "sys", "typing"}
    top = {getattr(node, "module", None) for node in tree.body if isinstance(node, ast.ImportFrom)}
    assert "gui.app" not in top


KINDS = "risks assessments categories units methods people phones teams memberships plans steps drills log"


@pytest.mark.parametrize("kind", KINDS.split())
def test_every_kind_is_listed_as_json(kind: str, folder: Path) -> None:
    for file in ("en.muster", "zh_CN.muster"):
        found = rows(folder, file, kind)
        assert found
        assert all(row["id"] for row in found)
        assert "" not in found[0].values()


def test_json_of_a_risk_has_the_keys_of_the_contract(folder: Path) -> None:
    risk = rows(folder, "en.muster", "risks")[0]
    keys = "number title status source cause event consequence category unit owner strategy"
    assert {*keys.split(), "controls", "measures", "raised_on", "next_review", "notes"} <= {*risk}
    assert {"category_id", "unit_id", "owner_id", "custom"} <= {*risk}
    for tier in ("inherent", "current", "residual", "target"):
        assert isinstance(risk[f"{tier}_score"], int)
        assert risk[f"{tier}_level"] in {"low", "moderate", "high", "extreme"}


def test_json_of_a_drill_and_a_person(folder: Path) -> None:
    drill = rows(folder, "en.muster", "drills")[0]
    assert str(drill["starts_at"]).endswith("Z")
    assert drill["status"] == "closed"
    person = rows(folder, "en.muster", "people")[0]
    assert person["active"] is True
    assert all(isinstance(number, str) for number in person["phones"])  # type: ignore[attr-defined]


def test_table_for_people_speaks_the_language_asked(folder: Path) -> None:
    done = muster("list", "zh_CN.muster", "risks", "--lang", "zh_CN", folder=folder)
    assert done.stdout.startswith("编号")


def test_unknown_kind_is_one_sentence(folder: Path) -> None:
    done = muster("list", "en.muster", "wishes", folder=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_export_comes_back_as_no_change(ending: str, lang: str, folder: Path) -> None:
    file, out = f"{lang}.muster", f"{lang}-out.{ending}"
    assert muster("export", file, out, "--lang", lang, folder=folder).returncode == 0
    done = muster("import", file, out, "--dry-run", "--lang", "en", folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("new 0, changed 0, same ")
    assert done.stdout.endswith(", no change\n")


def test_no_change_in_chinese(folder: Path) -> None:
    assert muster("export", "zh_CN.muster", "again.csv", folder=folder).returncode == 0
    done = muster("import", "zh_CN.muster", "again.csv", "--lang", "zh_CN", folder=folder)
    assert "无变化" in done.stdout


SHEET = "Risk ID,Title,Likelihood,Impact\nA-1,Flood,3,4\nA-2,,2,2\nA-3,Fire,9,1\n"


def test_import_with_a_problem_changes_nothing_unless_it_is_skipped(folder: Path) -> None:
    (folder / "sheet.csv").write_text(SHEET, encoding="utf-8")
    assert muster("new", "i.muster", "--lang", "en", folder=folder).returncode == 0
    done = muster("import", "i.muster", "sheet.csv", folder=folder)
    assert done.returncode == 1
    assert done.stdout == "new 2, changed 0, same 0, problems 1\n"
    assert len(done.stderr.splitlines()) == 2
    assert rows(folder, "i.muster", "risks") == []
    done = muster("import", "i.muster", "sheet.csv", "--skip-problems", folder=folder)
    assert done.returncode == 0
    found = rows(folder, "i.muster", "risks")
    assert [(row["number"], row["current_likelihood"]) for row in found] == [
        ("A-1", 3),
        ("A-3", None),
    ]


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_heat_map_is_saved(ending: str, folder: Path) -> None:
    done = muster(
        "heatmap", "zh_CN.muster", "-o", f"map.{ending}", "--tier", "residual", folder=folder
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / f"map.{ending}").stat().st_size > 5_000


@pytest.mark.parametrize(("lang", "paper"), [("en", "Letter"), ("zh_CN", "A4")])
def test_binder_is_printed_whatever_the_register_speaks(
    lang: str, paper: str, folder: Path
) -> None:
    out = f"{lang}.pdf"
    arguments = ("--paper", paper, "--holder", "值班室", "--marking", "内部", "--lang", lang)
    done = muster("binder", "zh_CN.muster", "-o", out, *arguments, folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / out).read_bytes().startswith(b"%PDF")


def test_check_and_repair_and_their_exit_codes(folder: Path) -> None:
    assert muster("check", "en.muster", folder=folder).returncode == 0
    done = muster("check", "en.muster", "--all", folder=folder)
    assert done.returncode == 0
    assert "has no approved plan" in done.stdout
    assert muster("check", "nothing.muster", folder=folder).returncode == 2
    (folder / "text.muster").write_text("text")
    assert muster("check", "text.muster", folder=folder).returncode == 2
    damaged = bytearray((folder / "en.muster").read_bytes())
    damaged[20_480:24_576] = bytes(4096)
    (folder / "damaged.muster").write_bytes(damaged)
    done = muster("check", "damaged.muster", folder=folder)
    assert done.returncode == 1
    assert done.stdout
    done = muster("repair", "damaged.muster", "-o", "mended.muster", folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert muster("check", "mended.muster", folder=folder).returncode == 0
    done = muster("repair", "damaged.muster", "-o", "mended.muster", folder=folder)
    assert done.returncode == 2


def test_snapshots_are_listed_and_restored(folder: Path) -> None:
    (folder / "more.csv").write_text("Title\nNew risk\n", encoding="utf-8")
    assert muster("new", "r.muster", "--lang", "en", folder=folder).returncode == 0
    assert muster("import", "r.muster", "more.csv", folder=folder).returncode == 0
    done = muster("restore", "r.muster", folder=folder)
    assert done.stdout.startswith("1\t")
    assert "\timport\t" in done.stdout
    assert muster("restore", "r.muster", "--from", "9", folder=folder).returncode == 2
    assert muster("restore", "r.muster", "--from", "1", folder=folder).returncode == 0
    assert rows(folder, "r.muster", "risks") == []


def test_signature_is_the_one_given(folder: Path) -> None:
    muster("new", "by.muster", "--by", "陈伟", folder=folder)
    (folder / "one.csv").write_text("Title\nNew risk\n", encoding="utf-8")
    muster("import", "by.muster", "one.csv", "--by", "李娜", folder=folder)
    import sqlite3

    connection = sqlite3.connect(folder / "by.muster")
    assert connection.execute("select who from history order by seq").fetchall() == [
        ("陈伟",),
        ("李娜",),
    ]
    connection.close()


@pytest.mark.parametrize(
    "arguments",
    [
        ("new", "en.muster"),
        ("list", "nothing.muster", "risks"),
        ("import", "en.muster", "nothing.xlsx"),
        ("export", "en.muster", "out.docx"),
        ("export", "en.muster", "no/such/folder/out.json"),
        ("heatmap", "en.muster", "-o", "out.gif"),
        ("binder", "nothing.muster", "-o", "out.pdf"),
        ("repair", "nothing.muster", "-o", "new.muster"),
        ("restore", "nothing.muster"),
    ],
)
def test_failure_is_one_sentence_and_code_2(arguments: tuple[str, ...], folder: Path) -> None:
    done = muster(*arguments, folder=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(".\n")
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
