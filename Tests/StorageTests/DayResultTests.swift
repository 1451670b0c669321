import Domain
import Storage
import Testing

struct DayResultTests {
    private let database: TemporaryDatabase

    init() async throws { database = try await TemporaryDatabase() }

    private func makeResult(_ employee: ID<Employee>, _ date: CivilDate) -> DayResult {
        var result = DayResult(employee: employee, date: date, status: .weeklyOffPresent, shift: ID(3))
        result.firstIn = Instant(seconds: 1_700_000_000)
        result.lastOut = Instant(seconds: 1_700_030_000)
        result.firstInOffset = -3600
        result.lastOutOffset = 19_800
        result.work = 28_800
        result.breakTime = 3600
        result.late = 61
        result.early = 62
        result.overtime = 63
        result.compensatoryHalfDays = 2
        result.punchCount = 4
        result.flags = [.night, .provisional]
        return result
    }

    @Test func comeBackAsTheyWere() async throws {
        try await database.write { db in
            let (asha, ravi) = (try makeEmployee("1", db).id, try makeEmployee("2", db).id)
            let store = DayResultStore(db)
            let full = [ravi, asha].flatMap { person in (0..<3).map { makeResult(person, joined + $0) } }
            let bare = DayResult(employee: asha, date: joined + 3, status: .absent)
            try store.save(full + [bare])
            #expect(try store.find(ravi, joined + 1) == makeResult(ravi, joined + 1))
            #expect(try store.results(on: joined).map(\.employee) == [asha, ravi])
            #expect(try store.results(of: asha, (joined + 2)...(joined + 9)) == [makeResult(asha, joined + 2), bare])
            #expect(try store.results(joined...(joined + 9)).count == 7)
            var changed = bare
            changed.status = .present
            try store.save([changed])
            #expect(try store.find(asha, joined + 3) == changed)
            try store.remove(joined...joined, of: asha)
            #expect(try store.results(on: joined).map(\.employee) == [ravi])
            try store.remove(joined...(joined + 9))
            #expect(try store.results(joined...(joined + 9)).isEmpty)
        }
    }

    @Test func aDayMarkedAgainWhileItWasComputedStaysPending() async throws {
        try await database.write { db in
            let (asha, ravi) = (try makeEmployee("1", db).id, try makeEmployee("2", db).id)
            let pending = PendingDayStore(db)
            for employee in [asha, ravi] { try pending.mark(employee, joined...(joined + 1)) }
            let listed = try pending.list()
            #expect(listed.map(\.employee) == [asha, asha, ravi, ravi])
            try pending.mark(asha, joined...joined)
            #expect(try pending.count() == 4)
            try pending.consume(listed)
            let left = try pending.list()
            #expect(left.map(\.employee) == [asha] && left.map(\.date) == [joined])
            try pending.consume(left)
            #expect(try pending.list(limit: 1).isEmpty)
        }
    }
}
