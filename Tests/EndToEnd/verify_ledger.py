#!/usr/bin/env python3
"""Verifies the seals of an E-Time database from docs/ledger.md alone, sharing no code with the program.

Usage: verify_ledger.py DATABASE     exit status 0: intact, 1: broken, each break on a line
"""
import hashlib
import json
import sqlite3
import struct
import sys

ZERO = bytes(32)


def text(value):
    raw = value.encode()
    return struct.pack(">I", len(raw)) + raw


def optional(value, encode):
    return b"\0" if value is None else b"\1" + encode(value)


def i64(value):
    return struct.pack(">q", value)


def row_bytes(row):
    number, device, user, local, offset, utc, state, verify, seq, work_code, quarantine = row
    return (struct.pack(">qq", number, device) + text(user)
            + struct.pack(">qiqBBHIB", local, offset, utc, state, verify, seq, work_code, quarantine or 0))


def batch_hash(batch):
    (_, device, number, source, collected, sealed, count, terminal, rows_hash, previous, _) = batch
    return hashlib.sha256(
        b"etime.punch-batch.1\0" + struct.pack(">qqBqqq", device, number, source, collected, sealed, count)
        + optional(terminal, i64) + rows_hash + previous).digest()


def journal_hash(entry, previous):
    number, at, actor, action, entity, entity_id, before, after, *details = entry
    told = any(detail is not None for detail in details)
    return hashlib.sha256(
        (b"etime.journal.2\0" if told else b"etime.journal.1\0") + struct.pack(">qq", number, at)
        + b"".join(map(text, (actor, action, entity, entity_id))) + optional(before, text) + optional(after, text)
        + (b"".join(optional(detail, text) for detail in details) if told else b"") + previous).digest()


def rows_hash(database, batch):
    hasher = hashlib.sha256()
    for row in database.execute(
            "SELECT id, device_id, device_user, local_s, offset_s, utc_s, state, verify, seq, work_code, quarantine "
            "FROM punch WHERE batch_id = ? ORDER BY id", (batch,)):
        try:
            hasher.update(row_bytes(row))
        except struct.error:  # a value that does not fit its field
            hasher.update(b"unsealable")
    return hasher.digest()


def verify_punches(database, heads, breaks):
    chains = {}
    archived = {batch for batch, in database.execute("SELECT batch_id FROM archived_batch")}
    for batch in database.execute(
            "SELECT id, device_id, number, source, collected_at, sealed_at, row_count, terminal_count, rows_hash, "
            "prev_hash, hash FROM punch_batch ORDER BY device_id, number"):
        length, previous = chains.get(batch[1], (0, ZERO))
        name = f"batch {batch[2]} of device {batch[1]}"
        if batch[2] != length + 1:
            breaks.append(f"{name}: batch {length + 1} is missing")
        if batch[0] not in archived and rows_hash(database, batch[0]) != batch[8]:
            breaks.append(f"{name}: rows differ")
        if batch[9] != previous:
            breaks.append(f"{name}: link broken")
        if batch_hash(batch) != batch[10]:
            breaks.append(f"{name}: header differs")
        chains[batch[1]] = (batch[2], batch[10])
    found = {f"punches/{device}": chain for device, chain in chains.items()}
    recorded = {name: head for name, head in heads.items() if name.startswith("punches/")}
    if found != recorded:
        breaks.append("the heads of the chains differ")


def verify_journal(database, heads, breaks):
    length, previous = 0, ZERO
    for *entry, linked, sealed in database.execute(
            "SELECT id, at, actor, action, entity, entity_id, before_json, after_json, behalf, origin, reason, prev_hash, hash "
            "FROM journal ORDER BY id"):
        if entry[0] != length + 1 or linked != previous or journal_hash(entry, previous) != sealed:
            breaks.append(f"journal entry {entry[0]} differs")
        length, previous = entry[0], sealed
    if heads.get("journal", (0, ZERO)) != (length, previous):
        breaks.append("the head of the journal differs")


def verify_archives(database, breaks):
    for archive, batches, punches, sealed in database.execute(
            "SELECT id, batch_count, punch_count, batches_hash FROM archive"):
        headers = database.execute(
            "SELECT b.id, b.row_count, b.hash FROM archived_batch a JOIN punch_batch b ON b.id = a.batch_id "
            "WHERE a.archive_id = ? ORDER BY b.id", (archive,)).fetchall()
        found = hashlib.sha256(b"".join(i64(number) + seal for number, _, seal in headers)).digest()
        noted, = database.execute(
            "SELECT after_json FROM journal WHERE entity = 'archive' AND entity_id = ?", (str(archive),)).fetchone()
        noted = json.loads(noted)
        if not (found == sealed == bytes.fromhex(noted["hash"])
                and len(headers) == batches == noted["batches"]
                and sum(count for _, count, _ in headers) == punches == noted["punches"]):
            breaks.append(f"archive {archive} differs")


def main(path):
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    heads = {name: (length, head) for name, length, head in database.execute("SELECT chain, length, hash FROM chain_head")}
    breaks = []
    verify_punches(database, heads, breaks)
    verify_journal(database, heads, breaks)
    verify_archives(database, breaks)
    counts = [database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in ("punch_batch", "punch", "journal")]
    print("{} batches, {} punches, {} journal entries: {}".format(*counts, "broken" if breaks else "intact"))
    for found in breaks:
        print(found)
    return 1 if breaks else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
