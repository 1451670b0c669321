import Domain
import Storage

/// How a day that was final has changed since, one sentence each time.
struct DayHistory {
    private let revisions: [DayRevision]
    private let current: DayResult
    private let zone: ZoneRules
    private let leaveCodes: [ID<LeaveType>: String]

    init(_ db: any SQLConnection, _ current: DayResult, zone: ZoneRules, leaveCodes: [ID<LeaveType>: String]) throws {
        revisions = try DayRevisionStore(db).revisions(of: current.employee, on: current.date)
        self.current = current
        self.zone = zone
        self.leaveCodes = leaveCodes
    }

    /// Oldest first.
    var sentences: [String] {
        revisions.indices.map { index in
            let before = revisions[index].before
            let after = index + 1 < revisions.count ? revisions[index + 1].before : current
            let moment = zone.local(at: revisions[index].revisedAt)
            return "Worked out again on \(moment.description.dropLast(3))\(Self.cause(before, after)): it was final as "
                + "\(figures(before)), and became \(figures(after))."
        }
    }

    private static func cause(_ before: DayResult, _ after: DayResult) -> String {
        let more = Int(after.punchCount) - Int(before.punchCount)
        guard more != 0 else { return "" }
        let count = Count.punches(abs(more))
        return more > 0 ? ", after \(count) more came in" : ", after \(count) went"
    }

    private func figures(_ result: DayResult) -> String {
        let durations = [
            ("work", result.work), ("late", result.late), ("early", result.early), ("overtime", result.overtime),
        ]
        let code = result.code(leaveCodes)
        let status = code.isEmpty ? "outside employment" : code
        return ([status] + durations.filter { $0.0 == "work" || $0.1 > 0 }.map { "\($0.0) \(Self.duration($0.1))" })
            .joined(separator: ", ")
    }

    private static func duration(_ seconds: Int32) -> String {
        "\(seconds / 3600):\((Int(seconds) / 60 % 60).padded(2))"
    }
}
