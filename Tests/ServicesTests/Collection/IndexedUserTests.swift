import DeviceSimulator
import Devices
import Domain
import Storage
import Testing

@testable import Services

/// The oldest terminals log an index into their user table.
struct IndexedUserTests {
    private let now = "2026-11-20 19:00:00"

    /// User 1 is deleted and the log read again from its start: the same punches, not a second set of them.
    @Test func aPunchStaysTheSameWhenItsUserIsDeleted() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            try await company.add("42", "Asha")
            var held = configuration(
                at: now, users: [("42", "Asha"), ("43", "Ravi")], workingDays("42", ["2026-11-19", "2026-11-20"]))
            held.layout.logs = .short
            try await withVirtualTerminal(held) { _, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                let first = try await company.sync(device)
                #expect((first.newPunches, first.unknownUsers) == (4, 0))
                let users = try await company.database.read { try DeviceUserStore($0).all(of: device.id) }
                let indexed = users.first { $0.deviceUser == "#1" }
                #expect(indexed?.name == "Asha")
                #expect(indexed?.punchCount == 4)
                #expect(indexed?.employee != nil)
            }
        }
    }
}
