import Domain
import Storage

/// The names of what the journal refers to by number.
struct JournalNames: Sendable {
    private let employees: [Int64: Employee]
    private let shifts: [Int64: String]
    private let rotations: [Int64: String]
    private let policies: [Int64: String]
    private let devices: [Int64: String]
    private let leaveTypes: [Int64: String]
    private let accounts: [Int64: String]

    init(_ db: any SQLConnection) throws {
        employees = Dictionary(uniqueKeysWithValues: try EmployeeStore(db).all().map { ($0.id.rawValue, $0) })
        shifts = Dictionary(uniqueKeysWithValues: try ShiftStore(db).all().map { ($0.id.rawValue, $0.name) })
        rotations = Dictionary(
            uniqueKeysWithValues: try RotationStore(db).all().map { ($0.id.rawValue, $0.name) })
        leaveTypes = Dictionary(
            uniqueKeysWithValues: try LeaveTypeStore(db).all().map { ($0.id.rawValue, $0.name) })
        policies = Dictionary(
            uniqueKeysWithValues: try PolicyStore(db).all().map { ($0.id.rawValue, $0.name) })
        accounts = Dictionary(uniqueKeysWithValues: try AccountStore(db).all().map { ($0.id.rawValue, $0.name) })
        devices = Dictionary(uniqueKeysWithValues: try DeviceStore(db).all().map { ($0.id.rawValue, $0.name) })
    }

    func leaveType(_ id: Int64?) -> String { id.map { leaveTypes[$0] ?? "leave no. \($0)" } ?? "leave" }

    /// `Asha Verma (0042)`; nil stands for nobody.
    func employee(_ id: Int64?) -> String {
        guard let id else { return "nobody" }
        return employees[id].map { "\($0.name) (\($0.code))" } ?? "employee no. \(id)"
    }

    func shift(_ id: Int64?) -> String {
        id.map { shifts[$0] ?? "no. \($0)" } ?? "none"
    }

    /// `Asha Verma (0042)`, `department Press`, `the company`.
    func scope(_ scope: Scope) -> String {
        switch scope {
        case .company: "the company"
        case .location(let name): "location \(name)"
        case .department(let name): "department \(name)"
        case .shift(let id): "shift \(shift(id.rawValue))"
        case .employee(let id): employee(id.rawValue)
        }
    }

    func rotation(_ id: Int64) -> String { rotations[id].map { "“\($0)”" } ?? "no. \(id)" }

    func policy(_ id: Int64) -> String { policies[id] ?? "no. \(id)" }

    func account(_ id: Int64?) -> String { id.map { accounts[$0] ?? "no. \($0)" } ?? "unknown" }

    func device(_ id: Int64?) -> String {
        id.map { devices[$0] ?? "no. \($0)" } ?? "unknown"
    }
}
