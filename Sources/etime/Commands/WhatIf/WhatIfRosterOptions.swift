import ArgumentParser
import Domain
import Services

/// Holidays and weekly offs that would be others.
struct WhatIfCalendarOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A day that would be a holiday; may be given again.", valueName: "date"))
    var holiday: [DayArgument] = []

    @Option(help: ArgumentHelp("A holiday that would be none; may be given again.", valueName: "date"))
    var noHoliday: [DayArgument] = []

    @Option(
        help: ArgumentHelp(
            "A weekly off in the place of all there are, as sunday or saturday:2,4; may be given again.",
            valueName: "day[:weeks]"))
    var weeklyOff: [WeeklyOffArgument] = []

    func changes(_ services: Services) async throws -> [WhatIfChange] {
        let today = try await services.attendance.currentDate()
        let holidays = holiday.map { WhatIfChange.holiday(Holiday(date: $0.date(today: today), name: "What if")) }
        return holidays + noHoliday.map { .noHoliday($0.date(today: today)) }
            + (weeklyOff.isEmpty ? [] : [.weeklyOffs(weeklyOff.map(\.value))])
    }
}

/// Rotations that would be others, and who would work what.
struct WhatIfRosterOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The rotation that the turns below would change.", valueName: "name"))
    var rotation: String?

    @Option(
        help: ArgumentHelp(
            "A turn of that rotation in the place of all it has, as “etime roster pattern add” takes it; given again for "
                + "each.",
            valueName: "day"))
    var turn: [String] = []

    @Option(help: ArgumentHelp("The first day of a first turn of that rotation.", valueName: "date"))
    var firstTurn: DayArgument?

    @Option(
        help: ArgumentHelp(
            "A shift or a rotation that somebody would work, as N=0042 or \"Line A=department Press\"; may be given again.",
            valueName: "work=whom"))
    var assign: [ForWhomArgument] = []

    @Option(
        name: .customLong("override"),
        help: ArgumentHelp(
            "What a person would work on one day, as \"0042=off on 2026-11-20\"; may be given again.",
            valueName: "employee=day"))
    var overrides: [DayOfPersonArgument] = []

    func validate() throws {
        let isChanged = !turn.isEmpty || firstTurn != nil
        if rotation == nil, isChanged { throw ValidationError("Say which rotation the turns are of, with --rotation.") }
        if rotation != nil, !isChanged {
            throw ValidationError("Say what the rotation would be, with --turn or --first-turn.")
        }
    }

    func changes(
        _ services: Services, _ days: ClosedRange<CivilDate>, _ actor: Actor
    ) async throws -> [WhatIfChange] {
        var changes: [WhatIfChange] = []
        if let rotation {
            let found = try await services.rosters.pattern(named: rotation)
            var draft = RotationDraft(found, codes: try await services.shiftCodes())
            if !turn.isEmpty { draft.turns = TurnTexts.read(turn) }
            let today = try await services.attendance.currentDate()
            draft.anchor = firstTurn?.date(today: today) ?? draft.anchor
            changes.append(.rotation(found.id, draft))
        }
        for item in assign {
            let duty = try await services.duty(item.name)
            let scope = try await item.scope(services, actor, takesShifts: false)
            changes.append(
                .roster(
                    RosterAssignment(
                        scope, duty, from: item.from ?? days.lowerBound,
                        to: item.to ?? (item.from == nil ? days.upperBound : nil))))
        }
        for item in overrides {
            let person = try await services.employee(item.employee, by: actor)
            let day = try await services.rosters.day(item.day)
            changes.append(
                .override(RosterOverride(employee: person.id, date: item.date, day: day, reason: "What if")))
        }
        return changes
    }
}

/// `0042=off on 2026-11-20`.
struct DayOfPersonArgument: ExpressibleByArgument {
    var employee: String
    var day: String
    var date: CivilDate

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1)
        let words = parts.last?.split(separator: " ") ?? []
        guard parts.count == 2, words.count == 3, words[1] == "on", let date = CivilDate(words[2]) else { return nil }
        (employee, day, self.date) = (String(parts[0]), String(words[0]), date)
    }
}
