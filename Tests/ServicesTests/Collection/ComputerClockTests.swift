import DeviceSimulator
import Devices
import Domain
import Storage
import Testing

@testable import Services

/// The clock of this computer is not trusted either.
struct ComputerClockTests {
    private let now = "2026-11-20 19:00:00"
    private let first = workingDays("42", ["2026-11-19", "2026-11-20"])

    /// A collection at the right time, and what comes next.
    private func collected(
        _ body: (TestCompany, VirtualTerminal, DeviceSummary) async throws -> Void
    ) async throws {
        try await TestCompany.open(now: now) { company in
            try await withVirtualTerminal(configuration(at: now, first)) { terminal, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                _ = try await company.sync(device)
                await terminal.store(virtual(["42 2026-11-20 18:55:00"]))
                try await body(company, terminal, device)
            }
        }
    }

    @Test(arguments: ["2026-11-20 18:54:00", "2026-11-13 10:00:00", "2026-01-02 00:00:00"])
    func aClockThatWentBackStoresNothing(wrong: String) async throws {
        try await collected { company, _, device in
            company.clock.set(wrong)
            let error = ServiceError.computerClockBehind(
                device: "Gate", shows: LocalTime(wrong) ?? LocalTime(seconds: 0), collected: LocalTime(now))
            await #expect(throws: error) { try await company.sync(device) }
            #expect(try await company.punchCount() == 4)
            #expect(try await company.listed(device).lastError == error.description)
            company.clock.set(now)
            let report = try await company.sync(device)
            #expect((report.newPunches, report.quarantined) == (1, 0))
        }
    }

    @Test func aTerminalThatWasNeverReadIsRefusedByWhatOthersBrought() async throws {
        try await collected { company, _, _ in
            company.clock.set("2026-11-19 19:00:00")
            try await withVirtualTerminal(configuration(at: now, first)) { _, address in
                let yard = try await company.addDevice("Yard", port: address.tcpPort)
                await #expect(throws: ServiceError.self) { try await company.sync(yard) }
                #expect(try await company.punchCount() == 4)
            }
        }
    }

    /// The two would then agree, and be believed.
    @Test func aTerminalIsNotSetByAClockThatWentBack() async throws {
        try await collected { company, terminal, device in
            company.clock.set("2026-11-13 10:00:00")
            await #expect(throws: ServiceError.self) {
                try await company.services.devices.setClock(of: device.id, by: company.actor)
            }
            #expect(await terminal.time() == LocalTime(now))
            company.clock.set("2026-11-20 19:01:00")
            let setting = try await company.services.devices.setClock(of: device.id, by: company.actor)
            #expect(setting.after.drift == 0)
        }
    }

    @Test func aFewMinutesAreNoMatter() async throws {
        try await collected { company, _, device in
            company.clock.set("2026-11-20 18:55:00")
            let report = try await company.sync(device)
            #expect(report.newPunches == 1)
        }
    }

    /// Then it was the earlier collection that was ahead.
    @Test func aComputerAndATerminalThatAgreeAreBelieved() async throws {
        try await TestCompany.open(now: "2026-11-25 19:00:00") { company in
            try await withVirtualTerminal(configuration(at: now, first)) { _, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                let ahead = try await company.sync(device)
                #expect(ahead.completeThrough == nil)
                company.clock.set(now)
                let right = try await company.sync(device)
                #expect(right.completeThrough == company.clock.now)
            }
        }
    }

    @Test func aComputerWithoutABatteryStoresNothing() async throws {
        try await TestCompany.open(now: "2000-01-01 00:10:00") { company in
            for shown in [now, "2000-01-01 00:10:00"] {
                try await withVirtualTerminal(configuration(at: shown, first)) { _, address in
                    let device = try await company.addDevice("Gate \(shown)", port: address.tcpPort)
                    await #expect(throws: ServiceError.self) { try await company.sync(device) }
                }
            }
            #expect(try await company.punchCount() == 0)
        }
    }

    private static let ahead: [(String, String?, String?)] = [
        ("2026-11-20 19:04:00", "2026-11-20 19:00:00", nil),
        ("2026-11-20 19:12:00", "2026-11-20 19:00:00", "Gate shows a time 12 min behind this computer's"),
        ("2026-11-21 12:20:00", "2026-11-20 19:00:00", "Gate shows a time 17 h 20 min behind this computer's"),
        ("2026-11-25 19:10:00", nil, "nobody can say up to when its punches are in"),
    ]

    /// A computer that is ahead must not call days final whose punches are still to come.
    @Test(arguments: ahead)
    func aComputerThatIsAheadIsToldAndMovesNothingTooFar(computer: String, through: String?, note: String?) async throws
    {
        try await TestCompany.open(now: computer) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            try await withVirtualTerminal(configuration(at: now, first)) { _, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                let report = try await company.sync(device)
                let expected = through.flatMap { LocalTime($0) }
                #expect(report.completeThrough?.seconds == expected.map { $0.seconds - TestCompany.offset })
                #expect(report.notes.count == (note == nil ? 0 : 1))
                if let note { #expect(report.notes.first?.contains(note) == true) }
                #expect(try await company.day(asha, "2026-11-20").flags.contains(.provisional))
                #expect(try await company.listed(device).notes.isEmpty, "it is in the clock's own warning")
            }
        }
    }

    private static let differences: [(Int32, ClockDoubt?)] = [
        (-19_800, ClockDoubt.zone(-19_800)), (-19_700, .zone(-19_800)), (3_600, .zone(3_600)), (1_800, .zone(1_800)),
        (45_900, .zone(45_900)), (900, .clock), (-1_500, .clock), (301, .clock), (-301, .clock), (300, nil), (0, nil),
        (-100_800, .lost), (Int32.max, .clock), (Int32.min, .lost), (-86_400, .zone(-86_400)),
    ]

    @Test(arguments: differences)
    func differencesAsBetweenZonesAreAskedAbout(drift: Int32, doubt: ClockDoubt?) {
        #expect(ClockDoubt(drift: drift) == doubt)
    }

    /// Of a terminal in India: what it shows would have to be some zone's time.
    @Test(
        arguments: [
            (-19_800, .zone(-19_800)), (30_600, .zone(30_600)), (-63_000, .zone(-63_000)), (32_400, .clock),
            (90_000, .clock), (-66_600, .clock), (2_700, .clock), (-86_400, .lost),
        ] as [(Int32, ClockDoubt)])
    func aDifferenceToNoZoneIsAWrongClock(drift: Int32, doubt: ClockDoubt) {
        #expect(ClockDoubt(drift: drift, offset: 19_800) == doubt)
    }

    @Test func aWrongZoneIsToldInTheReportAndInTheList() async throws {
        try await TestCompany.open(now: now) { company in
            try await withVirtualTerminal(configuration(at: "2026-11-20 13:30:20", first)) { _, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                let report = try await company.sync(device)
                let question = "shows 5 h 30 min less than a clock in Asia/Kolkata would: is its zone right?"
                #expect(report.notes.first?.hasPrefix("Gate \(question)") == true)
                #expect(try await company.listed(device).warnings.contains { $0.hasPrefix("It \(question)") })
            }
        }
    }
}
