"""What the program says when it cannot use a database server: each time one sentence that says what to do."""

import signal
import socket
import subprocess

import pytest

from databases import MariaDB, PostgreSQL, command, refused, servers, until
from desktop import run
from fault_proxy import FaultProxy

PRODUCTS = ["POSTGRESQL", "MARIADB"]


@pytest.fixture(scope="module")
def running():
    with servers("postgresql", "mariadb") as started:
        yield started


class Company:
    """One server, its administrator, and the parts of its address."""

    def __init__(self, running, product):
        self.running, self.product = running, product
        self.url = running[f"{product}_URL"]
        self.scheme, rest = self.url.split("://")
        self.login, rest = rest.split("@")
        self.place, self.database = rest.split("/")
        self.port = int(self.place.split(":")[1])

    def address(self, **parts):
        words = vars(self) | parts
        options = words.get("options", "")
        return f"{words['scheme']}://{words['login']}@{words['place']}/{words['database']}" + (f"?{options}" if options else "")

    def administrator(self):
        if self.product == "POSTGRESQL":
            return PostgreSQL(self.running["POSTGRESQL_DATA"])
        return MariaDB(f"{self.running.folder}/mariadb")


@pytest.fixture(scope="module", params=PRODUCTS)
def company(request, running):
    return Company(running, request.param)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def test_collecting_waits_for_a_server_that_is_up_later(etime, company, tmp_path):
    port = free_port()
    address = company.address(place=f"127.0.0.1:{port}")
    collector = subprocess.Popen(
        [str(etime), "collect", "--database", address, "--spool", str(tmp_path)], text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        words = collector.stderr.readline()
        assert "does not answer" in words and "start it, or correct host and port" in words
        assert collector.stderr.readline() == "It is waited for; Ctrl-C stops.\n"
        host, real = company.place.split(":")
        proxy = FaultProxy(host, real, "before", b"\0nobody says this", own_port=port)
        assert collector.stdout.readline().startswith("Collecting from every terminal")
        collector.send_signal(signal.SIGINT)
        assert collector.wait(timeout=60) == 0
        proxy.close()
    finally:
        collector.kill()
        collector.communicate()


def test_a_wrong_password(etime, company):
    words = refused(etime, company.address(login="etime:wrong"), "db", "status")
    assert "does not accept this user and password" in words
    assert "wrong" not in words


def test_a_user_who_is_not_there(etime, company):
    words = refused(etime, company.address(login="nobody:x"), "db", "status")
    assert "does not accept this user and password" in words


def test_a_host_that_nobody_knows(etime, company):
    words = refused(etime, company.address(place="nowhere.invalid:1"), "db", "status")
    assert "No host of" in words and "correct the address" in words


def test_nobody_listening(etime, company):
    words = refused(etime, company.address(place=f"127.0.0.1:{free_port()}"), "db", "status")
    assert "does not answer" in words and "start it, or correct host and port" in words


def test_a_server_that_stays_silent(etime, company):
    """Something takes the connection and never says a word: the program does not wait for ever."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        place = f"127.0.0.1:{silent.getsockname()[1]}"
        words = refused(etime, company.address(place=place, options="connect_timeout=1"), "db", "status")
    assert "does not answer" in words


def test_of_several_hosts_the_one_that_answers_is_taken(etime, company):
    place = f"nowhere.invalid:1,127.0.0.1:{free_port()},{company.place}"
    create(company, "of_several")
    assert "up to date" in run(etime, company.address(place=place, database="of_several"), "db", "migrate")


def test_a_missing_database(etime, company):
    words = refused(etime, company.address(database="nowhere"), "db", "status")
    assert "There is no database" in words and "etime db create" in words


def create(company, database):
    owner = " OWNER etime" if company.product == "POSTGRESQL" else ""
    company.administrator().ask(f"CREATE DATABASE {database}{owner}")


WRONG_ADDRESSES = {
    "postgressql://etime@db/etime": "Did you mean postgresql://?",
    "postgresql:/etime@db/etime": "as in postgresql://user@db.example/etime",
    "host=db dbname=etime user=etime": "it looks like the address of a server",
    "127.0.0.1:5432/etime": "it looks like the address of a server",
    "postgresql://etime@:5432/etime": "a host's name is missing",
    "postgresql://etime@db": "the database's name is missing",
    "mariadb://etime@db:70000/etime": "a port is a number from 1 to 65535",
    "postgresql://etime:p@ss/word@db/etime": "write / ? and @ in a password as %2F %3F and %40",
    "postgresql://etime@db/etime?sslmod=require": "did you mean “sslmode”?",
    "mariadb://etime@db/etime?ssl-mode=maybe": "takes disable, allow, prefer, require, verify-ca or verify-full",
    "postgresql://etime@db/etime?connect_timeout=soon": "takes a whole number from 1 to 600",
    "postgresql://localhost/etime?driver=Nope": "name a library's path or one of those that are registered",
    "odbc:DSN=nowhere": "correct its name, or install it",
    "odbc:Driver=Nope;Server=db": "correct its name, or install it",
    " ": "the path is missing",
}


@pytest.mark.parametrize("address", WRONG_ADDRESSES)
def test_a_wrong_address(etime, address):
    words = refused(etime, address, "db", "status")
    assert WRONG_ADDRESSES[address] in words
    assert "p@ss" not in words and "ss/word" not in words


def test_a_user_who_may_not_make_databases(etime, company):
    administrator = company.administrator()
    if company.product == "POSTGRESQL":
        administrator.ask("CREATE ROLE lodger LOGIN PASSWORD 'lodger'")
    else:
        administrator.ask("CREATE USER lodger@'%' IDENTIFIED BY 'lodger'")
    words = refused(etime, company.address(login="lodger:lodger", database="never_made"), "db", "create")
    assert "never_made cannot be made from here; have the database's administrator make it" in words


@pytest.mark.parametrize("right", ["SELECT", "INSERT"])
def test_a_user_who_may_not(etime, company, right):
    """Everything but one right."""
    name = f"without_{right.lower()}"
    create(company, name)
    run(etime, company.address(database=name), "db", "migrate")
    rights = ", ".join({"SELECT", "INSERT", "UPDATE", "DELETE"} - {right})
    administrator = company.administrator()
    if company.product == "POSTGRESQL":
        administrator.ask(f"CREATE ROLE {name} LOGIN PASSWORD '{name}'")
        administrator.ask(f"GRANT {rights} ON ALL TABLES IN SCHEMA public TO {name}", name)
        administrator.ask(f"GRANT CREATE ON SCHEMA public TO {name}; GRANT SELECT ON schema_migration TO {name}", name)
    else:
        administrator.ask(f"CREATE USER {name}@'%' IDENTIFIED BY '{name}'; GRANT {rights}, CREATE ON {name}.* TO {name}@'%'")
        administrator.ask(f"GRANT SELECT ON {name}.schema_migration TO {name}@'%'")
    address = company.address(login=f"{name}:{name}", database=name)
    words = refused(etime, address, "device", "add", "Gate", "10.0.0.1")
    assert "may not do this (" in words and words.endswith("Have the database's administrator grant it.")
    assert "while executing" not in words and "ERROR" not in words


def test_a_server_that_is_shutting_down(etime):
    with servers("postgresql") as started:
        server = PostgreSQL(started["POSTGRESQL_DATA"])
        with server.session("etime") as other:
            other.run("SELECT 1")
            # It waits for the one who is still there, and takes nobody else.
            server.begin_to_stop()
            words = until(lambda: shutting_down(etime, started["POSTGRESQL_URL"]), "the server to refuse")
    assert "does not answer (the database system is shutting down); start it" in words


def shutting_down(etime, url):
    done = command(etime, "db", "status", "--database", url, check=False)
    return done.stderr if "shutting down" in done.stderr else None


def test_a_user_who_may_not_make_tables(etime, company):
    create(company, "guarded")
    administrator = company.administrator()
    if company.product == "POSTGRESQL":
        administrator.ask("CREATE ROLE reader LOGIN PASSWORD 'reader'")
    else:
        administrator.ask("CREATE USER reader@'%' IDENTIFIED BY 'reader'; GRANT SELECT ON guarded.* TO reader@'%'")
    words = refused(etime, company.address(login="reader:reader", database="guarded"), "db", "migrate")
    assert "may not do this" in words and "Have the database's administrator grant it" in words


def test_a_server_that_takes_no_changes(etime, company):
    create(company, "readonly")
    administrator = company.administrator()
    if company.product == "POSTGRESQL":
        administrator.ask("ALTER DATABASE readonly SET default_transaction_read_only = on")
        words = refused(etime, company.address(database="readonly"), "db", "migrate")
    else:
        administrator.ask("CREATE USER worker@'%' IDENTIFIED BY 'worker'; GRANT ALL ON readonly.* TO worker@'%'")
        administrator.ask("SET GLOBAL read_only = ON")
        try:
            words = refused(etime, company.address(login="worker:worker", database="readonly"), "db", "migrate")
        finally:
            administrator.ask("SET GLOBAL read_only = OFF")
    assert "takes no changes now" in words and "name the server that does" in words


def test_a_server_with_no_connection_left(etime, company):
    administrator = company.administrator()
    create(company, "crowded")
    if company.product == "POSTGRESQL":
        administrator.ask("CREATE ROLE guest LOGIN PASSWORD 'guest' CONNECTION LIMIT 0")
    else:
        administrator.ask(
            "CREATE USER guest@'%' IDENTIFIED BY 'guest' WITH MAX_CONNECTIONS_PER_HOUR 1; GRANT ALL ON crowded.* TO guest@'%'")
        # The one connection of the hour; whatever became of it.
        subprocess.run(["mariadb", "--no-defaults", "-h", "127.0.0.1", "-P", str(company.port), "-uguest", "-pguest",
                        "-e", "SELECT 1"], capture_output=True)
    words = refused(etime, company.address(login="guest:guest", database="crowded"), "db", "status")
    assert "takes no more connections" in words


TLS = {"POSTGRESQL": ("sslmode=verify-full&sslrootcert=", "localhost"), "MARIADB": ("ssl-mode=VERIFY_IDENTITY&ssl-ca=", "localhost")}


def test_a_certificate_that_is_checked(etime, company):
    option, name = TLS[company.product]
    create(company, "sealed")
    address = company.address(
        place=f"{name}:{company.port}", database="sealed", options=option + company.running["CA"])
    assert "up to date" in run(etime, address, "db", "migrate")


def test_a_certificate_of_another_authority(etime, company, tmp_path):
    other = tmp_path / "other.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Others", "-keyout",
         tmp_path / "other.key", "-out", other], check=True, capture_output=True)
    option, name = TLS[company.product]
    words = refused(etime, company.address(place=f"{name}:{company.port}", options=f"{option}{other}"), "db", "status")
    assert "No encrypted connection" in words and "correct the certificate" in words


def test_a_certificate_of_another_name(etime, company):
    """The certificate is for localhost and 127.0.0.1; the program asked for 127.0.0.2."""
    proxy = FaultProxy("127.0.0.1", company.port, "before", b"never", address="127.0.0.2")
    try:
        option, _ = TLS[company.product]
        place = f"127.0.0.2:{proxy.port}"
        words = refused(etime, company.address(place=place, options=option + company.running["CA"]), "db", "status")
    finally:
        proxy.close()
    assert "No encrypted connection" in words


def test_what_nobody_expected_is_told_in_the_servers_words(etime, company):
    """A table of another program stands in the way."""
    create(company, "odd")
    company.administrator().ask("CREATE TABLE employee (id INT)", "odd")
    words = refused(etime, company.address(database="odd"), "db", "migrate")
    assert "employee" in words and f"SQLSTATE {'42P07' if company.product == 'POSTGRESQL' else '42S01'}" in words
