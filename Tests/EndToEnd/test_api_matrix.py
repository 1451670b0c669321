"""Every operation of the API × every role × everybody over whom it could reach, against the table the use cases are held against."""

import collections
import contextlib
import datetime
import functools
import itertools
import re

import pytest

import matrix
from api import PASSWORD, PREFIX, Answer, serving, typed

Operation = collections.namedtuple("Operation", "id method path")
CODES = {letter: person[0] for letter, person in matrix.PEOPLE.items()}
# With a file.
PROVEN = {
    "employee": "{code}", "date": "2026-11-02", "why": "forgotten", "files": [{"name": "pass.txt", "content": "cGFzcw=="}],
    "changes": [{"kind": "add", "at": "2026-11-02T08:00:00", "way": "either"}]}
ROLES, RULES = matrix.expectations()
# Whose requests: the same as a person's own records.
RULES["approval.requestsOf"] = RULES["employee.find"]
# Orders about people at terminals, each by itself.
RULES["fleet.askAboutPeople"] = RULES["fleet.change"]


class Company:
    """The company of matrix.txt, and Mohan, whose role is another one each time."""

    def __init__(self, server):
        self.server, self.numbers, self.swaps = server, itertools.count(1), itertools.count(1)
        self.chief = server.sign_in("meera")
        self.chief.post("/shifts", {
            "code": "G", "name": "General", "start": "09:00", "end": "18:00", "breaks": [], "shortDays": [],
            "automatic": False}).says(201)
        for letter, (code, department, location, manager) in matrix.PEOPLE.items():
            self.chief.post("/employees", {
                "code": code, "name": f"Person {letter}", "department": department, "location": location,
                "manager": manager, "joined": "2026-01-01", "shift": "G"}).says(201)
        self.chief.post("/approvals/delegations", {
            "approver": CODES["V"], "delegate": CODES["S"], "from": "2026-11-01"}).says(201)
        # Held and worked by somebody, so that nobody's removal takes them away.
        self.chief.post("/policies", {"name": "Office"}).says(201)
        self.chief.post("/policies/Office/assignments", {"from": "2035-01-01"}).says(204)
        self.chief.post("/rosters/rotations", matrix.HOURS).says(201)
        self.chief.post("/rosters/assignments", {
            "rotation": "Weeks", "department": "Office", "from": "2035-01-01"}).says(200)
        for code in CODES.values():
            self.chief.post(f"/employees/{code}/biometric-consent", {"statement": "sheet 7"}).says(204)
        self.leave, self.files = {}, {}
        for code in (CODES[letter] for letter in matrix.SUBJECTS):
            self.new("request", code)
            self.files[code] = self.made("/requests/corrections", PROVEN, code)
            self.leave[code] = self.made("/leave/requests", matrix.EACH["requestLeave"][1], code)
        self.mohan, self.nobody = self.account("mohan", "10"), self.account("nobody", None)

    def account(self, name, employee):
        """Somebody who has signed in, and has a password of their own."""
        first = "seven rusty anchors"
        self.chief.post("/users", {"name": name, "employee": employee, "roles": [], "password": first}).says(201)
        client = self.server.sign_in(name, first)
        client.ask("PUT", "/sessions/current/password", {"old": first, "new": PASSWORD}).says(204)
        return self.server.sign_in(name)

    def acting(self, role):
        if role == "nobody":
            return self.nobody
        self.chief.ask("PUT", "/users/mohan", {"name": "mohan", "employee": "10", "roles": [role]}).says(200)
        return self.mohan

    def filling(self, value, code, number=None):
        """With the person's code, and days on which nobody has asked for anything."""
        number = number or next(self.numbers)
        if isinstance(value, dict):
            return {name: self.filling(part, code, number) for name, part in value.items()}
        if isinstance(value, str):
            first = datetime.date(2027, 1, 4) + datetime.timedelta(days=3 * number)
            return (value.replace("{code}", code or "").replace("{new}", f"N{number}").replace("{day}", str(first))
                    .replace("{next}", str(first + datetime.timedelta(days=1))))
        return value

    def made(self, path, body, code):
        return self.chief.post(path, self.filling(body, code)).says(201).json()["id"]

    def new(self, kind, code, partner="90"):
        """A record of the person's, made by the administrator: its number."""
        match kind:
            case "request" | "granted":
                number = self.made("/requests/duty", matrix.EACH["requestDuty"][1], code)
                if kind == "granted":
                    self.chief.post(f"/approvals/{number}/grant", {}).says(200)
                return number
            case "leave":
                return self.leave[code]
            case "file":
                return self.files[code]
            case "correction":
                at = {"kind": "add", "at": f"2026-11-02T10:{next(self.numbers) % 60:02}:00", "way": "either"}
                body = {"date": "2026-11-02", "changes": [at], "why": "forgotten"}
                return self.chief.post(f"/employees/{code}/corrections", body).says(201).json()["items"][0]["id"]
            case "delegation":
                return self.made("/approvals/delegations", matrix.EACH["addDelegation"][1], code)
            case "swap":
                # Who works the same has nothing to swap.
                day = str(datetime.date(2026, 12, 7) + datetime.timedelta(days=next(self.swaps)))
                free = {"from": day, "day": "off", "reason": "a day off"}
                self.chief.ask("PUT", f"/employees/{code}/roster-days", free).says(200)
                body = matrix.EACH["addSwap"][1] | {"requester": code, "partner": partner, "days": [day]}
                return self.chief.post("/rosters/swaps", body).says(201).json()["swap"]["id"]

    def put(self, client, operation, given, code=None, number=None):
        """What is answered to an operation: about a person, a record or neither."""
        given = given if isinstance(given, bytes) else self.filling(given, code)
        names = {"code": code or "G", "id": number or 987, "name": "nosuch", "month": "2026-10", "date": "2026-11-02",
                 "user": "1", "number": "1", "finger": "1", "option": "VoiceOn"}
        if operation.path.startswith("/devices"):
            names["name"] = "Gate"
        if operation.id == "changeUser":
            names["name"] = "meera"
        if operation.path.startswith("/leave/types"):
            names["code"] = "VL"
        for path, name in (
                ("/departments", "Stores"), ("/policies", "Office"), ("/rosters/rotations", "Weeks"), ("/requests", "pass.txt")):
            if operation.path.startswith(path):
                names["name"] = name
        path = re.sub(r"\{(\w+)\}", lambda part: str(names[part[1]]), operation.path)
        if isinstance(given, bytes):
            return client.ask(operation.method, path, given, {"Content-Type": "application/octet-stream"})
        if operation.id == "followPunches":
            return opened(client, path)
        if isinstance(given, str):
            return client.ask(operation.method, path + given)
        return client.ask(operation.method, path, given)


def served(company):
    """All operations by their ids."""
    paths = company.chief.get("/openapi.json").says(200).json()["paths"]
    return {
        made["operationId"]: Operation(made["operationId"], method.upper(), path)
        for path, methods in paths.items() for method, made in methods.items()}


def opened(client, path):
    """The beginning of an answer that has no end."""
    with contextlib.closing(client.connection()) as connection:
        connection.request("GET", PREFIX + path, headers={"Authorization": f"Bearer {client.token}"})
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, b"" if answer.status == 200 else answer.read())


def verdict(answer, operation):
    """Whether it was allowed (y), refused (n), or as if there were no such person (u)."""
    # A terminal that is away is no failure of the server.
    assert answer.status in (*range(200, 500), 502), (operation, answer.body)
    # Whose turn it is not to decide is told so.
    is_deciding = operation.id in ("grantRequest", "rejectRequest")
    is_refused = answer.status == 403 or answer.status == 409 and is_deciding
    return "n" if is_refused else "u" if answer.status == 404 else "y"


def over_people(answers):
    # Whoever may do it over nobody hears of most people that there are none: which of the two, the use cases' own test says.
    return "".join(letter for letter, answer in answers.items() if answer == "y") or "-"


@pytest.fixture(scope="module")
def company(etime, tmp_path_factory):
    folder = tmp_path_factory.mktemp("matrix")
    typed(etime, folder, "leave", "type", "starter")
    typed(etime, folder, "approve", "chain", "add", "Work elsewhere", "--for", "on-duty", "--level", "manager")
    typed(etime, folder, "roster", "limits", "--swaps-across-departments", "yes")
    typed(etime, folder, "device", "add", "Gate", "127.0.0.1", "--port", "9")
    typed(etime, folder, "device", "add", "Yard", "127.0.0.1", "--port", "10")
    typed(etime, folder, "account", "add", "meera", "--role", "admin", given=PASSWORD)
    with serving(etime, folder, "--rate", "0") as server:
        yield Company(server)


def compare(company, use_case, operation, outcome):
    """`outcome` of Mohan in each role is what the table says."""
    got = {role: outcome(company.acting(role)) for role in ROLES}
    # What is the company's is over each of its people too.
    got = {role: "all" if answer == matrix.SUBJECTS else answer for role, answer in got.items()}
    expected = ["-" if answer == "none" else "all" if answer == matrix.SUBJECTS else answer for answer in RULES[use_case]]
    assert got == dict(zip(ROLES, expected)), operation.id


def each(company, operation, given, numbers=None):
    def outcome(client):
        return over_people({
            letter: verdict(company.put(client, operation, given, CODES[letter], numbers and numbers(CODES[letter])), operation)
            for letter in matrix.SUBJECTS})
    return outcome


def of_lists(company, operation, field):
    def outcome(client):
        query = "?from=2027-01-01&to=2027-12-31" if operation.id == "listRequests" else ""
        answer = company.put(client, operation, query + ("&" if query else "?") + "limit=1000")
        if answer.status == 403:
            return "-"
        seen = {row[field] for row in answer.says(200).json()["items"]}
        return "".join(letter for letter in matrix.SUBJECTS if CODES[letter] in seen) or "none"
    return outcome


def of_company(company, operation, given):
    def outcome(client):
        return "-" if verdict(company.put(client, operation, given), operation) == "n" else "all"
    return outcome


def test_each_role_may_do_by_http_what_the_table_says(company, subtests):
    operations = served(company)
    for name, (use_case, field) in matrix.LISTS.items():
        with subtests.test(name):
            compare(company, use_case, operations[name], of_lists(company, operations[name], field))
    for name, (use_case, given) in matrix.EACH.items():
        with subtests.test(name):
            compare(company, use_case, operations[name], each(company, operations[name], given))
    for name, (use_case, kind, given) in matrix.RECORDS.items():
        with subtests.test(name):
            numbers = functools.partial(company.new, kind)
            compare(company, use_case, operations[name], each(company, operations[name], given, numbers))
    for name, (use_case, given) in matrix.COMPANY.items():
        with subtests.test(name):
            compare(company, use_case, operations[name], of_company(company, operations[name], given))
    for name, (given, roles) in matrix.DEPARTMENT.items():
        with subtests.test(name):
            allowed = {
                role for role in ROLES
                if verdict(company.put(company.acting(role), operations[name], given), operations[name]) == "y"}
            assert allowed == set(roles.split())


def test_each_role_answers_swaps_for_whom_the_table_says(company, subtests):
    operations = served(company)

    def asked(code):
        return company.new("swap", "90", partner=code)

    def agreed(code):
        number = company.new("swap", code, partner=CODES["I"] if code == CODES["D"] else CODES["D"])
        company.chief.post(f"/rosters/swaps/{number}/accept", None).says(200)
        return number

    for name, use_case in matrix.SWAPS.items():
        with subtests.test(name):
            numbers = agreed if name == "applySwap" else asked
            compare(company, use_case, operations[name], each(company, operations[name], None, numbers))


def test_each_role_imports_and_exports_whom_the_table_says(company, subtests):
    operations = served(company)
    # What was imported before changes nothing, and is nobody's to refuse.
    numbers = itertools.count(1)

    def imported(operation, file):
        def outcome(client):
            def one(code):
                number = next(numbers)
                text = file.format(code=code, number=number, minute=10 + number // 50, second=10 + number % 50)
                answer = client.ask(operation.method, operation.path, text, {"Content-Type": "text/csv"})
                # A row of somebody out of reach is a row of nobody.
                return "u" if answer.status == 200 and answer.json()["refused"] else verdict(answer, operation)
            return over_people({letter: one(CODES[letter]) for letter in matrix.SUBJECTS})
        return outcome

    def exported(operation, query):
        def outcome(client):
            answer = client.get(operation.path + query)
            if answer.status == 403:
                return "-"
            seen = {row["employee"] for row in answer.says(200).rows()}
            return "".join(letter for letter in matrix.SUBJECTS if CODES[letter] in seen) or "none"
        return outcome

    for name, (use_case, file) in matrix.IMPORTS.items():
        with subtests.test(name):
            compare(company, use_case, operations[name], imported(operations[name], file))
    for name, (use_case, query) in matrix.EXPORTS.items():
        with subtests.test(name):
            compare(company, use_case, operations[name], exported(operations[name], query))


def test_the_table_has_every_operation(company):
    known = (matrix.LISTS | matrix.EACH | matrix.RECORDS | matrix.COMPANY | matrix.DEPARTMENT | matrix.SWAPS
             | matrix.IMPORTS | matrix.EXPORTS)
    assert set(served(company)) - set(known) - matrix.OUTSIDE == {"requestSwapApproval"}
    assert set(known) | matrix.OUTSIDE <= set(served(company))
