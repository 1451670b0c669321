package import Domain
import Storage

extension RosterService {
    package func limits() async throws -> RosterLimits {
        try await context.database.read { try SettingStore($0).rosterLimits() }
    }

    /// They hold for what is changed from now on; what is rostered already stays, and “check” tells of it.
    /// - Throws: ``ServiceError/invalid(_:)``
    package func setLimits(_ limits: RosterLimits, by actor: Actor) async throws {
        try actor.requires(.changeShifts)
        try limits.validated()
        let stamp = context.stamp(actor)
        try await context.database.write { try SettingStore($0).setRosterLimits(limits, by: stamp) }
        context.hub.send(.company)
    }
}

extension RosterLimits {
    fileprivate func validated() throws(ServiceError) {
        var problems: [FieldProblem] = []
        func check(_ field: String, _ value: Int32, _ range: ClosedRange<Int32>, _ sentence: String) {
            if !range.contains(value) { problems.append(FieldProblem(field: field, sentence: sentence)) }
        }
        check("rest", rest.value, 0...86_400, "The rest between shifts lies between 0 and 24 hours.")
        check("days", daysInARow.value, 1...31, "The days in a row lie between 1 and 31.")
        check("week", weekHours.value, 3600...168 * 3600, "The hours of a week lie between 1 and 168.")
        if !problems.isEmpty { throw .invalid(problems) }
    }
}
