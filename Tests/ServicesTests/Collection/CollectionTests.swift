import DeviceSimulator
import Domain
import Storage
import Testing

@testable import Services

struct CollectionTests {
    private let now = "2026-11-20 19:00:00"
    private let week = ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"]

    @Test func aFirstCollectionBringsAllAndTheNextOnlyWhatIsNew() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("0042", "Asha")
            let first = workingDays("42", week)
            try await withVirtualTerminal(configuration(at: now, first)) { terminal, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                let report = try await company.sync(device)
                #expect(report.newPunches == 10)
                #expect(report.wasFullRead)
                #expect(report.unknownUsers == 0)
                #expect(try await company.day(asha, "2026-11-18").status == .present)
                #expect(try await company.day(asha, "2026-11-18").work == 8 * 3600)

                await terminal.store(virtual(["42 2026-11-20 18:30:00"]))
                let second = try await company.sync(device)
                #expect(second.newPunches == 1)
                #expect(second.knownPunches == 0)
                #expect(!second.wasFullRead)
                #expect(second.onTerminal == 11)
                #expect(try await company.punchCount() == 11)
                #expect(try await company.pendingCount() == 0)
                #expect(try await company.services.ledger.verify(by: company.actor).isIntact)
            }
        }
    }

    @Test func collectingAgainWithoutNewsChangesNothing() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            try await company.add("42", "Asha")
            try await withVirtualTerminal(configuration(at: now, workingDays("42", week))) { _, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                _ = try await company.sync(device)
                let again = try await company.sync(device)
                #expect((again.newPunches, again.knownPunches, again.daysComputed) == (0, 0, 0))
                #expect(try await company.services.ledger.verify(by: company.actor).batches == 1)
            }
        }
    }

    /// T23: after somebody cleared the terminal, and it has gone on.
    @Test func aClearedTerminalIsReadFromItsBeginning() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            let all = workingDays("42", week)
            let device = try await withVirtualTerminal(configuration(at: now, Array(all[..<8]))) { _, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                _ = try await company.sync(device)
                return device
            }
            try await withVirtualTerminal(configuration(at: now, Array(all[7...]))) { _, address in
                try await company.move(device, to: address.tcpPort)
                let report = try await company.sync(device)
                #expect(report.wasFullRead)
                #expect((report.newPunches, report.knownPunches) == (2, 1))
                #expect(try await company.punchCount() == 10)
                #expect(try await company.day(asha, "2026-11-20").status == .present)
            }
        }
    }

    /// T23: the same person at two gates within a minute.
    @Test func twoTerminalsAreCollectedAtTheSameTime() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            let punches = workingDays("42", week)
            try await withVirtualTerminal(configuration(at: now, punches)) { _, first in
                try await withVirtualTerminal(configuration(at: now, punches)) { _, second in
                    let gate = try await company.addDevice("Gate", port: first.tcpPort)
                    let yard = try await company.addDevice("Yard", port: second.tcpPort)
                    async let one = company.sync(gate)
                    async let other = company.sync(yard)
                    #expect(try await (one.newPunches, other.newPunches) == (10, 10))
                    let day = try await company.day(asha, "2026-11-18")
                    #expect((day.status, day.work, day.punchCount) == (.present, 8 * 3600, 2))
                    #expect(try await company.services.ledger.verify(by: company.actor).isIntact)
                }
            }
        }
    }

    @Test func aSecondCollectionOfOneTerminalIsRefusedMeanwhile() async throws {
        try await TestCompany.open(now: now) { company in
            var slow = configuration(at: now, workingDays("42", week))
            slow.faults.delay = 200
            try await withVirtualTerminal(slow) { _, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                var progress = company.services.collection.sync(device: device.id, by: company.actor)
                    .makeAsyncIterator()
                #expect(try await progress.next() == .connecting)
                await #expect(throws: ServiceError.syncAlreadyRunning(device: "Gate")) {
                    _ = try await company.sync(device)
                }
                while try await progress.next() != nil {}
                #expect(try await company.punchCount() == 10)
            }
        }
    }

    /// T24
    @Test func aLatePunchHasOnlyItsNeighbourhoodWorkedOut() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            try await company.add("43", "Binod")
            let punches = workingDays("42", week).filter { $0 != "42 2026-11-17 18:00:00" }
            try await withVirtualTerminal(configuration(at: now, punches)) { terminal, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                _ = try await company.sync(device)
                #expect(try await company.day(asha, "2026-11-17").flags.contains(.missingOut))
                await terminal.store(virtual(["42 2026-11-17 18:00:00"]))
                var changes = company.services.changes().makeAsyncIterator()
                let report = try await company.sync(device)
                #expect(report.daysComputed == 5)
                var days: ClosedRange<CivilDate>?
                while days == nil {
                    if case .days(let range) = await changes.next() { days = range }
                }
                #expect(days.map { "\($0.lowerBound) \($0.upperBound)" } == "2026-11-15 2026-11-19")
                let day = try await company.day(asha, "2026-11-17")
                #expect((day.status, day.work) == (.present, 8 * 3600))
            }
        }
    }

    /// T26
    @Test func datesThatCannotBeAreKeptAndMoveNothing() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            let odd = ["42 2099-03-01 09:00:00", "42 2027-11-20 09:00:00", "42 2000-01-01 00:05:00"]
            let punches = workingDays("42", ["2026-11-19"]) + odd + workingDays("42", ["2026-11-20"])
            try await withVirtualTerminal(configuration(at: now, punches)) { _, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                let report = try await company.sync(device)
                #expect((report.newPunches, report.quarantined) == (7, 3))
                #expect(try await company.watermark(device)?.completeThrough == company.clock.now)
                #expect(try await company.day(asha, "2026-11-20").status == .present)
                #expect(try await company.punchCount() == 7)
            }
        }
    }

    /// A double within one second is two punches, also where the second falls between two readings.
    @Test func aDoubleWithinASecondStaysTwoOverTwoReadings() async throws {
        try await TestCompany.open(now: now) { company in
            try await withVirtualTerminal(configuration(at: now, ["42 2026-11-20 09:00:00"])) { terminal, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                _ = try await company.sync(device)
                await terminal.store(virtual(["42 2026-11-20 09:00:00"]))
                #expect(try await company.sync(device).newPunches == 1)
                #expect(try await company.punchCount() == 2)
            }
        }
    }

    @Test func aNumberWithZerosIsNotAnothersWithoutWhereBothAreOnTheTerminal() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            let punches = ["0042 2026-11-20 08:00:00", "42 2026-11-20 09:00:00"]
            try await withVirtualTerminal(configuration(at: now, punches)) { _, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                #expect(try await company.sync(device).unknownUsers == 1)
                #expect(try await company.services.inbox.list(by: company.actor).map(\.id.user) == ["0042"])
                #expect(try await company.day(asha, "2026-11-20").punchCount == 1)
            }
        }
    }

    @Test(arguments: [
        ("2026-11-20 18:50:00", "2026-11-20 18:50:00", -600), ("2026-11-20 19:10:00", "2026-11-20 19:00:00", 600),
        ("2000-01-01 00:00:00", nil, nil),
    ])
    func theClockOfTheTerminalLimitsWhatIsKnownToBeIn(shown: String, through: String?, drift: Int32?) async throws {
        try await TestCompany.open(now: now) { company in
            try await withVirtualTerminal(configuration(at: shown, ["42 2026-11-20 09:00:00"])) { _, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                let report = try await company.sync(device)
                let expected = through.flatMap { LocalTime($0) }
                #expect(report.completeThrough?.seconds == expected.map { $0.seconds - TestCompany.offset })
                if let drift { #expect(report.clockDrift == drift) }
            }
        }
    }
}
