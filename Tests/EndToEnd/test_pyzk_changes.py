"""pyzk changes what is in the virtual terminal: users, fingers, logs, and what it shows and does.

What pyzk 0.9 cannot send because of slips of its own (`clear_data`, a finger deleted by user id) is sent through its
own framing.
"""

import struct

import pytest
from zk import ZK, const
from zk.exception import ZKError, ZKErrorResponse
from zk.finger import Finger
from zk.user import User

from test_pyzk import TRANSPORTS, connected

CMD_DELETE_TEMPLATE = 134
CMD_OPERATIONS = 34
CMD_WRITE_LCD = 66
CMD_CLEAR_LCD = 67


def template(size, kind=7):
    """As bulky as a finger, with an end that is no padding."""
    return b"\x4d\x98SS21\0\0" + bytes((index * kind) % 251 + 1 for index in range(size - 8))


def send(terminal, command, data=b""):
    return terminal._ZK__send_command(command, data, 1032)


def operations(terminal):
    """Kinds of entry in the operation log."""
    data, _ = terminal.read_with_buffer(CMD_OPERATIONS)
    rows = data[4:]
    assert struct.unpack("<I", data[:4])[0] == len(rows) and len(rows) % 16 == 0
    return [rows[start + 2] for start in range(0, len(rows), 16)]


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_fingers_there_and_back(simulate, transport):
    with connected(simulate("--users", 8, "--logs", 0), transport) as terminal:
        user = terminal.get_users()[2]
        fingers = [Finger(user.uid, 1, 1, template(700)), Finger(user.uid, 6, 1, template(1244, kind=5))]
        terminal.save_user_template(user, fingers)
        assert terminal.get_templates() == fingers
        assert terminal.get_user_template(uid=user.uid, temp_id=6) == fingers[1]
        assert terminal.get_user_template(uid=user.uid, temp_id=2) is None
        assert terminal.read_sizes()
        assert (terminal.fingers, terminal.fingers_av) == (2, 498)
        # The user came with them, as pyzk packs it.
        assert [known.name for known in terminal.get_users()].count(user.name) >= 1
        assert terminal.delete_user_template(uid=user.uid, temp_id=1)
        assert not terminal.delete_user_template(uid=user.uid, temp_id=1)
        assert terminal.get_templates() == fingers[1:]


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_many_large_fingers(simulate, transport):
    with connected(simulate("--users", 12, "--logs", 0), transport) as terminal:
        users = terminal.get_users()
        fingers = [Finger(user.uid, finger, 1, template(1100 + user.uid)) for user in users for finger in (0, 9)]
        for user in users:
            terminal.save_user_template(user, [finger for finger in fingers if finger.uid == user.uid])
        assert terminal.get_templates() == fingers


def test_a_finger_deleted_by_user_id(simulate):
    with connected(simulate("--users", 3, "--logs", 0), "tcp") as terminal:
        user = terminal.get_users()[1]
        terminal.save_user_template(user, Finger(user.uid, 0, 1, template(600)))
        request = struct.pack("<24sB", user.user_id.encode(), 0)
        assert send(terminal, CMD_DELETE_TEMPLATE, request)["status"]
        assert not send(terminal, CMD_DELETE_TEMPLATE, request)["status"]
        assert terminal.get_templates() == []


def test_a_new_user_with_fingers(simulate):
    with connected(simulate("--users", 3, "--logs", 0), "tcp") as terminal:
        terminal.get_users()
        user = User(9, "Zoya Mirza", const.USER_ADMIN, "77", "", "5150", 4711)
        terminal.save_user_template(user, [Finger(9, 3, 1, template(900))])
        written = {known.user_id: known for known in terminal.get_users()}["5150"]
        assert (written.uid, written.name, written.password, written.card) == (9, "Zoya Mirza", "77", 4711)
        terminal.delete_user(user_id="5150")
        assert terminal.get_templates() == []


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_old_widths_take_fingers_too(simulate, transport):
    with connected(simulate("--users", 4, "--logs", 0, "--user-size", 28), transport) as terminal:
        user = terminal.get_users()[0]
        terminal.save_user_template(user, [Finger(user.uid, 2, 1, template(602))])
        assert [finger.fid for finger in terminal.get_templates()] == [2]
        terminal.set_user(name="Zoya", user_id="5150", password="77", card=4711)
        written = {known.user_id: known for known in terminal.get_users()}["5150"]
        assert (written.name, written.password, written.card, written.uid) == ("Zoya", "77", 4711, 5)


def test_fingers_of_nobody_are_refused(simulate):
    with connected(simulate("--users", 2, "--logs", 0), "tcp") as terminal:
        user = terminal.get_users()[0]
        with pytest.raises(ZKErrorResponse):
            terminal.save_user_template(user, [Finger(user.uid, 11, 1, template(600))])
        assert terminal.get_templates() == []


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_enrolment(simulate, transport):
    with connected(simulate("--users", 5, "--logs", 0), transport) as terminal:
        terminal.get_users()
        assert terminal.enroll_user(uid=3, temp_id=7)
        finger = terminal.get_user_template(uid=3, temp_id=7)
        assert finger.template[2:6] == b"SS21"
        assert [(known.uid, known.fid) for known in terminal.get_templates()] == [(3, 7)]
        with pytest.raises(ZKErrorResponse):
            terminal.enroll_user(uid=3, temp_id=7, user_id="99")


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_what_it_shows_and_does(simulate, transport):
    with connected(simulate("--users", 1, "--logs", 0), transport) as terminal:
        assert terminal.set_sdk_build_1()
        assert terminal.unlock(time=3)
        assert terminal.test_voice(index=24)
        assert terminal.refresh_data()
        assert terminal.free_data()
        assert terminal.cancel_capture() and terminal.verify_user()
        assert send(terminal, CMD_WRITE_LCD, struct.pack("<hb", 1, 0) + b" Closed")["status"]
        assert send(terminal, CMD_CLEAR_LCD)["status"]
        assert terminal.get_extend_fmt() == 0
        assert terminal.get_user_extend_fmt() == 1
        assert terminal.get_face_fun_on() == 0
        assert terminal.get_compat_old_firmware() == 0


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_the_operation_log_tells_what_was_changed(simulate, transport):
    with connected(simulate("--users", 3, "--logs", 20), transport) as terminal:
        terminal.get_users()
        assert operations(terminal) == []
        terminal.set_user(name="Zoya", user_id="5150", password="7")
        terminal.delete_user(user_id="5150")
        terminal.set_time(terminal.get_time())
        terminal.unlock(time=1)
        terminal.clear_attendance()
        assert operations(terminal) == [30, 7, 9, 21, 29, 23]


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_clear_data(simulate, transport):
    with connected(simulate("--users", 6, "--logs", 60), transport) as terminal:
        user = terminal.get_users()[0]
        terminal.save_user_template(user, Finger(user.uid, 0, 1, template(600)))
        assert send(terminal, const.CMD_CLEAR_DATA, b"\x02")["status"]
        assert terminal.get_templates() == [] and len(terminal.get_users()) == 6
        assert send(terminal, const.CMD_CLEAR_DATA)["status"]
        assert terminal.get_users() == [] and terminal.get_attendance() == []


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_power_off(simulate, transport):
    terminal = simulate("--users", 2, "--logs", 0)
    udp = transport == "udp"
    port = terminal.udp_port if udp else terminal.tcp_port
    zk = ZK(terminal.host, port=port, timeout=20, force_udp=udp, ommit_ping=True)
    assert zk.connect().poweroff()
    zk = ZK(terminal.host, port=terminal.tcp_port, timeout=1, ommit_ping=True)
    with pytest.raises((OSError, ZKError)):
        zk.connect()


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_slow_terminal(simulate, transport):
    with connected(simulate("--users", 20, "--logs", 500, "--pace", 3), transport) as terminal:
        users = terminal.get_users()
        terminal.save_user_template(users[0], Finger(1, 5, 1, template(1300)))
        assert len(terminal.get_attendance()) == 500
        assert [finger.template for finger in terminal.get_templates()] == [template(1300)]
