"""Terminals over HTTP: what they are asked to do, whom they know, what they sent that is nobody's, and who agreed to what."""

import datetime

import pytest

from api import TODAY, serving, typed
from api import company  # noqa: F401, fixture


@pytest.fixture
def office(etime, company, terminal):
    """Its terminal Plant answers; Gate does not."""
    typed(etime, company, "device", "add", "Plant", terminal.host, "--port", terminal.tcp_port, user="meera")
    with serving(etime, company, "--rate", "0") as server:
        yield server


def done(client, asked):
    """The order, once the terminal has done what was asked."""
    number = asked.says(202).json()["id"]
    assert asked.headers["Location"] == f"/api/v1/device-orders/{number}"
    order = client.ask("POST", f"/device-orders/{number}/perform").says(200).json()
    assert order["hasEnded"] and {task["state"] for task in order["tasks"]} == {"done"}, order
    assert client.get(f"/device-orders/{number}").says(200).json()["tasks"] == order["tasks"]
    return order


def known(client, *devices):
    answer = client.post("/device-comparisons", {"devices": devices or ["Plant"]}).says(200).json()
    return {row["user"]: row for row in answer["users"]}


def test_hr_says_whom_a_terminal_knows(office):
    hema = office.sign_in("hema")
    before = known(hema)
    assert len(before) == 4 and all(row["differences"] == [] for row in before.values())
    card = {"name": "Asha Verma", "card": 12_345, "password": "4711", "isLetIn": True}
    order = done(hema, hema.patch("/devices/Plant/users/77", card))
    assert order["title"] == "Write user 77" and order["askedBy"] == "hema" and "4711" not in str(order)
    [listing] = known(hema)["77"]["at"]
    assert listing == {"name": "Asha Verma", "level": "user", "isLetIn": True, "hasPassword": True, "card": 12_345,
                       "group": listing["group"], "fingers": []}
    # What is not given stays.
    done(hema, hema.patch("/devices/Plant/users/77", {"password": None}))
    assert known(hema)["77"]["at"] == [listing | {"hasPassword": False}]
    done(hema, hema.ask("DELETE", "/devices/Plant/users/77"))
    assert known(hema) == before


def test_a_person_is_sent_and_removed_everywhere(office):
    hema = office.sign_in("hema")
    order = done(hema, hema.ask("PUT", "/employees/0043/devices", {"devices": ["Plant", "Plant"]}))
    assert [task["what"] for task in order["tasks"]] == ["Send Bala Iyer (0043)"]
    [(user, row)] = [(user, row) for user, row in known(hema).items() if row["name"] == "Bala Iyer"]
    removal = hema.ask("DELETE", "/employees/0043/devices").says(202).json()
    assert {task["device"] for task in removal["tasks"]} == {"Gate", "Plant"}
    ended = hema.ask("POST", f"/device-orders/{removal['id']}/perform").says(200).json()
    states = {task["device"]: task["state"] for task in ended["tasks"]}
    # It waits for one that cannot be reached, and the answer does not.
    assert states == {"Plant": "done", "Gate": "waiting"} and not ended["hasEnded"] and user not in known(hema)


def test_the_terminal_itself_is_the_administrators(office):
    meera, hema = office.sign_in("meera"), office.sign_in("hema")
    for method, path, body in [
        ("POST", "/devices/Plant/restart", None), ("POST", "/devices/Plant/open-door", {}),
        ("PUT", "/devices/Plant/options/VoiceOn", {"value": "1"}), ("POST", "/device-orders/clocks", None),
        ("PATCH", "/devices/Plant/users/77", {"level": "administrator"}),
    ]:
        hema.ask(method, path, body).says(403, "not-allowed")
    own, others = hema.ask("DELETE", "/devices/Gate/users/7").says(202), meera.ask("POST", "/devices/Gate/restart").says(202)
    hema.ask("POST", f"/device-orders/{others.json()['id']}/cancel").says(403)
    hema.ask("POST", f"/device-orders/{others.json()['id']}/perform").says(403)
    for client, asked in ((hema, own), (meera, others)):
        cancelled = client.ask("POST", f"/device-orders/{asked.json()['id']}/cancel").says(200).json()
        assert [task["state"] for task in cancelled["tasks"]] == ["cancelled"] and cancelled["hasEnded"]
    done(meera, meera.post("/devices/Plant/clock", None))
    assert abs(meera.get("/devices/Plant/clock").says(200).json()["drift"]) <= 2
    assert meera.get("/devices/Plant/information").says(200).json()["users"] == 4
    done(meera, meera.ask("PUT", "/devices/Plant/options/VoiceOn", {"value": "0"}))
    assert done(meera, meera.post("/devices/Plant/options/VoiceOn/read", None))["tasks"][0]["outcome"].strip(".").endswith("0")


def test_what_is_wrong_with_an_order_is_said(office):
    meera = office.sign_in("meera")

    def wrong(method, path, body):
        return [error["field"] for error in meera.ask(method, path, body).says(422, "invalid").json()["errors"]]

    assert wrong("POST", "/devices/Plant/open-door", {"seconds": 61}) == ["seconds"]
    assert wrong("POST", "/devices/Plant/clear-log", {"device": "Gate"}) == ["device"]
    assert wrong("PUT", "/devices/Plant/options/ComKey", {"value": "1"}) == ["option"]
    assert wrong("POST", "/devices/Plant/copies", {"users": ["1"], "to": ["Plant"]}) == ["to"]
    meera.ask("POST", "/devices/Nowhere/restart").says(404, "not-found")
    meera.get("/device-orders/987654").says(404, "not-found")
    meera.post("/device-comparisons", {"devices": ["Gate"]}).says(502, "terminal")
    meera.get("/devices/Gate/clock").says(502, "terminal")


def test_the_queue_is_read_page_by_page(office):
    meera = office.sign_in("meera")
    asked = [meera.ask("DELETE", f"/devices/Gate/users/{number}").says(202).json()["id"] for number in range(5)]
    read, cursor = [], {}
    while cursor is not None:
        page = meera.get("/device-orders", limit=2, fields="id", **cursor).says(200).json()
        read += [order["id"] for order in page["items"]]
        # What is asked meanwhile moves nothing.
        meera.ask("DELETE", "/devices/Gate/users/9").says(202)
        cursor = page["next"] and {"cursor": page["next"]}
    assert [number for number in read if number >= asked[0]] == asked[::-1]


def test_whose_punches_they_are_is_said_and_taken_back(office):
    hema = office.sign_in("hema")
    hema.ask("POST", "/devices/Plant/collect").says(200)
    unknown = hema.get("/inbox/users").says(200).json()["items"]
    assert len(unknown) == 4 and {row["device"] for row in unknown} == {"Plant"}
    whose = {"device": "Plant", "user": unknown[0]["user"]}
    mapped = hema.post("/inbox/mappings", whose | {"employee": "0043"}).says(200).json()
    assert 0 < mapped["punches"] <= unknown[0]["punches"] and mapped["daysWorkedOut"] > 0
    left = {row["user"]: row["punches"] for row in hema.get("/inbox/users").json()["items"]}
    assert left.get(whose["user"], 0) == unknown[0]["punches"] - mapped["punches"]
    released = hema.post("/inbox/releases", whose).says(200).json()
    assert released["punches"] == mapped["punches"] and hema.get("/inbox/users").json()["items"] == unknown
    problem = hema.post("/inbox/mappings", whose | {"employee": "0043", "all": True, "from": "2026-01-01"}).says(422)
    assert [error["field"] for error in problem.json()["errors"]] == ["all"]
    assert hema.get("/inbox/numbers").says(200).json()["items"] == []


def test_doubts_and_unreadable_lines_are_settled(office):
    hema, past = office.sign_in("hema"), TODAY - datetime.timedelta(days=2)
    file = f"9917\t{TODAY.year + 9}-01-01 09:00:00\t1\t0\t1\t0\n9917\tat nine\n".encode()
    stored = hema.ask(
        "POST", "/devices/Gate/punch-files", file, {"Content-Type": "application/octet-stream"}).says(200).json()
    assert (stored["quarantined"], stored["unreadable"]) == (1, 1)
    [doubt] = hema.get("/inbox/doubts").says(200).json()["items"]
    assert doubt["employee"] == "9917" and not doubt["counts"] and doubt["showed"] == f"{TODAY.year + 9}-01-01T09:00:00"
    place = f"/inbox/doubts/{doubt['id']}"
    assert "at" in str(hema.post(f"{place}/settle", {"as": "madeAt", "why": "seen"}).says(422).json()["errors"])
    hema.post(f"{place}/settle", {"as": "right", "why": "seen"}).says(422, "invalid")
    hema.post(f"{place}/settle", {"as": "madeAt", "at": f"{past}T18:30:00", "why": "seen at the gate"}).says(204)
    assert hema.get("/inbox/doubts").json()["items"] == []
    hema.post(f"{place}/reopen", {"why": "a mistake"}).says(204)
    assert hema.get("/inbox/doubts").json()["items"] == [doubt]
    [line] = hema.get("/inbox/lines", device="Gate").says(200).json()["items"]
    assert line["line"] == "9917\tat nine"
    assert hema.ask("POST", "/devices/Gate/unreadable-lines/read").says(200).json()["left"] == 1
    hema.post(f"/inbox/lines/{line['id']}/dismiss", {"why": "a remark"}).says(204)
    assert hema.get("/inbox/lines").json()["items"] == []
    hema.post(f"/inbox/lines/{line['id']}/dismiss", {"why": "a remark"}).says(404, "not-found")


def test_who_agrees_to_fingerprints_is_recorded_and_withdrawn(office):
    hema = office.sign_in("hema")
    path = "/employees/0043/biometric-consent"
    hema.post(path, {"statement": "Sheet 12"}).says(204)
    rows = {row["employee"]: row for row in hema.get("/biometrics").says(200).json()["items"]}
    assert rows["0043"]["agrees"] and rows["0043"]["statement"] == "Sheet 12" and rows["0043"]["fingers"] == 0
    late = hema.post(path, {"statement": "Sheet 13", "givenOn": str(TODAY + datetime.timedelta(days=9))}).says(422)
    assert [error["field"] for error in late.json()["errors"]] == ["givenOn"]
    assert hema.ask("DELETE", path).says(200).json() == {"fingers": 0, "devices": []}
    [row] = [row for row in hema.get("/biometrics").json()["items"] if row["employee"] == "0043"]
    assert not row["agrees"] and row["withdrawnAt"]
    hema.ask("DELETE", path).says(409, "refused")
    assert hema.ask("POST", "/biometrics/purge").says(200).json() == {"people": 0}
