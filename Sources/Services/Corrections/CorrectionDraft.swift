package import Domain
import Storage

/// A correction of one day as somebody types it.
package struct CorrectionDraft: Hashable, Sendable {
    package enum Change: Hashable, Sendable {
        /// By the company's clock.
        case add(LocalTime, PunchWay)
        /// The punch that the clock of its terminal shows so; seconds matter where two are within the minute.
        case void(LocalTime)
        case redirect(LocalTime, PunchWay)
    }

    package var date: CivilDate
    package var changes: [Change]
    package var why: String
    package var files: [RequestFile]

    package init(date: CivilDate, changes: [Change], why: String, files: [RequestFile] = []) {
        self.date = date
        self.changes = changes
        self.why = why
        self.files = files
    }
}

extension CorrectionDraft {
    /// Finds the punches it is about.
    /// - Throws: ``ServiceError/invalid(_:)``
    func subject(_ scene: ApprovalScene) throws -> CorrectionSubject {
        let known = try CorrectablePunches(scene.db, of: scene.employee.id, around: date, zone: scene.zone).all
        return CorrectionSubject(
            date: date.daysSinceEpoch,
            changes: try changes.map { change in
                switch change {
                case .add(let local, let way):
                    let placed = scene.zone.place(local)
                    return .init(kind: .add, utc: placed.instant.seconds, offset: placed.offset, way: way.rawValue)
                case .void(let local): return try Self.over(local, .either, .void, known)
                case .redirect(let local, let way): return try Self.over(local, way, .redirect, known)
                }
            })
    }

    private static func over(
        _ local: LocalTime, _ way: PunchWay, _ kind: CorrectionSubject.Change.Kind, _ known: [Punch]
    ) throws -> CorrectionSubject.Change {
        let terminal = known.filter { $0.source == .terminal }
        let exact = terminal.filter { $0.local == local }
        let found = exact.isEmpty ? terminal.filter { $0.local.seconds / 60 == local.seconds / 60 } : exact
        guard let punch = found.first else {
            throw ServiceError.invalid(
                kind.rawValue, "No terminal has a punch at \(local) that counts; see the day with “etime explain”.")
        }
        guard found.count == 1 else {
            let times = found.map { "\($0.local.timeOfDay)" }.joined(separator: ", ")
            throw ServiceError.invalid(
                kind.rawValue, "Several punches are within that minute (\(times)); say the seconds.")
        }
        return .init(
            kind: kind, utc: punch.instant.seconds, offset: punch.offset, punch: punch.id.rawValue, way: way.rawValue)
    }
}
