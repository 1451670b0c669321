import Domain
import Storage

/// Punches of one day that are to be added, voided or turned round.
struct CorrectionSubject: ApprovalSubject {
    var date: Int32
    var changes: [Change]

    struct Change: Codable, Hashable {
        enum Kind: String, Codable {
            case add, void, redirect
        }

        var kind: Kind
        var utc: Int64
        var offset: Int32
        /// Of the terminal's punch; nil of one that is added.
        var punch: Int64?
        var way: UInt8

        var instant: Instant { Instant(seconds: utc) }
        var local: LocalTime { LocalTime(seconds: utc + Int64(offset)) }
        var punchWay: PunchWay { PunchWay(rawValue: way) ?? .either }

        var change: PunchOverlay.Change {
            switch (kind, punch) {
            case (.void, let punch?): .void(ID(punch))
            case (.redirect, let punch?): .redirect(ID(punch), punchWay)
            default: .add(at: instant, offset: offset, punchWay)
            }
        }
    }

    var kind: ApprovalKind { .correction }
    var day: CivilDate { CivilDate(daysSinceEpoch: date) }
    var days: ClosedRange<CivilDate> { day...day }

    func size(_ scene: ApprovalScene) -> (length: Int32, leaveType: String) { (1000, "") }

    func summary(_ zone: ZoneRules) -> String {
        "\(day): \(changes.map { $0.words(on: day) }.joined(separator: ", "))"
    }

    func check(_ scene: ApprovalScene) throws {
        try CorrectionRules(scene).check(self)
        if scene.request == nil { try CorrectionRules(scene).checkRequest(self) }
    }

    func apply(_ scene: ApprovalScene) throws {
        try CorrectionRules(scene).check(self)
        for change in changes {
            _ = try PunchOverlayStore(scene.db).insert(
                change.change, of: scene.employee.id, at: change.instant, offset: change.offset, why: scene.why,
                request: scene.request, by: scene.stamp)
        }
        try scene.markPunches(changes.map(\.local.date) + [day])
    }

    func undo(_ scene: ApprovalScene) throws {
        guard let request = scene.request else { return }
        let store = PunchOverlayStore(scene.db)
        let held = try store.all(of: request).filter { $0.revoked == nil }
        for record in held { try store.revoke(record.overlay.id, why: "request cancelled", by: scene.stamp) }
        try scene.markPunches(held.map(\.local.date) + [day])
    }
}

extension CorrectionSubject.Change {
    /// `add 18:05 out`, with the date where it is another than the day's.
    func words(on day: CivilDate) -> String {
        let time = local.date == day ? "\(local.timeOfDay)" : "\(local)"
        let direction = punchWay.word.isEmpty ? "" : " \(punchWay.word)"
        return kind == .redirect ? "make \(time) an \(punchWay.word)" : "\(kind.rawValue) \(time)\(direction)"
    }
}

extension PunchWay {
    /// `in`, `out`, or nothing.
    package var word: String {
        switch self {
        case .either: ""
        case .entry: "in"
        case .exit: "out"
        }
    }
}

extension ApprovalScene {
    /// The days that punches on these dates can reach are worked out again.
    func markPunches(_ dates: [CivilDate]) throws {
        let past = Set(dates.filter { $0 <= today }).sorted()
        if let first = past.first { try ArchivedDays(db).refuse(first) }
        if !past.isEmpty { try PendingDayStore(db).mark(employee.id, around: past) }
    }
}
