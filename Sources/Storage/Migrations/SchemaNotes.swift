/// What a table is for, in one sentence, and what of its columns the names do not say: for `docs/DATABASE_SCHEMA.md`.
///
/// A new table gets its note here with its migration.
struct SchemaNote: Sendable {
    var table: String
    var purpose: String
    var columns: [String: String] = [:]

    init(_ table: String, _ purpose: String, _ columns: [String: String] = [:]) {
        self.table = table
        self.purpose = purpose
        self.columns = columns
    }
}

/// Tables that are read together.
struct SchemaArea: Sendable {
    var title: String
    var notes: [SchemaNote]

    static let all: [SchemaArea] = [
        .people, .rosters, .punches, .days, .requests, .leave, .own,
    ]
}

extension SchemaArea {
    fileprivate static let people = SchemaArea(
        title: "People",
        notes: [
            SchemaNote(
                "employee", "A person who works, or has worked, for the company.",
                [
                    "code": "the company's own number of the person",
                    "joined_day": "first day of employment",
                    "left_day": "last day of employment; NULL: still employed",
                    "gender": "1 to 3; NULL: not said",
                    "manager_id": "to whom the person reports",
                ]),
            SchemaNote(
                "employee_posting", "In which department and at which place a person works, from a day on.",
                [
                    "from_day": "until the next row of the same person"
                ]),
            SchemaNote(
                "employee_device_number", "The number by which terminals know a person, where it is not the code.",
                [
                    "device_user": "as terminals send it"
                ]),
            SchemaNote(
                "department_head", "Who leads a department, for requests that go to its head."),
            SchemaNote(
                "setting", "One setting of the company, such as its name and its time zone.",
                [
                    "value": "as text, whatever it is"
                ]),
        ])
}

extension SchemaArea {
    fileprivate static let rosters = SchemaArea(
        title: "Shifts and rosters",
        notes: [
            SchemaNote(
                "shift", "A shift with its hours.",
                [
                    "start_s": "past midnight",
                    "end_s": "past midnight; before the start: on the next day",
                    "policy": "its own rules, JSON; `null`: those of a named policy",
                    "is_automatic": "1: may be found by the first punch",
                ]),
            SchemaNote(
                "shift_break", "A break of a shift.",
                [
                    "position": "from 0",
                    "start_s": "past midnight",
                    "end_s": "past midnight",
                    "is_deducted": "1: is no work",
                    "kind": "fixed, moving, punched or dividing the shift",
                    "length_s": "of a moving break",
                    "paid_s": "how much of it is paid",
                ]),
            SchemaNote(
                "shift_partial_day", "Other hours of a shift on one weekday.",
                [
                    "weekday": "0 is Monday",
                    "half_day_below_s": "less work makes half a day",
                    "absent_below_s": "less work makes an absence",
                ]),
            SchemaNote(
                "rotation", "A pattern of shifts that repeats.",
                [
                    "unit": "what a turn is",
                    "anchor_day": "on which the first turn begins",
                    "week_start": "0 is Monday",
                ]),
            SchemaNote(
                "rotation_day", "A day of a rotation.",
                [
                    "turn": "from 0",
                    "weekday": "0 is Monday; 7: every day of the turn",
                    "rest": "whether it is a day of rest",
                ]),
            SchemaNote(
                "rotation_shift", "A shift that is worked on a day of a rotation.",
                [
                    "position": "from 0"
                ]),
            SchemaNote(
                "rotation_off", "A weekday on which those of a rotation rest.",
                [
                    "weeks_of_month": "bits 0 to 4 for the first to the fifth; 0: none"
                ]),
            SchemaNote(
                "roster_assignment",
                "Which shift or rotation holds for a person, a department, a place or the whole company.",
                [
                    "employee_id": "NULL, as department and location: for the company",
                    "to_day": "NULL: until another is given",
                ]),
            SchemaNote(
                "roster_override", "A day of a person that is not as the roster says.",
                [
                    "rest": "whether it is a day of rest",
                    "swap_id": "the swap that it came from",
                ]),
            SchemaNote(
                "roster_override_shift", "A shift that is worked on such a day.",
                [
                    "position": "from 0"
                ]),
            SchemaNote(
                "shift_swap", "Two people who exchange days.",
                [
                    "state": "how far its approval is"
                ]),
            SchemaNote(
                "shift_swap_day", "A day that a swap exchanges."),
            SchemaNote(
                "weekly_off", "A weekday on which a place, or the whole company, rests.",
                [
                    "location": "empty: the whole company",
                    "weekday": "0 is Monday",
                    "weeks_of_month": "bits 0 to 4 for the first to the fifth",
                ]),
            SchemaNote(
                "holiday", "A holiday of a place or of the whole company.",
                [
                    "location": "empty: the whole company",
                    "kind": "national, optional and the like",
                    "is_yearly": "1: on the same date each year",
                ]),
            SchemaNote(
                "optional_holiday", "An optional holiday that a person has chosen."),
            SchemaNote(
                "optional_holiday_limit", "How many optional holidays a year people at a place may choose.",
                [
                    "location": "empty: the whole company"
                ]),
            SchemaNote(
                "named_policy", "Rules of attendance with a name.",
                [
                    "rules": "JSON"
                ]),
            SchemaNote(
                "policy_assignment", "For whom a named policy holds, from a day on.",
                [
                    "to_day": "NULL: until another is given"
                ]),
        ])
}

extension SchemaArea {
    fileprivate static let punches = SchemaArea(
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
                "chain_head", "The length and the last seal of each chain, so that a chain cut short is noticed.",
                [
                    "chain": "`journal`, or that of a terminal"
                ]),
        ])
}

extension SchemaArea {
    fileprivate static let days = SchemaArea(
        title: "Days",
        notes: [
            SchemaNote(
                "day_result", "What a day of a person has come to; derived.",
                [
                    "status": "present, absent, on leave and so on",
                    "first_in": "moment of the first punch that counts",
                    "last_out": "moment of the last one",
                    "flags": "bits: what somebody should look at",
                ]),
            SchemaNote(
                "day_revision", "What a day had come to before it was worked out again.",
                [
                    "status": "as in day_result",
                    "flags": "as in day_result",
                    "first_in": "moment of the first punch that counts",
                    "last_out": "moment of the last one",
                ]),
            SchemaNote(
                "pending_day", "A day that is to be worked out again.",
                [
                    "revision": "counts up with each reason to do so"
                ]),
            SchemaNote(
                "day_booking", "What a day took from leave as a penalty, and added to it as time off.",
                [
                    "unpaid": "half days for which no leave was left",
                    "overtaken": "half days that leave taken later replaced",
                ]),
            SchemaNote(
                "day_adjustment", "What came later for a day of a month that was closed.",
                [
                    "carried_into": "the month whose payroll has it, counted from January of year 0"
                ]),
            SchemaNote(
                "period_lock", "A month that is closed for the payroll.",
                [
                    "month": "counted from January of year 0",
                    "scope": "the company, a department or a place",
                ]),
            SchemaNote(
                "period_lock_employee", "A person whose month a lock closes."),
            SchemaNote(
                "outside_work", "Duty elsewhere or work from home that was approved.",
                [
                    "portion": "3: the hours of from_s and until_s; else a whole or half day"
                ]),
            SchemaNote(
                "overtime_approval", "Overtime of a day that was approved.",
                [
                    "seconds": "how much"
                ]),
            SchemaNote(
                "kept_case", "A real day that somebody keeps as a worked example.",
                [
                    "document": "a scenario, as in docs/scenarios.md"
                ]),
        ])
}

extension SchemaArea {
    fileprivate static let requests = SchemaArea(
        title: "Requests",
        notes: [
            SchemaNote(
                "approval_chain", "Who decides which requests, level after level.",
                [
                    "priority": "the least that matches is taken"
                ]),
            SchemaNote(
                "delegation", "Who decides in the place of somebody, and when.",
                [
                    "last_day": "NULL: until further notice"
                ]),
            SchemaNote(
                "approval_request", "Something that a person asks for.",
                [
                    "kind": "leave, correction, duty, overtime and so on",
                    "level": "whose turn it is; NULL: decided",
                    "plan_json": "the chain as it was when it was asked",
                ]),
            SchemaNote(
                "approval_waiting", "Who has to decide a request now."),
            SchemaNote(
                "approval_step", "What somebody did with a request.",
                [
                    "behalf_id": "in whose place"
                ]),
            SchemaNote(
                "attachment", "A file that belongs to a request.",
                [
                    "size": "in bytes"
                ]),
        ])
}

extension SchemaArea {
    fileprivate static let leave = SchemaArea(
        title: "Leave",
        notes: [
            SchemaNote(
                "leave_type", "A kind of leave and its rules.",
                [
                    "rules": "JSON",
                    "closed_through_day": "the last day of the last year that was closed",
                ]),
            SchemaNote(
                "leave_request", "Leave that a person asked for.",
                [
                    "starts_at_noon": "1: the first day counts half",
                    "ends_at_noon": "1: the last day counts half",
                    "from_s": "past midnight, of leave by the hour",
                    "to_s": "past midnight, of leave by the hour",
                    "document": "JSON",
                ]),
            SchemaNote(
                "leave_day", "A day, or a part of one, on confirmed leave; derived.",
                [
                    "part": "the day, one of its halves or hours",
                    "amount": "in thousandths of a day or in seconds, as the type counts",
                ]),
            SchemaNote(
                "leave_lot", "Leave that was granted together, with its time to be used.",
                [
                    "number": "from 1, of the person and type",
                    "carries": "1: may be carried over",
                    "reference": "what granted it: it is granted once",
                ]),
            SchemaNote(
                "leave_entry", "A line of the ledger of leave; never changed.",
                [
                    "number": "from 1, of the person and type",
                    "amount": "added, or taken where negative",
                ]),
            SchemaNote(
                "penalty_leave_type", "From which types of leave penalties are taken, in which order.",
                [
                    "position": "from 1"
                ]),
        ])
}

extension SchemaArea {
    fileprivate static let own = SchemaArea(
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
