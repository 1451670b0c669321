import Domain
import Services

/// The cases of an enumeration as the API writes them: `firstHalf`.
enum CaseWords {
    static func schema<Case: CaseIterable>(_ type: Case.Type) -> Schema {
        .words(type.allCases.map { String(describing: $0) })
    }

    static func word<Case: CaseIterable>(_ value: Case) -> JSONValue { .string(String(describing: value)) }

    static func read<Case: CaseIterable>(_ word: String?) -> Case? {
        Case.allCases.first { String(describing: $0) == word }
    }
}

/// The codes of people and shifts, which answers have in the place of their numbers.
struct CodeBook: Sendable {
    let people: [ID<Employee>: Colleague]
    let shifts: [ID<Shift>: String]

    init(_ call: Call) async throws {
        let colleagues = try await call.services.employees.colleagues(by: call.actor)
        people = Dictionary(uniqueKeysWithValues: colleagues.map { ($0.id, $0) })
        let all = try await call.services.shifts.list()
        shifts = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0.code) })
    }

    func code(_ employee: ID<Employee>) -> String { people[employee]?.code ?? "" }
    func name(_ employee: ID<Employee>) -> String { people[employee]?.name ?? "" }
    func code(_ shift: ID<Shift>) -> String { shifts[shift] ?? "" }

    // What a scope names: null where it is of another kind. The company is where all are null.

    func employee(_ scope: Scope) -> JSONValue {
        if case .employee(let id) = scope { .string(code(id)) } else { .null }
    }

    func shift(_ scope: Scope) -> JSONValue {
        if case .shift(let id) = scope { .string(code(id)) } else { .null }
    }

    func department(_ scope: Scope) -> JSONValue {
        if case .department(let name) = scope { .string(name) } else { .null }
    }

    func location(_ scope: Scope) -> JSONValue {
        if case .location(let name) = scope { .string(name) } else { .null }
    }
}
