"""Tables that go in and out, by the command line and over HTTP, as a spreadsheet or another program makes and reads them."""

import csv
import io
import json
import subprocess

import pytest

from api import TODAY, company, database, environment, server, typed  # noqa: F401

CSV = {"Content-Type": "text/csv"}
FILES = {
    "employees": ("employee", "import", "employee", "export", []),
    "punches": ("punch", "import", "punch", "export", ["--from", "2026-01-01", "--to", "2026-01-31"]),
    "rosters": ("roster", "import", "roster", "export", ["--from", "2026-01-01", "--to", "2026-01-31"]),
    "balances": ("leave", "import-balances", "leave", "export-balances", ["--on", "2026-01-31"]),
}
ROWS = {
    "employees": [
        ["code", "name", "joined", "department", "manager", "device user"],
        ["0101", '=HYPERLINK("x"), Devi', "2025-01-01", "Stores", "0005", "101"],
        ["0102", "-Chand\n+Rao", "2025-02-01", "@Press", "0101", ""]],
    "punches": [
        ["reason", "employee", "date", "time", "direction"], ["the old system", "0042", "2026-01-05", "09:00", "in"],
        ["=1+1", "0042", "2026-01-05", "18:00:30", ""], ["", "0043", "2026-01-05", "09:10", ""]],
    "rosters": [
        ["employee", "day", "date", "reason"], ["0042", "off", "2026-01-06", "a wedding"], ["0043", "G", "2026-01-11", ""]],
    "balances": [["employee", "type", "date", "days"], ["0042", "VL", "2026-01-01", "12"], ["0043", "SL", "2026-01-01", "5.5"]],
}
PATHS = {
    "employees": "/imports/employees", "punches": "/imports/punches", "rosters": "/imports/rosters",
    "balances": "/imports/leave-balances",
}
OUT = {
    "employees": "/employees", "punches": "/exports/punches?from=2026-01-01&to=2026-01-31",
    "rosters": "/exports/rosters?from=2026-01-01&to=2026-01-31", "balances": "/leave/balances?on=2026-01-31",
}


def text(rows, separator=","):
    """As Python's csv writes it, with CRLF and quotes where they are needed."""
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue()


def run(etime, folder, *words, given=None):
    """A command by the administrator that may fail."""
    return subprocess.run(
        [str(etime), *map(str, words), "--database", database(folder)], input=given, capture_output=True, text=True,
        env=environment(folder, "meera"), cwd=folder, timeout=120)


def fates(etime, folder, table, name, *options):
    words = FILES[table]
    done = run(etime, folder, *words[:2], name, "--format", "json", *options)
    return [row["fate"] for row in json.loads(done.stdout)], done


@pytest.mark.parametrize("table", FILES)
@pytest.mark.parametrize("separator", ",;\t")
def test_a_table_comes_in_goes_out_and_is_unchanged(etime, company, table, separator):  # noqa: F811
    file = company / f"{table}.csv"
    file.write_bytes(b"\xef\xbb\xbf" + text(ROWS[table], separator).encode())
    dry, done = fates(etime, company, table, file, "--dry-run")
    assert dry == ["added"] * (len(ROWS[table]) - 1) and done.returncode == 0, done.stderr
    assert fates(etime, company, table, file, "--dry-run")[0] == dry
    assert fates(etime, company, table, file)[0] == dry
    assert set(fates(etime, company, table, file)[0]) == {"unchanged"}

    out = company / "out.csv"
    words = FILES[table]
    assert run(etime, company, *words[2:4], *words[4], "--output", out).returncode == 0
    printed = run(etime, company, *words[2:4], *words[4]).stdout
    assert printed.encode() == out.read_bytes().replace(b"\r\n", b"\n")
    rows = list(csv.DictReader(io.StringIO(out.read_bytes().decode(), newline="")))
    assert len(rows) >= len(ROWS[table]) - 1
    assert not any(cell[:1] in ("=", "+", "-", "@") for row in rows for cell in row.values() if not number(cell))
    after, done = fates(etime, company, table, out)
    assert set(after) == {"unchanged"} and len(after) == len(rows), done.stderr


def number(cell):
    try:
        return float(cell) is not None
    except ValueError:
        return False


@pytest.mark.parametrize("table", FILES)
def test_one_refused_row_keeps_all_out_unless_it_is_skipped(etime, company, table):  # noqa: F811
    rows = [*ROWS[table], [cell and "0909 0909" for cell in ROWS[table][1]]]
    file = company / "wrong.csv"
    file.write_text(text(rows), newline="")
    expected = ["added"] * (len(rows) - 2) + ["refused"]
    for options in (["--dry-run"], [], ["--skip-refused", "--dry-run"]):
        found, done = fates(etime, company, table, file, *options)
        assert found == expected and done.returncode == 1 and "Nothing was stored" in done.stderr
    found, done = fates(etime, company, table, file, "--skip-refused")
    assert found == expected and done.returncode == 1 and "Imported: " in done.stderr, done.stderr
    assert fates(etime, company, table, file)[0] == ["unchanged"] * (len(rows) - 2) + ["refused"]


@pytest.mark.parametrize("name, sentence", [
    ("missing.csv", "there is no such file; check the name"), ("folder", "it is not a readable file"),
    ("secret.csv", "cannot be read"), ("old.xls", "save it as XLSX or as “CSV UTF-8”"), ("book.xlsx", "The workbook is damaged at the archive"),
    ("utf16.csv", "UTF-16"), ("latin.csv", "not UTF-8 text"), ("empty.csv", "The file is empty"),
    ("columns.csv", "did you mean “joined”?"),
])
def test_a_file_that_is_none_is_one_sentence(etime, company, name, sentence):  # noqa: F811
    (company / "folder").mkdir()
    (company / "secret.csv").symlink_to("secret.csv")
    (company / "book.xlsx").write_bytes(b"PK\x03\x04\x14\x00")
    (company / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (company / "utf16.csv").write_bytes("code,name,joined\n".encode("utf-16"))
    (company / "latin.csv").write_bytes("code,name,joined\n1,Jos\xe9,2026-01-01\n".encode("latin-1"))
    (company / "empty.csv").touch()
    (company / "columns.csv").write_text("code,name,jioned\n")
    done = run(etime, company, "employee", "import", name)
    assert done.returncode == 1 and not done.stdout
    assert sentence in done.stderr and len(done.stderr.splitlines()) == 1, done.stderr


def test_a_table_that_cannot_be_written_is_one_sentence(etime, company):  # noqa: F811
    done = run(etime, company, "employee", "export", "--output", "no/such/folder.csv")
    assert done.returncode == 1 and "no/such/folder.csv cannot be written" in done.stderr and not done.stdout


def test_standard_input_is_a_file_too(etime, company):  # noqa: F811
    done = run(etime, company, "employee", "import", "-", given=text(ROWS["employees"]))
    assert done.returncode == 0 and "2 added" in done.stdout, done.stderr


@pytest.mark.parametrize("table", FILES)
def test_over_http_a_table_comes_in_goes_out_and_is_unchanged(server, table):  # noqa: F811
    hema = server.sign_in("hema")
    body = text(ROWS[table])
    dry = hema.ask("POST", PATHS[table], body, CSV, {"dryRun": "true"}).says(200).json()
    assert not dry["isStored"] and dry["added"] == len(ROWS[table]) - 1, dry["summary"]
    real = hema.ask("POST", PATHS[table], body, CSV | {"Idempotency-Key": "one"}).says(200).json()
    assert real["isStored"] and real["rows"] == dry["rows"]
    again = hema.ask("POST", PATHS[table], body, CSV | {"Idempotency-Key": "one"}).says(200).json()
    assert again == real
    assert hema.ask("POST", PATHS[table], body, CSV).says(200).json()["unchanged"] == len(real["rows"])

    found = hema.get(OUT[table], {"Accept": "text/csv"}).says(200)
    assert found.headers.get_content_type() == "text/csv" and len(found.rows()) >= len(real["rows"])
    back = hema.ask("POST", PATHS[table], found.body, CSV).says(200).json()
    assert back["unchanged"] == len(back["rows"]) == len(found.rows()), back["summary"]


def test_over_http_a_refused_row_is_named_by_line_and_column(server):  # noqa: F811
    hema = server.sign_in("hema")
    body = "employee,date,day\n0042,2026-01-06,off\n4711,2026-01-06,off\n0043,2026-01-06,Q\n"
    kept = hema.ask("POST", "/imports/rosters", body, CSV).says(200).json()
    assert (kept["isStored"], kept["added"], kept["refused"]) == (False, 1, 2)
    assert [(row["line"], [item["field"] for item in row["problems"]]) for row in kept["rows"]] == [
        (2, []), (3, ["employee"]), (4, ["day"])]
    assert hema.get(OUT["rosters"], {"Accept": "text/csv"}).says(200).rows() == []
    skipped = hema.ask("POST", "/imports/rosters", body, CSV, {"refused": "skip"}).says(200).json()
    assert skipped["isStored"] and skipped["rows"] == kept["rows"]
    assert [row["employee"] for row in hema.get(OUT["rosters"], {"Accept": "text/csv"}).rows()] == ["0042"]


def test_over_http_what_is_no_table_is_refused(server):  # noqa: F811
    hema = server.sign_in("hema")
    wrong = hema.ask("POST", "/imports/employees", "code,nmae,joined\n", CSV).says(422, "invalid").json()
    assert {error["field"] for error in wrong["errors"]} == {"nmae", "name"}
    hema.ask("POST", "/imports/employees", b"PK\x03\x04", CSV).says(422, "unreadable-file")
    hema.ask("POST", "/imports/employees", "code\n", {"Content-Type": "text/plain"}).says(415)
    hema.ask("POST", "/imports/employees", "code\n", CSV, {"refused": "maybe"}).says(400)
    server.sign_in("asha").ask("POST", "/imports/employees", "code,name,joined\n", CSV).says(403)


def test_over_http_a_manager_imports_and_exports_their_own_people_alone(server):  # noqa: F811
    ravi = server.sign_in("ravi")
    body = "employee,date,day\n0042,2026-01-06,off\n9917,2026-01-06,off\n4711,2026-01-06,off\n"
    rows = ravi.ask("POST", "/imports/rosters", body, CSV, {"refused": "skip"}).says(200).json()["rows"]
    assert [row["fate"] for row in rows] == ["added", "refused", "refused"]
    other, nobody = (row["problems"][0]["detail"].replace(row["code"], "") for row in rows[1:])
    assert other == nobody
    later = f"/exports/rosters?from={TODAY}&to={TODAY.replace(year=TODAY.year + 1)}"
    assert "9917" not in ravi.get(later).says(200).body.decode()
    assert "9917" in server.sign_in("hema").get(later).says(200).body.decode()


def test_imports_and_exports_stand_in_the_journal(etime, company):  # noqa: F811
    (company / "people.csv").write_text(text(ROWS["employees"]), newline="")
    run(etime, company, "employee", "import", "people.csv")
    run(etime, company, "punch", "export", "--from", "2026-01-01")
    said = run(etime, company, "audit", "list", "--limit", "2", "--format", "json").stdout
    assert "imported from people.csv: 2 added" in said and "exported 2026-01-01 to 2026-01-01" in said
    typed(etime, company, "audit", "verify", user="meera")
