"""One company on more than one machine: programs that collect at the same time, servers that fail and others that take over.

Each time every punch must be there once and the seals whole, without anybody having been asked."""

import pytest

from conftest import running_terminal
from databases import LIMIT, MariaDB, PostgreSQL, finished, servers, start, until, whole
from desktop import run

LOGS = 3000


@pytest.fixture(scope="module")
def gates(etime):
    """Two terminals with different punches, used by all tests of this file."""
    with running_terminal(etime, "--users", 4, "--logs", LOGS, "--seed", 7, "--serial", "A1") as first:
        with running_terminal(etime, "--users", 4, "--logs", LOGS, "--seed", 8, "--serial", "B1") as second:
            yield {"East": first, "West": second}


def company(etime, url, gates):
    run(etime, url, "db", "migrate")
    for name, gate in gates.items():
        run(etime, url, "device", "add", name, gate.host, "--port", gate.tcp_port)
    return url


def collected_or_left(process):
    """Two programs do not read one terminal at once: whoever comes second says so."""
    _, errors = process.communicate(timeout=LIMIT)
    lines = [line for line in errors.strip().splitlines() if "mean different people" not in line]
    assert all("is in use by another program" in line for line in lines), errors
    assert process.returncode == (1 if lines else 0)


@pytest.fixture(scope="module")
def postgresql():
    with servers("postgresql") as started:
        yield started


@pytest.fixture(scope="module")
def galera():
    with servers("galera") as started:
        yield started


def test_programs_that_collect_together_store_each_punch_once(etime, postgresql, gates):
    """From different terminals and from the same ones."""
    PostgreSQL(postgresql["POSTGRESQL_DATA"]).ask("CREATE DATABASE together OWNER etime")
    url = company(etime, postgresql.url("POSTGRESQL_URL", "together"), gates)
    processes = [start(etime, url, "sync", *names) for names in (["East"], ["West"], ["East"], ["West"], [], [])]
    for process in processes:
        collected_or_left(process)
    whole(etime, url, 2 * LOGS)


@pytest.mark.parametrize("way", ["REPLICATED_URL", "POOLED_URL"])
def test_a_standby_takes_over_in_the_middle_of_a_collection(etime, gates, way):
    with servers("replicated") as cluster:
        url = company(etime, cluster.url(way, "etime"), gates)
        primary, standby = PostgreSQL(cluster["PRIMARY_DATA"]), PostgreSQL(cluster["STANDBY_DATA"])
        finished(start(etime, url, "sync", "East"))
        with primary.session("etime") as other:
            # Held up after it began to write and before it could commit.
            other.run("BEGIN")
            other.run(primary.hold_punches)
            process = start(etime, url, "sync", "West")
            until(lambda: primary.waiting() == "1", "the collection under way")
            primary.kill()
        standby.promote()
        assert f"{LOGS} new punches" in finished(process)
        whole(etime, url, 2 * LOGS)
        assert "0 new punches" in finished(start(etime, url, "sync"))


def test_a_pooler_of_transactions_gets_the_parameters_beside_the_statement(etime):
    """Pasted into it, they would have to be quoted rightly."""
    name = "Zoë \\'; DROP TABLE employee; -- 日本"
    with servers("replicated") as cluster:
        url, primary = cluster["POOLED_URL"], PostgreSQL(cluster["PRIMARY_DATA"])
        run(etime, url, "db", "migrate")
        primary.ask("ALTER SYSTEM SET log_statement = 'all'")
        primary.ask("SELECT pg_reload_conf()")
        until(lambda: primary.ask("SHOW log_statement") == "all", "the log")
        run(etime, url, "employee", "add", "0042", name, "--joined", "2026-04-01")
        assert name in run(etime, url, "employee", "list")
        log = (primary.data.parent / "server.log").read_text()
    assert "execute <unnamed>: INSERT INTO employee " in log
    assert [line for line in log.splitlines() if "Zoë" in line and "parameters: $1 = '" in line]
    assert not [line for line in log.splitlines() if "Zoë" in line and "parameters: $1 = '" not in line]


def node_url(cluster, number, database):
    """The addresses of the cluster with the hosts in turn: `number` is tried first."""
    place, _, _ = cluster["GALERA_URL"].rpartition("/")
    login, _, hosts = place.rpartition("@")
    hosts = hosts.split(",")
    return f"{login}@{','.join(hosts[number:] + hosts[:number])}/{database}"


def test_two_nodes_of_galera_are_written_to_at_once(etime, galera, gates):
    MariaDB(f"{galera['GALERA']}/1").ask("CREATE DATABASE both_nodes")
    company(etime, node_url(galera, 0, "both_nodes"), gates)
    urls = [node_url(galera, number, "both_nodes") for number in (0, 1)]
    processes = [start(etime, url, "sync", *names) for names in (["East"], ["West"], []) for url in urls]
    for process in processes:
        collected_or_left(process)
    for number in range(3):
        whole(etime, node_url(galera, number, "both_nodes"), 2 * LOGS)


def test_what_one_node_answered_for_is_read_at_another(etime, galera, gates):
    """Though that one has not got to it yet: whoever reads there waits until it has."""
    first, second = MariaDB(f"{galera['GALERA']}/1"), MariaDB(f"{galera['GALERA']}/2")
    first.ask("CREATE DATABASE elsewhere")
    here, there = (node_url(galera, number, "elsewhere") for number in (0, 1))
    company(etime, here, {"East": gates["East"]})
    assert "East" in run(etime, there, "device", "list")
    with second.session("elsewhere") as holder:
        # The node takes what the others tell it, and applies none of it.
        holder.run("FLUSH TABLES WITH READ LOCK")
        run(etime, here, "device", "add", "North", gates["West"].host, "--port", gates["West"].tcp_port)
        process = start(etime, there, "device", "list")
        busy = "SELECT count(*) FROM information_schema.processlist WHERE db = 'elsewhere' AND user = 'etime' AND info <> ''"
        until(lambda: second.ask(busy) == "1", "the reader to wait")
        assert second.ask("SELECT count(*) FROM elsewhere.device") == "1"
        holder.run("UNLOCK TABLES")
        assert "North" in finished(process)


def test_a_transaction_that_another_node_overtakes_is_run_again(etime, galera, gates):
    """The server ends it, and does not say so when it was storing many rows at once."""
    first, second = MariaDB(f"{galera['GALERA']}/1"), MariaDB(f"{galera['GALERA']}/2")
    aborts = "SELECT variable_value FROM information_schema.global_status WHERE variable_name = 'wsrep_local_bf_aborts'"
    before = int(first.ask(aborts))
    first.ask("CREATE DATABASE overtaken")
    url = company(etime, node_url(galera, 0, "overtaken"), {"East": gates["East"]})
    with first.session("overtaken") as holder, second.session("overtaken") as other:
        holder.run("BEGIN")
        holder.run(first.hold_punches)
        process = start(etime, url, "sync")
        until(lambda: first.waiting() == "1", "the collection under way")
        other.run("UPDATE write_turn SET turn = turn + 1")
        until(lambda: int(first.ask(aborts)) > before, "the transaction overtaken")
        holder.run("ROLLBACK")
        assert f"{LOGS} new punches" in finished(process)
    whole(etime, url, LOGS)


def test_a_node_of_galera_dies_in_the_middle_of_a_collection(etime, galera, gates):
    first, second = MariaDB(f"{galera['GALERA']}/1"), MariaDB(f"{galera['GALERA']}/2")
    first.ask("CREATE DATABASE dying")
    url = company(etime, node_url(galera, 0, "dying"), gates)
    with first.session("dying") as other:
        other.run("SELECT count(*) FROM write_turn")
        other.run("BEGIN")
        other.run("SELECT turn FROM write_turn WHERE id = 1 FOR UPDATE")
        process = start(etime, url, "sync", "West")
        until(lambda: first.waiting() == "1", "the collection under way")
        first.kill()
    assert f"{LOGS} new punches" in finished(process)
    finished(start(etime, node_url(galera, 1, "dying"), "sync", "East"))
    first.start()
    size = "SELECT variable_value FROM information_schema.global_status WHERE variable_name = 'wsrep_cluster_size'"
    until(lambda: second.ask(size) == "3", "the node to be back")
    whole(etime, node_url(galera, 0, "dying"), 2 * LOGS)
