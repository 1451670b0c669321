import DeviceSimulator
import Devices
import Domain
import Storage
import Testing

@testable import Services

/// Whatever breaks, and wherever: the ledger ends up equal to the terminal, nothing lost, nothing twice.
struct InterruptionTests {
    private let now = "2026-11-20 19:00:00"
    private var punches: [String] {
        (0..<500).map { index in
            let day = 1 + index % 19
            return "\(40 + index / 19) 2026-11-\(day.padded(2)) 09:\((index % 60).padded(2)):00"
        }
    }

    private func prepared(
        partSize: Int = DeviceEndpoint.standardPart,
        _ body: (TestCompany, VirtualTerminal, DeviceSummary) async throws -> Void
    ) async throws {
        try await TestCompany.open(now: now, partSize: partSize) { company in
            try await company.addShift()
            try await company.add("42", "Asha")
            try await withVirtualTerminal(configuration(at: now, punches)) { terminal, address in
                try await body(company, terminal, try await company.addDevice("Gate", port: address.tcpPort))
            }
        }
    }

    private func expectWhole(_ company: TestCompany, _ device: DeviceSummary) async throws {
        let report = try await company.sync(device)
        #expect(report.newPunches + report.knownPunches <= 500)
        #expect(try await company.punchCount() == 500)
        #expect(try await company.pendingCount() == 0)
        #expect(try await company.services.ledger.verify(by: company.actor).isIntact)
        #expect(try await company.services.devices.list(by: company.actor).first?.lastError == nil)
    }

    @Test(arguments: [20, 400, 9_000, 19_500])
    func aConnectionThatBreaks(bytes: Int) async throws {
        try await prepared { company, terminal, device in
            var faults = Faults()
            faults.cutAfterBytes = bytes
            await terminal.setFaults(faults)
            await #expect(throws: DeviceError.self) { try await company.sync(device) }
            #expect(try await company.punchCount() == 0)
            #expect(try await company.services.devices.list(by: company.actor).first?.lastError != nil)
            await terminal.setFaults(Faults())
            try await expectWhole(company, device)
        }
    }

    /// The two hundred punches that were stored by then are not read again, and nothing says before the end that the
    /// terminal is read.
    @Test func aBreakInALongLog() async throws {
        try await prepared(partSize: 100 * 40) { company, terminal, device in
            var faults = Faults()
            faults.cutAfterBytes = 11_000
            await terminal.setFaults(faults)
            await #expect(throws: DeviceError.self) { try await company.sync(device) }
            #expect(try await company.punchCount() == 200)
            #expect(try await company.watermark(device)?.recordCount == 200)
            #expect(try await company.watermark(device)?.completeThrough == nil)
            await terminal.setFaults(Faults())
            let report = try await company.sync(device)
            #expect(report.newPunches == 300 && report.knownPunches == 0 && report.onTerminal == 500)
            #expect(!report.wasFullRead && report.logChange == nil)
            #expect(try await company.watermark(device)?.completeThrough == company.clock.now)
            try await expectWhole(company, device)
        }
    }

    /// Read in one piece and in five: the same punches, told as one collection.
    @Test func aLongLogInParts() async throws {
        try await prepared(partSize: 100 * 40) { company, _, device in
            var shares: [Double] = []
            var report: SyncReport?
            for try await progress in company.services.collection.sync(device: device.id, by: company.actor) {
                switch progress {
                case .reading(let done, let total): shares.append(Double(done) / Double(max(1, total)))
                case .finished(let finished): report = finished
                default: break
                }
            }
            #expect(shares == shares.sorted() && shares.last == 1 && shares.count > 5)
            #expect(report?.newPunches == 500 && report?.onTerminal == 500 && report?.wasFullRead == true)
            #expect(report?.notes.isEmpty == true && report?.daysComputed ?? 0 > 0)
            let batches = try await company.database.read { try PunchLedger($0).verify().batches }
            #expect(batches == 5)
            try await expectWhole(company, device)
        }
    }

    enum Stage: CaseIterable { case connecting, reading, storing, computing }

    @Test(arguments: Stage.allCases)
    func aCancellation(stage: Stage) async throws {
        try await prepared { company, _, device in
            for try await progress in company.services.collection.sync(device: device.id, by: company.actor) {
                switch (stage, progress) {
                case (.connecting, .connecting), (.reading, .reading), (.storing, .storing), (.computing, .computing):
                    break
                default: continue
                }
                break
            }
            // Dropping the stream cancels; the collection takes a moment to end.
            while company.services.devices.context.devices.isCollecting(device.id) {
                try? await Task.sleep(for: .milliseconds(5))
            }
            let stored = try await company.punchCount()
            #expect(stored == 0 || stored == 500)
            try await expectWhole(company, device)
        }
    }

    @Test func aTransactionThatFails() async throws {
        struct Broken: Error {}
        try await prepared { company, terminal, device in
            let record = try #require(try await company.database.read { try DeviceStore($0).find(device.id) })
            let reading = TerminalReading(
                information: DeviceInformation(), shown: await terminal.time(), readAt: company.clock.now,
                log: AttendanceRead(
                    records: [AttendanceRecord(userID: "42", rawTime: 800_000_000)], position: nil, terminalCount: 1,
                    wasFullRead: true), users: [])
            let storing = CollectionStoring(
                record: record, zone: .utc, reading: reading, stamp: Stamp(actor: "Meera", at: company.clock.now))
            await #expect(throws: Broken.self) {
                try await company.database.write { db in
                    _ = try storing.store(db)
                    throw Broken()
                }
            }
            #expect(try await company.punchCount() == 0)
            #expect(try await company.watermark(device) == nil)
            try await expectWhole(company, device)
        }
    }

    @Test func anEndBetweenStoringAndComputing() async throws {
        try await prepared { company, _, device in
            _ = try await company.sync(device)
            let day = try #require(CivilDate("2026-11-10"))
            try await company.database.write { db in
                try DayResultStore(db).remove(day...day)
                for employee in try EmployeeStore(db).all() { try PendingDayStore(db).mark(employee.id, day...day) }
            }
            let reopened = try await Services.open(company.path, now: { company.clock.now })
            #expect(try await company.pendingCount() == 0)
            #expect(try await company.database.read { try DayResultStore($0).results(on: day) }.count == 1)
            try await reopened.close()
        }
    }
}
