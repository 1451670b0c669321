import DeviceSimulator
import Devices
import Domain
import Foundation
import Testing

/// A company of one shift whose people have punched on a virtual terminal, set up by commands alone.
struct SmallCompany {
    let shell: Shell

    /// - Parameters:
    ///   - shift: arguments of the commands after `etime shift`, one list a command.
    ///   - punches: of each employee's code, local times.
    static func with(
        shift: [[String]], punches: [String: [LocalTime]], _ body: (SmallCompany) async throws -> Void
    ) async throws {
        try await withVirtualTerminal(configuration(punches)) { _, address in
            let company = SmallCompany(shell: try Shell())
            for arguments in shift { try await company.run(["shift"] + arguments) }
            for code in punches.keys.sorted() {
                try await company.run([
                    "employee", "add", code, "Person \(code)", "--joined", "2020-01-01", "--shift", "G",
                ])
            }
            try await company.run(["device", "add", "Gate", "127.0.0.1", "--port", "\(address.tcpPort)", "--tcp"])
            try await company.run(["sync"])
            try await body(company)
        }
    }

    /// A command that must go well.
    @discardableResult
    func run(_ arguments: [String]) async throws -> Shell.Outcome {
        let outcome = try await shell.etime(arguments)
        try #require(outcome.status == 0, "etime \(arguments.joined(separator: " ")): \(outcome.errors)")
        return outcome
    }

    /// What `etime attendance day` says of a person.
    func day(_ date: CivilDate, of employee: String) async throws -> [String: Any] {
        let rows = try await run(["attendance", "day", "\(date)", "--format", "json"]).rows()
        return try #require(rows.first { $0["employee"] as? String == employee })
    }

    /// That weekday, in the last full week before today.
    static func last(_ weekday: Weekday) -> CivilDate {
        let today = CivilDate(daysSinceEpoch: Int32(Date().timeIntervalSince1970 / 86_400))
        var date = today - 3
        while date.weekday != weekday { date = date - 1 }
        return date
    }

    private static func configuration(_ punches: [String: [LocalTime]]) -> VirtualTerminalConfiguration {
        let log = punches.flatMap { user, times in times.map { VirtualPunch(userID: user, time: $0, state: 255) } }
        let users = punches.keys.sorted().enumerated().map { index, code in
            UserRecord(uid: UInt16(index + 1), name: "Person \(code)", userID: DeviceUserID(code))
        }
        return VirtualTerminalConfiguration(users: users, punches: log.sorted { $0.time < $1.time })
    }
}

extension CivilDate {
    /// These times of the day.
    func at(_ times: String...) -> [LocalTime] {
        times.compactMap { TimeOfDay($0) }.map { LocalTime(self, $0) }
    }
}
