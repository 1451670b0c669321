import Domain
import Storage

// Types of leave, requests, and days changed by hand.
extension JournalWords {
    func leaveRequest(
        _ entry: JournalEntry, _ before: JournalDocument, _ after: JournalDocument
    ) -> (String, String) {
        let either = after.fields.isEmpty ? before : after
        let subject = names.employee(either["employee"].number)
        let type = names.leaveType(either["type"].number)
        let (first, last) = (either["first"].text ?? "", either["last"].text ?? "")
        let days = first == last ? "on \(first)" : "from \(first) to \(last)"
        let half = (either["half"].text ?? either["hours"].text).map { ", \($0)" } ?? ""
        let leave = "\(type) \(days)\(half) (request \(entry.entityID))"
        guard !before.fields.isEmpty else { return (subject, "asked for \(leave)") }
        guard before["first"] == after["first"], before["last"] == after["last"] else {
            let was = "\(before["first"].text ?? "") to \(before["last"].text ?? "")"
            return (subject, "\(leave) shortened, was \(was)")
        }
        return (subject, "\(leave) \(before["status"].text ?? "") → \(after["status"].text ?? "")")
    }

    /// Days changed by hand, or a run over everybody.
    func leaveEntry(_ entry: JournalEntry, _ after: JournalDocument) -> (String, String) {
        let ids = entry.entityID.split(separator: "/").map { Int64($0) }
        guard ids.count == 2 else {
            func number(_ key: String) -> String { String(after[key].number ?? 0) }
            return (
                "Leave \(after["run"].text ?? entry.entityID) through \(after["through"].text ?? "")",
                "\(number("lines")) lines for \(number("people")) people, \(after["days"].text ?? "0") days"
            )
        }
        let what = "\(names.leaveType(ids[1])) \(after["deed"].text ?? "") by \(after["days"].text ?? "0") days"
        return (names.employee(ids[0]), "\(what) on \(after["on"].text ?? "") (\(after["reason"].text ?? ""))")
    }
}

extension JournalField {
    /// The rules of a type of leave, by the names of `docs/scenarios.md`.
    static let leave: [JournalField] = [
        JournalField(key: "kind", name: "kind"), JournalField(key: "leave.paid", name: "paid percent"),
        JournalField(key: "leave.grant.rule", name: "grant"),
        JournalField(key: "leave.grant.days", name: "days a year"),
        JournalField(key: "leave.grant.on", name: "granted on"),
        JournalField(key: "leave.grant.trueUp", name: "true-up"),
        JournalField(key: "leave.grant.one", name: "one day for days worked"),
        JournalField(key: "leave.grant.atLeast", name: "at least days worked"),
        JournalField(key: "leave.grantsFrom", name: "grants from"),
        JournalField(key: "leave.prorated", name: "prorated"),
        JournalField(key: "leave.roundingUnit", name: "rounded to"),
        JournalField(key: "leave.rounding", name: "rounded"),
        JournalField(key: "leave.balanceAtMost", name: "balance at most"),
        JournalField(key: "leave.yearStart", name: "year starts"),
        JournalField(key: "leave.carry.cap", name: "carried at most"),
        JournalField(key: "leave.carry.days", name: "carried for days"),
        JournalField(key: "leave.carry.day", name: "carried until"),
        JournalField(key: "leave.encashment.most", name: "paid out at most"),
        JournalField(key: "leave.encashment.keeps", name: "not paid out"),
        JournalField(key: "leave.onLeaving", name: "on leaving"),
        JournalField(key: "leave.proratedOnLeaving", name: "prorated on leaving"),
        JournalField(key: "leave.negative", name: "negative"), JournalField(key: "leave.excess", name: "excess"),
        JournalField(key: "leave.halfDays", name: "half days"),
        JournalField(key: "leave.hoursADay", name: "hours a day", kind: .duration),
        JournalField(key: "leave.notice", name: "notice days"),
        JournalField(key: "leave.longestRun", name: "longest run"),
        JournalField(key: "leave.documentAfter", name: "document after"),
        JournalField(key: "leave.serviceDays", name: "service days"),
        JournalField(key: "leave.serviceWorkingDays", name: "service working days"),
        JournalField(key: "leave.gender", name: "for"),
        JournalField(key: "leave.mayNotAdjoin", name: "may not adjoin"),
        JournalField(key: "leave.countsWeeklyOffs", name: "counts weekly offs"),
        JournalField(key: "leave.countsHolidays", name: "counts holidays"),
        JournalField(key: "leave.countsBefore", name: "counts rest days before"),
        JournalField(key: "leave.countsAfter", name: "counts rest days after"),
        JournalField(key: "leave.compensatoryDays", name: "ends after days"),
    ]
}
