"""Calendars as calendar programs meet them: fetched by HTTP from a private address, and read by a library that knows nothing of us."""

import datetime
import json

import icalendar
import pytest

from api import TODAY, serving, typed
from api import company, server  # noqa: F401, fixtures
from databases import until

INDIA = datetime.timezone(datetime.timedelta(hours=5, minutes=30))
REASON = "a wedding; in Goa, by train\nand then by boat – ज़रूर"
LINE = 75


def ahead(days, weekday=None):
    """A day to come; with `weekday` the next such one from there on, Monday is 0."""
    day = TODAY + datetime.timedelta(days)
    return day if weekday is None else day + datetime.timedelta((weekday - day.weekday()) % 7)


@pytest.fixture
def meera(server):  # noqa: F811, the fixture
    return server.sign_in("meera")


def made(client, **members):
    """The path of a new address."""
    answer = client.post("/calendars", {"shows": "own"} | members).says(201).json()
    assert answer["path"].startswith("/calendar/ec_") and answer["path"].endswith(".ics") and answer["isLive"]
    return answer["path"]


def fetch(server, path, **headers):  # noqa: F811, the fixture
    """As a calendar program does: without any other sign-in."""
    return server.client().ask("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()}, raw=True)


def read(answer):
    text = answer.says(200).body
    assert text.endswith(b"\r\n") and text.count(b"\n") == text.count(b"\r\n")
    assert all(len(line) <= LINE for line in text.split(b"\r\n"))
    calendar = icalendar.Calendar.from_ical(text)
    assert not calendar.errors and not any(event.errors for event in calendar.events)
    assert len({event["UID"] for event in calendar.events}) == len(calendar.events)
    return calendar


def on(calendar, day):
    """Summaries of what begins then in India."""
    def first(event):
        start = event["DTSTART"].dt
        return start.astimezone(INDIA).date() if isinstance(start, datetime.datetime) else start

    return sorted(str(event["SUMMARY"]) for event in calendar.events if first(event) == day)


def leave_of(calendar):
    return [event for event in calendar.events if event["UID"].startswith("leave-")]


def ask_for_leave(client, code, first, last=None, **members):
    request = {"employee": code, "type": "LWP", "first": str(first), "last": str(last or first), "reason": REASON}
    return client.post("/leave/requests", request | members).says(201).json()["id"]


def grant(client, code):
    [waiting] = [row for row in client.get("/approvals/inbox").says(200).rows() if row["employee"] == code]
    client.post(f"/approvals/{waiting['id']}/grant", {}).says(200)


def test_shifts_stand_where_the_roster_has_them(server, meera):
    sunday, working, night = ahead(7, 6), ahead(7, 1), ahead(7, 3)
    meera.ask("PUT", "/weekly-offs", {"location": "", "days": [{"weekday": "sunday"}]}).says(200)
    hours = {"start": "22:00", "end": "06:00", "breaks": [], "shortDays": [], "automatic": False}
    meera.post("/shifts", {"code": "N", "name": "Night"} | hours).says(201)
    meera.ask(
        "PUT", "/employees/0042/roster-days", {"from": str(night), "day": "N", "reason": "stock-taking"}).says(200)
    path = made(server.sign_in("asha"))
    calendar = read(fetch(server, path))
    assert calendar.calendar_name == "Shifts and leave" and str(calendar["X-WR-CALNAME"]) == "Shifts and leave"
    assert calendar["REFRESH-INTERVAL"].dt == datetime.timedelta(hours=1)
    assert on(calendar, working) == ["General (G)"] and on(calendar, sunday) == ["Day off"]
    assert on(calendar, TODAY) == ["Founders’ day"]
    [shift] = [event for event in calendar.events if event["UID"].startswith("shift-") and str(working) in event["UID"]]
    assert shift["DTSTART"].dt == datetime.datetime.combine(working, datetime.time(9), INDIA)
    assert shift["DTEND"].dt == datetime.datetime.combine(working, datetime.time(18), INDIA)
    assert shift["TRANSP"] == "OPAQUE" and shift["STATUS"] == "CONFIRMED"
    [worked] = [event for event in calendar.events if str(event["SUMMARY"]) == "Night (N)"]
    assert worked["DTSTART"].dt == datetime.datetime.combine(night, datetime.time(22), INDIA)
    assert worked["DTEND"].dt == datetime.datetime.combine(night + datetime.timedelta(1), datetime.time(6), INDIA)
    [off] = [event for event in calendar.events if event["UID"].startswith("rest-") and event["DTSTART"].dt == sunday]
    assert off["DTEND"].dt == sunday + datetime.timedelta(1) and off["TRANSP"] == "TRANSPARENT"
    # Other hours of the same shift are the same event.
    general = meera.get("/shifts/G").says(200).json()
    meera.ask("PUT", "/shifts/G", {
        "code": "G", "name": "General", "start": "10:00", "end": "19:00", "breaks": general["breaks"],
        "shortDays": general["shortDays"], "automatic": False}).says(200)
    [moved] = [event for event in read(fetch(server, path)).events if event["UID"] == shift["UID"]]
    assert moved["DTSTART"].dt == shift["DTSTART"].dt + datetime.timedelta(hours=1)


def test_leave_is_tentative_until_it_is_granted(server):
    asha, ravi = server.sign_in("asha"), server.sign_in("ravi")
    first, last = ahead(14, 0), ahead(14, 0) + datetime.timedelta(2)
    own, team = made(asha), made(ravi, shows="team", name="Stores, early")
    ask_for_leave(asha, "0042", first, last)
    [waiting] = leave_of(read(fetch(server, own)))
    assert waiting["STATUS"] == "TENTATIVE" and str(waiting["SUMMARY"]) == "Leave without pay, not decided yet"
    assert (waiting["DTSTART"].dt, waiting["DTEND"].dt) == (first, last + datetime.timedelta(1))
    grant(ravi, "0042")
    calendar = read(fetch(server, own))
    [granted] = leave_of(calendar)
    assert granted["UID"] == waiting["UID"] and granted["STATUS"] == "CONFIRMED"
    assert str(granted["DESCRIPTION"]) == REASON and granted["LAST-MODIFIED"].dt >= waiting["LAST-MODIFIED"].dt
    assert on(calendar, first) == ["Leave without pay"]
    # Whoever decides sees it too, as somebody else's.
    answer = fetch(server, team)
    [seen] = read(answer).events
    assert b"\r\nNAME:Stores\\, early\r\n" in answer.body and str(seen["SUMMARY"]) == "Asha Verma: Leave without pay"
    assert seen["TRANSP"] == "TRANSPARENT" and str(seen["DESCRIPTION"]) == REASON
    [number] = [row["id"] for row in asha.get("/leave/requests").says(200).rows()]
    asha.post(f"/leave/requests/{number}/cancel", {}).says(200)
    assert leave_of(read(fetch(server, own))) == [] == read(fetch(server, team)).events


def test_half_a_day_says_so_and_leaves_the_shift(server):
    asha = server.sign_in("asha")
    half = ahead(14, 1)
    ask_for_leave(asha, "0042", half, startsAtNoon=True)
    calendar = read(fetch(server, made(asha)))
    words = "Leave without pay, second half of the day, not decided yet"
    assert on(calendar, half) == ["General (G)", words]
    [event] = leave_of(calendar)
    assert event["TRANSP"] == "TRANSPARENT" and event["DTEND"].dt == half + datetime.timedelta(1)


def test_what_is_known_is_not_sent_again(server):
    asha = server.sign_in("asha")
    path = made(asha)
    answer = fetch(server, path).says(200)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"].startswith("private")
    assert answer.headers["Content-Disposition"] == 'inline; filename="calendar.ics"'
    tag = answer.headers["ETag"]
    for known in (tag, f'W/{tag}, "1"'):
        same = fetch(server, path, If_None_Match=known).says(304)
        assert same.body == b"" and same.headers["ETag"] == tag
    ask_for_leave(asha, "0042", ahead(14, 1))
    news = fetch(server, path, If_None_Match=tag).says(200)
    assert news.headers["ETag"] != tag and len(leave_of(read(news))) == 1


def test_nobody_is_answered_at_an_address_that_is_over(server, meera):
    asha, ravi, omar = (server.sign_in(name) for name in ("asha", "ravi", "omar"))
    revoked, closed = made(asha), made(omar)
    wrong = "/calendar/ec_" + "A" * 43 + ".ics"
    [entry] = asha.get("/calendars").says(200).rows()
    assert entry["lastFetched"] is None and "path" not in entry
    fetch(server, revoked).says(200)
    [entry] = asha.get("/calendars").says(200).rows()
    assert entry["lastFetched"] and entry["isLive"]
    # Others neither see it nor end it.
    assert ravi.get("/calendars").says(200).rows() == []
    ravi.ask("DELETE", f"/calendars/{entry['id']}").says(404, "not-found")
    ravi.get("/calendars", user="asha").says(403, "not-allowed")
    assert [row["id"] for row in meera.get("/calendars", user="asha").says(200).rows()] == [entry["id"]]
    asha.ask("DELETE", f"/calendars/{entry['id']}").says(204)
    meera.post("/users/omar/close", {}).says(200)
    answers = [fetch(server, path).says(404, "not-found") for path in (revoked, closed, wrong, "/calendar/x", wrong[:-4])]
    assert len({json.dumps(answer.problem()) for answer in answers}) == 1
    tag = {"If_None_Match": "*"}
    assert fetch(server, revoked, **tag).says(404).problem() == answers[0].problem()
    server.client().ask("POST", revoked, b"", raw=True).says(405, "method-not-allowed")
    ended = {"lastDay": str(ahead(-1)), "shows": "own"}
    asha.post("/calendars", ended).says(422, "invalid")


def test_the_secret_of_an_address_stands_nowhere(server, meera):
    asha = server.sign_in("asha")
    path = made(asha)
    secret = path.removeprefix("/calendar/").removesuffix(".ics")
    fetch(server, path).says(200)
    # As somebody mistypes it.
    for other in (path + "/", f"/api/v1{path}", path.upper().replace(secret.upper(), secret), "/" + secret, path[:-4]):
        fetch(server, other)
    server.client().ask("PUT", path, b"", raw=True)
    asha.ask("GET", path, raw=True).says(200)
    until(lambda: server.log().count("/calendar/…") >= 4, "the requests in the log")
    assert secret not in server.log()
    figures = meera.get("/metrics").says(200).body.decode()
    assert 'operation="calendarFeed",status="200"' in figures and secret not in figures
    assert secret.encode() not in (server.folder / "company.db").read_bytes()


def test_a_role_that_is_taken_takes_its_people_along(etime, company, server, meera):  # noqa: F811, the fixtures
    ravi = server.sign_in("ravi")
    ask_for_leave(meera, "0042", ahead(14, 1))
    team, own = made(ravi, shows="team", withShifts=True), made(ravi)
    seen = {str(event["SUMMARY"]).partition(":")[0] for event in read(fetch(server, team)).events}
    assert seen == {"Asha Verma", "Bala Iyer"}
    typed(etime, company, "account", "change", "ravi", "--give", "employee", "--take", "manager", user="meera")
    assert read(fetch(server, team)).events == []
    assert read(fetch(server, own)).events != []


def test_a_token_makes_what_it_may_see_and_no_more(etime, company, server, meera):  # noqa: F811, the fixtures
    ask_for_leave(meera, "0042", ahead(14, 1))

    def by_token(*permissions):
        allowed = [word for permission in permissions for word in ("--allow", permission)]
        return server.client(typed(etime, company, "token", "add", "hall", *allowed, user="ravi").strip())

    by_token("readPeople").post("/calendars", {"shows": "team"}).says(403, "not-allowed")
    hall = by_token("readPeople", "readLeave")
    path = made(hall, shows="team")
    calendar = fetch(server, path)
    assert [str(event["SUMMARY"]) for event in read(calendar).events] == ["Asha Verma: Away"]
    assert b"wedding" not in calendar.body and b"without pay" not in calendar.body
    [number] = [row["id"] for row in server.sign_in("ravi").get("/tokens").says(200).rows()][-1:]
    server.sign_in("ravi").ask("DELETE", f"/tokens/{number}").says(204)
    fetch(server, path).says(404)


def test_who_fetches_too_often_waits(etime, company):  # noqa: F811, the fixture
    with serving(etime, company, "--rate", "5") as server:
        path = made(server.sign_in("asha"))
        answers = [fetch(server, path) for _ in range(40)]
        assert {answer.status for answer in answers} == {200, 429}
        assert all(answer.headers["Retry-After"] for answer in answers if answer.status == 429)
        # Whoever tries addresses too.
        assert 429 in {fetch(server, f"/calendar/ec_{i:043}.ics").status for i in range(40)}


def test_the_command_line_makes_the_same(etime, company, server):  # noqa: F811, the fixtures
    def asha(*words):
        return typed(etime, company, "calendar", *words, user="asha")

    ask_for_leave(server.sign_in("meera"), "0042", ahead(14, 1))
    address = asha("add", "--name", "Work", "--until", str(ahead(5)), "--server", "https://hr.example/").strip()
    assert address.startswith("https://hr.example/calendar/ec_")
    answer = fetch(server, address.removeprefix("https://hr.example")).says(200)
    [entry] = json.loads(asha("list", "--format", "json"))
    assert (entry["name"], entry["last_day"], entry["is_live"]) == ("Work", str(ahead(5)), True)
    file = company / "asha.ics"
    assert asha("write", str(file), "--name", "Work").strip() == f"{file} is written."
    assert file.read_bytes() == answer.body == asha("write", "-", "--name", "Work").encode().replace(b"\n", b"\r\n")
    assert [str(event["SUMMARY"]) for event in leave_of(icalendar.Calendar.from_ical(file.read_bytes()))] == [
        "Leave without pay"]
    team = typed(etime, company, "calendar", "write", "-", "--employee", "0042", user="ravi")
    assert "SUMMARY:Leave without pay" in team
    asha("revoke", str(entry["number"]))
    fetch(server, address.removeprefix("https://hr.example")).says(404)
