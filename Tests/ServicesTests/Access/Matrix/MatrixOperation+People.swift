import Domain
import Storage

@testable import Services

extension MatrixOperation {
    static let all = people + tables + attendance + leave + requests + rules + terminals + administration

    static let people: [MatrixOperation] = [
        .list("employee.list") { try await $0.services.employees.list(by: $1).map(\.id) },
        .list("employee.find") { company, actor in
            var found: [ID<Employee>] = []
            for code in ["10", "11", "12", "13", "14", "15", "16"] {
                if let entry = try await company.services.employees.find(code: code, by: actor) {
                    found.append(entry.id)
                }
            }
            return found
        },
        .list("employee.colleagues") { try await $0.services.employees.colleagues(by: $1).map(\.id) },
        .company("employee.colleague") { _ = try await $0.services.employees.colleague(code: "16", by: $1) },
        .company("employee.add") { company, actor in
            let draft = EmployeeDraft(
                code: "n\(company.number())", name: "New", department: "Stores", location: "Nashik",
                joined: "2026-11-25")
            try await company.services.employees.add(draft, by: actor)
        },
        .each("employee.update") { company, actor, person in
            try await company.services.employees.update(person, to: company.draft(of: person), by: actor)
        },
        .each("employee.changeMove") { company, actor, person in
            try await company.services.employees.changeMove(of: person, on: company.today, to: nil, by: actor)
        },
        .each("employee.setLeaveDate") {
            try await $0.services.employees.setLeaveDate(of: $2, to: nil, by: $1)
        },
        .list("biometric.list") { try await $0.services.biometrics.list(by: $1).map(\.id) },
        .each("biometric.recordConsent") { company, actor, person in
            try await company.services.biometrics.recordConsent(
                of: person, on: company.today, statement: "signed", by: actor)
        },
        .each("biometric.withdrawConsent") { company, actor, person in
            // It is there again for the next one to be tried.
            _ = try? await company.services.biometrics.recordConsent(
                of: person, on: company.today, statement: "signed", by: company.chief)
            try await company.services.biometrics.withdrawConsent(of: person, by: actor)
        },
        .company("biometric.purgeLeavers") { try await $0.services.biometrics.purgeLeavers(by: $1) },
    ]

    static let attendance: [MatrixOperation] = [
        .list("attendance.today") { try await $0.services.attendance.today(by: $1).rows.map(\.employee.id) },
        .list("attendance.month") {
            try await $0.services.attendance.month(Month(of: $0.today), by: $1).rows.map(\.employee.id)
        },
        .each("attendance.explain") {
            _ = try await $0.services.attendance.explain($2, on: $0.today - 1, by: $1)
        },
        .list("attendance.days") {
            try await $0.services.attendance.days($0.today...$0.today, limit: 100, by: $1).rows.map(\.employee.id)
        },
        .each("punch.page") {
            _ = try await $0.services.punches.page(matching: PunchFilter(employee: $2), limit: 1, by: $1)
        },
        .company("attendance.recompute") {
            try await $0.services.attendance.recompute($0.today...$0.today, by: $1)
        },
        .each("correction.list") {
            _ = try await $0.services.corrections.list(of: $2, $0.today...$0.today, by: $1)
        },
        .each("correction.find") { company, actor, person in
            _ = try await company.services.corrections.find(company.correction(of: person), by: actor)
        },
        .each("correction.correct") { company, actor, person in
            try await company.services.corrections.correct(company.correctionDraft(), of: person, by: actor)
        },
        .each("correction.revoke") { company, actor, person in
            try await company.services.corrections.revoke(
                company.correction(of: person), why: "a mistake", by: actor)
        },
        .company("period.list") { _ = try await $0.services.periods.list(by: $1) },
        .each("period.obstacles") {
            _ = try await $0.services.periods.obstacles(Month(of: $0.today), .employee($2), by: $1)
        },
        .each("period.lock") {
            try await $0.services.periods.lock(Month(of: $0.today), .employee($2), by: $1)
        },
        .each("period.unlock") {
            try await $0.services.periods.unlock(Month(of: $0.today), .employee($2), because: "late", by: $1)
        },
        .company("period.adjustments") { _ = try await $0.services.periods.adjustments(by: $1) },
        .company("ledger.verify") { _ = try await $0.services.ledger.verify(by: $1) },
        .company("ledger.rebuildOwners") { _ = try await $0.services.ledger.rebuildOwners(by: $1) },
        .company("archive.list") { _ = try await $0.services.archives.list(by: $1) },
        .company("archive.preview") { _ = try await $0.services.archives.preview(before: $0.today, by: $1) },
        .company("archive.make") { company, actor in
            // A day to come is refused once it is known who asks.
            _ = try await company.services.archives.make(
                before: company.today + 400, in: company.company.database, by: actor)
        },
        .company("case.list") { _ = try await $0.services.cases.list(by: $1) },
        .company("case.find") { _ = try await $0.services.cases.find("none", by: $1) },
        .company("case.keep") { try await $0.services.cases.keep($0["S"], $0.today, as: "a day", by: $1) },
        .company("case.remove") { try await $0.services.cases.remove("none", by: $1) },
        .company("case.run") { _ = try await $0.services.cases.run(by: $1) },
        .company("whatIf.compare") {
            _ = try await $0.services.whatIf.compare([.weeklyOffs([])], over: $0.today...$0.today, by: $1)
        },
    ]

    static let leave: [MatrixOperation] = [
        .each("leave.booked") { _ = try await $0.services.leave.booked(of: $2, on: $0.today, by: $1) },
        .list("leave.balances") {
            try await $0.services.leave.balances(on: $0.today, by: $1).map(\.employee.id)
        },
        .each("leave.ledger") { _ = try await $0.services.leave.ledger(of: $0.employee($2), by: $1) },
        .each("leave.bookings") {
            _ = try await $0.services.leave.bookings(of: $2, $0.today...$0.today, by: $1)
        },
        .list("leave.requests") { try await $0.services.leave.requests(by: $1).map(\.employee.id) },
        .each("leave.line") { _ = try await $0.services.leave.line($0.leaveRequest(of: $2), by: $1) },
        .each("leave.plan") { _ = try await $0.services.leave.plan($0.leaveDraft(of: $2), by: $1) },
        .each("leave.request") { try await $0.services.leave.request($0.leaveDraft(of: $2), by: $1) },
        .each("leave.withdraw") { try await $0.services.leave.withdraw($0.leaveRequest(of: $2), by: $1) },
        .each("leave.shorten") {
            _ = try await $0.services.leave.shorten(
                $0.leaveRequest(of: $2), from: $0.today + 1000, through: nil, by: $1)
        },
        .each("leave.cancel") { company, actor, person in
            try await company.services.leave.cancel(company.leaveRequest(of: person), by: actor)
        },
        .each("leave.adjust") {
            try await $0.services.leave.adjust(
                $2, $0.leaveType.id, by: .day, on: $0.today, reason: "a day of grace", by: $1)
        },
        .each("leave.encash") {
            try await $0.services.leave.encash($2, $0.leaveType.id, .day, on: $0.today, by: $1)
        },
        .company("leave.preview") {
            _ = try await $0.services.leave.preview(.grants, through: $0.today, by: $1)
        },
        .company("leave.book") { _ = try await $0.services.leave.book(.grants, through: $0.today, by: $1) },
        .company("leave.add") { try await $0.services.leave.add($0.leaveType, by: $1) },
        .company("leave.update") { try await $0.services.leave.update($0.leaveType, by: $1) },
        .company("leave.addStarterTypes") { _ = try await $0.services.leave.addStarterTypes(by: $1) },
        .company("leave.setPenaltyOrder") { _ = try await $0.services.leave.setPenaltyOrder([], by: $1) },
    ]
}
