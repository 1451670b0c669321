"""Servers that fail while a collection is being stored: nothing is lost and nothing stored twice, or it is said what to do."""

import subprocess

import pytest

from conftest import ROOT, running_terminal
from databases import MariaDB, PostgreSQL, finished, servers, start, until, whole
from desktop import run
from fault_proxy import FaultProxy

PRODUCTS = ["POSTGRESQL", "MARIADB"]
LOGS = 3000


@pytest.fixture(scope="module")
def gate(etime):
    with running_terminal(etime, "--users", 4, "--logs", LOGS, "--seed", 9) as terminal:
        yield terminal


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """A library that fills a server's disk as long as a file exists; both are named."""
    folder = tmp_path_factory.mktemp("full")
    library = folder / "full_disk.so"
    source = ROOT / "Tests/EndToEnd/full_disk.c"
    subprocess.run(["clang", "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
    for each in (folder, *folder.parents[:2]):
        each.chmod(0o755)  # The servers run as other users.
    return library, folder / "full"


@pytest.fixture(scope="module")
def running(full):
    library, flag = full
    with servers("postgresql", "mariadb", LD_PRELOAD=str(library), ETIME_FULL_DISK=str(flag)) as started:
        yield started


@pytest.fixture(params=PRODUCTS)
def company(request, etime, running, gate):
    """A company of this test's own that knows the terminal and has collected nothing: its server, and its address."""
    return make_company(request.param, request.node.name, etime, running, gate)


def make_company(product, name, etime, running, gate):
    # The end of the name, which tells one parameter from another.
    database = "t" + "".join(c if c.isalnum() else "_" for c in name.lower())[-60:]
    if product == "POSTGRESQL":
        server = PostgreSQL(running["POSTGRESQL_DATA"])
        server.ask(f"CREATE DATABASE {database} OWNER etime")
    else:
        server = MariaDB(f"{running.folder}/mariadb")
        server.ask(f"CREATE DATABASE {database}")
    url = running.url(f"{product}_URL", database)
    run(etime, url, "db", "migrate")
    run(etime, url, "device", "add", "Gate", gate.host, "--port", gate.tcp_port)
    return server, url


@pytest.mark.parametrize("rule", ["before", "after"])
def test_the_connection_is_lost_while_committing(etime, company, rule):
    _, url = company
    proxy = FaultProxy("127.0.0.1", port_of(url), rule, b"INTO punch ")
    try:
        assert f"{LOGS} new punches" in finished(start(etime, through(proxy, url), "sync"))
        assert proxy.struck.is_set()
    finally:
        proxy.close()
    whole(etime, url, LOGS)


def through(proxy, url, **options):
    """The address with the proxy in the place of the server, in clear so that it can read along."""
    login, _, place = url.partition("@")
    words = "&".join(f"{name}={value}" for name, value in {"sslmode": "disable", **options}.items())
    return f"{login}@127.0.0.1:{proxy.port}/{place.partition('/')[2]}?{words}"


def port_of(url):
    return url.partition("@")[2].partition("/")[0].partition(":")[2]


@pytest.mark.parametrize("rule, marker", [("unplugged", b"FROM device "), ("hung", b"READ ONLY")])
def test_a_server_that_falls_silent_is_left_for_another_connection(etime, company, rule, marker):
    """Without an end of the connection, which would be noticed at once."""
    _, url = company
    proxy = FaultProxy("127.0.0.1", port_of(url), rule, marker)
    try:
        address = through(proxy, url, connect_timeout=2, pool_timeout=3)
        assert "Gate" in finished(start(etime, address, "device", "list"), limit=30)
        assert proxy.struck.is_set()
    finally:
        proxy.close()


def test_a_server_that_stays_silent_is_told(request, etime, running, gate):
    """After a minute, for both products at once."""
    def cut_off(product):
        _, url = make_company(product, request.node.name, etime, running, gate)
        proxy = FaultProxy("127.0.0.1", port_of(url), "unplugged", b"FROM device ")
        return proxy, start(etime, through(proxy, url, connect_timeout=2), "device", "list")

    reading = [cut_off(product) for product in PRODUCTS]
    for proxy, process in reading:
        until(proxy.struck.is_set, "the statement under way")
        proxy.close()
    for _, process in reading:
        _, errors = process.communicate(timeout=100)
        assert process.returncode == 1
        assert "does not answer" in errors and "start it, or correct host and port" in errors


def test_a_cable_pulled_in_the_middle_of_a_collection(etime, company):
    """The server too finds out that the program is gone, and gives back what it had locked."""
    _, url = company
    proxy = FaultProxy("127.0.0.1", port_of(url), "unplugged", b"INTO punch ")
    try:
        process = start(etime, through(proxy, url, connect_timeout=2), "sync")
        assert f"{LOGS} new punches" in finished(process, limit=100)
        assert proxy.struck.is_set()
    finally:
        proxy.close()
    whole(etime, url, LOGS)


def test_the_disk_of_the_server_is_full(etime, company, full):
    _, url = company
    _, flag = full
    flag.touch()
    try:
        process = start(etime, url, "sync")
        _, errors = process.communicate(timeout=60)
    finally:
        flag.unlink()
    assert process.returncode == 1
    words = errors.strip().splitlines()[-1]
    assert "The disk of the server of" in words and "nothing was changed. Free some space and try again." in words
    assert f"{LOGS} new punches" in finished(start(etime, url, "sync"))
    whole(etime, url, LOGS)


def test_the_server_dies_in_the_middle_of_a_collection_and_comes_back(etime, company):
    server, url = company
    database = url.rpartition("/")[2]
    with server.session(database) as other:
        # Whoever collects waits here, after it began to write.
        other.run("BEGIN")
        other.run(server.hold_punches)
        process = start(etime, url, "sync")
        until(lambda: server.waiting() == "1", "the collection under way")
        server.kill()
    server.start()
    assert f"{LOGS} new punches" in finished(process)
    whole(etime, url, LOGS)
