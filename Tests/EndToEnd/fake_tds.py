"""A server that speaks as much of TDS 7.4 ("SQL Server") as a driver needs to connect, to read a table and to be refused.

What it answers depends on words in the statement:
  @@version        what a real server says it is
  snapshot_isolation_state    1, as where snapshots are allowed; 0 with the argument --without-snapshots
  fake_said        all that was said on any connection so far, one row each: the words of a batch; of a call (of a prepared
                   statement) every text in it, and behind # all of it in hexadecimal digits
  fake_rows N      a table of N rows: a BIGINT counted up from 1, and a text, NULL in every seventh row
  fake_long N,M,…  a row for each number: a text of that many é, bytes of that many 7, and the number; both NULL for -1
  fake_failure N   error number N, of severity 14
  fake_hang_up     the connection is closed without a word
All else succeeds, returns nothing and has changed one row. An array of parameters is a message of many calls, each of
which is answered.

Usage: fake_tds.py [--without-snapshots]     prints its port, and ends with its standard input
"""

import re
import socket
import struct
import sys
import threading

LOGIN7, BATCH, RPC, ATTENTION, PRELOGIN, RESPONSE = 0x10, 0x01, 0x03, 0x06, 0x12, 0x04
PACKET = 4096
MESSAGES = {
    547: 'The INSERT statement conflicted with the FOREIGN KEY constraint "fk_punch".',
    1105: "Could not allocate space for object 'punch' because the 'PRIMARY' filegroup is full.",
    1205: "Transaction (Process ID 51) was deadlocked on lock resources with another process and has been chosen as the "
          "deadlock victim. Rerun the transaction.",
    2627: "Violation of PRIMARY KEY constraint 'pk_punch'. Cannot insert duplicate key in object 'dbo.punch'.",
    3906: 'Failed to update database "etime" because the database is read-only.',
    18456: "Login failed for user 'etime'.",
}


def us_text(text):
    return struct.pack("<H", len(text)) + text.encode("utf-16-le")


def b_text(text):
    return bytes([len(text)]) + text.encode("utf-16-le")


def token(kind, body):
    return bytes([kind]) + struct.pack("<H", len(body)) + body


def error(number, severity=14):
    body = struct.pack("<IBB", number, 1, severity) + us_text(MESSAGES[number]) + b_text("fake") + b_text("")
    return token(0xAA, body + struct.pack("<I", 1))


def environment(kind, new, old=""):
    return token(0xE3, bytes([kind]) + b_text(new) + b_text(old))


def done(status=0, count=0, kind=0xFD):
    return bytes([kind]) + struct.pack("<HHQ", status, 0, count)


def login_acknowledged():
    version = struct.pack(">I", 0x74000004)
    return (
        environment(1, "etime", "master") + environment(4, str(PACKET), str(PACKET))
        + token(0xE3, b"\x07\x05" + bytes.fromhex("0904d00034") + b"\x00")
        + token(0xAD, b"\x01" + version + b_text("Microsoft SQL Server") + bytes([16, 0, 0x10, 0]))
        + done()
    )


BIG_COLUMN = struct.pack("<IH", 0, 9) + bytes([0x26, 8]) + b_text("id")
TEXT_COLUMN = struct.pack("<IH", 0, 9) + bytes([0xE7]) + struct.pack("<H", 200) + bytes.fromhex("0904d00034") + b_text("word")


LONG_TEXT = struct.pack("<IH", 0, 9) + bytes([0xE7]) + struct.pack("<H", 0xFFFF) + bytes.fromhex("0904d00034") + b_text("words")
LONG_BYTES = struct.pack("<IH", 0, 9) + bytes([0xA5]) + struct.pack("<H", 0xFFFF) + b_text("bytes")


def long_cell(raw):
    if raw is None:
        return b"\xff" * 8
    # Its length, one part, and the end of parts.
    return struct.pack("<Q", len(raw)) + (struct.pack("<I", len(raw)) + raw if raw else b"") + struct.pack("<I", 0)


def long_cells(lengths, kind):
    rows = [b"\x81\x03\x00" + LONG_TEXT + LONG_BYTES + BIG_COLUMN]
    for length in lengths:
        word, raw = (None, None) if length < 0 else (("é" * length).encode("utf-16-le"), b"\x07" * length)
        rows.append(b"\xd1" + long_cell(word) + long_cell(raw) + b"\x08" + struct.pack("<q", length))
    return b"".join(rows) + done(0x10, len(lengths), kind)


def texts(lines, kind):
    rows = [b"\xd1" + long_cell(line.encode("utf-16-le")) for line in lines]
    return b"\x81\x01\x00" + LONG_TEXT + b"".join(rows) + done(0x10, len(lines), kind)


def number(value, kind):
    return b"\x81\x01\x00" + BIG_COLUMN + b"\xd1\x08" + struct.pack("<q", value) + done(0x10, 1, kind)


def table(count, kind):
    rows = [b"\x81\x02\x00" + BIG_COLUMN + TEXT_COLUMN]
    for number in range(1, count + 1):
        word = b"\xff\xff" if number % 7 == 0 else us_bytes(f"word {number} é")
        rows.append(b"\xd1\x08" + struct.pack("<q", number) + word)
    return b"".join(rows) + done(0x10, count, kind)


def us_bytes(text):
    raw = text.encode("utf-16-le")
    return struct.pack("<H", len(raw)) + raw


class HangUp(Exception):
    pass


said = []
are_snapshots_allowed = "--without-snapshots" not in sys.argv


def noted(data, is_call):
    if not is_call:
        return data.decode("utf-16-le", "replace")
    runs = [run.decode("utf-16-le") for run in re.findall(rb"(?:[\x20-\x7e\n]\x00){3,}", data)]
    return " | ".join(runs) + " #" + data.hex()


def batch_answer(data):
    words = data.decode("utf-16-le", "replace")
    if "fake_said" not in words:
        said.append(noted(data, False))
    return statement_answer(words, 0xFD)


def calls_answer(data):
    said.append(noted(data, True))
    mark = b"\xff\x0a\x00" + "sp_execute".encode("utf-16-le")
    parts = [call_answer(call) for call in data.split(mark)]
    return b"".join(goes_on(part) for part in parts[:-1]) + parts[-1]


def call_answer(data):
    statement = statement_answer(data.decode("latin-1").replace("\0", ""), 0xFF)
    return goes_on(statement) + b"\x79" + struct.pack("<i", 0) + done(kind=0xFE)


def goes_on(answer):
    """The same with the last token, which says that something is done, saying that more comes."""
    (status,) = struct.unpack_from("<H", answer, len(answer) - 12)
    return answer[:-12] + struct.pack("<H", status | 1) + answer[-10:]


def statement_answer(words, kind):
    if "fake_said" in words:
        return texts(said, kind)
    if "fake_hang_up" in words:
        raise HangUp
    if found := re.search(r"fake_failure (\d+)", words):
        return error(int(found[1])) + done(0x02, 0, kind)
    if found := re.search(r"fake_long ([-0-9,]+)", words):
        return long_cells([int(length) for length in found[1].split(",")], kind)
    if found := re.search(r"fake_rows (\d+)", words):
        return table(int(found[1]), kind)
    if "snapshot_isolation_state" in words:
        return number(int(are_snapshots_allowed), kind)
    if "@@version" in words:
        return texts(["Microsoft SQL Server 2019 (RTM) - 15.0.2000.5 (X64)"], kind)
    return done(0x10, 1, kind)


def read_exactly(link, count):
    data = b""
    while len(data) < count:
        part = link.recv(count - len(data))
        if not part:
            raise HangUp
        data += part
    return data


def read_message(link):
    data = b""
    while True:
        kind, status, length = struct.unpack(">BBH", read_exactly(link, 8)[:4])
        data += read_exactly(link, length - 8)
        if status & 1:
            return kind, data


def send_message(link, data):
    parts = [data[i:i + PACKET - 8] for i in range(0, len(data), PACKET - 8)] or [b""]
    for number, part in enumerate(parts, 1):
        last = number == len(parts)
        link.sendall(struct.pack(">BBHHBB", RESPONSE, int(last), len(part) + 8, 0, number % 256, 0) + part)


def prelogin_answer():
    # Version, and that nothing is encrypted.
    return bytes.fromhex("00000b0006" "0100110001" "ff") + bytes.fromhex("100000000000") + b"\x02"


def password_of(login):
    offset, length = struct.unpack_from("<HH", login, 44)
    raw = login[offset:offset + 2 * length]
    clear = bytes((b ^ 0xA5) >> 4 | ((b ^ 0xA5) << 4 & 0xF0) for b in raw)
    return clear.decode("utf-16-le")


def serve(link):
    try:
        while True:
            kind, data = read_message(link)
            if kind == PRELOGIN:
                send_message(link, prelogin_answer())
            elif kind == LOGIN7:
                good = password_of(data) in ("punch;card}", "plain")
                send_message(link, login_acknowledged() if good else error(18456) + done(2))
            elif kind == ATTENTION:
                send_message(link, done(0x20))
            elif kind in (BATCH, RPC):
                # Before the statement stand headers, as long as their first word says.
                (skip,) = struct.unpack_from("<I", data)
                send_message(link, calls_answer(data[skip:]) if kind == RPC else batch_answer(data[skip:]))
            else:
                send_message(link, done())
    except (HangUp, OSError):
        link.close()


if __name__ == "__main__":
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)

    def accept():
        while True:
            threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    sys.stdin.read()
