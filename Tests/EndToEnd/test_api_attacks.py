"""What somebody would try who means no good by the REST API."""

import contextlib
import json
import re
import sqlite3
import statistics
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from api import FIRST_PASSWORD, KNOWN, OMARS, PASSWORD, PEOPLE, Document, filled, injections, typed
from api import company, server  # noqa: F401, fixtures

WRONG = "nine blue wheelbarrow"
PAYLOADS = [
    "' OR '1'='1'; DROP TABLE employee; --", '%" OR ""="', "x\r\nX-Injected: yes\r\n\r\nSet-Cookie: a=b", "a\0b",
    "../../../../etc/passwd%00%0d%0a${7*7}\u202e\U0001f600",
]
HEADERS = {
    "x-request-id", "x-content-type-options", "cache-control", "content-type", "content-length", "transfer-encoding",
    "date", "etag", "location", "link", "retry-after", "www-authenticate", "allow", "content-disposition", "connection",
    "idempotency-replayed",
}
# Members of bodies that name a person.
NAMES_PEOPLE = {"employee", "requester", "approver"}
ASKS_A_TERMINAL = {"collect", "getDeviceClock", "getDeviceInformation", "compareDevices", "copyDeviceUsers"}
# They would end what the test asks by.
ENDS_THE_SESSION = {"signOut", "signOutEverywhere"}


def test_guessing_a_password_closes_the_name_to_whoever_guesses(server):
    known = server.sign_in("asha")
    for name in ("asha", "nobody"):
        for i in range(5):
            # Whatever it says of itself, it is the same computer.
            server.try_to_sign_in(name, WRONG, X_Forwarded_For=f"10.0.0.{i}").says(401, "wrong-password")
        closed = server.try_to_sign_in(name).says(429, "sign-in-closed")
        assert 1 <= int(closed.headers["Retry-After"]) <= 30
    known.get("/sessions/current").says(200)
    server.sign_in("ravi")
    server.sign_in("asha", source="127.0.0.2")


def test_guessing_many_names_closes_sign_in_to_the_address(server):
    for i in range(20):
        server.try_to_sign_in(f"name{i}", WRONG, source="127.0.0.2").says(401)
    closed = server.try_to_sign_in("ravi", source="127.0.0.2").says(429, "sign-in-closed")
    assert int(closed.headers["Retry-After"]) >= 1
    server.sign_in("ravi", source="127.0.0.3")


def test_guessing_at_the_same_moment_is_no_way_around(server):
    with ThreadPoolExecutor(30) as pool:
        answers = list(pool.map(lambda _: server.try_to_sign_in("asha", WRONG).status, range(30)))
    assert answers.count(401) <= 5 and set(answers) == {401, 429}


def test_a_crowd_at_the_door_keeps_nobody_inside_waiting(server):
    meera = server.sign_in("meera")
    with ThreadPoolExecutor(120) as pool:
        crowd = [
            pool.submit(server.try_to_sign_in, f"name{i}", WRONG, source=f"127.0.1.{i + 1}") for i in range(120)]
        meera.get("/employees").says(200)
        assert not all(one.done() for one in crowd)
        assert {one.result().status for one in crowd} == {401, 429}


def test_nobody_chooses_the_proof_of_a_session(server):
    own = "es_" + "A" * 43
    stranger = server.client(own)
    tokens = set()
    for _ in range(3):
        answer = stranger.post("/sessions", {"name": "asha", "password": PASSWORD}, Cookie=f"token={own}").says(201)
        assert "Set-Cookie" not in answer.headers
        tokens.add(answer.json()["token"])
    assert len(tokens) == 3 and own not in tokens and all(len(token) > 40 for token in tokens)
    stranger.get("/sessions/current").says(401)
    for body in ({"token": own}, {"session": own}):
        stranger.post("/sessions", {"name": "asha", "password": PASSWORD} | body).says(422, "invalid")
    # In the address, where logs would keep it, it is no proof.
    stranger.token = None
    stranger.get("/sessions/current", access_token=tokens.pop()).says(401)


def test_what_was_ended_is_refused_at_the_very_next_request(etime, company, server):
    def run(*words, **options):
        return typed(etime, company, *words, **options)

    token = server.client(run("token", "add", "export", "--allow", "readPeople", user="hema").strip())
    token.get("/employees").says(200)
    number = json.loads(run("token", "list", "--format", "json", user="hema"))[-1]["number"]
    run("token", "revoke", number, user="hema")
    token.get("/employees").says(401, "not-signed-in")

    first, second = server.sign_in("ravi"), server.sign_in("ravi")
    first.ask("DELETE", "/sessions/current").says(204)
    first.get("/employees").says(401)
    second.get("/employees").says(200)
    run("account", "change", "ravi", "--give", "employee", "--take", "manager", user="meera")
    assert len(second.get("/employees").says(200).rows()) == 1
    second.ask("DELETE", "/sessions").says(204)
    second.get("/employees").says(401)

    omar = server.sign_in("omar")
    by_token = server.client(run("token", "add", "x", "--allow", "readPeople", user="omar").strip())
    by_token.get("/employees").says(200)
    run("account", "close", "omar", user="meera")
    omar.get("/employees").says(401)
    by_token.get("/employees").says(401)
    server.try_to_sign_in("omar").says(401, "wrong-password")


def test_a_new_password_ends_what_the_old_one_began(etime, company, server):
    thief, owner = server.sign_in("asha"), server.sign_in("asha")
    owner.ask("PUT", "/sessions/current/password", {"old": WRONG, "new": FIRST_PASSWORD}).says(401)
    owner.ask("PUT", "/sessions/current/password", {"old": PASSWORD, "new": FIRST_PASSWORD}).says(204)
    thief.get("/sessions/current").says(401)


def test_a_token_may_what_was_named_and_makes_no_other(etime, company, server):
    token = server.client(
        typed(etime, company, "token", "add", "x", "--allow", "readPeople", user="meera").strip())
    token.get("/employees").says(200)
    token.patch("/employees/0042", {"name": "Asha Sen"}).says(403, "not-allowed")
    token.ask("PUT", "/sessions/current/password", {"old": PASSWORD, "new": FIRST_PASSWORD}).says(403)
    token.ask("DELETE", "/sessions").says(403)
    token.post("/tokens", {"name": "y", "permissions": ["readPeople"], "days": 1}).says(403)


def test_text_is_text_wherever_it_stands(server):
    meera = server.sign_in("meera")
    document = Document(meera)
    wrong, tried = [], 0
    for operation in document.operations():
        if operation.id in ENDS_THE_SESSION:
            continue
        for payload in PAYLOADS:
            for path, query, headers, body in injections(document, operation, payload):
                answer = meera.call(operation, path, body, headers, query)
                tried += 1
                extra = {name.lower() for name in answer.headers} - HEADERS
                is_stranger = answer.status == 401 and operation.id not in ("signIn", "changePassword")
                # Whatever was made up is perhaps the address of a terminal by now, which does not answer.
                has_failed = answer.status >= 500 and (answer.status != 502 or operation.id not in ASKS_A_TERMINAL)
                if has_failed or is_stranger or extra:
                    wrong.append((operation.id, path, query, headers, body, answer.status, extra))
    assert not wrong and tried > 100, lines(wrong)
    codes = {row["code"] for row in meera.get("/employees").says(200).rows()}
    assert codes >= {code for code, *_ in PEOPLE}
    for payload in PAYLOADS[:2]:
        assert meera.get("/employees", search=payload).rows() == []


@pytest.mark.parametrize("path", [
    "/../../../../etc/passwd", "/api/v1/../../etc/passwd", "/api/v1/%2e%2e/%2e%2e/etc/passwd",
    "/api/v1/..%2f..%2fetc%2fpasswd", "/api/v1/employees/..%2f..%2f..%2fetc%2fpasswd",
    "/api/v1/%c0%ae%c0%ae/etc/passwd", "/api/v1/employees/../users",
    "/api/v1/employees/0042/../../employees", "//etc/passwd", "/api/v1/employees/%", "/api/v1/employees/%zz",
    "file:///etc/passwd",
])
def test_paths_lead_nowhere_else(server, path):
    meera = server.sign_in("meera")
    said = meera.say(
        f"GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {meera.token}\r\nConnection: close\r\n\r\n".encode())
    assert said.split(b"\r\n")[0] in (b"HTTP/1.1 404 Not Found", b"HTTP/1.1 400 Bad Request"), said
    assert b"root:" not in said and b"Asha" not in said


def test_a_spreadsheet_finds_no_formula(server):
    meera = server.sign_in("meera")
    names = ["=cmd|' /C calc'!A0", "+1+cmd", "-2+3", "@SUM(A1)", "＝1", '=HYPERLINK("http://evil")']
    for i, name in enumerate(names):
        meera.post("/employees", {"code": f"F{i}", "name": name, "joined": "2026-11-01"}).says(201)
    cells = [row["name"] for row in meera.get("/employees", {"Accept": "text/csv"}, sort="code").rows()][-len(names):]
    assert [cell.lstrip("'") for cell in cells] == names
    assert [cell for cell in cells if cell[0] in "=+-@＝＋－＠"] == []


def test_fields_that_nobody_asked_for_are_refused(server):
    meera = server.sign_in("meera")
    document = Document(meera)
    wrong, tried = [], 0
    for operation in document.operations():
        for field in ("id", "roles", "isAdministrator", "account", "__proto__") if operation.body else ():
            body = document.sample(operation.body)
            if field in document.resolved(operation.body)["properties"]:
                continue
            tried += 1
            answer = meera.call(operation, filled(operation, "0042", 1), body | {field: 1})
            named = [error["field"] for error in answer.json().get("errors", [])] if answer.body else []
            if answer.status != 422 or field not in named:
                wrong.append((operation.id, field, answer.status, answer.body[:300]))
    assert not wrong and tried > 5, lines(wrong)
    asha = server.sign_in("asha")
    asha.patch("/employees/0042", {"roles": ["admin"]}).says(422)
    asha.patch("/employees/0042", {"department": "Board"}).says(403)


def lines(found):
    return "\n".join(str(one)[:1_500] for one in found[:40])


def kept(company):
    """All that the database holds, but for when somebody was there last."""
    with contextlib.closing(sqlite3.connect(company / "company.db")) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables.remove("account_session")
        return {name: sorted(map(repr, db.execute(f"SELECT * FROM {name}"))) for name in tables}


def shows(answer):
    """Whether it holds anything of Omar's."""
    return any(word.encode() in answer.body for word in (OMARS, '"9917"', "Omar Quill"))


def omars(operation, document):
    """Paths and bodies that may lead to something of Omar's, each with one of the same kind that leads nowhere."""
    person, nobody = (KNOWN | {name: code for name in NAMES_PEOPLE} for code in ("9917", "9918"))
    bodies = [document.sample(operation.body, known) if operation.body else None for known in (person, nobody)]
    texts = ["9917", "omar", OMARS, "Office", "Gate", "G", "VL"]
    ways = {filled(operation, text, number) for text in texts for number in range(1, 7)}
    return [((way, bodies[0]), (filled(operation, "9918", 987_654), bodies[1])) for way in sorted(ways)]


def said(answer, *ways):
    """What is said, without what was asked for."""
    words = {word for way, _ in ways for word in re.split("[/?=&]", way)} | {"9917", "9918"}
    pattern = "|".join(rf"\b{re.escape(word)}\b" for word in sorted(words, key=len, reverse=True) if word)
    return answer.status, re.sub(pattern, "…", json.dumps(answer.problem(), ensure_ascii=False))


def is_betrayed(operation, answer, nobodys, *ways):
    if answer.status < 300:
        return operation.method != "GET" or shows(answer)
    # That there is such a department, terminal or shift is no secret.
    is_everybodys = re.search("/(Office|Gate|G|VL)(/|$)", ways[0][0])
    return answer.status not in (403, 404) or not is_everybodys and said(answer, *ways) != said(nobodys, *ways)


def test_nobody_reaches_what_is_somebody_elses(company, server):
    asha, meera = server.sign_in("asha"), server.sign_in("meera")
    document, before = Document(asha), kept(company)
    wrong, unproven = [], []
    for operation in document.operations():
        if "{" not in operation.path and not NAMES_PEOPLE & (operation.body or {}).get("properties", {}).keys():
            continue
        # That a terminal answers, another test sees to.
        found = operation.method != "GET" or operation.id in ASKS_A_TERMINAL
        for way, nowhere in omars(operation, document):
            answer, nobodys = asha.call(operation, *way), asha.call(operation, *nowhere)
            if is_betrayed(operation, answer, nobodys, way, nowhere):
                wrong.append((operation.id, way, answer.status, answer.body, nobodys.status, nobodys.body))
            found = found or meera.get(way[0]).status == 200
        if not found:
            unproven.append(operation.id)
    assert not wrong, lines(wrong)
    # What is not there even for whoever may see everything proves nothing.
    assert not unproven, unproven
    assert [name for name, rows in kept(company).items() if rows != before[name]] == []


def test_lists_hold_nothing_of_somebody_elses(server):
    asha, meera = server.sign_in("asha"), server.sign_in("meera")
    wrong, told = [], 0
    for operation in Document(asha).operations():
        if operation.method != "GET" or "{" in operation.path or operation.id == "listColleagues":
            continue
        names = [one["name"] for one in operation.parameters if one["in"] == "query"]
        for query in [{}] + [{name: "9917"} for name in names if name in ("employee", "search", "person")]:
            answer = asha.get(operation.path, **query)
            told += shows(meera.get(operation.path, **query))
            if shows(answer) and "9917" not in query.values() or answer.status not in (200, 400, 403, 404):
                wrong.append((operation.id, query, answer.status, answer.body[:300]))
            elif answer.status == 200 and any(word in answer.body.decode() for word in (OMARS, "Omar Quill")):
                wrong.append((operation.id, query, answer.body[:300]))
    assert not wrong and told >= 2, lines(wrong)


def test_that_a_name_is_unknown_takes_as_long_as_a_wrong_password(etime, company, server):
    typed(etime, company, "account", "close", "omar", user="meera")
    times = {"asha": [], "nobody": [], "omar": []}
    for i in range(9):
        for name, taken in times.items():
            begun = time.monotonic()
            server.try_to_sign_in(name, WRONG, source=f"127.0.1.{i + 1}").says(401, "wrong-password")
            taken.append(time.monotonic() - begun)
    medians = [statistics.median(taken) for taken in times.values()]
    assert max(medians) < 1.5 * min(medians), times


@pytest.mark.parametrize("host", ["0", "0.0.0.0", "256.1.1.1", "a b", "-", "[::"])
def test_a_terminal_that_cannot_be_ends_nothing(server, host):
    meera = server.sign_in("meera")
    made = meera.post("/devices", {"name": "Yard", "host": host, "port": 9, "transport": "udp"})
    assert made.status in (201, 422), made.body
    assert meera.ask("POST", "/devices/Yard/collect").status in (404, 409, 422, 502, 504)
    meera.get("/employees").says(200)


def test_a_file_that_is_none_learns_nothing_of_the_servers_folders(server):
    meera = server.sign_in("meera")
    answer = meera.ask("POST", "/devices/Gate/punch-files", b"1\n", {"Content-Type": "application/octet-stream"})
    assert answer.status in (400, 409, 422) and b"/tmp/" not in answer.body and b"/var/" not in answer.body, answer.body
