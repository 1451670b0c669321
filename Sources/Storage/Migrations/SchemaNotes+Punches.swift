extension SchemaArea {
    static let punches = SchemaArea(
        title: "Terminals and punches",
        notes: [
            SchemaNote(
                "device", "A terminal at which people punch.",
                [
                    "family": "how its punches come in: 0 or NULL the ZKTeco protocol, 1 lines, 2 push, 3 files",
                    "connection": "what else it takes to speak to it, as JSON",
                    "host": "a name or an address; a path of a serial line or folder; a push terminal's serial number",
                    "port": "1 where a place has no ports",
                    "transport": "automatic, TCP or UDP",
                    "comm_key": "the key that it asks for; 0: none",
                    "zone": "in which its clock runs, as in the time zone database",
                    "direction": "what a punch means where the terminal does not say",
                    "record_width": "bytes of a record in its log, once known",
                    "record_capacity": "how many records its log holds",
                    "clock_drift_s": "how far its clock was ahead",
                    "last_refusal":
                        "what a person may accept so that it is collected, in bits: 1 the count, 2 the terminal; "
                        + "NULL: nothing helps",
                    "zone_since_punch": "the first punch that was sealed with the present zone",
                    "retired_at": "NULL: in use",
                ]),
            SchemaNote(
                "device_note", "Something worth knowing that a terminal did.",
                [
                    "topic": "what it is about",
                    "sentence": "for people",
                ]),
            SchemaNote(
                "device_run", "What somebody wants of one or more terminals.",
                [
                    "title": "for people"
                ]),
            SchemaNote(
                "device_task", "One thing to be done at one terminal, by whoever collects from it.",
                [
                    "task_order": "what is to be done, as JSON",
                    "state": "0 waiting, 1 running, 2 done, 3 failed, 4 cancelled",
                    "due_at": "it is not begun before",
                    "outcome": "what came of it, how far it is, or why the last attempt failed",
                ]),
            SchemaNote(
                "device_health", "How the conversations with a terminal went lately, and how full it is.",
                [
                    "latency_us": "of one question and its answer",
                    "outcomes": "the last conversations, the newest in the lowest bit; 1: it failed",
                    "failing_since": "NULL: the last conversation went well",
                    "next_try_at": "NULL: as usual",
                    "detour": "the way by which it was reached; NULL: its first",
                ]),
            SchemaNote(
                "device_sighting", "A push terminal that calls and belongs to nobody yet.",
                [
                    "address": "where it called from last"
                ]),
            SchemaNote(
                "push_stamp", "The marks that a push terminal wants to hear again.",
                [
                    "table_name": "what the mark is of, as terminals call it",
                    "stamp": "as the terminal wrote it",
                ]),
            SchemaNote(
                "device_operation", "A terminal's own log of what was changed at it.",
                [
                    "local_s": "the terminal's clock, as seconds since 1970",
                    "operation": "the terminals' number of it",
                    "operator_user": "the terminal's user who did it",
                    "parameters": "as the terminal wrote them; the meaning depends on the operation",
                    "seq": "tells equal ones of one second apart",
                ]),
            SchemaNote(
                "unreadable_line", "What was handed over as a punch and could not be read; kept until it can be."),
            SchemaNote(
                "taken_file", "A file of a terminal that was taken, so that the same one again changes nothing.",
                [
                    "hash": "SHA-256 of its bytes"
                ]),
            SchemaNote(
                "doubtful_punch", "A punch that somebody should look at, settled or not; derived.",
                [
                    "back_s":
                        "seconds by which its terminal's clock went back after it; NULL: its time cannot be believed"
                ]),
            SchemaNote(
                "settled_doubt", "What somebody said of a punch whose time cannot be believed.",
                [
                    "outcome": "1 made at another time, 2 no punch, 3 right as it is",
                    "added_id": "the correction that adds it where it was made",
                    "voided_id": "the correction that takes it away where it counted",
                ]),
            SchemaNote(
                "biometric_consent", "A person's agreement that fingerprints of theirs are kept.",
                [
                    "statement": "what was agreed to, or where the signed sheet is",
                    "withdrawn_at": "NULL: it holds",
                ]),
            SchemaNote(
                "finger_template", "A fingerprint, sealed with a key that is not in the database.",
                [
                    "finger": "0 (left little finger) to 9 (right little finger)",
                    "algorithm": "of the terminals, 9 or 10",
                    "kind": "1 ordinary, 3 under duress",
                    "sealed": "XChaCha20-Poly1305, the nonce in front",
                ]),
            SchemaNote(
                "device_user", "A user that a terminal knows, or that punched at it.",
                [
                    "listed_as": "the number under which the terminal lists the user"
                ]),
            SchemaNote(
                "device_user_holder", "Whose a user of a terminal is, and when.",
                [
                    "from_s": "local time; the smallest number: from the beginning",
                    "until_s": "local time; the greatest number: until further notice",
                ]),
            SchemaNote(
                "watermark", "How far the log of a terminal has been read.",
                [
                    "complete_through": "the id of the last punch",
                    "last_record": "the bytes at the end of the log when it was read",
                ]),
            SchemaNote(
                "punch_batch", "Punches that were collected together, sealed over their rows and the batch before.",
                [
                    "number": "of the terminal's chain, from 1",
                    "terminal_count": "records that the terminal said it holds",
                    "rows_hash": "SHA-256 of its punches",
                    "prev_hash": "of the batch before",
                    "hash": "the seal",
                ]),
            SchemaNote(
                "punch", "A punch as the terminal told it; never changed.",
                [
                    "device_user": "as the terminal sent it",
                    "local_s": "the terminal's clock, as seconds since 1970",
                    "offset_s": "how far that clock is ahead of UTC",
                    "utc_s": "the moment",
                    "state": "in, out and the like, as the terminal sent it",
                    "verify": "by finger, card or password, as the terminal sent it; 255: a file that does not say",
                    "seq": "tells equal punches of one second apart",
                    "quarantine": "why it counts for nobody; NULL: it counts",
                ]),
            SchemaNote(
                "punch_owner", "Whose each punch is, in the order in which days are worked out; derived."),
            SchemaNote(
                "punch_placement", "What a punch means where it was sealed with a wrong zone; derived."),
            SchemaNote(
                "punch_overlay",
                "A correction that lies over the ledger: a punch added, ignored or read as another direction.",
                [
                    "kind": "1 adds a punch",
                    "way": "0 either, 1 in, 2 out",
                    "punch_id": "the punch that it corrects",
                    "revoked_at": "NULL: it holds",
                ]),
            SchemaNote(
                "archive", "Old punches that were moved to a database of their own.",
                [
                    "before_day": "days before it are fixed for good",
                    "place": "the archive's address when it was made",
                    "batches_hash": "SHA-256 over the ids and seals of its batches",
                ]),
            SchemaNote(
                "archived_batch", "A batch whose punches are in an archive; its header stays."),
            SchemaNote(
                "chain_head", "The length and the last seal of each chain, so that a chain cut short is noticed.",
                [
                    "chain": "`journal`, or that of a terminal"
                ]),
        ])
}

extension SchemaArea {
    static let own = SchemaArea(
        title: "The program's own",
        notes: [
            SchemaNote(
                "journal", "What was changed, by whom and when, each entry sealed over the one before.",
                [
                    "id": "from 1 without gaps",
                    "before_json": "NULL: it is new",
                    "after_json": "NULL: it is gone",
                    "prev_hash": "of the entry before",
                    "hash": "the seal",
                    "behalf": "in whose name; NULL: the actor's own",
                    "origin": "from where: a program on a computer, an address",
                    "reason": "why, where somebody said it",
                ]),
            SchemaNote(
                "spool_mark", "How far what collectors kept while the database was away is in.",
                [
                    "spool": "the file's own number",
                    "entry": "the last one that is in",
                ]),
            SchemaNote(
                "lease", "Which program collects from a terminal or runs a job, among several on one database.",
                [
                    "fence": "counts up with each holder",
                    "expires_at": "by the database's clock",
                ]),
        ])
}
