import DeviceSimulator
import Devices
import Domain
import Testing

/// A number that is another person's at each of two terminals is told wherever its punches are looked at.
struct SharedNumberCommandTests {
    private static func terminal(of name: String, _ serialNumber: String) -> VirtualTerminalConfiguration {
        var configuration = VirtualTerminalConfiguration(
            users: [UserRecord(uid: 1, name: name, userID: "1001")],
            punches: [VirtualPunch(userID: "1001", time: LocalTime(seconds: 1_795_000_000), state: 255)])
        configuration.identity.serialNumber = serialNumber
        return configuration
    }

    @Test func theWrongPersonsPunchesAreTold() async throws {
        try await withVirtualTerminal(Self.terminal(of: "Deepak Das", "A1")) { _, gate in
            try await withVirtualTerminal(Self.terminal(of: "Meera Joshi", "B2")) { _, yard in
                let shell = try Shell()
                for command in [
                    ["shift", "add", "G", "General", "09:00", "18:00"],
                    ["employee", "add", "1001", "Deepak Das", "--joined", "2026-01-01", "--shift", "G"],
                    ["employee", "add", "1002", "Ravi Rao", "--joined", "2026-01-01", "--shift", "G"],
                    ["device", "add", "Gate", "127.0.0.1", "--port", "\(gate.tcpPort)"],
                    ["device", "add", "Yard", "127.0.0.1", "--port", "\(yard.tcpPort)"],
                ] {
                    let outcome = try await shell.etime(command)
                    #expect(outcome.status == 0, "\(outcome.errors)")
                }
                let sentence =
                    "Number 1001 means different people on several terminals, so punches may count for the wrong one; "
                    + "see “etime inbox numbers”.\n"
                #expect(try await shell.etime("sync").errors.hasSuffix(sentence))
                #expect(try await shell.etime("inbox", "list").errors == sentence)
                #expect(try await shell.etime("explain", "1001", "2026-11-20").errors == sentence)
                #expect(try await shell.etime("explain", "1002", "2026-11-20").errors.isEmpty)
                let numbers = try await shell.etime("inbox", "numbers")
                #expect(numbers.output.contains("Meera Joshi"))
                #expect(numbers.errors.contains("etime inbox map NUMBER EMPLOYEE --device TERMINAL"))
                #expect(try await shell.etime("inbox", "same-person", "1001", "1001").status == 0)
                #expect(try await shell.etime("inbox", "list").errors.isEmpty)
            }
        }
    }
}
