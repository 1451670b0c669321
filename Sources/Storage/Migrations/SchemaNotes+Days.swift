extension SchemaArea {
    static let days = SchemaArea(
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
    static let requests = SchemaArea(
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
    static let leave = SchemaArea(
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
