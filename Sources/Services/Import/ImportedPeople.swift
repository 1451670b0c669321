import Domain
import Storage

/// Those in reach by their codes, for rows that are about somebody.
struct ImportedPeople {
    private let byCode: [String: Employee]
    /// Whoever brings the file, where nobody changes what is their own.
    fileprivate let own: (id: ID<Employee>, refusal: ServiceError)?

    /// - Parameter actor: who may change nothing of their own, but for an administrator; nil: everybody may.
    init(_ db: any SQLConnection, _ people: PeopleInReach, sparing actor: Actor? = nil) throws {
        own = actor.flatMap { actor in
            actor.isAdministrator ? nil : actor.employee.map { ($0, .ownAffair(actor: actor.name)) }
        }
        let all = try EmployeeStore(db).all().filter { people.contains($0.id) }
        byCode = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })
    }

    /// Somebody out of reach is told apart from nobody by nothing.
    /// - Throws: ``ServiceError/invalid(_:)``
    func person(_ file: TableFile, _ row: TableRow) throws(ServiceError) -> Employee {
        let code = file.cell("employee", row)
        if code.isEmpty { throw .invalid("employee", "Say whose it is, by the employee's code.") }
        guard let person = byCode[code] else {
            throw .invalid("employee", ServiceError.unknownEmployee(code: code).description)
        }
        return person
    }
}

extension ImportedPeople {
    /// Before something of a person is changed; what stays as it is needs nobody's leave.
    /// - Throws: ``ServiceError/invalid(_:)``
    func requireChange(of person: Employee) throws(ServiceError) {
        if let own, own.id == person.id { throw .invalid("employee", own.refusal.description) }
    }
}

extension TableFile {
    /// A day as people write it.
    /// - Throws: ``ServiceError/invalid(_:)``
    func date(_ column: String, _ row: TableRow) throws(ServiceError) -> CivilDate {
        let text = cell(column, row)
        if text.isEmpty { throw .invalid(column, "Say the day; \(CivilDate.howToWrite).") }
        guard let date = CivilDate(typed: text) else {
            throw .invalid(column, "“\(text.clipped(to: 60))” is not a date; \(CivilDate.howToWrite).")
        }
        guard EmployeeDraft.years.contains(date.year) else {
            throw .invalid(column, "The year \(date.year) cannot be right.")
        }
        return date
    }

    /// Why a row is there, or what is said where it says nothing.
    /// - Throws: ``ServiceError/invalid(_:)``
    func reason(_ row: TableRow, else other: String, atMost most: Int = 4_000) throws(ServiceError) -> String {
        let text = cell("reason", row)
        if text.utf8.count > most, text.count > most {
            throw .invalid("reason", "A reason has at most \(most) characters.")
        }
        return text.isEmpty ? other : text
    }
}
