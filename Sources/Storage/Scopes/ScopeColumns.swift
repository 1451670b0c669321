import Domain

/// For whom a row holds: a column for each kind of scope, of which at most one is filled; none of them is the company.
enum ScopeColumns {
    /// Of tables in which no scope is a shift.
    static let people = ["employee_id", "department", "location"]
    static let all = people + ["shift_id"]

    /// In the order of ``all``; ``people`` are the first of them.
    static func values(_ scope: Scope) -> [SQLValue] {
        var values: [SQLValue] = [.null, .null, .null, .null]
        switch scope {
        case .employee(let id): values[0] = .integer(id.rawValue)
        case .department(let name): values[1] = .text(name)
        case .location(let name): values[2] = .text(name)
        case .shift(let id): values[3] = .integer(id.rawValue)
        case .company: break
        }
        return values
    }

    /// - Parameters:
    ///   - first: where the columns begin in the row.
    ///   - columns: ``all`` or ``people``.
    static func scope(_ row: any SQLRow, from first: Int, _ columns: [String]) -> Scope {
        if !row.isNull(first) { return .employee(row.id(first)) }
        if let department = row.optionalText(first + 1) { return .department(department) }
        if let location = row.optionalText(first + 2) { return .location(location) }
        return columns.count > 3 && !row.isNull(first + 3) ? .shift(row.id(first + 3)) : .company
    }
}
