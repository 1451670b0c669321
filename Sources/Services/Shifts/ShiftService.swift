package import Domain

/// Working times, who works which, and the days on which nobody does.
///
/// Each change marks the days it touches, and works them out again before it returns.
package struct ShiftService: Sendable {
    package func list() async throws -> [Shift] { try waitsForStorage() }
    /// Nil where there is none.
    package func find(code: String) async throws -> Shift? { try waitsForStorage() }
    @discardableResult
    package func add(_ draft: ShiftDraft, by actor: Actor) async throws -> Shift { try waitsForStorage() }
    @discardableResult
    package func update(_ id: ID<Shift>, to draft: ShiftDraft, by actor: Actor) async throws -> Shift {
        try waitsForStorage()
    }

    /// In order of their first days.
    package func assignments(of employee: ID<Employee>, by actor: Actor) async throws -> [ShiftAssignment] {
        try waitsForStorage()
    }

    /// The employee works this shift from `first` on. An earlier open-ended assignment ends the day before.
    package func assign(
        _ shift: ID<Shift>, to employee: ID<Employee>, from first: CivilDate, through last: CivilDate? = nil,
        by actor: Actor
    ) async throws { try waitsForStorage() }

    package func weeklyOffs() async throws -> [WeeklyOff] { try waitsForStorage() }
    /// Replaces them all.
    package func setWeeklyOffs(_ offs: [WeeklyOff], by actor: Actor) async throws { try waitsForStorage() }

    /// By date.
    package func holidays() async throws -> [Holiday] { try waitsForStorage() }
    /// A second one on the same date renames the first.
    package func addHoliday(_ holiday: Holiday, by actor: Actor) async throws { try waitsForStorage() }
    package func removeHoliday(on date: CivilDate, by actor: Actor) async throws { try waitsForStorage() }
}
