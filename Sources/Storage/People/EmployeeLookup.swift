import Domain

/// Looks many people up by the first column of a key, whose second is a time.
///
/// By lists of ids, because each database then takes person and time from the key together. A join with the people does so on
/// SQLite and PostgreSQL alone: MariaDB and MySQL read all that a person ever had, and leave out what is too old.
struct EmployeeLookup {
    /// Ids in one statement.
    static let portion = 500

    /// Ascending.
    private let ids: [ID<Employee>]

    init(_ ids: some Sequence<ID<Employee>>) { self.ids = ids.sorted() }

    /// - Parameter body: called for one portion after the other with the marks of `IN (…)` and their arguments.
    func eachPortion(_ body: (_ marks: String, _ arguments: [SQLValue]) throws -> Void) rethrows {
        for start in stride(from: 0, to: ids.count, by: Self.portion) {
            let some = ids[start..<min(start + Self.portion, ids.count)]
            let marks = Array(repeating: "?", count: some.count).joined(separator: ", ")
            try body(marks, some.map { .integer($0.rawValue) })
        }
    }
}

extension ClosedRange<ID<Employee>> {
    /// The condition that a row is one of these people's, with their first and last as arguments. Of several it is no
    /// expression of a key, so that a database goes by the days and not through all the years of each person.
    var isOwner: String { lowerBound == upperBound ? "employee_id BETWEEN ? AND ?" : "+employee_id BETWEEN ? AND ?" }
}
