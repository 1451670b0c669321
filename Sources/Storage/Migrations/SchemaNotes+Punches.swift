extension SchemaArea {
    static let punches = SchemaArea(
        title: "Terminals and punches",
        notes: [
            SchemaNote(
                "device", "A terminal at which people punch.",
                [
                    "host": "a name or an address",
                    "transport": "automatic, TCP or UDP",
                    "comm_key": "the key that it asks for; 0: none",
                    "zone": "in which its clock runs, as in the time zone database",
                    "direction": "what a punch means where the terminal does not say",
                    "record_width": "bytes of a record in its log, once known",
                    "record_capacity": "how many records its log holds",
                    "clock_drift_s": "how far its clock was ahead",
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
                    "verify": "by finger, card or password, as the terminal sent it",
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
                ]),
            SchemaNote(
                "lease", "Which program collects from a terminal or runs a job, among several on one database.",
                [
                    "fence": "counts up with each holder",
                    "expires_at": "by the database's clock",
                ]),
        ])
}
