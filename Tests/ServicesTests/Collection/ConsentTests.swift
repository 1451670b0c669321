import DeviceSimulator
import Devices
import Domain
import Storage
import Testing

@testable import Services

/// What a collection refuses until somebody has looked at the terminal and accepted it.
struct ConsentTests {
    private let now = "2026-11-20 19:00:00"
    private let later = "2026-11-21 19:00:00"
    private let first = workingDays("42", ["2026-11-19", "2026-11-20"])

    private func other(_ punches: [String]) -> VirtualTerminalConfiguration {
        var other = configuration(at: later, punches)
        other.identity.serialNumber = "CJ9Z000001"
        return other
    }

    @Test func anotherTerminalAtTheAddressIsRefusedUntilItIsAccepted() async throws {
        try await TestCompany.open(now: now) { company in
            let device = try await withVirtualTerminal(configuration(at: now, first)) { _, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                _ = try await company.sync(device)
                return device
            }
            company.clock.set(later)
            try await withVirtualTerminal(other(["42 2026-11-21 09:00:00"])) { _, address in
                try await company.move(device, to: address.tcpPort)
                let error = ServiceError.otherTerminal(
                    device: "Gate", expected: "AEYU194960001", found: "CJ9Z000001")
                await #expect(throws: error) { try await company.sync(device) }
                #expect(try await company.punchCount() == 4)
                #expect(try await company.listed(device).lastError == error.description)

                // Asking it what it is does not make it the one that is expected.
                let told = try await company.services.devices.information(of: device.id, by: company.actor)
                #expect(try await company.listed(device).otherTerminal(told) == error)
                await #expect(throws: error) { try await company.sync(device) }

                let report = try await company.sync(device, accepting: .terminal)
                #expect(report.newPunches == 1)
                #expect(report.logChange == nil)
                #expect(report.notes.first?.contains("not handed over after 2026-11-20 19:00 is not in") == true)
                let listed = try await company.listed(device)
                #expect((listed.serialNumber, listed.notes.count, listed.lastError) == ("CJ9Z000001", 1, nil))
                let entry = try await company.journal().first { $0.action == .acceptTerminal }
                #expect(entry?.stamp.actor == "Meera")
                #expect(entry?.after?.contains("CJ9Z000001") == true)
                #expect(try await company.sync(device).notes.isEmpty)
            }
        }
    }

    @Test func aWrongCounterIsRefusedUntilItIsAccepted() async throws {
        try await TestCompany.open(now: now) { company in
            var wrong = configuration(at: now, first)
            wrong.faults.wrongCounter = 2
            try await withVirtualTerminal(wrong) { terminal, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                await #expect(throws: DeviceError.countMismatch(expected: 6...6, read: 4)) {
                    try await company.sync(device)
                }
                #expect(try await company.punchCount() == 0)

                let report = try await company.sync(device, accepting: .count)
                #expect((report.newPunches, report.onTerminal) == (4, 4))
                #expect(report.acceptedCount == AcceptedCount(counted: 6, read: 4))
                #expect(report.completeThrough == nil, "two punches may be missing, of whatever day")
                #expect(report.notes.first?.contains("counts 6 punches but holds 4") == true)
                let batch = try await company.database.read { try PunchLedger($0).batches(of: device.id, limit: 1) }
                #expect((batch.first?.rowCount, batch.first?.terminalCount) == (4, 6))
                let entry = try await company.journal().first { $0.action == .acceptCount }
                #expect(entry?.stamp.actor == "Meera")
                #expect(entry?.after == #"{"counted":6,"read":4}"#)

                // Accepted once is not accepted for ever.
                await terminal.store(virtual(["42 2026-11-20 18:30:00"]))
                await #expect(throws: DeviceError.self) { try await company.sync(device) }
                #expect(try await company.sync(device, accepting: .count).newPunches == 1)
                #expect(try await company.listed(device).notes.count == 1, "the newest takes the place of the others")
            }
        }
    }

    @Test(arguments: [(-1, "2026-11-20 19:00:00"), (0, "2026-11-20 19:00:00")])
    func nothingIsMissingWhereTheLogHoldsAsManyOrMore(wrong: Int, through: String) async throws {
        try await TestCompany.open(now: now) { company in
            var configuration = configuration(at: now, first)
            configuration.faults.wrongCounter = wrong
            try await withVirtualTerminal(configuration) { _, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                let report = try await company.sync(device, accepting: .count)
                #expect((report.newPunches, report.completeThrough) == (4, company.clock.now))
                #expect((report.acceptedCount == nil) == (wrong == 0))
                let isJournalled = try await company.journal().contains { $0.action == .acceptCount }
                #expect(isJournalled == (wrong != 0))
                #expect(try await company.listed(device).notes.isEmpty)
            }
        }
    }

    @Test func whatIsCompleteStaysWhereItWasWhenPunchesAreMissing() async throws {
        try await TestCompany.open(now: now) { company in
            try await withVirtualTerminal(configuration(at: now, first)) { terminal, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                let complete = try await company.sync(device).completeThrough
                #expect(complete == company.clock.now)
                company.clock.set(later)
                var faults = Faults()
                faults.wrongCounter = 1
                await terminal.setFaults(faults)
                let report = try await company.sync(device, accepting: .count)
                #expect(report.acceptedCount?.missing == 1)
                #expect(report.completeThrough == complete)
                #expect(report.notes.first?.contains("days after 2026-11-20 19:00 stay provisional") == true)
            }
        }
    }
}
