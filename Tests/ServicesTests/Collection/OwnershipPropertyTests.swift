import DeviceSimulator
import Domain
import SeededRandom
import Storage
import Testing

@testable import Services

/// Whatever is hired, dismissed, renumbered, mapped and collected in whatever order: each punch is one person's or waits
/// in the inbox.
struct OwnershipPropertyTests {
    private static let first = CivilDate(daysSinceEpoch: 20_758)  // 2026-11-01
    private static let now = LocalTime(first + 29, TimeOfDay(20, 0)).description
    private static let numbers = ["1", "01", "2", "3", "4"]

    @Test(arguments: 1...12) func everyPunchIsOnePersonsOrWaits(seed: UInt64) async throws {
        try await TestCompany.open(now: Self.now) { company in
            try await company.addShift()
            try await withVirtualTerminal(configuration(at: Self.now, [])) { terminal, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                var story = Story(company: company, device: device, terminal: terminal, seed: seed)
                for step in 0..<30 {
                    let did = try await story.step()
                    try await check(company, "seed \(seed), step \(step): \(did)")
                }
                try await checkDays(company, seed)
            }
        }
    }

    private func check(_ company: TestCompany, _ what: String) async throws {
        let (expected, stored, waiting, total) = try await company.database.read { db in
            let expected = try Self.definition(db)
            let stored = try Self.owners(db)
            let waiting = try DeviceUserStore(db).inbox().reduce(0) { $0 + $1.punchCount }
            return (expected, stored, waiting, try PunchLedger(db).punchCount())
        }
        #expect(stored == expected, "\(what)")
        #expect(Set(stored.map(\.punch)).count == stored.count, "\(what): a punch is owned twice")
        #expect(stored.count + waiting == total, "\(what): a punch is neither owned nor in the inbox")
        let report = try await company.services.ledger.rebuildOwners(by: company.actor)
        #expect((report.punches, report.daysComputed) == (0, 0), "\(what): rebuilding changed something")
        #expect(try await company.database.read { try Self.owners($0) } == stored, "\(what)")
        #expect(try await company.services.ledger.verify(by: company.actor).isIntact, "\(what)")
    }

    /// The days that were marked on the way come to what all days worked out at once come to.
    private func checkDays(_ company: TestCompany, _ seed: UInt64) async throws {
        let days = Self.first...(Self.first + 26)
        let marked = try await company.database.read { try DayResultStore($0).results(days) }
        try await company.services.attendance.recompute(days, by: company.actor)
        let all = try await company.database.read { db in
            let employees = Dictionary(uniqueKeysWithValues: try EmployeeStore(db).all().map { ($0.id, $0) })
            return try DayResultStore(db).results(days).filter {
                employees[$0.employee]?.isEmployed(on: $0.date) == true
            }
        }
        let byDay = Dictionary(uniqueKeysWithValues: marked.map { (DayKey(employee: $0.employee, date: $0.date), $0) })
        for result in all
        where result.punchCount > 0 || byDay[DayKey(employee: result.employee, date: result.date)] != nil {
            let was = byDay[DayKey(employee: result.employee, date: result.date)]
            #expect(was == result, "seed \(seed), employee \(result.employee.rawValue), \(result.date)")
        }
    }

    private struct Owner: Hashable {
        var punch: Int64
        var employee: Int64
    }

    private static func owners(_ db: any SQLConnection) throws -> [Owner] {
        try db.all("SELECT punch_id, employee_id FROM punch_owner ORDER BY punch_id, employee_id") {
            Owner(punch: $0.integer(0), employee: $0.integer(1))
        }
    }

    /// The definition once more, in other words: by row and by hand.
    private static func definition(_ db: any SQLConnection) throws -> [Owner] {
        let people = Dictionary(uniqueKeysWithValues: try EmployeeStore(db).all().map { ($0.id.rawValue, $0) })
        let holders = try db.all("SELECT device_id, device_user, from_s, until_s, employee_id FROM device_user_holder")
        {
            ($0.integer(0), $0.text(1), $0.integer(2), $0.integer(3), $0.integer(4))
        }
        var owners: [Owner] = []
        try db.query("SELECT id, device_id, device_user, local_s, quarantine FROM punch ORDER BY id", []) { row in
            let (id, device, user, local) = (row.integer(0), row.integer(1), row.text(2), row.integer(3))
            let date = LocalTime(seconds: local).date
            for holder in holders where holder.0 == device && holder.1 == user && holder.2 <= local && local < holder.3
            {
                guard let person = people[holder.4] else { continue }
                let isEmployed = date >= person.joined - 1 && person.left.map { date <= $0 + 1 } ?? true
                if isEmployed || !row.isNull(4) { owners.append(Owner(punch: id, employee: holder.4)) }
            }
        }
        return owners
    }

    /// A company's month as chance has it.
    private struct Story {
        let company: TestCompany
        let device: DeviceSummary
        let terminal: VirtualTerminal
        var chance: SeededGenerator
        private var hired = 0

        init(company: TestCompany, device: DeviceSummary, terminal: VirtualTerminal, seed: UInt64) {
            self.company = company
            self.device = device
            self.terminal = terminal
            chance = SeededGenerator(seed: seed)
        }

        /// Does one thing, or is refused, which changes nothing.
        mutating func step() async throws -> String {
            do {
                switch below(7) {
                case 0: return try await hire()
                case 1: return try await changeDates()
                case 2: return try await renumber()
                case 3: return try await map()
                case 4: return try await release()
                default: return try await collect()
                }
            } catch let refusal as ServiceError {
                return "refused: \(refusal)"
            }
        }

        private mutating func below(_ bound: Int) -> Int { chance.between(0, bound - 1) }
        private mutating func date() -> CivilDate { OwnershipPropertyTests.first + below(26) }
        private mutating func number() -> String { OwnershipPropertyTests.numbers[below(5)] }

        private mutating func employee() async throws -> EmployeeEntry? {
            let all = try await company.services.employees.list(by: company.actor)
            return all.isEmpty ? nil : all[below(all.count)]
        }

        private mutating func hire() async throws -> String {
            hired += 1
            let draft = EmployeeDraft(
                code: below(3) == 0 ? number() : "E\(hired)", name: "P\(hired)", joined: date().description,
                shift: "G", deviceUser: below(2) == 0 ? number() : "")
            try await company.services.employees.add(draft, by: company.actor)
            return "hired \(draft)"
        }

        private mutating func changeDates() async throws -> String {
            guard let entry = try await employee() else { return "nobody" }
            var draft = entry.draft
            if below(3) == 0 { draft.joined = date().description }
            draft.left = below(3) == 0 ? "" : date().description
            draft.shift = ""
            try await company.services.employees.update(entry.id, to: draft, by: company.actor)
            return "dates \(draft)"
        }

        private mutating func renumber() async throws -> String {
            guard let entry = try await employee() else { return "nobody" }
            var draft = entry.draft
            draft.deviceUser = number()
            try await company.services.employees.update(entry.id, to: draft, by: company.actor)
            return "renumbered \(draft)"
        }

        private mutating func time() -> MappedTime {
            switch below(5) {
            case 0: .all
            case 1: .waiting
            case 2: .days(from: date(), through: nil)
            case 3: .days(from: nil, through: date())
            default: .days(from: date(), through: date())
            }
        }

        private mutating func map() async throws -> String {
            guard let entry = try await employee() else { return "nobody" }
            let (user, time) = (UnknownUser.ID(device: device.id, user: number()), time())
            try await company.services.inbox.map(user, to: entry.id, time, by: company.actor)
            return "mapped \(user.user) to \(entry.employee.name), \(time)"
        }

        private mutating func release() async throws -> String {
            let (user, time) = (UnknownUser.ID(device: device.id, user: number()), time())
            try await company.services.inbox.release(user, time, by: company.actor)
            return "released \(user.user), \(time)"
        }

        private mutating func collect() async throws -> String {
            let punches = (0..<8).map { _ in
                "\(number()) \(date()) \(["08:55", "13:10", "18:05", "23:40"][below(4)]):00"
            }
            await terminal.store(virtual(punches + (below(6) == 0 ? ["\(number()) 2000-01-01 00:00:07"] : [])))
            let report = try await company.sync(device)
            return "collected \(report.newPunches)"
        }
    }
}
