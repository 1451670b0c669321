"""The API by a client that a generator of another project's has made of the served document: whoever has such a client needs
nothing else."""

import datetime
import importlib
import io
import sys

import pytest

from api import PASSWORD, TODAY, Document
from api import company, server  # noqa: F401, fixtures
from sdk import PACKAGE, generated, modules, words

DAY = TODAY - datetime.timedelta(2)


class Sdk:
    """The generated package, and somebody who asks by it."""

    def __init__(self, port):
        self.calls = modules()
        self.models, self.types, self.package = (
            importlib.import_module(name) for name in (f"{PACKAGE}.models", f"{PACKAGE}.types", PACKAGE))
        self.options = {"base_url": f"http://127.0.0.1:{port}/api/v1", "raise_on_unexpected_status": True, "timeout": 60}

    def sign_in(self, name):
        stranger = self.package.Client(**self.options)
        body = self.models.SignInBody(name=name, password=PASSWORD)
        session = self.calls["sign_in"].sync(client=stranger, body=body)
        assert isinstance(session, self.models.Session) and session.account == name and not session.must_change_password
        return Person(self, session.token)


class Person:
    """Calls operations by name: what they answer is of the models, and `last` is all that came with it."""

    def __init__(self, sdk, token):
        self.sdk, self.models = sdk, sdk.models
        self.client = sdk.package.AuthenticatedClient(token=token, **sdk.options)

    def __getattr__(self, name):
        def call(*path, **arguments):
            self.last = self.sdk.calls[name].sync_detailed(*path, client=self.client, **arguments)
            return self.last.parsed
        return call

    def problem(self, status, kind, name, *path, **arguments):
        found = getattr(self, name)(*path, **arguments)
        assert isinstance(found, self.models.Problem), found
        assert (found.status, found.type_) == (status, f"urn:etime:problem:{kind}") and self.last.status_code == status
        assert found.title and found.detail and self.last.headers["X-Request-Id"] in found.instance
        return found


@pytest.fixture
def sdk(etime, server, monkeypatch):
    folder, *_ = generated(etime)
    monkeypatch.syspath_prepend(folder.name)
    yield Sdk(server.port)
    for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
        del sys.modules[name]


def test_every_operation_is_generated_under_its_name(etime, server, sdk):
    _, status, said = generated(etime)
    assert status == 0 and "warning" not in said.lower(), said
    document = Document(server.client())
    operations = [*document.operations(), *document.operations(streams=True)]
    assert sdk.calls.keys() == {words(operation.id) for operation in operations}
    assert all(callable(module.sync_detailed) for module in sdk.calls.values())


def newcomer(sdk, **members):
    return sdk.models.AddEmployeeBody(
        code="0100", name="Chitra Sen", joined=TODAY - datetime.timedelta(60), department="Plant", location="Nashik",
        manager="0007", **members)


def test_people_come_work_and_are_explained(sdk):
    meera, models = sdk.sign_in("meera"), sdk.models
    assert "admin" in meera.who_am_i().roles[0]
    made = meera.add_employee(body=newcomer(sdk), idempotency_key="once", etime_reason="She begins")
    assert isinstance(made, models.Employee) and made.joined == TODAY - datetime.timedelta(60) and made.left is None
    assert meera.last.headers["Location"] == "/api/v1/employees/0100"
    assert meera.add_employee(body=newcomer(sdk), idempotency_key="once").to_dict() == made.to_dict()
    assert meera.last.headers["Idempotency-Replayed"] == "true"
    assert "Plant" in [place.name for place in meera.list_departments().items]
    assert [place.name for place in meera.list_locations().items] == ["Nashik", "Pune"]
    assert meera.set_department_head("Plant", body=models.SetDepartmentHeadBody(employee="0005")).head == "0005"

    shift = meera.add_shift(body=models.AddShiftBody(code="M", name="Morning", start="06:00", end="14:00"))
    assert (shift.code, shift.start, shift.breaks) == ("M", "06:00", [])
    first = DAY - datetime.timedelta(5)
    assigned = meera.assign_roster(body=models.AssignRosterBody(from_=first, employee="0100", shift="M"))
    assert assigned.more_warnings == 0
    assert "M" in [one.shift for one in meera.list_roster_assignments().items if one.employee == "0100"]

    lines = f"0100\t{DAY} 06:20:00\t1\t0\t1\t0\n0100\t{DAY} 14:00:00\t1\t1\t1\t0\n"
    taken = meera.import_punches("Gate", body=sdk.types.File(payload=io.BytesIO(lines.encode())))
    assert (taken.is_stored, taken.new, taken.unreadable) == (True, 2, 0)
    punches = meera.list_punches(employee="0100")
    assert [punch.device for punch in punches.items] == ["Gate", "Gate"] and punches.is_last
    assert meera.list_punches(after=punches.next_, employee="0100").items == []

    [day] = meera.list_days(from_=DAY, to=DAY, employee="0100").items
    assert (day.date, day.shift, day.status, day.late, day.punches) == (DAY, "M", "P", 1_200, 2)
    assert day.in_.replace(tzinfo=None) == datetime.datetime.combine(DAY, datetime.time(6, 20))
    month = meera.muster_roll(f"{DAY:%Y-%m}", employee="0100").items[0]
    assert month.days[DAY.day - 1] == "P" and month.late >= 1_200
    why = meera.explain_day("0100", DAY)
    assert why.work == day.work and any("06:20" in step.text for step in why.steps)

    change = models.CorrectPunchesBodyChangesItem(kind="add", at=f"{DAY}T15:00:00", way="out")
    body = models.CorrectPunchesBody(date=DAY, changes=[change], why="The terminal was off")
    [correction] = meera.correct_punches("0100", body=body).items
    assert correction.kind == "add" and correction.revoked_at is None
    assert meera.list_days(from_=DAY, to=DAY, employee="0100").items[0].out.hour == 15
    assert meera.revoke_correction(correction.id, why="It was not") is None and meera.last.status_code == 204

    entries = meera.list_journal(limit=1_000, employee="0100").items
    assert any(entry.reason == "She begins" and entry.actor == "meera" for entry in entries)
    assert meera.get_journal_entry(entries[0].id).id == entries[0].id
    assert meera.verify_journal().is_whole


def test_leave_is_asked_for_and_decided(sdk):
    omar, hema, models = sdk.sign_in("omar"), sdk.sign_in("hema"), sdk.models
    day = TODAY + datetime.timedelta(60)
    wanted = {"employee": "9917", "type_": "LWP", "first": day, "reason": "A wedding"}
    planned = omar.plan_leave(body=models.PlanLeaveBody(**wanted))
    assert (planned.covered, planned.excess) == (1, 0)
    asked = omar.request_leave(body=models.RequestLeaveBody(**wanted))
    assert (asked.status, asked.first, asked.last, asked.hours) == ("pending", day, day, None)
    assert asked.approval in [request.id for request in hema.list_inbox().items]
    granted = hema.grant_request(asked.approval, body=models.GrantRequestBody(remark="Have fun"))
    assert granted.state == "approved"
    kept = omar.get_leave_request(asked.id)
    assert (kept.status, kept.days) == ("confirmed", 1)
    [line] = omar.get_leave_ledger("9917", type_="LWP").items
    assert (line.days, line.date, line.request) == (-1, day, asked.id)
    hema.problem(409, "refused", "grant_request", asked.approval, body=models.GrantRequestBody())


def test_a_token_is_made_used_and_revoked(sdk):
    meera, models = sdk.sign_in("meera"), sdk.models
    made = meera.add_token(body=models.AddTokenBody(name="Payroll", permissions=["readPeople"], days=9))
    program = Person(sdk, made.token)
    assert program.get_employee("0042").name == "Asha Verma"
    program.problem(403, "not-allowed", "list_days")
    assert made.id in [one.id for one in meera.list_tokens().items if one.is_live]
    assert meera.revoke_token(made.id) is None and meera.last.status_code == 204
    program.problem(401, "not-signed-in", "get_employee", "0042")


def test_pages_are_had_one_after_the_other(sdk):
    meera = sdk.sign_in("meera")
    whole = [person.code for person in meera.list_employees(sort=["department", "-code"]).items]
    codes, place = [], {}
    while not codes or place:
        page = meera.list_employees(limit=2, sort=["department", "-code"], **place)
        codes += [person.code for person in page.items]
        place = {"cursor": page.next_} if page.next_ else {}
    assert codes == whole == ["9917", "0005", "0043", "0042", "0007"]
    # Whole rows are of the model; of parts there is what was wanted.
    assert all(isinstance(person, sdk.models.Employee) for person in page.items)
    [part] = meera.list_employees(search="quill", fields=["name"]).items
    assert isinstance(part, sdk.models.EmployeePart) and part.to_dict() == {"name": "Omar Quill"}


def test_what_is_refused_is_a_problem_of_the_model(sdk):
    meera, models = sdk.sign_in("meera"), sdk.models
    meera.problem(404, "not-found", "get_employee", "0404")
    meera.problem(409, "refused", "restore_device", "Gate")
    double = models.AddEmployeeBody(code="0042", name="Asha", joined=TODAY)
    assert [one.field for one in meera.problem(422, "invalid", "add_employee", body=double).errors] == ["code"]
    unknown = meera.problem(400, "invalid-parameter", "list_employees", cursor="x")
    assert [one.field for one in unknown.errors] == ["cursor"]

    meera.get_employee("0042")
    tag = meera.last.headers["ETag"]
    assert meera.change_employee("0042", body=models.ChangeEmployeeBody(name="Asha Sen"), if_match=tag).name == "Asha Sen"
    late = models.ChangeEmployeeBody(name="Asha Rao")
    meera.problem(412, "changed-meanwhile", "change_employee", "0042", body=late, if_match=tag)
    assert meera.get_employee("0042").name == "Asha Sen"
