import Domain
import Foundation
import Services
import Storage

/// The leave balances of one person with ten years of ledger: six types, a grant a month each, and 24 requests a year.
struct LeaveBench {
    private static let years = 10
    private static let first = CivilDate(daysSinceEpoch: 16_801)  // 2016-01-01

    static func run() async throws -> [BenchLine] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("etime-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("company.db").path
        let now = Instant(seconds: LocalTime(first + years * 365).seconds)
        let services = try await Services.open(path, zone: "Asia/Kolkata", now: { now })
        let actor = Actor.localAdministrator()
        let employee = try await services.employees.add(
            EmployeeDraft(code: "0001", name: "Asha Verma", joined: first.description), by: actor
        ).employee
        try await fill(services, employee, path)
        let milliseconds = try await time(services, employee, on: first + years * 365 - 30)
        try await services.close()
        return [BenchLine(name: "leave-balance", value: milliseconds, unit: "ms", bar: .atMost(1))]
    }

    private static func fill(_ services: Services, _ employee: Employee, _ path: String) async throws {
        let actor = Actor.localAdministrator()
        for number in 1...6 {
            var type = LeaveType(id: ID(0), code: "L\(number)", name: "Leave \(number)", grantsFrom: first)
            type.grant = .monthly(yearly: LeaveAmount(days: 24), on: .firstDay, trueUp: true)
            type.carry = LeaveCarry(cap: LeaveAmount(days: 30))
            try await services.leave.add(type, by: actor)
        }
        _ = try await services.leave.book(.grants, through: first + years * 365, by: actor)
        let database = try await openDatabase(try DatabaseURL(path))
        try await database.write { db in try take(db, employee) }
        try await database.close()
        _ = try await services.leave.book(.yearEnd, through: first + (years - 1) * 365, by: actor)
    }

    /// Four days of each type a year, straight into the ledger.
    private static func take(_ db: any SQLConnection, _ employee: Employee) throws {
        let store = LeaveLedgerStore(db)
        let stamp = Stamp(actor: "bench", at: Instant(seconds: 0))
        for type in try LeaveTypeStore(db).all() {
            var book = LeaveBook(
                employee: employee, accounts: [try store.account(of: employee.id, type, closedThrough: nil)])
            for index in 0..<years * 4 {
                let day = first + 90 + index * 91
                try book.adjust(
                    type.id, by: -.day, on: day, LeaveAct(reference: "hand:\(index)", reason: "taken"))
            }
            for account in book.accounts { try store.append(account, of: employee.id, by: stamp) }
        }
    }

    /// Milliseconds for the balances of all types, the median of two hundred readings.
    private static func time(_ services: Services, _ employee: Employee, on date: CivilDate) async throws -> Double {
        let actor = Actor.localAdministrator()
        var times: [Double] = []
        for _ in 0..<200 {
            let start = ContinuousClock.now
            let balances = try await services.leave.booked(of: employee.id, on: date, by: actor)
            let spent = (ContinuousClock.now - start).components
            times.append(Double(spent.seconds) * 1000 + Double(spent.attoseconds) / 1e15)
            precondition(balances.count == 6, "the balances are not those of six types")
        }
        return times.sorted()[times.count / 2]
    }
}
