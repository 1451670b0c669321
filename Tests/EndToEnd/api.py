"""The REST API as another program meets it: a running `etime serve`, a client of it, and a company to ask about."""

import collections
import contextlib
import csv
import dataclasses
import datetime
import functools
import http.client
import io
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import urllib.parse

import pytest

from databases import command

PASSWORD = "nine blue wheelbarrows"
FIRST_PASSWORD = "seven rusty anchors"
# Code, name, department, manager. Omar has nothing to do with the others but that Hema is his manager too.
PEOPLE = [
    ("0005", "Hema Nair", "Office", ""), ("0007", "Ravi Rao", "Stores", "0005"),
    ("0042", "Asha Verma", "Stores", "0007"), ("0043", "Bala Iyer", "Stores", "0007"),
    ("9917", "Omar Quill", "Office", "0005"),
]
ACCOUNTS = {
    "meera": ("admin", ""), "hema": ("hr", "0005"), "anil": ("auditor", ""), "ravi": ("manager", "0007"),
    "asha": ("employee", "0042"), "omar": ("employee", "9917"),
}
# Stands in all that is Omar's, and nowhere else.
OMARS = "quillwort"
# What members of bodies are called that mean something of this company's.
KNOWN = {
    "employee": "0042", "requester": "0042", "partner": "0043", "approver": "0042", "delegate": "0043", "type": "VL",
    "shift": "G", "day": "off", "at": "2026-11-20T09:00:00",
}
PREFIX = "/api/v1"
# Kept, so that a run that goes on past midnight asks for what was made.
TODAY = datetime.date.today()
JSON = {"Content-Type": "application/json"}


@dataclasses.dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def json(self):
        return json.loads(self.body)

    def rows(self):
        """Of a page, of lines of JSON and of CSV."""
        kind = self.headers.get_content_type()
        if kind == "text/csv":
            return list(csv.DictReader(io.StringIO(self.body.decode(), newline="")))
        return [json.loads(line) for line in self.body.splitlines()] if "ndjson" in kind else self.json()["items"]

    def says(self, status, kind=None):
        """Itself, where that is what was answered."""
        assert self.status == status, (self.status, self.body[:1_000])
        assert kind is None or self.json()["type"] == f"urn:etime:problem:{kind}", self.body
        return self

    def problem(self):
        """What is said, without what no two answers share."""
        return {name: value for name, value in self.json().items() if name != "instance"}


class Client:
    """Somebody who asks, from one address of this computer; each request has a connection of its own."""

    def __init__(self, port, token=None, source="127.0.0.1", tls=None):
        self.port, self.token, self.source, self.tls = port, token, source, tls

    def connection(self, timeout=60):
        if self.tls:
            return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=timeout, context=self.tls)
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout, source_address=(self.source, 0))

    def ask(self, method, path, body=None, headers=(), query=None, raw=False):
        """`path` below /api/v1, or with `raw` as it is; a body that is no text is sent as JSON."""
        headers = dict(headers)
        if body is not None and not isinstance(body, (bytes, str)):
            body, headers = json.dumps(body), JSON | headers
        if self.token:
            headers = {"Authorization": f"Bearer {self.token}"} | headers
        address = path if raw else PREFIX + path
        if query:
            address += ("&" if "?" in address else "?") + urllib.parse.urlencode(query)
        with contextlib.closing(self.connection()) as connection:
            connection.request(method, address, body.encode() if isinstance(body, str) else body, headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())

    def call(self, operation, path, body=None, headers=(), query=None):
        """As the operation wants it: with a body of its kind, whatever is in it."""
        kind = {"Content-Type": operation.media} if operation.media else {}
        if operation.media and operation.body is None:
            body = b"1\n"
        return self.ask(operation.method, path, body, kind | headers if headers else kind, query)

    def get(self, path, headers=(), **query):
        return self.ask("GET", path, headers=headers, query=query)

    def post(self, path, body, **headers):
        return self.ask("POST", path, body, {name.replace("_", "-"): value for name, value in headers.items()})

    def patch(self, path, body, **headers):
        return self.ask("PATCH", path, body, {name.replace("_", "-"): value for name, value in headers.items()})

    def socket(self, timeout=60):
        """A connection on which nothing was said yet."""
        return socket.create_connection(("127.0.0.1", self.port), timeout, (self.source, 0))

    def say(self, text):
        """What comes back for bytes that are perhaps no request, up to the end of the connection."""
        with self.socket() as connection, contextlib.suppress(ConnectionError):
            connection.sendall(text)
            received = b""
            with contextlib.suppress(ConnectionError):
                while piece := connection.recv(65_536):
                    received += piece
            return received
        return b""


class Server:
    """A running `etime serve`."""

    def __init__(self, etime, folder, *options, listen="127.0.0.1:0"):
        self.folder = folder
        self.log_path = folder / "serve.log"
        with self.log_path.open("a") as log:
            self.process = subprocess.Popen(
                [str(etime), "serve", "--listen", listen, "--database", database(folder), *map(str, options)],
                stdout=subprocess.PIPE, stderr=log, text=True, env=environment(folder, "server"))
        line = next((line for line in self.process.stdout if line.startswith("Serving")), "")
        found = re.fullmatch(r"Serving (https?)://[\d.]+:(\d+)/api/v1\. Ctrl-C stops\.\n", line)
        assert found, f"{line!r}: {self.log()}"
        self.scheme, self.port = found[1], int(found[2])

    def log(self):
        return self.log_path.read_text()

    def client(self, token=None, source="127.0.0.1", tls=None):
        return Client(self.port, token, source, tls)

    def try_to_sign_in(self, name, password=PASSWORD, source="127.0.0.1", **headers):
        return self.client(source=source).post("/sessions", {"name": name, "password": password}, **headers)

    def sign_in(self, name, password=PASSWORD, source="127.0.0.1"):
        answer = self.try_to_sign_in(name, password, source).says(201)
        return self.client(answer.json()["token"], source)

    def stop(self, number=signal.SIGTERM, limit=60):
        """Ends it as the system does, and gives its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            return self.process.wait(limit)
        finally:
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()


@contextlib.contextmanager
def serving(etime, folder, *options):
    server = Server(etime, folder, *options)
    try:
        yield server
    finally:
        server.stop()


def database(folder):
    return f"sqlite:///{folder}/company.db"


def environment(folder, user):
    own = {name: value for name, value in os.environ.items() if not name.startswith(("ETIME_", "XDG_"))}
    return own | {"XDG_STATE_HOME": f"{folder}/{user}/state", "XDG_CONFIG_HOME": f"{folder}/{user}/config"}


def typed(etime, folder, *words, user="setup", given=None):
    """What a command says that one of several users of the computer types."""
    return command(
        etime, *words, "--database", database(folder), input=given, env=environment(folder, user)).stdout


@functools.cache
def made_company(etime):
    """Made once for all tests; each works on a copy, and it goes with the last of them."""
    folder = tempfile.TemporaryDirectory(prefix="etime-company-")
    make_company(etime, pathlib.Path(folder.name))
    return folder


@pytest.fixture
def company(etime, tmp_path):
    """A folder with a company's database, and with what each of its people keeps on the computer."""
    return shutil.copytree(made_company(etime).name, tmp_path / "company")


@pytest.fixture
def server(etime, company):
    with serving(etime, company, "--verbose", "--rate", "0") as running:
        yield running


def make_company(etime, folder):
    """People who belong together, one who does not, a record of his of each kind, and an account for each role."""
    def run(*words, **options):
        return typed(etime, folder, *words, **options)

    run("company", "--name", "Sahyadri", "--zone", "Asia/Kolkata")
    run("shift", "add", "G", "General", "09:00", "18:00")
    rows = [f"{code},{name},{department},Pune,2020-01-01,{manager},G" for code, name, department, manager in PEOPLE]
    (folder / "people.csv").write_text("\n".join(["code,name,department,location,joined,manager,shift", *rows]) + "\n")
    run("employee", "import", folder / "people.csv")
    add_records(run, folder)
    for name, (role, code) in ACCOUNTS.items():
        first = PASSWORD if name == "meera" else FIRST_PASSWORD
        run("account", "add", name, "--role", role, *(["--employee", code] if code else []), user="meera", given=first)
        run("login", name, user=name, given=first)
        if name != "meera":
            run("password", user=name, given=f"{FIRST_PASSWORD}\n{PASSWORD}\n")
    run("token", "add", OMARS, "--allow", "readPeople", user="omar")
    run("calendar", "add", "--name", OMARS, user="omar")
    return folder


def add_records(run, folder):
    """Of Omar alone, so that each number up to the last is one of his."""
    soon, later, past = (str(TODAY + datetime.timedelta(days)) for days in (30, 40, -3))
    why = ["--reason", OMARS]
    run("leave", "type", "starter")
    run("leave", "grant", "9917", "VL", "9", *why)
    run("leave", "request", "9917", "VL", soon, *why, "--as", "9917")
    (folder / OMARS).write_text(OMARS)
    run("correction", "request", "9917", past, "--add", "18:05 out", *why, "--as", "9917", "--file", folder / OMARS)
    run("correction", "add", "9917", past, "09:05", "in", *why)
    run("duty", "request", "9917", "on-duty", later, *why, "--as", "9917")
    run("approve", "delegate", "add", "9917", "0005", later)
    run("roster", "override", "9917", "off", later, *why)
    run("biometric", "consent", "9917", OMARS)
    run("holiday", "add", TODAY, "Founders’ day")
    run("device", "add", "Gate", "127.0.0.1", "--port", "9")
    run("device", "restart", "Gate", "--later")
    run("device", "cancel", "1")
    run("policy", "add", "Office")
    run("roster", "pattern", "add", "Office", "G", "--first", TODAY)
    (folder / "1_attlog.dat").write_text(f"9917\t{past} 09:00:00\t1\t0\t1\t0\n")
    run("device", "import", "Gate", folder / "1_attlog.dat")


Operation = collections.namedtuple("Operation", "id method path parameters media body")


class Document:
    """What the server says of itself at /openapi.json."""

    def __init__(self, client):
        self.json = client.get("/openapi.json").says(200).json()

    def operations(self, streams=False):
        """Those that end; or with `streams` those that go on until one hangs up."""
        for path, methods in self.json["paths"].items():
            for method, made in methods.items():
                (media, content), *_ = made.get("requestBody", {}).get("content", {"": {}}).items()
                body = content.get("schema") if media == "application/json" else None
                if streams == ("text/event-stream" in str(made["responses"])):
                    yield Operation(
                        made["operationId"], method.upper(), path, made.get("parameters", []), media, body)

    def resolved(self, schema):
        name = schema.get("$ref", "").rpartition("/")[2]
        return self.json["components"]["schemas"][name] if name else schema

    def sample(self, schema, known=None, whole=False):
        """A value as the schema wants it; of an object the members that have to be there and the known ones, or all."""
        schema, known = self.resolved(schema), KNOWN if known is None else known
        if "anyOf" in schema:
            return self.sample(schema["anyOf"][0], known, whole)
        if "enum" in schema:
            return schema["enum"][0]
        match schema.get("type"):
            case "object":
                return {name: known.get(name) or self.sample(value, known, whole)
                        for name, value in schema.get("properties", {}).items()
                        if whole or name in known or name in schema.get("required", [])}
            case "array":
                return [self.sample(schema["items"], known, whole)]
            case "integer":
                return max(1, schema.get("minimum", 1))
            case "number":
                return 1
            case "boolean":
                return False
        return sample_text(schema)


def sample_text(schema):
    if schema.get("format") == "date":
        return str(TODAY)
    if schema.get("format") == "date-time":
        return f"{TODAY}T04:00:00Z"
    if "pattern" in schema and not schema.keys() & {"minLength", "maxLength"}:
        return f"{TODAY:%Y-%m}" if re.match(schema["pattern"], "2026-11") else "09:00"
    return "x" * max(1, schema.get("minLength", 1))


def filled(operation, text, number, without=None):
    """The operation's address: `text` where its path takes any text, `number` where an id, else what is right."""
    def value(schema):
        if schema.get("type") == "integer":
            return str(number)
        takes_any = not schema.keys() & {"format", "pattern", "enum"}
        return text if takes_any else schema.get("enum", [sample_text(schema)])[0]

    schemas = {one["name"]: one["schema"] for one in operation.parameters if one["in"] == "path"}
    path = re.sub(r"\{(\w+)\}", lambda part: urllib.parse.quote(value(schemas[part[1]]), safe=""), operation.path)
    needed = {one["name"]: sample_text(one["schema"]) for one in operation.parameters
              if one["in"] == "query" and one["required"] and one["name"] != without}
    return path + ("?" + urllib.parse.urlencode(needed) if needed else "")


def texts_of(document, schema, path=()):
    """Where in a body a text may stand."""
    schema = document.resolved(schema)
    if schema.get("type") == "object":
        for name, inner in schema.get("properties", {}).items():
            yield from texts_of(document, inner, (*path, name))
    elif schema.get("type") == "array":
        yield from texts_of(document, schema["items"], (*path, 0))
    elif "string" in str(schema):
        yield path


def schema_at(document, schema, path):
    """Of the text that stands there."""
    for step in path:
        schema = document.resolved(schema)
        schema = schema["items"] if isinstance(step, int) else schema["properties"][step]
    schema = document.resolved(schema)
    return document.resolved(schema["anyOf"][0]) if "anyOf" in schema else schema


def with_value(body, path, value):
    copy = json.loads(json.dumps(body))
    place = copy
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return copy


def injections(document, operation, payload):
    """Path, query, headers and body with the payload in one place of the operation's."""
    body, whole = (document.sample(operation.body, whole=whole) if operation.body else None for whole in (False, True))
    plain = filled(operation, "0042", 1)
    for parameter in operation.parameters:
        match parameter["in"]:
            case "path":
                yield filled(operation, payload, payload), {}, {}, body
            case "query":
                yield filled(operation, "0042", 1, parameter["name"]), {parameter["name"]: payload}, {}, body
            case "header":
                yield plain, {}, {parameter["name"]: payload.encode("utf-8").translate(None, b"\r\n\0")}, body
    for path in texts_of(document, operation.body or {}):
        yield plain, {}, {}, with_value(body if len(path) == 1 else whole, path, payload)
