package import Domain
package import Services
package import Storage

/// A line that came from a terminal and is no punch, because nobody could read it.
package struct InboxLine: Hashable, Identifiable {
    package var text: UnreadableLine
    package var deviceName: String
    /// Nil: it is gone.
    package var family: DeviceFamily?
    /// As a screen says it, on the terminal's clock.
    package var received: String

    package var id: ID<UnreadableLine> { text.id }
}

extension InboxModel {
    func unreadable() async throws -> [InboxLine] {
        let devices = try await session.services.devices.list(by: session.actor)
        let known = Dictionary(uniqueKeysWithValues: devices.map { ($0.id, $0) })
        return try await inbox.unreadable(by: session.actor).map { kept in
            let device = known[kept.line.device]
            return InboxLine(
                text: kept.line, deviceName: kept.deviceName, family: device?.family,
                received: Words.moment(kept.line.receivedAt, in: device?.zone ?? ""))
        }
        .sorted { ($1.text.receivedAt, $1.id) < ($0.text.receivedAt, $0.id) }
    }

    package func choose(lines: Set<InboxLine.ID>) {
        guard lines != chosenLines else { return }
        chosenLines = lines
        onChange()
    }

    /// Those that were chosen, as they are listed.
    package var dismissable: [InboxLine] { lines.filter { chosenLines.contains($0.id) } }

    /// The devices whose lines are read again: of the chosen lines, or of all.
    package var readAgainNames: [String] {
        let some = dismissable.isEmpty ? lines : dismissable
        return Set(some.map(\.deviceName)).sorted()
    }

    /// The reader whose format may be wrong; nil where several are meant or it has none.
    package var reader: ID<Device>? {
        let readers = Set((dismissable.isEmpty ? lines : dismissable).map(\.text.device))
        guard readers.count == 1, let only = readers.first else { return nil }
        return lines.contains { $0.text.device == only && $0.family == .lines } ? only : nil
    }

    package var lineDetail: String {
        guard let first = dismissable.first else {
            let tries = "“Read again” tries every line of \(Words.list(readAgainNames))."
            return lines.isEmpty ? "" : "\(tries) Choose lines, several by Ctrl or Shift, to dismiss them."
        }
        let again = "“Read again” tries every line of \(Words.list(readAgainNames))."
        return dismissable.count == 1
            ? "\(first.text.reason) \(again)" : "\(Words.count(dismissable.count, "line", "lines")) chosen. \(again)"
    }

    /// Reads the lines again, after a format was corrected.
    @discardableResult
    package func readAgain() async -> Bool {
        let devices = Set((dismissable.isEmpty ? lines : dismissable).map(\.text.device)).sorted()
        return await attempt("Not every line was read again", "All lines that are no punches yet are kept.") {
            var sum = RereadReport()
            for device in devices {
                let report = try await inbox.readAgain(device, by: session.actor)
                sum.newPunches += report.newPunches
                sum.knownPunches += report.knownPunches
                sum.ignored += report.ignored
                sum.left += report.left
                sum.daysComputed += report.daysComputed
            }
            return Self.sentence(sum)
        }
    }

    private static func sentence(_ report: RereadReport) -> String {
        guard report.newPunches + report.knownPunches + report.ignored > 0 else {
            return "\(Words.count(report.left, "line", "lines")) still cannot be read: correct the format first."
        }
        var parts = [Words.count(report.newPunches, "new punch", "new punches")]
        if report.knownPunches > 0 { parts.append("\(Words.grouped(report.knownPunches)) that were known") }
        if report.ignored > 0 { parts.append("\(Words.grouped(report.ignored)) left out by the format") }
        if report.left > 0 { parts.append("\(Words.grouped(report.left)) still cannot be read") }
        return "\(parts.joined(separator: ", ")); \(Words.count(report.daysComputed, "day", "days")) worked out again."
    }

    /// Says that the chosen lines are no punches, once the reason is typed.
    package func dismissForm() -> DraftForm<DismissEntry, Void> {
        let chosen = dismissable
        return DraftForm(DismissEntry(), isNew: true) { [weak self, inbox, session] entry in
            try await inbox.dismiss(chosen.map(\.id), why: entry.why, by: session.actor)
            guard let self else { return }
            (done, undoable) = (
                "\(Words.count(chosen.count, "line is", "lines are")) no punch; the journal keeps it.", nil
            )
            await load()
            onDone()
        }
    }
}
