"""Connections of the REST API: those that say too much, too little or nonsense, those that go on for long, and their end."""

import contextlib
import datetime
import http.client
import json
import select
import signal
import socket
import subprocess
import time

import pytest

from api import PEOPLE, PREFIX, TODAY, Document, filled, typed
from api import company, server  # noqa: F401, fixtures
from databases import until


# Of one account at once.
STREAMS = 8


def head(client, method="GET", path="/employees", *lines):
    lines = [f"{method} {PREFIX}{path} HTTP/1.1", "Host: x", f"Authorization: Bearer {client.token}", *lines]
    return "\r\n".join([*lines, "", ""]).encode()


@pytest.mark.parametrize("lines, statuses", [
    (["X: " + "x" * 100_000], {b"400", b"413", b"431"}),
    ([f"X-{i}: x" for i in range(2_000)], {b"400", b"413", b"431"}),
    (["Content-Length: 3", "Transfer-Encoding: chunked"], {b"400"}),
    (["Content-Length: 3", "Content-Length: 4"], {b"400"}),
    (["Content-Length: -1"], {b"400"}), (["X : y"], {b"400"}), (["\0: y"], {b"400"}),
])
def test_heads_that_are_none_are_refused(server, lines, statuses):
    meera = server.sign_in("meera")
    next_one = head(meera, "GET", "/employees/0042", "Connection: close")
    said = meera.say(head(meera, "GET", "/employees", *lines) + next_one)
    # Nothing that came with it is taken for a request: a proxy that reads otherwise may have taken it for a body.
    assert said[9:12] in statuses | {b""} and said.count(b"HTTP/1.1 ") <= 1 and b"Asha" not in said, said
    meera.get("/employees").says(200)


@pytest.mark.parametrize("lines, piece, status", [
    (["Content-Length: 900000000"], b"x" * 65_536, b"413"),
    (["Transfer-Encoding: chunked"], b"10000\r\n" + b"x" * 65_536 + b"\r\n", b"413"),
])
def test_bodies_that_do_not_end_are_refused(server, lines, piece, status):
    meera = server.sign_in("meera")
    with meera.socket(timeout=20) as connection:
        connection.sendall(head(meera, "POST", "/employees", "Content-Type: application/json", *lines))
        sent = 0
        with contextlib.suppress(ConnectionError):
            while sent < 400 and not select.select([connection], [], [], 0)[0]:
                connection.sendall(piece)
                sent += 1
        # Far less than what was announced; some of it is on the way.
        assert sent < 400 and connection.recv(65_536)[9:12] == status
    meera.get("/employees").says(200)


@pytest.mark.parametrize("body", [
    b"[" * 500_000, b'{"a":' * 150_000, b'{"code":' + b"9" * 900_000 + b"}", b'{"code": 1e400}',
    b'{"code": "\xff\xfe"}', b'{"code": "\\ud800"}', b"\x00", b"", b"null", b'"', b'{"code":"a","code":"b"}',
    b"\xef\xbb\xbf{}",
])
def test_bodies_that_are_no_draft_are_refused(server, body):
    meera = server.sign_in("meera")
    answer = meera.ask("POST", "/employees", body, {"Content-Type": "application/json"})
    assert answer.status in (400, 422), (answer.status, answer.body[:500])
    meera.get("/employees").says(200)


def test_whoever_is_slow_is_cut_off_and_keeps_nobody_waiting(server):
    meera = server.sign_in("meera")
    begun = time.monotonic()
    with contextlib.ExitStack() as stack:
        slow = {name: stack.enter_context(meera.socket()) for name in ("head", "body", "silent", "silent after one")}
        slow["body"].sendall(head(meera, "POST", "/employees", "Content-Type: application/json", "Content-Length: 999"))
        slow["silent after one"].sendall(head(meera))
        assert slow["silent after one"].recv(65_536).startswith(b"HTTP/1.1 200 OK")
        letters = {"head": iter(head(meera)), "body": iter(b" " * 999)}
        while slow and time.monotonic() - begun < 38:
            asked = time.monotonic()
            meera.get("/health").says(200)
            assert time.monotonic() - asked < 2
            for connection in select.select(list(slow.values()), [], [], 1)[0]:
                [name] = [name for name, one in slow.items() if one is connection]
                if is_over(connection):
                    del slow[name]
            for name in slow.keys() & letters.keys():
                with contextlib.suppress(ConnectionError):
                    slow[name].sendall(bytes([next(letters[name])]))
        assert not slow, f"{[*slow]} are still there after {time.monotonic() - begun:.0f} s"


def is_over(connection):
    try:
        return connection.recv(65_536) == b""
    except ConnectionError:
        return True


def test_one_address_does_not_take_all_connections(server):
    crowd, other = server.client(source="127.0.0.2"), server.client(source="127.0.0.3")
    with contextlib.ExitStack() as stack:
        idle = [stack.enter_context(crowd.socket()) for _ in range(700)]
        other.get("/health").says(200)
        server.sign_in("meera", source="127.0.0.3").get("/employees").says(200)
        cut = [one for one in select.select(idle, [], [], 5)[0] if is_over(one)]
        assert 0 < len(cut) < 700
    until(lambda: is_served(crowd), "the address to be served again")


def is_served(client):
    with contextlib.suppress(ConnectionError, http.client.HTTPException):
        return client.get("/health").status == 200


def test_what_the_document_lets_be_long_may_be_long(server):
    meera = server.sign_in("meera")
    wrong = []
    for operation in Document(meera).operations():
        for one in operation.parameters if operation.method == "GET" else ():
            if one["in"] == "query" and one["schema"].get("maxLength"):
                letter = "x" if one["schema"].get("pattern", "").startswith("^[A-Z") else "\U0001f600"
                letters = letter * one["schema"]["maxLength"]
                answer = meera.get(filled(operation, "0042", 1, one["name"]), **{one["name"]: letters})
                if "json" not in answer.headers.get("Content-Type", ""):
                    wrong.append((operation.id, one["name"], answer.status, answer.body[:100]))
    assert not wrong, "\n".join(map(str, wrong))


@contextlib.contextmanager
def following(client, last=None):
    headers = {"Authorization": f"Bearer {client.token}"} | ({"Last-Event-ID": last} if last else {})
    with contextlib.closing(client.connection(timeout=30)) as connection:
        connection.request("GET", f"{PREFIX}/punches/live", headers=headers)
        answer = connection.getresponse()
        assert (answer.status, answer.headers["Content-Type"]) == (200, "text/event-stream")
        yield answer


def next_event(answer):
    """None where the stream has ended."""
    event = {}
    while line := answer.readline().decode():
        name, _, value = line.rstrip("\n").partition(": ")
        if name and not line.startswith(":"):
            event[name] = value
        elif event:
            return event


def punch(client, *times):
    text = "".join(f"{code}\t{day} {time}\t1\t0\t1\t0\n" for code, day, time in times)
    client.ask("POST", "/devices/Gate/punch-files", text, {"Content-Type": "application/octet-stream"}).says(200)


def test_punches_are_told_as_they_come_in_to_whoever_may_see_them(server):
    meera, asha = server.sign_in("meera"), server.sign_in("asha")
    with following(meera) as everybodys, following(asha) as ashas:
        punch(meera, ("9917", TODAY, "00:01:00"), ("0042", TODAY, "00:02:00"))
        events = [next_event(everybodys), next_event(everybodys)]
        assert [json.loads(event["data"])["employee"] for event in events] == ["9917", "0042"]
        assert [event["event"] for event in events] == ["punch", "punch"]
        own = next_event(ashas)
        assert own == events[1]
        asha.ask("DELETE", "/sessions/current").says(204)
        assert next_event(ashas) is None
        punch(meera, ("0043", TODAY, "00:03:00"))
        missed = next_event(everybodys)
    with following(meera, last=own["id"]) as again:
        assert next_event(again) == missed
        server.process.send_signal(signal.SIGTERM)
        assert next_event(again) is None and server.process.wait(30) == 0


def may_follow(client):
    with contextlib.closing(client.connection(timeout=30)) as connection:
        connection.request("GET", f"{PREFIX}/punches/live", headers={"Authorization": f"Bearer {client.token}"})
        return connection.getresponse().status == 200


def test_of_one_account_so_many_follow_and_no_more(server):
    meera, hema = server.sign_in("meera"), server.sign_in("hema")
    with contextlib.ExitStack() as stack:
        for _ in range(STREAMS):
            stack.enter_context(following(meera))
        refused = server.sign_in("meera").get("/punches/live").says(429, "too-many-streams")
        assert refused.headers["Retry-After"] == "30"
        with following(hema):
            meera.get("/employees").says(200)
    # Whoever is gone is noticed with the next sign that goes out.
    until(lambda: may_follow(meera), "a place", 60)


def test_whoever_follows_and_does_not_listen_is_let_go(server):
    meera = server.sign_in("meera")
    # More than what the system takes in on the way: letters of three bytes.
    for code in ("0042", "0043", "0007"):
        meera.patch(f"/employees/{code}", {"name": "क" * 120}).says(200)
    days = [str(TODAY - datetime.timedelta(back)) for back in range(1, 41)]
    punch(meera, *((code, day, f"{hour:02}:{minute:02}:{second:02}") for code in ("0042", "0043", "0007") for day in days
                   for hour in range(8, 18) for minute in range(0, 60, 15) for second in (0, 30)))
    with contextlib.ExitStack() as stack:
        for _ in range(STREAMS):
            deaf = stack.enter_context(meera.socket())
            deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
            deaf.sendall(head(meera, "GET", "/punches/live", "Last-Event-ID: 0"))
            deaf.recv(1)
        assert not may_follow(meera)
        # None of them has hung up.
        until(lambda: may_follow(meera), "a place", 120)


def test_of_one_account_one_large_file_is_taken_at_a_time(server):
    meera, hema = server.sign_in("meera"), server.sign_in("hema")
    lines = ("Content-Type: application/octet-stream", "Content-Length: 4000000")

    def begin(client, stack):
        connection = stack.enter_context(client.socket(timeout=20))
        connection.sendall(head(client, "POST", "/devices/Gate/punch-files", *lines))
        with contextlib.suppress(ConnectionError):
            connection.sendall(b"x" * 1_500_000)
        return connection

    with contextlib.ExitStack() as stack:
        one, two, other = begin(meera, stack), begin(meera, stack), begin(hema, stack)
        # Which of the two is large first, the server says.
        [refused] = select.select([one, two], [], [], 20)[0]
        [taken] = {one, two} - {refused}
        answer = refused.recv(65_536)
        assert answer[9:12] == b"503" and b"Retry-After" in answer and b"too-much-at-once" in answer, answer
        assert not select.select([taken, other], [], [], 1)[0]
        taken.sendall(b"x" * 2_500_000)
        # No punches, but all of it was taken.
        assert taken.recv(65_536)[9:12] in (b"200", b"422")
        third = begin(meera, stack)
        assert not select.select([third], [], [], 1)[0]


def many_people(etime, company, count=7_000):
    # More than what the system takes in on the way to whoever does not listen: letters of three bytes.
    rows = (f"N{i:05},{'क' * 110}{i},{'ख' * 90},{'ग' * 90},2020-01-01" for i in range(count))
    (company / "many.csv").write_text("\n".join(["code,name,department,location,joined", *rows]) + "\n")
    typed(etime, company, "employee", "import", company / "many.csv", user="meera")
    return count + len(PEOPLE)


def test_whoever_is_being_answered_is_answered_to_the_end(etime, company, server):
    count = many_people(etime, company)
    meera = server.sign_in("meera")
    with contextlib.closing(meera.connection()) as slow, contextlib.closing(meera.connection()) as idle:
        idle.request("GET", f"{PREFIX}/health")
        idle.getresponse().read()
        slow.connect()
        # So little that the server cannot have sent all of it.
        slow.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        slow.request("GET", f"{PREFIX}/employees", headers={
            "Authorization": f"Bearer {meera.token}", "Accept": "application/x-ndjson"})
        answer = slow.getresponse()
        begun = answer.read(1_000)
        server.process.send_signal(signal.SIGTERM)
        until(lambda: is_closed_to(server), "the end of listening")
        assert server.process.poll() is None
        rest = answer.read()
        assert answer.status == 200 and len((begun + rest).splitlines()) == count
        assert server.process.wait(30) == 0


def is_closed_to(server):
    try:
        server.client().socket(5).close()
        return False
    except ConnectionRefusedError:
        return True


def test_whoever_does_not_listen_keeps_it_from_ending_for_a_while_alone(etime, company, server):
    many_people(etime, company)
    meera = server.sign_in("meera")
    with meera.socket() as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        deaf.sendall((f"GET {PREFIX}/employees HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {meera.token}\r\n"
                      "Accept: application/x-ndjson\r\n\r\n").encode())
        deaf.recv(1)
        server.process.send_signal(signal.SIGTERM)
        with pytest.raises(subprocess.TimeoutExpired):
            server.process.wait(5)
        assert server.process.wait(30) == 0
