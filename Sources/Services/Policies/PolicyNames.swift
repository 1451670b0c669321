import Domain
import Storage

/// For whom a policy holds, in words.
struct PolicyNames {
    private let employees: [ID<Employee>: Employee]
    private let shifts: [ID<Shift>: String]

    init(_ db: any SQLConnection) throws {
        employees = try EmployeeStore(db).byID()
        shifts = Dictionary(uniqueKeysWithValues: try ShiftStore(db).all().map { ($0.id, $0.code) })
    }

    func name(_ scope: Scope) -> String {
        switch scope {
        case .company: "the company"
        case .location(let name): "location \(name)"
        case .department(let name): "department \(name)"
        case .shift(let id): "shift \(shifts[id] ?? "no. \(id.rawValue)")"
        case .employee(let id): employees[id].map { "\($0.name) (\($0.code))" } ?? "employee no. \(id.rawValue)"
        }
    }

    /// A mistyped name would be a policy that silently holds for nobody.
    func problem(_ scope: Scope) -> String? {
        switch scope {
        case .company: nil
        case .location(let name):
            isAnybody(in: scope)
                ? nil : "Nobody works in a location \(name); write it as it stands with the employees."
        case .department(let name):
            isAnybody(in: scope)
                ? nil : "Nobody is in a department \(name); write it as it stands with the employees."
        case .shift(let id): shifts[id] == nil ? "There is no such shift." : nil
        case .employee(let id): employees[id] == nil ? "There is no such employee." : nil
        }
    }

    private func isAnybody(in scope: Scope) -> Bool {
        employees.values.contains { $0.postings.all.contains { $0.belongs(to: scope) } }
    }
}
