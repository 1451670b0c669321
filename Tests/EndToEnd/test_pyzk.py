"""pyzk as it is on PyPI, which knows nothing of this project, reads and writes the virtual terminal.

A simulator that agrees only with our own client would prove nothing.
"""

import contextlib
import datetime
import socket
import subprocess
import time

import pytest
from zk import ZK, const
from zk.exception import ZKError, ZKErrorResponse

from conftest import running_terminal

TRANSPORTS = ["tcp", "udp"]


@contextlib.contextmanager
def connected(terminal, transport, key=0):
    port = terminal.tcp_port if transport == "tcp" else terminal.udp_port
    zk = ZK(terminal.host, port=port, timeout=20, password=key, force_udp=transport == "udp", ommit_ping=True)
    connection = zk.connect()
    try:
        yield connection
    finally:
        connection.disconnect()


@pytest.fixture(scope="module")
def shared(etime):
    """A terminal for the tests that only look."""
    with running_terminal(etime, "--users", 120, "--logs", 5000, "--serial", "AEYU194960042") as terminal:
        yield terminal


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_information(shared, transport):
    with connected(shared, transport) as terminal:
        assert terminal.get_firmware_version() == "Ver 6.60 Jun  9 2017"
        assert terminal.get_serialnumber() == "AEYU194960042"
        assert terminal.get_platform() == "JZ4725_TFT"
        assert terminal.get_mac() == "00:17:61:c8:ec:17"
        assert terminal.get_device_name() == "identiX K20"
        assert terminal.get_fp_version() == 10
        assert terminal.get_face_version() == 0
        assert terminal.get_pin_width() == 9
        assert terminal.get_network_params()["mask"] == "255.255.255.0"


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_sizes(shared, transport):
    with connected(shared, transport) as terminal:
        assert terminal.read_sizes()
        assert (terminal.users, terminal.users_cap, terminal.users_av) == (120, 500, 380)
        assert (terminal.records, terminal.rec_cap, terminal.rec_av) == (5000, 50_000, 45_000)
        assert (terminal.fingers, terminal.fingers_cap) == (0, 500)


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_users(shared, transport):
    with connected(shared, transport) as terminal:
        users = terminal.get_users()
    assert [user.user_id for user in users] == [str(number) for number in range(1001, 1121)]
    assert [user.uid for user in users] == list(range(1, 121))
    assert users[0].privilege == const.USER_ADMIN
    assert all(user.privilege == const.USER_DEFAULT for user in users[1:])
    assert all(len(user.name.split()) == 2 for user in users)


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize("users, logs", [(3, 5), (0, 0)])
def test_small_tables_come_at_once(simulate, transport, users, logs):
    with connected(simulate("--users", users, "--logs", logs), transport) as terminal:
        assert len(terminal.get_users()) == users
        assert len(terminal.get_attendance()) == logs


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_old_record_widths(simulate, transport):
    small = simulate("--user-size", 28, "--record-size", 16, "--users", 80, "--logs", 300)
    with connected(small, transport) as terminal:
        assert [user.user_id for user in terminal.get_users()] == [str(number) for number in range(1001, 1081)]
        logs = terminal.get_attendance()
    assert len(logs) == 300
    assert {log.user_id for log in logs} <= {str(number) for number in range(1001, 1081)}


def test_no_templates(shared):
    with connected(shared, "tcp") as terminal:
        assert terminal.get_templates() == []
        assert terminal.get_user_template(uid=1, temp_id=0) is None


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_100_000_attendance_records(simulate, transport):
    with connected(simulate("--users", 400, "--logs", 100_000), transport) as terminal:
        logs = terminal.get_attendance()
    assert len(logs) == 100_000
    times = [log.timestamp for log in logs]
    assert times == sorted(times)
    assert {log.user_id for log in logs} == {str(number) for number in range(1001, 1401)}
    # Everybody comes and goes once a day, whole days apart from the oldest one.
    ins = sum(log.punch == 0 for log in logs)
    assert 49_000 < ins < 51_000
    assert all(log.status == 1 and log.uid == int(log.user_id) - 1000 for log in logs)


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_clock(simulate, transport):
    terminal = simulate("--clock-offset", -3600, "--users", 1, "--logs", 0)
    with connected(terminal, transport) as connection:
        behind = datetime.datetime.now() - connection.get_time()
        assert 3598 < behind.total_seconds() < 3605
        wanted = datetime.datetime(2026, 2, 28, 23, 59, 50)
        assert connection.set_time(wanted)
        assert 0 <= (connection.get_time() - wanted).total_seconds() < 5


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_right_comm_key(simulate, transport):
    with connected(simulate("--comm-key", 123456, "--users", 2, "--logs", 0), transport, key=123456) as terminal:
        assert len(terminal.get_users()) == 2


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize("key", [0, 123457])
def test_wrong_comm_key(simulate, transport, key):
    terminal = simulate("--comm-key", 123456)
    with pytest.raises(ZKErrorResponse, match="Unauthenticated"):
        with connected(terminal, transport, key=key):
            pass


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_enable_and_disable(simulate, transport):
    with connected(simulate("--users", 1, "--logs", 0), transport) as terminal:
        assert terminal.disable_device()
        assert not terminal.is_enabled
        assert terminal.enable_device()
        assert terminal.is_enabled


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_write_and_delete_a_user(simulate, transport):
    with connected(simulate("--users", 20, "--logs", 0), transport) as terminal:
        terminal.get_users()
        terminal.set_user(name="Zoya Mirza", privilege=const.USER_ADMIN, user_id="5150", password="77", card=4711)
        written = {user.user_id: user for user in terminal.get_users()}["5150"]
        assert (written.name, written.uid, written.privilege) == ("Zoya Mirza", 21, const.USER_ADMIN)
        assert (written.password, written.card) == ("77", 4711)
        terminal.set_user(uid=written.uid, name="Zoya M. Khan", user_id="5150")
        assert [user.name for user in terminal.get_users() if user.uid == 21] == ["Zoya M. Khan"]
        terminal.delete_user(user_id="5150")
        assert len(terminal.get_users()) == 20
        with pytest.raises(ZKErrorResponse):
            terminal.delete_user(uid=21)


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_live_capture(simulate, transport):
    terminal = simulate("--users", 8, "--logs", 0, "--live", 0.3)
    with connected(terminal, transport) as connection:
        seen = []
        for punch in connection.live_capture(new_timeout=15):
            assert punch is not None, "no punch in 15 seconds"
            seen.append(punch)
            if len(seen) == 3:
                connection.end_live_capture = True
        assert [int(punch.user_id) for punch in seen] == list(
            range(int(seen[0].user_id), int(seen[0].user_id) + 3)
        )
        assert all(abs((punch.timestamp - datetime.datetime.now()).total_seconds()) < 20 for punch in seen)
        # What was seen live is in the log, for whoever was not listening.
        stored = [(log.user_id, log.timestamp) for log in connection.get_attendance()]
        assert all((punch.user_id, punch.timestamp) in stored for punch in seen)


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_clear_attendance(simulate, transport):
    with connected(simulate("--users", 5, "--logs", 50), transport) as terminal:
        assert len(terminal.get_attendance()) == 50
        assert terminal.clear_attendance()
        assert terminal.get_attendance() == []


def test_restart_comes_back(simulate):
    terminal = simulate("--users", 5, "--logs", 50)
    zk = ZK(terminal.host, port=terminal.tcp_port, timeout=20, ommit_ping=True)
    assert zk.connect().restart()
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            with connected(terminal, "tcp") as connection:
                assert len(connection.get_attendance()) == 50
                return
        except (OSError, ZKError):
            continue  # still away
    pytest.fail("the terminal did not come back")


def test_ctrl_c_ends_it_cleanly(simulate):
    terminal = simulate("--users", 1, "--logs", 0)
    assert terminal.stop() == 0
    with pytest.raises(OSError):
        socket.create_connection((terminal.host, terminal.tcp_port), timeout=5)


def test_a_port_in_use_is_one_sentence(etime, simulate):
    held = simulate("--users", 1, "--logs", 0)
    second = subprocess.run(
        [str(etime), "simulate", "--port", str(held.tcp_port)], capture_output=True, text=True, timeout=60
    )
    assert second.returncode != 0
    assert f"TCP port {held.tcp_port} on 127.0.0.1 is already in use" in second.stderr
    assert len(second.stderr.strip().splitlines()) == 1
    assert second.stdout == ""


@pytest.mark.parametrize(
    "arguments, complaint",
    [
        (["--record-size", "41"], "8, 16, 40 or 49"),
        (["--fault", "gremlins=1"], "not a fault"),
        (["--fault", "loss=2"], "a rate from 0 to 1"),
        (["--port", "70000"], "is no port"),
    ],
)
def test_bad_options_are_explained(etime, arguments, complaint):
    result = subprocess.run([str(etime), "simulate", *arguments], capture_output=True, text=True, timeout=60)
    assert result.returncode == 64
    assert complaint in result.stderr
