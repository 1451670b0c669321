import Desktop
import DeviceSimulator
import Domain
import Foundation
import Services
import Storage

/// A company in a database of its own, at 10:58 on Friday 20 November 2026, with one shift.
struct Office {
    static let now = "2026-11-20 10:58:00"

    let session: Session
    let folder: URL

    /// - Parameter clockRuns: for what is tried again after a while; else it is that moment for ever.
    static func open(clockRuns: Bool = false, _ body: (Office) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("etime-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let instant = Instant(seconds: LocalTime(now)?.seconds ?? 0)
        let start = ContinuousClock.now
        let services = try await Services.open(
            folder.appendingPathComponent("company.db").path, zone: "UTC",
            now: { instant + (clockRuns ? (ContinuousClock.now - start).components.seconds : 0) })
        let office = Office(session: Session(services: services), folder: folder)
        do {
            try await office.addShift()
            try await body(office)
            try await services.close()
        } catch {
            try? await services.close()
            throw error
        }
    }

    func addShift() async throws {
        try await session.services.shifts.add(
            ShiftDraft(code: "G", name: "General", start: TimeOfDay(9, 0), end: TimeOfDay(18, 0)), by: session.actor)
    }

    @discardableResult
    func add(_ code: String, _ name: String, department: String = "") async throws -> EmployeeEntry {
        try await session.services.employees.add(
            EmployeeDraft(code: code, name: name, department: department, joined: "2026-11-01", shift: "G"),
            by: session.actor)
    }

    /// The same company, for somebody with other rights.
    func session(as actor: Actor) -> Session { Session(services: session.services, actor: actor) }

    @discardableResult
    func addTerminal(_ name: String, port: Int) async throws -> DeviceSummary {
        try await session.services.devices.add(
            DeviceDraft(name: name, host: "127.0.0.1", port: String(port), transport: .tcp), by: session.actor)
    }

    /// Whatever needs the table fails meanwhile, as where a database is away for a moment.
    func lacking(_ table: String, _ body: () async throws -> Void) async throws {
        let path = folder.appendingPathComponent("company.db").path
        let database = try await openDatabase(try DatabaseURL(path))
        try await database.alter { _ = try $0.execute("ALTER TABLE \(table) RENAME TO away") }
        try await body()
        try await database.alter { _ = try $0.execute("ALTER TABLE away RENAME TO \(table)") }
        try await database.close()
    }

    /// Punches as `42 09:16`, all of the day.
    static func terminal(_ punches: [String]) -> VirtualTerminalConfiguration {
        var configuration = VirtualTerminalConfiguration(
            punches: punches.compactMap { text in
                let parts = text.split(separator: " ")
                return LocalTime("2026-11-20 \(parts[1]):00").map { VirtualPunch(userID: String(parts[0]), time: $0) }
            })
        if let time = LocalTime(now) { configuration.clock = .standing(at: time) }
        return configuration
    }
}
