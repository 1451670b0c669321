"""The company's rules over HTTP: types of leave and what is booked for all, rotations, policies."""

import base64
import datetime

from api import TODAY
from api import company, server  # noqa: F401, fixtures


def fields(answer):
    return [error["field"] for error in answer.says(422, "invalid").json()["errors"]]


def rules(answer):
    return {rule["rule"]: rule["text"] for rule in answer.says(200).json()["rules"]}


def test_a_type_of_leave_is_added_and_changed(server):
    hema = server.sign_in("hema")
    wanted = [{"rule": "grant", "text": "24 a year"}, {"rule": "carry", "text": "5"}]
    made = hema.post("/leave/types", {"code": "PL", "name": "Earned leave", "rules": wanted}).says(201)
    assert made.headers["Location"] == "/api/v1/leave/types/PL"
    known = rules(hema.get("/leave/types/PL"))
    assert (known["grant"], known["carry"]) == ("24 a year", "5")
    # What is read can be sent back, rule by rule.
    same = [{"rule": name, "text": text} for name, text in known.items()]
    assert rules(hema.patch("/leave/types/PL", {"rules": same})) == known
    wrong = [{"rule": "carry", "text": "3"}, {"rule": "grant", "text": "plenty"}]
    assert fields(hema.patch("/leave/types/PL", {"rules": wrong})) == ["rules[1].text"]
    assert fields(hema.post("/leave/types", {"code": "VL", "name": "Another"})) == ["code"]
    tag = hema.get("/leave/types/PL").headers["ETag"]
    changed = hema.patch("/leave/types/PL", {"name": "Privilege leave"}, If_Match=tag).says(200)
    assert changed.json()["name"] == "Privilege leave" and rules(changed) == known
    hema.patch("/leave/types/PL", {"name": "Lost"}, If_Match=tag).says(412)
    hema.get("/leave/types/NONE").says(404, "not-found")
    assert hema.ask("POST", "/leave/starter-types").says(200).json() == {"items": []}
    server.sign_in("ravi").patch("/leave/types/PL", {"name": "Mine"}).says(403)


def test_leave_is_granted_to_everybody_once(server):
    hema = server.sign_in("hema")
    hema.post("/leave/types", {
        "code": "PL", "name": "Earned leave", "rules": [{"rule": "grant", "text": "12 a year"}]}).says(201)
    due = hema.get("/leave/runs", kind="grants", limit=1000).says(200).json()["items"]
    assert {row["employee"] for row in due if row["type"] == "PL"} >= {"0042", "0043"}
    assert {row["what"] for row in due} == {"grant"}
    booked = hema.post("/leave/runs", {"kind": "grants"}).says(200).json()["items"]
    assert sorted(map(str, booked)) == sorted(map(str, due))
    assert hema.post("/leave/runs", {"kind": "grants"}).says(200).json() == {"items": []}
    assert fields(hema.post("/leave/runs", {"kind": "year end", "to": str(TODAY + datetime.timedelta(days=2))})) == ["to"]
    balance = {row["type"]: row for row in hema.get("/employees/0042/leave-balances").says(200).json()["items"]}
    assert balance["PL"]["booked"] == sum(
        row["days"] for row in due if (row["employee"], row["type"]) == ("0042", "PL"))


def test_a_rotation_is_added_changed_and_removed(server):
    hema = server.sign_in("hema")
    weeks = {"name": "Weeks", "unit": "week", "turns": [["G"] * 5 + ["off", "off"], ["G"]], "first": "2026-11-02"}
    made = hema.post("/rosters/rotations", weeks).says(201)
    assert made.headers["Location"] == "/api/v1/rosters/rotations/Weeks" and made.json()["turns"] == weeks["turns"]
    assert fields(hema.post("/rosters/rotations", weeks)) == ["name"]
    assert fields(hema.post("/rosters/rotations", weeks | {"name": "Odd", "turns": [["X"]]})) == ["turns"]
    known = hema.get("/rosters/rotations/Weeks").says(200)
    whole = {name: value for name, value in known.json().items() if name != "cycle"}
    after = hema.ask("PUT", "/rosters/rotations/Weeks", whole | {"turns": [["G"]]}, {"If-Match": known.headers["ETag"]})
    assert after.says(200).json()["rotation"]["turns"] == [["G"]] and after.json()["warnings"] == []
    hema.ask("PUT", "/rosters/rotations/Weeks", whole, {"If-Match": known.headers["ETag"]}).says(412)
    hema.post("/rosters/assignments", {"employee": "0042", "rotation": "Weeks", "from": str(TODAY)}).says(200)
    assert fields(hema.ask("DELETE", "/rosters/rotations/Weeks")) == ["name"]
    hema.post("/rosters/rotations", weeks | {"name": "Spare"}).says(201)
    hema.ask("DELETE", "/rosters/rotations/Spare").says(204)
    hema.get("/rosters/rotations/Spare").says(404, "not-found")


def test_a_policy_is_added_assigned_changed_and_removed(server):
    hema = server.sign_in("hema")
    wanted = [{"rule": "late grace", "text": "10 min"}]
    made = hema.post("/policies", {"name": "Day", "rules": wanted}).says(201)
    assert made.headers["Location"] == "/api/v1/policies/Day"
    known = rules(hema.get("/policies/Day"))
    assert known["late grace"] == "10 min" and len(known) > 50
    same = [{"rule": name, "text": text} for name, text in known.items()]
    assert rules(hema.patch("/policies/Day", {"rules": same})) == known
    wrong = [{"rule": "late grace", "text": "some"}]
    assert fields(hema.patch("/policies/Day", {"rules": wrong})) == ["rules[0].text"]
    hema.post("/policies/Day/assignments", {"department": "Stores", "from": "2026-01-01"}).says(204)
    again = hema.post("/policies/Day/assignments", {"department": "Stores", "from": "2026-02-01"})
    assert fields(again) == ["from"]
    assert fields(hema.post("/policies/Day/assignments", {
        "department": "Stores", "employee": "0042", "from": "2026-01-01"})) == ["employee"]
    assert fields(hema.post("/policies/Day/assignments", {"department": "Attic", "from": "2026-01-01"})) == ["employee"]
    [listed, _] = hema.get("/policies").says(200).json()["items"]
    assert [(one["department"], one["from"]) for one in listed["assignments"]] == [("Stores", "2026-01-01")]
    assert fields(hema.ask("DELETE", "/policies/Day")) == ["name"]
    ended = hema.ask("DELETE", "/policy-assignments?department=Stores&from=2026-01-01").says(200).json()
    assert ended == {"ended": True}
    hema.ask("DELETE", "/policies/Day").says(204)
    hema.get("/policies/Day").says(404, "not-found")


def test_what_proves_a_request_comes_with_it(server):
    asha, ravi, day = server.sign_in("asha"), server.sign_in("ravi"), TODAY - datetime.timedelta(days=2)
    photo = bytes(range(256))
    wanted = {
        "date": str(day), "changes": [{"kind": "add", "at": f"{day}T18:05:00", "way": "out"}], "why": "The terminal was off",
        "files": [{"name": "gate pass.png", "content": base64.b64encode(photo).decode()}]}
    number = asha.post("/requests/corrections", wanted).says(201).json()["id"]
    path = f"/requests/{number}/files/gate%20pass.png"
    for client in (asha, ravi):
        file = client.get(path).says(200)
        assert file.body == photo and file.headers["Content-Type"] == "application/octet-stream"
        assert file.headers["Content-Disposition"] == "attachment"
    server.sign_in("omar").get(path).says(404)
    asha.get(f"/requests/{number}/files/another").says(404, "not-found")
    twice = wanted["files"] * 2 + [{"name": "b", "content": "no"}]
    assert fields(asha.post("/requests/corrections", wanted | {"files": twice})) == ["files[1].name", "files[2].content"]
    leave = {"employee": "0042", "type": "LWP", "first": str(TODAY + datetime.timedelta(days=9)), "reason": "a wedding"}
    made = asha.post("/leave/requests", leave | {"files": wanted["files"]}).says(201).json()
    assert made["document"] == "gate pass.png"
