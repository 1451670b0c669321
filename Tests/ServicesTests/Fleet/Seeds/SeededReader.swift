import Devices
import Domain
import Foundation
import SeededRandom

@testable import Services

/// A device of lines in the seeded company: one or two senders that write a line for each punch.
///
/// What can be promised depends on them. A sender that waits for an answer to each line and sends the rest again loses
/// nothing. Of one that does not, what was under way when the program ended is gone; but what is in is the beginning of what
/// it sent over each connection, each line once, and all of it where the program lived on.
final class SeededReader: Sendable {
    let plan: FaultSchedule.Reader
    let host: String
    let senders: [LineSender]
    static let port = 5000

    init(_ plan: FaultSchedule.Reader, at host: String) async throws {
        (self.plan, self.host) = (plan, host)
        var senders: [LineSender] = []
        for number in 0..<plan.senders { senders.append(try await LineSender(number, plan, at: host)) }
        self.senders = senders
    }

    func draft(named name: String) -> DeviceDraft {
        var format = LineFormat.standard
        format.acknowledgement = plan.isAcknowledged ? LineSender.answer : nil
        var connection = DeviceConnection()
        connection.lines = DeviceConnection.Lines(way: plan.isConnectedTo ? .connect : .tcp, format: format)
        return DeviceDraft(
            name: name, family: .lines, host: host, port: String(Self.port), transport: .tcp, connection: connection)
    }

    func end() async { for sender in senders { await sender.end() } }

    /// Punches and lines that nobody can read, as often as they are there, against what was sent.
    func problems(punches: [Recorded], unreadable: [String]) async -> [String] {
        var there = Counts(punches.map(LineSender.line) + unreadable.map { "?\($0)" })
        var problems: [String] = []
        for (index, sender) in senders.enumerated() {
            let (found, rest) = await sender.problems(there)
            there = rest
            problems += found.map { "sender \(index): \($0)" }
            if await sender.owes { problems.append("sender \(index) has had no answer to everything") }
        }
        return problems + there.rest.map { "nobody sent \($0)" }
    }
}

/// Texts, as often as they are there.
struct Counts {
    private var counts: [String: Int] = [:]

    init(_ texts: [String]) { for text in texts { counts[text, default: 0] += 1 } }

    /// - Returns: false where there is none left.
    mutating func take(_ text: String) -> Bool {
        guard let count = counts[text], count > 0 else { return false }
        counts[text] = count - 1
        return true
    }

    var rest: [String] { counts.filter { $0.value > 0 }.keys.sorted() }
}
