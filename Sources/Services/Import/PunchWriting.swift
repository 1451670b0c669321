import Domain
import Storage

/// Gathers what a file of punches corrects, and writes it at once within one transaction.
struct PunchWriting {
    private let db: any SQLConnection
    private let stamp: Stamp
    private var overlays: [NewPunchOverlay] = []
    private var dates: [ID<Employee>: Set<CivilDate>] = [:]

    init(_ db: any SQLConnection, _ stamp: Stamp) {
        self.db = db
        self.stamp = stamp
    }

    mutating func add(_ way: PunchWay, at moment: PunchMoment, of person: ID<Employee>, why: String) {
        note(
            .add(at: moment.instant, offset: moment.offset, way), person, moment.instant, moment.offset, why)
    }

    /// A punch that a correction added is taken back and added anew; over a terminal's lies what is said now.
    mutating func turn(_ punch: Punch, to way: PunchWay, of person: ID<Employee>, why: String) throws {
        guard punch.source == .manual else {
            note(.redirect(punch.id, way), person, punch.instant, punch.offset, why)
            return
        }
        try PunchOverlayStore(db).revoke(ID(-punch.id.rawValue), why: why, by: stamp.because(why))
        note(.add(at: punch.instant, offset: punch.offset, way), person, punch.instant, punch.offset, why)
    }

    /// The days that the punches can reach are worked out again.
    func finish(today: CivilDate) throws {
        try PunchOverlayStore(db).insert(overlays)
        let pending = PendingDayStore(db)
        for (person, dates) in dates.sorted(by: { $0.key < $1.key }) {
            try pending.mark(person, around: dates.filter { $0 <= today }.sorted())
        }
    }

    private mutating func note(
        _ change: PunchOverlay.Change, _ person: ID<Employee>, _ instant: Instant, _ offset: Int32, _ why: String
    ) {
        overlays.append(
            NewPunchOverlay(change, of: person, at: instant, offset: offset, why: why, by: stamp.because(why)))
        dates[person, default: []].insert(LocalTime(seconds: instant.seconds + Int64(offset)).date)
    }
}
