"""Settings and the log, as whoever runs the programs meets them."""

import json
import os
import subprocess

from api import Server, environment
from api import company  # noqa: F401, a fixture


def etime_in(etime, folder, *words, **variables):
    own = environment(folder, "setup") | variables
    return subprocess.run([str(etime), *words], cwd=folder, env=own, capture_output=True, text=True, timeout=60)


def settings(etime, folder, **variables):
    done = etime_in(etime, folder, "config", "show", "--format", "json", **variables)
    assert done.returncode == 0, done.stderr
    return {row["key"]: (row["value"], row["place"]) for row in json.loads(done.stdout)}


def write(path, text, mode=0o600):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.chmod(path, mode)
    return path


def test_the_strongest_place_holds_and_is_named(etime, tmp_path):
    path = write(tmp_path / "setup/config/etime/etime.yaml", "database:\n  url: file.db\nlog:\n  level: info\n  files: 3\n")
    write(tmp_path / ".env", "ETIME_DATABASE=dotenv.db\nETIME_LOG_LEVEL=notice\n")
    found = settings(etime, tmp_path, ETIME_DATABASE="variable.db")
    assert found["database.url"] == ("sqlite:///variable.db", "environment, ETIME_DATABASE")
    assert found["log.level"] == ("notice", ".env, ETIME_LOG_LEVEL")
    assert found["log.files"] == ("3", str(path))
    assert found["log.megabytes"] == ("10", "standard")


def test_no_secret_is_shown(etime, tmp_path):
    done = etime_in(
        etime, tmp_path, "config", "show", "--format", "csv", ETIME_DATABASE="postgresql://etime:opensesame@db.example/etime",
        ETIME_DATABASE_PASSWORD="opensesame", ETIME_TOKEN="et_opensesame", ETIME_VAULT_KEY="opensesame")
    assert done.returncode == 0 and "opensesame" not in done.stdout + done.stderr
    assert "postgresql://etime@db.example" in done.stdout


def test_every_command_refuses_a_misspelt_name(etime, tmp_path):
    write(tmp_path / "own.yaml", "database:\n  url: own.db\nlgo:\n  level: info\n")
    for words in (["employee", "list"], ["serve"], ["config", "show"]):
        done = etime_in(etime, tmp_path, *words, "--config", "own.yaml")
        assert done.returncode == 1 and "own.yaml, line 4" in done.stderr and "log.level" in done.stderr
    assert not (tmp_path / "own.db").exists()


def test_check_tells_all_that_does_not_work(etime, tmp_path):
    done = etime_in(
        etime, tmp_path, "config", "check", "--format", "json", ETIME_DATABASE="postgresql://etime@127.0.0.1:1/etime",
        ETIME_LOG_FILE="/nonexistent/etime.log", ETIME_SERVE_LISTEN="0.0.0.0:8080", ETIME_VAULT_KEY="short")
    assert done.returncode == 1
    found = {row["subject"]: row["works"] for row in json.loads(done.stdout)}
    assert found == {
        "settings": "yes", "log": "no", "vault key": "no", "spool": "yes", "database": "no", "serve": "no"}


def test_the_server_takes_its_settings_and_logs_as_they_say(etime, company):
    log = company / "logs.json"
    write(company / "server/config/etime/etime.yaml",
          f"log:\n  level: info\n  format: json\n  file: {log}\nserve:\n  rate: 0\n  allowed-origins: [https://hr.example]\n")
    server = Server(etime, company)
    try:
        client = server.sign_in("asha")
        answer = client.get("/sessions/current", headers={"Origin": "https://hr.example"}).says(200)
        assert answer.headers["Access-Control-Allow-Origin"] == "https://hr.example"
        client.ask("GET", "/nothing%0A%7B%22level%22:%22forged%22", headers={"X-Forged": "1"})
    finally:
        server.stop()
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert {line["level"] for line in lines} <= {"info", "notice"}
    mine = [line for line in lines if line.get("metadata", {}).get("request") == answer.headers["X-Request-Id"]]
    assert len(mine) == 1 and mine[0]["metadata"]["who"] == "asha"
    assert log.stat().st_mode & 0o777 == 0o600
    assert server.log() == ""
