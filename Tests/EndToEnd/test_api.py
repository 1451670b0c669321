"""The REST API by HTTP, as a program of somebody else's would use it."""

import contextlib
import datetime
import json
import signal
import ssl
import subprocess
import urllib.parse

import pytest

from api import ACCOUNTS, FIRST_PASSWORD, PASSWORD, PEOPLE, PREFIX, TODAY, Document, database, environment, serving, typed
from api import company, server  # noqa: F401, fixtures
from databases import until

CODES = [code for code, *_ in PEOPLE]
KEY = {"Idempotency_Key": "k-1"}


def newcomer(code="0100", **members):
    return {"code": code, "name": "Chitra Sen", "joined": "2026-11-01"} | members


def codes(answer):
    return [row["code"] for row in answer.says(200).rows()]


def journal(etime, company):
    return json.loads(typed(etime, company, "audit", "list", "--format", "json", user="anil"))


def test_somebody_signs_in_asks_and_signs_out(server):
    asha = server.sign_in("asha")
    who = asha.get("/sessions/current").says(200).json()
    assert (who["account"], who["roles"]) == ("asha", ["employee:own"])
    assert asha.ask("DELETE", "/sessions/current").says(204).body == b""
    over = asha.get("/sessions/current").says(401, "not-signed-in")
    assert over.headers["WWW-Authenticate"] == "Bearer"
    server.try_to_sign_in("asha", "nine blue wheelbarrow").says(401, "wrong-password")
    for stranger in (server.client(), server.client("es_" + "A" * 43), server.client("et_" + "A" * 43)):
        stranger.get("/employees").says(401, "not-signed-in")


def test_whoever_has_a_password_of_others_chooses_another_first(etime, company, server):
    typed(etime, company, "account", "password", "asha", user="meera", given=FIRST_PASSWORD)
    asha = server.sign_in("asha", FIRST_PASSWORD)
    asha.get("/employees").says(403, "password-must-change")
    changed = asha.ask("PUT", "/sessions/current/password", {"old": FIRST_PASSWORD, "new": PASSWORD})
    assert changed.says(204).body == b""
    assert codes(server.sign_in("asha").get("/employees")) == ["0042"]


def test_everybody_sees_whom_they_may(server):
    seen = {name: codes(server.sign_in(name).get("/employees")) for name in ACCOUNTS}
    assert seen == {
        "meera": CODES, "hema": CODES, "anil": CODES, "ravi": ["0007", "0042", "0043"], "asha": ["0042"],
        "omar": ["9917"],
    }
    server.sign_in("anil").post("/employees", newcomer()).says(403, "not-allowed")
    server.sign_in("ravi").patch("/employees/0042", {"name": "Asha Rao"}).says(403, "not-allowed")


@pytest.mark.parametrize("code", ["0100", "Ä1/2", "50%?#&+", ".."])
def test_somebody_is_added_and_found_where_it_says(server, code):
    meera = server.sign_in("meera")
    added = meera.post("/employees", newcomer(code, manager="0007")).says(201)
    found = meera.ask("GET", added.headers["Location"], raw=True).says(200)
    assert (found.body, found.headers["ETag"]) == (added.body, added.headers["ETag"])
    assert found.json()["code"] == code and found.json()["manager"] == "0007"
    meera.post("/employees", newcomer(code)).says(422, "invalid")


def test_pages_hold_everybody_once(server):
    meera = server.sign_in("meera")
    for options in ({}, {"sort": "-name"}, {"sort": "department,-code"}):
        pages, cursor = [], None
        while cursor or not pages:
            place = {"cursor": cursor} if cursor else {}
            page = meera.get("/employees", limit=2, **options, **place).says(200).json()
            pages.append([row["code"] for row in page["items"]])
            cursor = page["next"]
        assert [len(page) for page in pages] == [2, 2, 1]
        assert sum(pages, []) == codes(meera.get("/employees", **options))


def test_pages_hold_nobody_twice_while_somebody_is_added(server):
    meera = server.sign_in("meera")
    first = meera.get("/employees", limit=2).says(200).json()
    meera.post("/employees", newcomer("0001")).says(201)
    rest = meera.get("/employees", cursor=first["next"])
    assert [row["code"] for row in first["items"]] + codes(rest) == CODES


def test_order_and_fields_are_as_wanted(server):
    meera = server.sign_in("meera")
    assert codes(meera.get("/employees", sort="-name")) == ["0007", "9917", "0005", "0043", "0042"]
    assert codes(meera.get("/employees", sort="department,-code")) == ["9917", "0005", "0043", "0042", "0007"]
    rows = meera.get("/employees", fields="name,code", search="quill").says(200).rows()
    assert rows == [{"code": "9917", "name": "Omar Quill"}]
    for name, value in {"sort": "-salary", "fields": "code,salary", "limit": "0", "cursor": "e30", "salary": 1}.items():
        refused = meera.get("/employees", **{name: value}).says(400, "invalid-parameter").json()
        assert [error["field"] for error in refused["errors"]] == [name]


def test_tables_and_lines_hold_what_pages_hold(server):
    meera = server.sign_in("meera")
    meera.post("/employees", newcomer(name='Sen, "Chitra"\nof Pune', department="ß")).says(201)
    rows = meera.get("/employees").rows()
    lines = meera.get("/employees", {"Accept": "application/x-ndjson"})
    assert lines.rows() == rows and lines.headers["Content-Type"] == "application/x-ndjson"
    table = meera.get("/employees", {"Accept": "text/csv;q=0.9, image/png"})
    assert table.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert table.rows() == [{name: value or "" for name, value in row.items()} for row in rows]
    assert meera.get("/employees", {"Accept": "text/csv"}, fields="code", search="omar").body == b"code\r\n9917\r\n"


def test_days_that_are_over_are_told_as_they_stand(etime, company, server):
    """What was worked out once is told again, but not past a change, by whatever program, nor to anybody else."""
    typed(etime, company, "device", "retire", "Gate", user="meera")
    day = str(TODAY - datetime.timedelta(3))
    typed(etime, company, "attendance", "recompute", day, day, user="meera")
    hema, ravi = server.sign_in("hema"), server.sign_in("ravi")
    seen = hema.get("/attendance/days", **{"from": day}).says(200)
    assert all(row["isFinal"] for row in seen.rows()) and len(seen.rows()) == len(PEOPLE)
    assert hema.get("/attendance/days", **{"from": day}).says(200).body == seen.body
    assert {row["employee"] for row in ravi.get("/attendance/days", **{"from": day}).rows()} == {"0007", "0042", "0043"}
    for number in range(5):
        typed(etime, company, "correction", "add", "0042", day, f"1{number}:00", "in", "--reason", "forgot", user="meera")
        [asha] = [row for row in hema.get("/attendance/days", **{"from": day}).rows() if row["employee"] == "0042"]
        assert asha["punches"] == number + 1


def test_lists_have_the_order_that_people_look_for(server):
    omar, hema = server.sign_in("omar"), server.sign_in("hema")
    days = [str(TODAY + datetime.timedelta(far)) for far in (60, 90, 75)]
    for day in days:
        omar.post("/leave/requests", {"employee": "9917", "type": "LWP", "first": day}).says(201)
    asked = [row["first"] for row in hema.get("/leave/requests", employee="9917").rows()]
    assert asked == sorted(asked, reverse=True) and len(asked) == 4
    numbers = [row["id"] for row in hema.get("/employees/9917/requests").rows()]
    assert numbers == sorted(numbers, reverse=True) and len(numbers) > 4
    # What was asked first waits longest.
    assert hema.get("/approvals/inbox", employee="0005").says(200).rows()[0]["id"] == numbers[-1]
    assert [row["name"] for row in hema.get("/departments").rows()] == ["Office", "Stores"]
    usual = hema.get("/leave/requests", employee="9917", limit=2).json()
    rest = hema.get("/leave/requests", employee="9917", cursor=usual["next"]).rows()
    assert [row["first"] for row in usual["items"] + rest] == asked
    ways = ([("sort", "type,-first")], [("sort", "type"), ("sort", "-first")])
    first, second = (hema.get("/leave/requests?" + urllib.parse.urlencode(way)).says(200).body for way in ways)
    assert first == second


def test_nobody_who_asks_over_http_is_told_to_type_a_command(server):
    meera = server.sign_in("meera")
    told = [
        meera.ask("DELETE", "/tokens/987").says(404), meera.get("/audit/entries/987654").says(404),
        meera.ask("POST", "/rosters/swaps/987/accept").says(404), meera.get("/leave/requests/987").says(404),
        meera.post("/tokens", {"name": "x", "permissions": ["readPeople"], "days": 1}),
    ]
    sentences = [answer.json().get("detail", "") for answer in told]
    assert "GET /api/v1/tokens" in sentences[0] and not any("etime" in sentence for sentence in sentences), sentences


def test_every_address_says_which_methods_it_takes(server):
    meera = server.sign_in("meera")
    taken = {}
    for operation in Document(meera).operations():
        taken.setdefault(operation.path.replace("{code}", "0042"), set()).add(operation.method)
    assert len(taken) > 5
    for path, methods in taken.items():
        methods |= {"HEAD"} & {"HEAD" for method in methods if method == "GET"}
        for method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "PROPFIND"} - methods:
            refused = meera.ask(method, path.replace("{", "").replace("}", "")).says(405)
            assert method == "HEAD" or refused.json()["type"] == "urn:etime:problem:method-not-allowed"
            assert sorted(methods) == refused.headers["Allow"].split(", "), (method, path)


def test_a_head_is_what_the_whole_has(server):
    meera = server.sign_in("meera")
    asked = [("/employees/0042", {}), ("/employees", {}), ("/employees", {"Accept": "text/csv"}), ("/employees/0404", {}),
             ("/openapi.json", {}), ("/attendance/days", {"Accept": "application/x-ndjson"})]
    with contextlib.closing(meera.connection()) as connection:
        for path, headers in asked:
            whole = meera.get(path, headers)
            # Over one connection: what would follow a body that is none is the next answer.
            connection.request("HEAD", PREFIX + path, headers=headers | {"Authorization": f"Bearer {meera.token}"})
            head = connection.getresponse()
            assert (head.status, head.read()) == (whole.status, b""), path
            assert int(head.headers["Content-Length"]) == len(whole.body) > 0, path
            for name in ("Content-Type", "ETag"):
                assert head.headers[name] == whole.headers[name], (path, name)
    tag = meera.get("/employees/0042").headers["ETag"]
    meera.ask("HEAD", "/employees/0042", headers={"If-None-Match": tag}).says(304)
    # How long what does not end is, nobody can say.
    assert meera.ask("HEAD", "/punches/live").says(405).headers["Allow"] == "GET"


def test_what_is_wrong_with_a_request_is_said(server):
    meera = server.sign_in("meera")
    meera.get("/salaries").says(404, "no-such-path")
    meera.ask("GET", "/", raw=True).says(404, "no-such-path")
    meera.get("/employees/0404").says(404, "not-found")
    meera.get("/employees", {"Accept": "image/png"}).says(406, "not-acceptable")
    meera.post("/employees", newcomer(name="x" * 1_100_000)).says(413, "too-large")
    meera.ask("POST", "/employees", "code=0100", {"Content-Type": "text/plain"}).says(415, "media-type")
    meera.ask("POST", "/employees", '{"code":', {"Content-Type": "application/json"}).says(400, "no-json")
    problem = meera.post("/employees", {"code": 7, "joined": "2026-02-30"}).says(422, "invalid")
    assert {error["field"] for error in problem.json()["errors"]} == {"code", "name", "joined"}
    assert problem.headers["Content-Type"] == "application/problem+json"
    assert problem.json()["status"] == 422 and problem.json()["title"] and problem.json()["detail"]
    assert codes(meera.get("/employees")) == CODES


def test_the_log_knows_each_request_and_no_secret(server):
    meera = server.sign_in("meera")
    asked = [("GET", "/employees"), ("GET", "/employees/0404"), ("GET", "/salaries"), ("POST", "/metrics")]
    answers = [meera.ask(*words) for words in asked]
    for answer, status in zip(answers, (200, 404, 404, 405)):
        request = answer.says(status).headers["X-Request-Id"]
        assert status == 200 or answer.json()["instance"] == f"urn:etime:request:{request}"
        [line] = [line for line in server.log().splitlines() if f"request={request}" in line]
        assert str(status) in line
    assert len({answer.headers["X-Request-Id"] for answer in answers}) == 4
    assert PASSWORD not in server.log() and meera.token not in server.log()


def test_too_many_requests_wait_and_keep_nobody_else_out(etime, company):
    with serving(etime, company, "--rate", "5") as server:
        meera, hema = server.sign_in("meera"), server.sign_in("hema")
        answers = [meera.get("/sessions/current") for _ in range(40)]
        assert {answer.status for answer in answers} == {200, 429}
        [wait] = {answer.headers["Retry-After"] for answer in answers if answer.status == 429}
        assert wait == "1" and answers[-1].says(429, "too-many-requests")
        hema.get("/sessions/current").says(200)
        until(lambda: meera.get("/sessions/current").status == 200, "another request")


def test_strangers_wait_too_whatever_they_show(etime, company):
    with serving(etime, company, "--rate", "5") as server:
        for number, headers in enumerate(({}, {"Authorization": "Basic bWVlcmE6eA=="}, {"Authorization": "Bearer et_A"})):
            stranger = server.client(source=f"127.0.0.{40 + number}")
            answers = [stranger.get("/employees", headers) for _ in range(40)]
            assert {answer.status for answer in answers} == {401, 429}, headers
            assert answers[-1].says(429, "too-many-requests").headers["Retry-After"] == "1"
        server.sign_in("meera").get("/employees").says(200)


def test_whoever_asks_for_what_nobody_has_waits_too(etime, company):
    with serving(etime, company, "--rate", "5") as server:
        asked = [("GET", "/salaries", 404), ("POST", "/health", 405), ("OPTIONS", "/employees", 204)]
        for number, (method, path, status) in enumerate(asked):
            stranger = server.client(source=f"127.0.0.{50 + number}")
            answers = [stranger.ask(method, path) for _ in range(40)]
            assert {answer.status for answer in answers} == {status, 429}, path
            assert answers[-1].says(429, "too-many-requests").headers["Retry-After"] == "1"
        # So does whoever asks wrongly, once it is known who that is.
        meera = server.sign_in("meera")
        answers = [meera.get("/employees", limit=0) for _ in range(40)]
        assert {answer.status for answer in answers} == {400, 429}
        server.client().get("/employees", limit=0).says(401)


def test_pages_of_other_origins_ask_only_where_it_was_said(etime, company, server):
    ask = {"Origin": "https://hr.example", "Access-Control-Request-Method": "PATCH"}

    def told(server, origin):
        headers = ask | {"Origin": origin}
        client = server.client()
        answers = [client.ask("OPTIONS", "/employees/0042", headers=headers), client.get("/health", headers)]
        return [{name: value for name, value in answer.headers.items() if "access-control" in name.lower()}
                for answer in answers]

    assert told(server, "https://hr.example") == [{}, {}]
    with serving(etime, company, "--allow-origin", "https://hr.example") as open_one:
        before, after = told(open_one, "https://hr.example")
        assert before["Access-Control-Allow-Origin"] == after["Access-Control-Allow-Origin"] == "https://hr.example"
        assert "PATCH" in before["Access-Control-Allow-Methods"]
        for word in ("Authorization", "If-Match", "Idempotency-Key"):
            assert word in before["Access-Control-Allow-Headers"]
        for other in ("https://hr.example.evil", "http://hr.example", "null", "*"):
            assert told(open_one, other) == [{}, {}]


def certificate(folder, name="localhost"):
    files = folder / "server.pem", folder / "server.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}",
         "-addext", "subjectAltName=IP:127.0.0.1", "-out", files[0], "-keyout", files[1]],
        check=True, capture_output=True)
    return files


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
def test_with_a_certificate_it_is_encrypted(etime, company, server):
    assert "Strict-Transport-Security" not in server.client().get("/health").headers
    chain, key = certificate(company)
    with serving(etime, company, "--certificate", chain, "--key", key) as safe:
        assert safe.scheme == "https"
        trusting = ssl.create_default_context(cafile=chain)
        answer = safe.client(tls=trusting).post("/sessions", {"name": "meera", "password": PASSWORD}).says(201)
        assert answer.headers["Strict-Transport-Security"].startswith("max-age=")
        assert b"HTTP/1.1 2" not in safe.client().say(b"GET /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n")
        old = ssl.create_default_context(cafile=chain)
        # What Python can still speak of the old versions, it speaks at this level alone.
        old.set_ciphers("ALL:@SECLEVEL=0")
        old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
        with pytest.raises(ssl.SSLError):
            safe.client(tls=old).get("/health")


@pytest.mark.parametrize("options, sentence", [
    (["--listen", "0.0.0.0:0"], "At 0.0.0.0 everybody on the way could read passwords. Give a certificate"),
    (["--listen", "127.0.0.1:0", "--certificate", "people.csv", "--key", "people.csv"], "is no certificate or key"),
    (["--listen", "127.0.0.1:0", "--certificate", "people.csv"], "--certificate and --key are given together."),
])
def test_what_would_not_be_safe_is_not_begun(etime, company, options, sentence):
    done = subprocess.run(
        [etime, "serve", *options, "--database", database(company)], cwd=company, env=environment(company, "server"),
        capture_output=True, text=True, timeout=60)
    assert done.returncode not in (0, -signal.SIGKILL) and "Serving" not in done.stdout
    assert sentence in done.stderr and "Fatal" not in done.stderr


def test_a_terminal_that_does_not_answer_is_no_failure_of_the_server(server):
    answer = server.sign_in("meera").ask("POST", "/devices/Gate/collect")
    assert answer.status in (409, 502, 504), answer.body
    assert "No connection to the terminal at 127.0.0.1:9" in answer.json()["detail"]
