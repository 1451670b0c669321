"""Tables that come in as workbooks, as two other programs write them: cells are taken for what a spreadsheet shows."""

import csv
import datetime
import io
import json
import resource
import zipfile

import openpyxl
import pytest
import xlsxwriter

from api import company, server  # noqa: F401
from test_import_export import CSV, FILES, PATHS, fates, run, text

XLSX = {"Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
DAY = datetime.date
TIME = datetime.time
# Each cell as a spreadsheet has it, and as it would stand in CSV.
ROWS = {
    "employees": (
        [["Emp. Code", "name", "Date of Joining", "department", "left", "device user"],
         [101, "देवी =1+1", DAY(2025, 1, 1), "Stores", None, 1101], ["0102", "+Rao", DAY(2025, 2, 1), None, DAY(2026, 12, 31), ""]],
        [["code", "name", "joined", "department", "left", "device user"],
         ["0101", "देवी =1+1", "2025-01-01", "Stores", "", "1101"], ["0102", "+Rao", "2025-02-01", "", "2026-12-31", ""]]),
    "punches": (
        [["employee", "date", "time", "at", "direction"], [42, DAY(2026, 1, 5), TIME(9, 0), None, "in"],
         [42, DAY(2026, 1, 5), TIME(18, 0, 30), None, "out"], [43, None, None, datetime.datetime(2026, 1, 5, 9, 10), None]],
        [["employee", "date", "time", "at", "direction"], ["0042", "2026-01-05", "09:00", "", "in"],
         ["0042", "2026-01-05", "18:00:30", "", "out"], ["0043", "", "", "2026-01-05 09:10", ""]]),
    "rosters": (
        [["employee", "day", "date"], [42, "off", DAY(2026, 1, 6)], ["0043", "G", DAY(2026, 1, 11)]],
        [["employee", "day", "date"], ["0042", "off", "2026-01-06"], ["0043", "G", "2026-01-11"]]),
    "balances": (
        [["employee", "type", "date", "days"], [42, "VL", DAY(2026, 1, 1), 12], [43, "SL", DAY(2026, 1, 1), 0.1 + 5.4]],
        [["employee", "type", "date", "days"], ["0042", "VL", "2026-01-01", "12"], ["0043", "SL", "2026-01-01", "5.5"]]),
}
FORMATS = {DAY: "dd/mm/yyyy", TIME: "h:mm:ss AM/PM", datetime.datetime: "[$-409]d-mmm-yy h:mm;@"}
CODES = ("Emp. Code", "employee")


def shown_as(column, value):
    """A code has its zeros by its format alone."""
    return "0000" if column in CODES and isinstance(value, int) else FORMATS.get(type(value), "General")


def by_openpyxl(path, rows, title="Sheet", book=None):
    book = book or openpyxl.Workbook()
    sheet = book.active if title == "Sheet" else book.create_sheet(title)
    for place, row in enumerate(rows, 1):
        sheet.append(row)
        for column, cell in zip(rows[0], sheet[place]):
            # A text that begins like a formula is one to this library unless it is told otherwise.
            if isinstance(cell.value, str):
                cell.data_type = "s"
            cell.number_format = shown_as(column, cell.value)
    sheet.append([None] * 3)
    book.save(path)


def by_xlsxwriter(path, rows):
    """Texts within their cells, days counted from 1904."""
    with xlsxwriter.Workbook(path, {"in_memory": True, "date_1904": True}) as book:
        sheet = book.add_worksheet("Table")
        for down, row in enumerate(rows):
            for across, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(down, across, value)
                else:
                    sheet.write(down, across, value, book.add_format({"num_format": shown_as(rows[0][across], value)}))


@pytest.mark.parametrize("write", [by_openpyxl, by_xlsxwriter])
@pytest.mark.parametrize("table", FILES)
def test_a_workbook_says_what_the_same_table_says_as_csv(etime, company, table, write):  # noqa: F811
    cells, texts = ROWS[table]
    file, same = company / f"{table}.xlsx", company / f"{table}.csv"
    write(file, cells)
    same.write_text(text(texts))
    dry, done = fates(etime, company, table, file, "--dry-run")
    assert dry == ["added"] * (len(cells) - 1) and done.returncode == 0, done.stderr + done.stdout
    told = [run(etime, company, *FILES[table][:2], name, "--dry-run", "--format", "json").stdout for name in (file, same)]
    assert json.loads(told[0]) == json.loads(told[1])
    assert fates(etime, company, table, file)[0] == dry
    for name in (file, same):
        assert set(fates(etime, company, table, name)[0]) == {"unchanged"}


def test_the_sheet_is_the_only_filled_one_or_the_one_with_the_tables_name(etime, company):  # noqa: F811
    rows = ROWS["employees"][0]
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    by_openpyxl(company / "one.xlsx", rows, "2026", book)
    assert fates(etime, company, "employees", company / "one.xlsx", "--dry-run")[0] == ["added", "added"]
    book["Notes"]["A1"] = "from the old system"
    book.save(company / "two.xlsx")
    done = run(etime, company, "employee", "import", "two.xlsx")
    assert done.returncode == 1 and "several sheets of the workbook (“Notes”, “2026”)" in done.stderr
    assert "call the one that is meant “employees”" in done.stderr and len(done.stderr.splitlines()) == 1
    book["Notes"].sheet_state = "hidden"
    book.save(company / "hidden.xlsx")
    assert fates(etime, company, "employees", company / "hidden.xlsx", "--dry-run")[0] == ["added", "added"]
    book["Notes"].sheet_state = "visible"
    book["2026"].title = "Employees"
    book.save(company / "named.xlsx")
    assert fates(etime, company, "employees", company / "named.xlsx", "--dry-run")[0] == ["added", "added"]
    openpyxl.Workbook().save(company / "nothing.xlsx")
    assert "The file is empty" in run(etime, company, "employee", "import", "nothing.xlsx").stderr


def test_what_a_formula_did_not_come_to_refuses_its_row_by_the_name_of_the_cell(etime, company):  # noqa: F811
    with xlsxwriter.Workbook(company / "formulas.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["employee", "type", "date", "days", ""])
        for row, (formula, value) in enumerate([("=10+2", 12), ("=1/0", "#DIV/0!"), ("=6+6", "")], 1):
            sheet.write_row(row, 0, ["0042", "VL", "2026-01-01"])
            # With an empty string for it, nothing is said of what it comes to.
            sheet.write_formula(row, 3, formula, None, value)
        # Of a column without a name nothing is read.
        sheet.write_formula(1, 4, "=1/0", None, "#DIV/0!")
    found, done = fates(etime, company, "balances", company / "formulas.xlsx", "--dry-run")
    assert found == ["added", "refused", "refused"], done.stdout
    said = {row["line"]: row["why"] for row in json.loads(done.stdout)}
    assert "The cell D3 holds the error #DIV/0!" in said[3]
    assert "the formula in the cell D4 comes to is not in the file" in said[4]


def edit(path, to, part, change):
    """The same workbook with another part."""
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in book.namelist():
            old = book.read(name)
            new = change(old) if name == part else old
            assert name != part or new != old
            changed.writestr(name, new)


SHEET = "xl/worksheets/sheet1.xml"


def bent(whole, to):
    data = whole.read_bytes()
    middle = data.index(SHEET.encode()) + 60
    to.write_bytes(data[:middle] + bytes(20) + data[middle + 20:])


def archive(to, name):
    with zipfile.ZipFile(to, "w") as book:
        book.writestr(name, "<x/>")


# How each is made of one that is whole.
DAMAGES = {
    "cut.xlsx": lambda whole, to: to.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2]),
    "bent.xlsx": bent,
    "entity.xlsx": lambda whole, to: edit(
        whole, to, SHEET,
        lambda xml: b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + xml.replace(b"Stores", b"&a;")),
    "table.ods": lambda whole, to: archive(to, "content.xml"),
    "photos.zip": lambda whole, to: archive(to, "a.jpg"),
    "bomb.xlsx": lambda whole, to: edit(whole, to, SHEET, lambda xml: xml + b" " * (300 << 20)),
}


@pytest.mark.parametrize("name, sentence", [
    ("cut.xlsx", "The workbook is damaged at the archive; open it in a spreadsheet, save it again and import that."),
    ("bent.xlsx", "The workbook is damaged at xl/worksheets/sheet1.xml; open it"),
    ("entity.xlsx", "The workbook is damaged at xl/worksheets/sheet1.xml; open it"),
    ("table.ods", "an OpenDocument spreadsheet (ODS), neither XLSX nor CSV; open it in a spreadsheet, save it as XLSX"),
    ("photos.zip", "an archive (ZIP), neither XLSX nor CSV"), ("bomb.xlsx", "unfolds to more than 256 MB; import it in parts"),
])
def test_a_file_that_is_no_workbook_is_one_sentence(etime, company, name, sentence):  # noqa: F811
    whole = company / "whole.xlsx"
    by_openpyxl(whole, ROWS["employees"][0])
    DAMAGES[name](whole, company / name)
    done = run(etime, company, "employee", "import", name)
    assert done.returncode == 1 and not done.stdout
    assert sentence in done.stderr and len(done.stderr.splitlines()) == 1, done.stderr
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 2 << 20, "in kB"


def test_over_http_a_workbook_is_taken_as_it_is_from_a_file(server):  # noqa: F811
    hema = server.sign_in("hema")
    for table, (cells, texts) in ROWS.items():
        book = io.BytesIO()
        by_openpyxl(book, cells)
        done = hema.ask("POST", PATHS[table], book.getvalue(), XLSX, {"file": "t.xlsx"}).says(200).json()
        assert done["isStored"] and done["added"] == len(cells) - 1, done
        again = hema.ask("POST", PATHS[table], text(texts), CSV).says(200).json()
        assert again["unchanged"] == len(cells) - 1, again
    hema.ask("POST", PATHS["employees"], b"PK\x03\x04 and so on", XLSX).says(422, "unreadable-file")
    names = {row["name"] for row in csv.DictReader(io.StringIO(hema.get("/employees", {"Accept": "text/csv"}).says(200).body.decode()))}
    assert "देवी =1+1" in names and "'+Rao" in names
