"""What the server says of itself in its OpenAPI document, held against what it does."""

import os
import re
import subprocess
import sys

import openapi_spec_validator
import requests
import schemathesis

from api import Document, filled, schema_at, texts_of, with_value
from api import company, server  # noqa: F401, fixtures
from conftest import ROOT

CHECKS = [
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
    "response_headers_conformance", "negative_data_rejection", "unsupported_method", "allow_header_conformance",
    "missing_required_header", "ignored_auth",
]
# The first two would end the session that asks, the third never ends, and the others call whatever address was made up.
LEFT_OUT = ["signOut", "signOutEverywhere", "followPunches", "collect", "getDeviceClock", "getDeviceInformation",
            "compareDevices", "copyDeviceUsers", "performDeviceOrder"]
OPEN = {"document", "health", "signIn"}
# A wrong version is a refusal too; a failure of the server is none.
CONFIGURATION = """
[checks.negative_data_rejection]
expected-statuses = ["400", "401", "403", "404", "405", "406", "409", "412", "413", "415", "422", "429"]
"""
LONGEST_ADDRESS = 8_000


@schemathesis.hook
def filter_case(context, case):
    """How addresses beyond what any server takes are refused is no matter of the document's."""
    sent = case.as_transport_kwargs()
    return len(requests.Request("GET", sent["url"], params=sent["params"]).prepare().url) < LONGEST_ADDRESS


def test_the_document_is_an_openapi_document(server):
    document = Document(server.client())
    openapi_spec_validator.validate(document.json)
    operations = [*document.operations(), *document.operations(streams=True)]
    assert len({operation.id for operation in operations}) == len(operations) > 10
    for operation in operations:
        named = {one["name"] for one in operation.parameters if one["in"] == "path"}
        assert named == set(re.findall(r"{(\w+)}", operation.path)), operation.id


def test_strangers_are_told_nothing(server):
    """Also where what they send would be right, and whatever they say they are."""
    document = Document(server.client())
    for operation in [*document.operations(), *document.operations(streams=True)]:
        if operation.id in OPEN:
            continue
        body = document.sample(operation.body) if operation.body else None
        for word in (None, "Bearer", "Bearer et_" + "A" * 43, "Basic bWVlcmE6eA==", "Bearer null", "bearer  es_ x"):
            answer = server.client().call(
                operation, filled(operation, "0042", 1), body, {"Authorization": word} if word else {})
            assert answer.status == 401 and answer.headers["WWW-Authenticate"] == "Bearer", (operation.id, word, answer)
            assert b"Asha" not in answer.body


def test_days_far_away_are_answered_as_documented(server):
    meera = server.sign_in("meera")
    document, wrong = Document(meera), []
    for operation in document.operations():
        documented = document.json["paths"][operation.path][operation.method.lower()]["responses"]
        days = [one["name"] for one in operation.parameters if one["schema"].get("format") == "date" and one["in"] == "query"]
        for name in days if operation.method == "GET" else ():
            for day in ("0001-01-01", "1900-02-28", "2100-02-28", "9999-12-31"):
                answer = meera.get(filled(operation, "9917", 1, name), **{name: day})
                if str(answer.status) not in documented or answer.status >= 500:
                    wrong.append((operation.id, name, day, answer.status, answer.body[:300]))
    assert not wrong, "\n".join(map(str, wrong))


def test_nothing_that_the_document_allows_is_too_long(server):
    meera = server.sign_in("meera")
    document, wrong, tried = Document(meera), [], 0
    for operation in document.operations():
        for path in texts_of(document, operation.body or {}):
            longest = schema_at(document, operation.body, path).get("maxLength")
            if longest is None:
                continue
            tried += 1
            body = with_value(document.sample(operation.body, whole=True), path, "x" * longest)
            answer = meera.call(operation, filled(operation, "0042", 1), body)
            if answer.status == 422 and re.search(r"at most|too long|more than \d", answer.body.decode()):
                wrong.append((operation.id, path, longest, answer.body[:300]))
    assert tried > 50 and not wrong, "\n".join(map(str, wrong))


def schemathesis_run(server, company, token, *options):
    (company / "schemathesis.toml").write_text(CONFIGURATION)
    left_out = [word for name in LEFT_OUT for word in ("--exclude-operation-id", name)]
    # The hook above.
    hooks = {"SCHEMATHESIS_HOOKS": "test_api_schema", "PYTHONPATH": str(ROOT / "Tests/EndToEnd")}
    # One worker: Python before 3.11.5 loses count where two threads read source code at once (python/cpython#106905), as
    # Hypothesis does.
    done = subprocess.run(
        [sys.executable, "-m", "schemathesis.cli", "--config-file", "schemathesis.toml", "--no-color", "run",
         f"http://127.0.0.1:{server.port}/api/v1/openapi.json", "--seed", "1", "--workers", "1",
         "--checks", ",".join(CHECKS), "--header", f"Authorization: Bearer {token}", "--no-shrink",
         "--continue-on-failure", "--request-timeout", "30", "--warnings", "off", *left_out, *options],
        capture_output=True, text=True, cwd=company, env=os.environ | hooks, timeout=600)
    # A line that repeats a request of thousands of letters hides the next ones.
    said = "\n".join(line[:300] for line in (done.stdout + done.stderr).splitlines() if line.strip())
    assert done.returncode == 0, said
    return said


def test_it_does_what_the_document_says(company, server):
    meera = server.sign_in("meera")
    said = schemathesis_run(
        server, company, meera.token, "--phases", "examples,coverage,fuzzing", "--max-examples", "3")
    tested = int(re.search(r"Tested: (\d+)", said)[1])
    known = {operation.id for operation in Document(meera).operations()}
    # It counts one less than there are: the document itself, which it has read before.
    assert tested == len(known - set(LEFT_OUT) - {"document"}) and int(re.search(r"(\d+) generated", said)[1]) > 20 * tested
    # It is the same one that has answered all of it, and the same session.
    meera.get("/sessions/current").says(200)
    assert "Fatal" not in server.log() and "crashed" not in server.log()
