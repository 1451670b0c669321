import Domain
import Storage

/// The days whose punches were moved to an archive: what they came to is fixed for good.
struct ArchivedDays {
    private let latest: Archive?

    init(_ db: any SQLConnection) throws { latest = try ArchiveStore(db).all().first }

    /// - Throws: ``ServiceError/archived(_:place:)`` where a day is among them.
    func refuse(_ day: CivilDate) throws(ServiceError) {
        if let refusal = refusal(of: day) { throw refusal }
    }

    /// Nil where the day can still change.
    func refusal(of day: CivilDate) -> ServiceError? {
        guard let latest, day < latest.before else { return nil }
        return .archived(day, place: latest.place)
    }
}
