import ArgumentParser
import Domain
import Services

struct RosterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roster",
        abstract: "Say who works when: rotations, departments, single days, swaps.",
        discussion: """
            What a person works on a day is said by the narrowest that says anything: that day alone (override, swap), \
            else the employee, else the department, else the location, else the whole company. Where nobody says \
            anything the day is NS.

            A day is written as a shift (G), several shifts (A+B), off, or G:company for a shift that rests on the \
            company's weekly off; without that, a rotation decides alone which days are off.
            """,
        subcommands: [
            RosterPatternCommand.self, RosterAssignCommand.self, RosterUnassignCommand.self, RosterListCommand.self,
            RosterOverrideCommand.self, RosterClearCommand.self, RosterShowCommand.self, RosterCheckCommand.self,
            RosterLimitsCommand.self, RosterSwapCommand.self, RosterImportCommand.self, RosterExportCommand.self,
        ])
}

/// For whom a roster holds: exactly one of these.
struct RosterScopeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("One person, by code.", valueName: "code"))
    var employee: String?

    @Option(help: ArgumentHelp("Everybody of a department.", valueName: "name"))
    var department: String?

    @Option(help: ArgumentHelp("Everybody at a location.", valueName: "name"))
    var location: String?

    @Flag(help: "The whole company.")
    var everybody = false

    func validate() throws {
        let given = [employee != nil, department != nil, location != nil, everybody].filter { $0 }.count
        if given != 1 { throw ValidationError("Give one of --employee, --department, --location and --everybody.") }
    }

    /// And how it is called in a sentence.
    func scope(_ services: Services, _ actor: Actor) async throws -> (Scope, String) {
        if let employee {
            let person = try await services.employee(employee, by: actor)
            return (.employee(person.id), "\(person.name) (\(person.code))")
        }
        if let department { return (.department(department), "Department \(department)") }
        return location.map { (.location($0), "Location \($0)") } ?? (.company, "The company")
    }
}

/// Warnings after a change; what is refused is an error instead.
func warn(_ conflicts: [RosterConflict]) {
    let shown = 20
    for conflict in conflicts.prefix(shown) { remark("Warning: \(conflict.sentence)") }
    if conflicts.count > shown {
        remark("Warning: and \(conflicts.count - shown) more; “etime roster check” shows all.")
    }
}

extension Services {
    /// A rotation by its name, or a shift by its code.
    func duty(_ name: String) async throws -> RosterAssignment.Duty {
        if let pattern = try await rosters.patterns().first(where: { $0.name == name }) { return .pattern(pattern.id) }
        guard let shift = try await shifts.find(code: name) else { throw ServiceError.unknownRoster(name: name) }
        return .shift(shift.id)
    }

    func shiftCodes() async throws -> [ID<Shift>: String] {
        Dictionary(uniqueKeysWithValues: try await shifts.list().map { ($0.id, $0.code) })
    }

    /// - Throws: ``DaysInWrongOrder``
    func days(_ from: DayArgument, _ through: DayArgument?) async throws -> ClosedRange<CivilDate> {
        let today = try await attendance.currentDate()
        let first = from.date(today: today)
        let last = through?.date(today: today) ?? first
        try DaysInWrongOrder.check(first, last)
        return first...last
    }
}
