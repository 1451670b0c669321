import Domain
import Foundation
import Storage
import Testing

@testable import Services

/// The people of ``ApprovalCompany`` with accounts of their own, and leave without a balance: Asha reports to Ravi, he to Devi, Omar to
/// nobody.
struct CalendarOffice {
    let office: ApprovalCompany
    let leaveType: LeaveType

    var services: Services { office.services }
    var calendars: CalendarService { office.services.calendars }
    var clock: TestClock { office.company.clock }

    static func open(now: String = "2026-11-20 12:00:00", _ body: (CalendarOffice) async throws -> Void) async throws {
        try await ApprovalCompany.open(now: now) { office in
            var type = LeaveType(id: ID(0), code: "PL", name: "Private leave")
            type.overdraft = .unlimited
            type.request.allowsHalfDays = true
            type.request.hoursADay = 8 * 3600
            let added = try await office.services.leave.add(type, by: office.actor)
            try await body(CalendarOffice(office: office, leaveType: added))
        }
    }

    /// Makes an account of somebody's; the first is an administrator's. Whoever it is has signed in.
    @discardableResult
    func account(_ name: String, _ employee: Employee?, _ roles: String...) async throws -> Actor {
        if try await services.accounts.isOpenToAll() { try await office.company.addAccount("meera", "admin") }
        try await services.accounts.add(
            AccountDraft(name: name, employee: employee?.code ?? "", roles: roles), password: good,
            by: try await administrator())
        return try await office.company.signIn(name).actor
    }

    func administrator() async throws -> Actor { try await office.company.administrator() }

    func change(_ name: String, _ employee: Employee?, _ roles: String...) async throws {
        try await services.accounts.update(
            name, to: AccountDraft(name: name, employee: employee?.code ?? "", roles: roles),
            by: try await administrator())
    }

    func draft(of person: Employee) async throws -> EmployeeDraft {
        let found = try await services.employees.find(code: person.code, by: try await administrator())
        return try #require(found).draft
    }

    func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    /// Confirmed at once, unless somebody has to decide.
    @discardableResult
    func leave(
        _ person: Employee, _ first: String, _ last: String? = nil, waiting: Bool = false,
        _ change: (inout LeaveRequest) -> Void = { _ in }
    ) async throws -> LeaveRequestLine {
        var request = LeaveRequest(
            id: ID(0), employee: person.id, type: leaveType.id, first: try date(first), last: try date(last ?? first),
            asked: try date("2026-11-20"))
        request.reason = "a wedding in Goa"
        change(&request)
        return try await services.leave.request(
            request, as: waiting ? person.id : nil, by: Actor(name: "Meera", grants: .everything))
    }

    /// The private part of a new address.
    func proof(_ view: FeedView, by actor: Actor, lastDay: CivilDate? = nil) async throws -> Secret {
        let made = try await calendars.add(FeedDraft(view, lastDay: lastDay), by: actor)
        let path = made.path.reveal()
        try #require(path.hasPrefix("/calendar/ec_") && path.hasSuffix(".ics"))
        return Secret(String(path.dropFirst("/calendar/".count).dropLast(".ics".count)))
    }

    func events(at proof: Secret) async throws -> [ReadEvent] { ReadEvent.all(in: try await calendars.text(at: proof)) }

    func events(of view: FeedView, by actor: Actor? = nil) async throws -> [ReadEvent] {
        ReadEvent.all(in: try await calendars.text(of: view, by: actor ?? office.actor))
    }

    /// Of Asha, as an administrator sees it.
    func asha() async throws -> [ReadEvent] { try await events(of: FeedView(.own, of: office.asha.id)) }
}

/// An event as a calendar program reads it: values by name, `DTSTART;VALUE=DATE`, `SUMMARY`.
struct ReadEvent: Hashable {
    var values: [String: String] = [:]

    subscript(_ name: String) -> String { values[name] ?? "" }
    var summary: String { self["SUMMARY"] }
    /// `20261120T033000Z – 20261120T123000Z`, `20261120 – 20261121`
    var time: String {
        let day = self["DTSTART;VALUE=DATE"]
        return day.isEmpty ? "\(self["DTSTART"]) – \(self["DTEND"])" : "\(day) – \(self["DTEND;VALUE=DATE"])"
    }

    static func all(in text: String) -> [ReadEvent] {
        let lines = text.replacing("\r\n ", with: "").components(separatedBy: "\r\n")
        return lines.split(separator: "BEGIN:VEVENT").dropFirst().map { block in
            var event = ReadEvent()
            for line in block.prefix(while: { $0 != "END:VEVENT" }) {
                guard let colon = line.firstIndex(of: ":") else { continue }
                event.values[String(line[..<colon])] = String(line[line.index(after: colon)...])
                    .replacing("\\,", with: ",").replacing("\\;", with: ";").replacing("\\n", with: "\n")
            }
            return event
        }
    }
}

extension [ReadEvent] {
    /// Those that begin on the day, in order of their summaries.
    func on(_ day: String) -> [ReadEvent] {
        let digits = day.replacing("-", with: "")
        return filter { $0.time.hasPrefix(digits) }.sorted { $0.summary < $1.summary }
    }

    var summaries: [String] { map(\.summary).sorted() }
    func leave() -> [ReadEvent] { filter { $0["UID"].hasPrefix("leave-") } }
}
