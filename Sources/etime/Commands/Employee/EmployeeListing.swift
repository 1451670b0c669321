import Domain
import Services

extension Listing where Row == EmployeeEntry {
    static func employees(_ employees: [EmployeeEntry]) -> Listing {
        Listing(
            employees,
            [
                Column("Code", "code") { .text($0.employee.code) },
                Column("Name", "name", flexible: true) { .text($0.employee.name) },
                Column("Department", "department", flexible: true) {
                    $0.employee.department.isEmpty ? .none : .text($0.employee.department)
                },
                Column("Location", "location", flexible: true, optional: true) {
                    $0.employee.location.isEmpty ? .none : .text($0.employee.location)
                },
                Column("Reports to", "manager", optional: true) {
                    $0.managerCode.isEmpty ? .none : .text($0.managerCode)
                },
                Column("Joined", "joined") { .date($0.employee.joined) },
                Column("Left", "left") { $0.employee.left.map { .date($0) } ?? .none },
                Column("Shift", "shift") { $0.shiftCode.isEmpty ? .none : .text($0.shiftCode) },
                Column("Device user", "device_user") { .text($0.deviceUser) },
            ])
    }
}

extension Listing where Row == ImportReport.Row {
    /// Which rows of a file were or would be taken, and why the others not.
    static func imported(_ rows: [ImportReport.Row]) -> Listing {
        Listing(
            rows,
            [
                Column("Line", "line") { .integer($0.line) },
                Column("Code", "code") { .text($0.code) },
                Column("Name", "name", flexible: true) { .text($0.name) },
                Column("Outcome", "outcome") { .text($0.outcome.word) },
                Column("Why", "why") { $0.outcome.reasons.isEmpty ? .none : .text($0.outcome.reasons) },
            ])
    }
}

extension ImportReport.Outcome {
    var word: String {
        switch self {
        case .added: "added"
        case .updated: "changed"
        case .unchanged: "as before"
        case .bad: "bad"
        }
    }

    var reasons: String {
        if case .bad(let reasons) = self { reasons.joined(separator: " ") } else { "" }
    }
}
