import Domain
import Storage

@testable import Services

extension MatrixOperation {
    static let rules: [MatrixOperation] = [
        .company("shift.add") { try await $0.services.shifts.add($0.shiftDraft(), by: $1) },
        .company("shift.update") {
            try await $0.services.shifts.update($0.shift.id, to: ShiftDraft($0.shift), by: $1)
        },
        .each("shift.assignments") { _ = try await $0.services.shifts.assignments(of: $2, by: $1) },
        .each("shift.assign") {
            try await $0.services.shifts.assign($0.shift.id, to: $2, from: $0.today, by: $1)
        },
        .each("shift.unassign") { try await $0.services.shifts.unassign($2, from: $0.today + 900, by: $1) },
        .each("shift.optionalHolidays") {
            _ = try await $0.services.shifts.optionalHolidays(of: $2, in: 2026, by: $1)
        },
        .each("shift.chooseOptionalHoliday") {
            try await $0.services.shifts.chooseOptionalHoliday($0.today, for: $2, by: $1)
        },
        .each("shift.dropOptionalHoliday") {
            try await $0.services.shifts.dropOptionalHoliday($0.today, of: $2, by: $1)
        },
        .company("shift.setOptionalHolidayLimit") {
            try await $0.services.shifts.setOptionalHolidayLimit(3, by: $1)
        },
        .company("shift.setWeeklyOffs") {
            try await $0.services.shifts.setWeeklyOffs([WeeklyOff(weekday: .sunday)], by: $1)
        },
        .company("shift.addHoliday") {
            try await $0.services.shifts.addHoliday(Holiday(date: $0.today + 20, name: "Fair"), by: $1)
        },
        .company("shift.removeHoliday") { try await $0.services.shifts.removeHoliday(on: $0.today + 30, by: $1) },
        .each("roster.sheet") { company, actor, person in
            _ = try await company.services.rosters.sheet(
                company.today...company.today, employee: person, by: actor)
        },
        .each("roster.check") { company, actor, person in
            _ = try await company.services.rosters.check(
                company.today...company.today, employee: person, by: actor)
        },
        .list("roster.assignments") { company, actor in
            try await company.services.rosters.assignments(by: actor).compactMap(\.employee)
        },
        .each("roster.assign") {
            try await $0.services.rosters.assign(.shift($0.shift.id), to: .employee($2), from: $0.today, by: $1)
        },
        .each("roster.unassign") {
            try await $0.services.rosters.unassign(.employee($2), from: $0.today + 900, by: $1)
        },
        .each("roster.override") {
            try await $0.services.rosters.override(
                $2, on: $0.today...$0.today, with: RosterDay(shifts: [$0.shift.id]), reason: "a change", by: $1)
        },
        .each("roster.clearOverrides") {
            try await $0.services.rosters.clearOverrides(of: $2, on: $0.today...$0.today, by: $1)
        },
        .company("roster.addPattern") {
            try await $0.services.rosters.addPattern($0.rotationDraft(), by: $1)
        },
        .company("roster.updatePattern") {
            try await $0.services.rosters.updatePattern(ID(99), to: $0.rotationDraft(), by: $1)
        },
        .company("roster.removePattern") { try await $0.services.rosters.removePattern(ID(99), by: $1) },
        .company("roster.setLimits") {
            try await $0.services.rosters.setLimits($0.services.rosters.limits(), by: $1)
        },
        .each("roster.swaps") { company, actor, person in
            let made = try await company.swap(of: person, .requested)
            let seen = try await company.services.rosters.swaps(by: actor)
            if !seen.contains(where: { $0.id == made }) { throw ServiceError.unknownSwap(made.rawValue) }
        },
        .each("roster.checkSwap") { company, actor, person in
            _ = try await company.services.rosters.checkSwap(company.swapDraft(of: person), by: actor)
        },
        .each("roster.requestSwap") { company, actor, person in
            _ = try await company.services.rosters.requestSwap(company.swapDraft(of: person), by: actor)
        },
        .each("roster.acceptSwap") { company, actor, person in
            try await company.services.rosters.acceptSwap(
                company.swap(of: company["B"], with: person, .requested), by: actor)
        },
        .each("roster.declineSwap") { company, actor, person in
            try await company.services.rosters.declineSwap(
                company.swap(of: company["B"], with: person, .requested), by: actor)
        },
        .each("roster.withdrawSwap") { company, actor, person in
            try await company.services.rosters.withdrawSwap(company.swap(of: person, .requested), by: actor)
        },
        .each("roster.applySwap") { company, actor, person in
            // Of both the roster changes, so that both have to be in reach.
            let other = person == company["D"] ? company["I"] : company["D"]
            try await company.services.rosters.applySwap(company.swap(of: person, with: other, .accepted), by: actor)
        },
        .company("policy.add") { company, actor in
            try await company.services.policies.add("Rules \(company.number())", AttendancePolicy(), by: actor)
        },
        .company("policy.update") { company, actor in
            _ = try await company.services.policies.update(ID(99), name: "None", to: AttendancePolicy(), by: actor)
        },
        .company("policy.remove") { try await $0.services.policies.remove(ID(99), by: $1) },
        .company("policy.assign") {
            try await $0.services.policies.assign(
                PolicyAssignment(policy: ID(99), scope: .company, from: $0.today), by: $1)
        },
        .company("policy.unassign") {
            try await $0.services.policies.unassign(.company, from: $0.today, by: $1)
        },
        .each("policy.which") { _ = try await $0.services.policies.which($2, on: $0.today - 1, by: $1) },
        .list("policy.names") { company, actor in
            let scopes = MatrixCompany.letters.map { Scope.employee(company[$0]) }
            return try await company.services.policies.names(of: scopes, by: actor).keys.compactMap {
                if case .employee(let id) = $0 { id } else { nil }
            }
        },
    ]
}
