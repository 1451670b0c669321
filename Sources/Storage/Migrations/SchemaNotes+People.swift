extension SchemaArea {
    static let people = SchemaArea(
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
    static let rosters = SchemaArea(
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
