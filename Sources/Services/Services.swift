package import Domain
package import Logging

/// All use cases over one database: the only door for the desktop, the command line and the server.
package final class Services: Sendable {
    package let company = CompanyService()
    package let employees = EmployeeService()
    package let shifts = ShiftService()
    package let devices = DeviceService()
    package let collection = CollectionService()
    package let inbox = InboxService()
    package let attendance = AttendanceService()
    package let ledger = LedgerService()
    private let hub: ChangeHub

    private init() { hub = ChangeHub() }

    /// Opens the database, brings its schema up to date, and works out what an interrupted run left open.
    ///
    /// - Parameters:
    ///   - address: `sqlite:///etime.db`, `sqlite:////var/lib/etime.db` or a path.
    ///   - zone: the company's zone on the first run; nil: the computer's.
    /// - Throws: `StorageError` where there is no such database or it is not ours, or a newer program wrote it.
    package static func open(
        _ address: String, zone: String? = nil, now: @escaping @Sendable () -> Instant = systemNow,
        logger: Logger = Logger(label: "etime.services")
    ) async throws -> Services { try waitsForStorage() }

    /// What changes from now on through this object; each subscriber sees all of it.
    package func changes() -> AsyncStream<Change> { hub.subscribe() }

    /// Ends the change streams and closes the database.
    package func close() async throws { hub.finish() }
}
