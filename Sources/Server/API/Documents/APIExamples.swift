/// What the main records and bodies look like.
enum APIExamples {
    /// By the names of their schemas.
    static let records: [String: JSONValue] = [
        "Employee": [
            "code": "0042", "name": "Asha Verma", "department": "Stores", "location": "Pune", "gender": "female",
            "manager": "0007", "joined": "2026-04-01", "left": .null, "deviceUser": "42", "works": "G",
            "postedFrom": .null, "shift": "G",
        ],
        "Day": [
            "employee": "0042", "name": "Asha Verma", "date": "2026-11-20", "department": "Stores", "shift": "G",
            "status": "P", "in": "2026-11-20T08:58:12+05:30", "out": "2026-11-20T18:03:40+05:30", "work": 29_128,
            "breakTime": 3_600, "late": 0, "early": 0, "overtime": 0, "payableOvertime": 0, "punches": 2, "flags": [],
            "isFinal": true,
        ],
        "Punch": [
            "id": 4_711, "employee": "0042", "name": "Asha Verma", "at": "2026-11-20T08:58:12+05:30", "device": "Gate",
            "deviceUser": "42", "state": 0, "verify": 1, "isQuarantined": false,
        ],
        "Shift": [
            "code": "G", "name": "General", "start": "09:00", "end": "18:00", "breaks": [pause], "shortDays": [],
            "automatic": false, "hasOwnRules": false,
        ],
        "Request": [
            "id": 17, "employee": "0042", "name": "Asha Verma", "kind": "correction", "first": "2026-11-20",
            "last": "2026-11-20", "summary": "18:05 out added", "why": "The terminal was off", "state": "pending",
            "level": 1, "waitsFor": ["Ravi Rao (0007)"], "chain": "reporting manager",
            "submittedAt": "2026-11-21T04:10:00Z", "escalatesAt": .null,
        ],
        "TerminalOrder": [
            "id": 7, "title": "Write user 42", "askedBy": "hema", "askedAt": "2026-11-21T04:10:00Z", "hasEnded": true,
            "tasks": [
                ["id": 9, "device": "Gate", "what": "Write user 42", "state": "done", "attempts": 1, "outcome": ""]
            ], "leftOut": [],
        ],
        "JournalEntry": [
            "id": 812, "at": "2026-11-21T04:10:00Z", "actor": "meera", "behalf": .null, "origin": "API from 192.0.2.7",
            "reason": "She has married", "entity": "employee", "record": "7", "subject": "Asha Sen (0042)",
            "change": "name Asha Verma → Asha Sen",
        ],
        "Problem": [
            "type": "urn:etime:problem:invalid", "title": "Something is wrong with the request", "status": 422,
            "detail": "name is missing.", "instance": "urn:etime:request:8f6d41d2c0ab",
            "errors": [["field": "name", "detail": "name is missing."]],
        ],
    ]

    /// By operation.
    static let bodies: [String: JSONValue] = [
        "signIn": ["name": "priya", "password": "nine blue wheelbarrows"],
        "addEmployee": [
            "code": "0100", "name": "Chitra Sen", "department": "Stores", "location": "Pune", "joined": "2026-11-01",
        ],
        "changeEmployee": ["name": "Asha Sen", "department": "Office", "postedFrom": "2026-12-01"],
        "addShift": ["code": "N", "name": "Night", "start": "22:00", "end": "06:00"],
        "assignRoster": ["employee": "0042", "shift": "G", "from": "2026-12-01"],
        "requestLeave": [
            "employee": "0042", "type": "VL", "first": "2026-12-21", "last": "2026-12-23", "reason": "A wedding",
        ],
        "correctPunches": [
            "date": "2026-11-20", "changes": [["kind": "add", "at": "2026-11-20T18:05:00", "way": "out"]],
            "why": "The terminal was off",
        ],
        "addToken": ["name": "Payroll", "permissions": ["readPeople"], "days": 90],
        "grantRequest": ["remark": "Seen at the gate"],
        "writeDeviceUser": ["name": "Asha Verma", "card": 123_456],
        "sendEmployeeToDevices": ["devices": ["Gate", "Plant"]],
        "mapDeviceUser": ["device": "Gate", "user": "42", "employee": "0042", "from": "2026-11-01"],
        "settleDoubt": ["as": "madeAt", "at": "2026-11-20T18:05:00", "why": "Seen at the gate"],
        "recordConsent": ["givenOn": "2026-11-02", "statement": "Signed sheet 12"],
        "addLeaveType": [
            "code": "PL", "name": "Privilege leave",
            "rules": [["rule": "grant", "text": "18 by month"], ["rule": "carry", "text": "10"]],
        ],
        "bookLeaveRun": ["kind": "grants"],
        "addRotation": ["name": "Line A", "unit": "week", "turns": [["G"], ["N"]], "first": "2026-11-02"],
        "addPolicy": ["name": "Office", "rules": [["rule": "late grace", "text": "10 min"]]],
    ]

    private static let pause: JSONValue = [
        "start": "13:00", "end": "14:00", "kind": "fixed", "deducted": true, "length": 0, "paid": 0,
    ]
}
