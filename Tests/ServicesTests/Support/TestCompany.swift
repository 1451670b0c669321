import DeviceSimulator
import Devices
import Domain
import Foundation
import Storage
import Synchronization
import Testing

@testable import Services

/// A company in a database file of its own, at a time of the test's choosing, in a zone without clock changes.
struct TestCompany {
    static let zone = "Asia/Kolkata"
    static let offset: Int64 = 19_800

    let services: Services
    let clock: TestClock
    let path: String
    let actor = Actor(name: "Meera", grants: .everything)

    var database: any Database { services.attendance.context.database }

    /// - Parameter now: what the wall clock shows.
    static func open(
        now: String, partSize: Int = DeviceEndpoint.standardPart, _ body: (TestCompany) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("etime-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let clock = TestClock(now)
        let path = folder.appendingPathComponent("company.db").path
        let services = try await Services.open(path, zone: zone, now: { clock.now }, partSize: partSize)
        let company = TestCompany(services: services, clock: clock, path: path)
        do {
            try await body(company)
            try await services.close()
        } catch {
            try? await services.close()
            throw error
        }
    }

    /// Shift G, 09:00–18:00, Sundays off.
    @discardableResult
    func addShift() async throws -> Shift {
        try await services.shifts.setWeeklyOffs([WeeklyOff(weekday: .sunday)], by: actor)
        return try await services.shifts.add(
            ShiftDraft(
                code: "G", name: "General", start: TimeOfDay(9, 0), end: TimeOfDay(18, 0),
                breaks: [ShiftBreak(start: TimeOfDay(13, 0), end: TimeOfDay(14, 0))]), by: actor)
    }

    @discardableResult
    func add(_ code: String, _ name: String, joined: String = "2026-11-01") async throws -> Employee {
        try await services.employees.add(
            EmployeeDraft(code: code, name: name, joined: joined, shift: "G"), by: actor
        ).employee
    }

    func addDevice(_ name: String, host: String = "127.0.0.1", port: Int) async throws -> DeviceSummary {
        try await services.devices.add(
            DeviceDraft(name: name, host: host, port: String(port), transport: .tcp), by: actor)
    }

    func sync(_ device: DeviceSummary, accepting consent: SyncConsent = []) async throws -> SyncReport {
        try await services.collection.run(device: device.id, accepting: consent, by: actor)
    }

    /// As the list of devices shows it now.
    func listed(_ device: DeviceSummary) async throws -> DeviceSummary {
        try #require(try await services.devices.list(by: actor).first { $0.id == device.id })
    }

    /// The device has another address.
    func move(_ device: DeviceSummary, to port: Int) async throws {
        var draft = try await services.devices.draft(of: device.id, by: actor)
        draft.port = String(port)
        try await services.devices.update(device.id, to: draft, by: actor)
    }

    func punchCount() async throws -> Int {
        try await database.read { try PunchLedger($0).punchCount() }
    }

    func pendingCount() async throws -> Int {
        try await database.read { try PendingDayStore($0).count() }
    }

    func journal() async throws -> [JournalEntry] {
        try await database.read { try JournalStore($0).page(limit: 1000) }
    }

    func watermark(_ device: DeviceSummary) async throws -> Watermark? {
        try await database.read { try WatermarkStore($0).find(device.id) }
    }

    func day(_ employee: Employee, _ date: String) async throws -> DayResult {
        let day = try #require(CivilDate(date))
        let month = try await services.attendance.month(Month(of: day), of: employee.id, by: actor)
        return try #require(month.rows[0].days[day.day - 1])
    }
}

/// A clock that stands until it is moved.
final class TestClock: Sendable {
    private let instant: Mutex<Instant>

    init(_ local: String) {
        instant = Mutex(Self.instant(local))
    }

    var now: Instant { instant.withLock { $0 } }

    func set(_ local: String) {
        instant.withLock { $0 = Self.instant(local) }
    }

    func advance(_ seconds: Int64) {
        instant.withLock { $0 = $0 + seconds }
    }

    private static func instant(_ local: String) -> Instant {
        Instant(seconds: (LocalTime(local)?.seconds ?? 0) - TestCompany.offset)
    }
}

/// A terminal with a clock that stands, and these punches: `user time` each.
func configuration(at now: String, users: [(String, String)] = [], _ punches: [String]) -> VirtualTerminalConfiguration
{
    var configuration = VirtualTerminalConfiguration(
        users: users.enumerated().map { index, user in
            UserRecord(uid: UInt16(index + 1), name: user.1, userID: DeviceUserID(user.0))
        }, punches: virtual(punches))
    if let time = LocalTime(now) { configuration.clock = .standing(at: time) }
    return configuration
}

/// `42 2026-11-20 09:00:00` is user 42 then; with ` in` after it the key for coming was pressed.
func virtual(_ punches: [String]) -> [VirtualPunch] {
    punches.compactMap { text in
        let parts = text.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let time = LocalTime(parts[1].prefix(19)) else { return nil }
        return VirtualPunch(userID: String(parts[0]), time: time, state: parts[1].hasSuffix(" in") ? 0 : 255)
    }
}

/// Whole working days of a user: in at nine, out at six.
func workingDays(_ user: String, _ dates: [String]) -> [String] {
    dates.flatMap { ["\(user) \($0) 09:00:00", "\(user) \($0) 18:00:00"] }
}
