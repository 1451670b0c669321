"""Statements for servers that no test here can run: another program that knows their languages must be able to read them.

The statements are those of Tests/StorageTests/Snapshots, which the storage tests keep true.
"""

import pathlib
import re

import pytest
import sqlglot
from sqlglot import exp

SNAPSHOTS = pathlib.Path(__file__).resolve().parents[1] / "StorageTests/Snapshots"
LANGUAGES = {"postgresql": "postgres", "mariadb": "mysql", "mysql": "mysql", "sqlserver": "tsql", "oracle": "oracle"}

# What sqlglot takes as it stands without reading it, and why that is all right.
UNREAD = {
    "sqlserver": {
        r"EXEC sp_rename '\w+', '\w+'": "A call of a procedure: there is no other way to rename a table.",
        r"DECLARE @sql NVARCHAR\(MAX\) = \(.*\);\s*IF @sql IS NOT NULL EXEC sp_executesql @sql":
            "A batch; its query is read by test_what_drops_the_default_of_a_column.",
    },
    "oracle": {
        r'CREATE USER \w+ IDENTIFIED BY "\w+"': "Users are made by the tests alone.",
        r"GRANT (CREATE \w+, )+UNLIMITED TABLESPACE TO \w+": "The same.",
    },
}


def statements(name):
    text = (SNAPSHOTS / name).read_text(encoding="utf-8")
    parts = [re.sub(r"\A(-- .*\n)+", "", part).strip() for part in text.split("\n;\n")]
    return [part for part in parts if part]


def read(sql, language):
    """The statements in `sql`, each as sqlglot understands it."""
    return sqlglot.parse(sql, read=language, error_level=sqlglot.ErrorLevel.RAISE)


# sqlglot reads these in every language; the servers do not.
FOREIGN = {"sqlserver": (exp.OnConflict, exp.Limit), "oracle": (exp.OnConflict, exp.Limit)}


def problem(sql, server):
    """What is wrong with a statement, or nothing."""
    try:
        expressions = read(sql, LANGUAGES[server])
    except sqlglot.errors.SqlglotError as error:
        return f"{error}: {sql}"
    if any(expression is None or expression.find(exp.Command) for expression in expressions):
        return f"not understood: {sql}"
    if any(expression.find(*FOREIGN.get(server, (exp.Command,))) for expression in expressions):
        return f"not of this server: {sql}"
    return None


def problems(name, server):
    allowed = UNREAD.get(server, {})
    texts = [sql for sql in statements(name) if not any(re.fullmatch(form, sql, re.DOTALL) for form in allowed)]
    return [found for found in (problem(sql, server) for sql in texts) if found]


@pytest.mark.parametrize("part, least", [("", 100), ("-statements", 200), ("-catalogue", 8)])
@pytest.mark.parametrize("server", LANGUAGES)
def test_every_statement_is_one_of_the_servers_language(server, part, least):
    name = f"{server}{part}.sql"
    assert len(statements(name)) >= least
    assert problems(name, server) == []


def test_the_statements_that_make_places_for_tests_are_oracles():
    assert len(statements("oracle-testing.sql")) >= 6
    assert problems("oracle-testing.sql", "oracle") == []


def test_every_exception_is_needed():
    for server, patterns in UNREAD.items():
        texts = [text for path in SNAPSHOTS.glob(f"{server}*.sql") for text in statements(path.name)]
        for pattern in patterns:
            assert any(re.fullmatch(pattern, text, re.DOTALL) for text in texts), pattern


def test_what_drops_the_default_of_a_column():
    batches = [text for text in statements("sqlserver.sql") if text.startswith("DECLARE")]
    assert batches
    for batch in batches:
        query = re.search(r"= \((.*)\);", batch, re.DOTALL)[1]
        [select] = read(query, "tsql")
        assert {table.name for table in select.find_all(exp.Table)} == {"default_constraints", "columns"}


@pytest.mark.parametrize(
    "server, sql",
    [
        ("sqlserver", "SELECT a FROM t WHERE"),
        ("sqlserver", "SELECT a FROM t ORDER BY a LIMIT 50 OFFSET 0"),
        ("sqlserver", "MERGE INTO t USING (SELECT ? AS a AS s ON s.a = t.a WHEN NOT MATCHED THEN INSERT (a) VALUES (s.a);"),
        ("oracle", "CREATE TABLE t (a NUMBER(19) NOT NULL, b CLOB"),
        ("oracle", "INSERT INTO t (a) VALUES (?) ON CONFLICT (a) DO NOTHING"),
        ("oracle", "SELECT FROM t a b c"),
        ("postgresql", "INSERT INTO t (a VALUES (?)"),
        ("mysql", "UPDATE t SET WHERE"),
    ],
)
def test_a_wrong_statement_is_noticed(server, sql):
    assert problem(sql, server)
