"""What the devices room says by itself, through the accessibility tree."""

import accessibility as a11y
from desktop import run
from test_desktop_devices import collect_continuously, devices_room
from test_desktop_names import check


def test_a_terminal_that_is_given_up_is_named_until_it_answers(etime, database, tmp_path, terminal, simulate):
    run(etime, database, "device", "settings", "--max-retry-attempts", 1, "--scan-interval", 2)
    with devices_room(database, tmp_path) as room:
        collect_continuously(room)
        room.sees("Connected")
        assert room.lacks("does not answer and is tried only now and then")
        terminal.stop()
        room.sees("Gate does not answer any more. See Devices.")
        room.sees("Gate does not answer and is tried only now and then")
        room.press("Show it")
        room.sees("Failing since")
        check(room.root, "a terminal that is given up")
        simulate("--users", 4, "--logs", 400, "--seed", 7, "--port", terminal.tcp_port)
        room.press("Sync now")
        room.sees("Gate answers again.")
        a11y.wait_for(lambda: room.lacks("is tried only now and then"), "the end of it", tree=lambda: room.root)
