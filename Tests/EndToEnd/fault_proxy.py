"""Between a program and a database server, to lose the connection at the worst moment.

Usage: fault_proxy.py HOST PORT RULE MARKER [LINGER]     prints its port, then `struck` when it has happened
"""

import contextlib
import ctypes
import re
import socket
import struct
import sys
import threading

LIMIT = 60


class FaultProxy:
    """Strikes once. At the first COMMIT on a connection that has sent the bytes `marker` before:

    - `before`: COMMIT never reaches the server.
    - `after`: it does, and the answer never reaches the program.
    - `gone`: likewise, and no other connection is taken afterwards.

    The program's end is closed at once in either case, the server's end after `linger` seconds: as when a network is
    gone, and the server goes on holding its locks.

    Or at the first time that `marker` itself is sent, which does not reach the server:

    - `unplugged`: from then on no packet passes, and nobody is told: as when a cable is pulled.
    - `hung`: the packets are taken, and nothing comes of them: as when the server is stopped.
    """

    def __init__(self, host, port, rule, marker, linger=0.0, address="127.0.0.1", own_port=0):
        self.target = (host, int(port))
        self.rule = rule
        self.marker = marker
        self.linger = linger
        self.struck = threading.Event()
        self._first = threading.Lock()
        self.listener = socket.create_server((address, own_port))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                try:
                    server = socket.create_connection(self.target)
                except OSError:
                    client.close()
                    continue
                for end in (client, server):
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                Connection(self, client, server)

    def may_strike(self):
        return not self.struck.is_set() and self._first.acquire(blocking=False)

    def close(self):
        shut(self.listener)


class Connection:
    def __init__(self, proxy, client, server):
        self.proxy, self.client, self.server = proxy, client, server
        self.silenced = threading.Event()
        self.answered = threading.Event()
        threading.Thread(target=self._forward, daemon=True).start()
        threading.Thread(target=self._answer, daemon=True).start()

    def _forward(self):
        is_marked = False
        with contextlib.suppress(OSError):
            while data := self.client.recv(65536):
                is_marked = is_marked or self.proxy.marker in data
                if is_marked and self.proxy.rule in ("unplugged", "hung") and self.proxy.may_strike():
                    return self._fall_silent()
                if is_marked and re.search(rb"COMMIT\b", data) and self.proxy.may_strike():
                    return self._strike(data)
                self.server.sendall(data)
        shut(self.server)

    def _fall_silent(self):
        self.silenced.set()
        if self.proxy.rule == "unplugged":
            drop_packets(self.client)
            drop_packets(self.server)
        self.proxy.struck.set()
        while self.client.recv(65536):
            pass
        shut(self.server)

    def _strike(self, data):
        self.silenced.set()
        if self.proxy.rule != "before":
            self.server.sendall(data)
            assert self.answered.wait(LIMIT)
        if self.proxy.rule == "gone":
            self.proxy.close()
        self.proxy.struck.set()
        shut(self.client)
        # How long a network is gone, not a wait for something to happen.
        threading.Event().wait(self.proxy.linger)
        shut(self.server)

    def _answer(self):
        with contextlib.suppress(OSError):
            while data := self.server.recv(65536):
                if self.silenced.is_set():
                    self.answered.set()
                else:
                    self.client.sendall(data)
        if not self.silenced.is_set():
            shut(self.client)


def drop_packets(end):
    """Has the kernel drop what arrives for a socket as if it had never arrived: a filter of one instruction, return 0."""
    instruction = ctypes.create_string_buffer(struct.pack("HBBI", 0x06, 0, 0, 0))
    SO_ATTACH_FILTER = 26
    end.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, struct.pack("HP", 1, ctypes.addressof(instruction)))


def shut(end):
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


if __name__ == "__main__":
    host, port, rule, marker, *linger = sys.argv[1:]
    proxy = FaultProxy(host, port, rule, marker.encode(), *map(float, linger))
    print(proxy.port, flush=True)
    proxy.struck.wait()
    print("struck", flush=True)
    sys.stdin.read()
