import Domain
import SeededRandom
import Storage
import Testing

@testable import Services

/// Whatever comes late, is corrected, granted, taken, locked and worked out again in whatever order: the ledger says what
/// the stored days say.
struct DayBookingPropertyTests {
    @Test(arguments: 1...10) func theLedgerSaysWhatTheDaysSay(seed: UInt64) async throws {
        try await BookedCompany.open {
            $0.period.late.every = 2
            $0.period.early.every = 2
            $0.period.early.halfDays = 2
        } _: { office in
            try await office.addTimeOff(days: 20)
            try await office.addUnpaid()
            var story = Story(office: office, people: [office.asha, office.ravi], chance: SeededGenerator(seed: seed))
            for step in 0..<40 {
                let what = "seed \(seed), step \(step): \(try await story.step())"
                try await Self.check(office, what)
                guard step % 5 == 4 else { continue }
                try await story.recalculate()
                try await Self.check(office, what + ", again")
                let after = try await office.rows()
                try await story.recalculate()
                #expect(try await office.rows() == after, "\(what): twice the same added rows")
            }
        }
    }

    private static func check(_ office: BookedCompany, _ what: String) async throws {
        try await office.company.database.read { db in
            let locks = try PeriodLocks(db)
            for employee in try EmployeeStore(db).all() {
                let results = try DayResultStore(db).results(of: employee.id, .distantPast ... .distantFuture)
                let bookings = Dictionary(
                    uniqueKeysWithValues: try DayBookingStore(db).bookings(
                        of: employee.id...employee.id, .distantPast ... .distantFuture
                    ).map { ($0.date, $0) })
                let book = try LeaveBooks(db).book(of: employee)
                for result in results {
                    let booking = bookings[result.date] ?? DayBooking(employee: employee.id, date: result.date)
                    try check(result, booking, book, db, locks.isLocked(employee.id, result.date), what)
                }
                checkSums(book, what)
            }
        }
    }

    private static func check(
        _ result: DayResult, _ booking: DayBooking, _ book: LeaveBook, _ db: any SQLConnection, _ isLocked: Bool,
        _ what: String
    ) throws {
        let what = "\(what), employee \(result.employee.rawValue) on \(result.date)"
        let carried = try DayAdjustmentStore(db).adjustments(of: result.employee, result.date...result.date)
            .filter { $0.carriedInto != nil }.reduce(DayDifference()) { $0 + $1.difference }
        let penalty = Int(result.penaltyHalfDays) + Int(carried.penaltyHalfDays)
        let earned = Int(result.compensatoryHalfDays) + Int(carried.compensatoryHalfDays)
        // Punches may still change a day of the open month that has not been read to its end.
        if isLocked || !result.flags.contains(.provisional) {
            #expect(booking.penaltyHalfDays == penalty, "\(what): penalty")
            #expect(booking.earnedHalfDays == earned, "\(what): earned")
        }
        let taken = book.penalty(booking.penaltyReference)
        let paid = taken.filter { !$0.type.isUnpaid }.map(\.amount).total()
        #expect(paid + booking.unpaid == LeaveAmount(halfDays: booking.penaltyHalfDays), "\(what): unpaid")
        #expect(
            taken.allSatisfy { $0.amount > .zero }
                && taken.map(\.amount).total() <= LeaveAmount(halfDays: booking.penaltyHalfDays),
            "\(what): taken")
        let granted = book.accounts.flatMap(\.entries).filter { $0.act.reference == "comp-off:\(result.date)" }
        #expect(
            granted.map(\.amount).total() == LeaveAmount(halfDays: booking.earnedHalfDays) + booking.overtaken,
            "\(what): time off")
        #expect(Set(granted.map(\.lot)).count <= 1, "\(what): granted twice")
    }

    private static func checkSums(_ book: LeaveBook, _ what: String) {
        for account in book.accounts {
            for lot in account.lots {
                let lines = account.entries.filter { $0.lot == lot.number }.map(\.amount).total()
                #expect(lines == account.remaining(of: lot), "\(what): \(account.type.code)")
                #expect(lot.source == .overdraft || lines >= .zero, "\(what): \(account.type.code) is overdrawn")
            }
            let day = CivilDate(daysSinceEpoch: 20_800)
            #expect(account.balance(on: day) == account.balances(on: day).map(\.amount).total(), "\(what)")
        }
    }

    /// Two people's November as chance has it, seen from December.
    private struct Story {
        let office: BookedCompany
        let people: [Employee]
        var chance: SeededGenerator

        private let november = Month(of: CivilDate(daysSinceEpoch: 20_758))

        private mutating func date() -> CivilDate { november.days.lowerBound + chance.between(0, 32) }
        private mutating func person() -> Employee { people[chance.between(0, 1)] }
        private mutating func code() -> String { ["CL", "PL", "LWP", "CO"][chance.between(0, 3)] }

        /// Does one thing, or is refused, which changes nothing.
        mutating func step() async throws -> String {
            do {
                switch chance.between(0, 11) {
                case 0...3: return try await punch()
                case 4...5: return try await correct()
                case 6: return try await give()
                case 7: return try await take()
                case 8: return try await cancel()
                case 9: return try await order()
                case 10: return try await lock()
                default: return try await readTerminal()
                }
            } catch let refusal as ServiceError {
                return "refused: \(refusal)"
            }
        }

        /// A range of days, or marked days alone.
        mutating func recalculate() async throws {
            let (first, second) = (date(), date())
            if chance.happens(percent: 40) {
                let days = min(first, second)...max(first, second)
                let people = people
                try await office.company.database.write { db in
                    for person in people { try PendingDayStore(db).mark(person.id, days) }
                }
                try await office.services.attendance.recomputePending()
            }
            try await office.services.attendance.recompute(
                november.days.lowerBound...(november.days.upperBound + 5), by: office.actor)
        }

        private mutating func punch() async throws -> String {
            let (person, day) = (person(), date())
            let times = ["08:50", "09:25", "09:40", "12:30", "17:00", "18:05"]
            let drawn = (0..<2).map { _ in "\(day) \(times[chance.between(0, 5)]):00" }
            try await office.punch(drawn, of: person)
            return "punched \(person.code) \(drawn)"
        }

        private mutating func correct() async throws -> String {
            let (person, day) = (person(), date())
            let hour = chance.between(8, 19)
            let change: CorrectionDraft.Change =
                chance.happens(percent: 50)
                ? .add(LocalTime(day, TimeOfDay(hour, 7)), .either)
                : .void(LocalTime(day, [TimeOfDay(9, 25), TimeOfDay(9, 40), TimeOfDay(17, 0)][chance.between(0, 2)]))
            try await office.services.corrections.correct(
                CorrectionDraft(date: day, changes: [change], why: "drawn"), of: person.id, by: office.actor)
            return "corrected \(person.code) \(change)"
        }

        private mutating func give() async throws -> String {
            let (person, day, halves, code) = (person(), date(), chance.between(-2, 4), code())
            let type = try #require(try await office.services.leave.type(code: code))
            try await office.services.leave.adjust(
                person.id, type.id, by: LeaveAmount(halfDays: halves), on: day, reason: "drawn", by: office.actor)
            return "gave \(halves) of \(code) to \(person.code) on \(day)"
        }

        private mutating func take() async throws -> String {
            let (person, day, code) = (person(), date(), code())
            let type = try #require(try await office.services.leave.type(code: code))
            var request = LeaveRequest(
                id: ID(0), employee: person.id, type: type.id, first: day, last: day, asked: november.days.lowerBound)
            request.endsAtNoon = chance.happens(percent: 50)
            try await office.services.leave.request(request, by: office.actor)
            return "took \(code) of \(person.code) on \(day)"
        }

        private mutating func cancel() async throws -> String {
            let taken = try await office.services.leave.requests(by: office.actor).filter {
                $0.request.status == .confirmed
            }
            guard !taken.isEmpty else { return "nothing to cancel" }
            let line = taken[chance.between(0, taken.count - 1)]
            try await office.services.leave.cancel(line.id, by: office.actor)
            return "cancelled leave on \(line.request.first)"
        }

        private mutating func order() async throws -> String {
            let codes = [["CL"], ["PL", "CL"], ["CL", "PL", "LWP"], ["CO", "LWP"], []][chance.between(0, 4)]
            return "order \(try await office.services.leave.setPenaltyOrder(codes, by: office.actor).codes)"
        }

        private mutating func lock() async throws -> String {
            if try await office.services.periods.isLocked(office.asha.id, november.days.lowerBound) {
                try await office.services.periods.unlock(november, because: "drawn", by: office.actor)
                return "unlocked"
            }
            try await office.services.periods.lock(november, despite: "drawn", by: office.actor)
            return "locked"
        }

        private mutating func readTerminal() async throws -> String {
            let isAll = chance.happens(percent: 70)
            try await office.read(through: isAll ? office.company.clock.now : nil)
            try await office.services.attendance.recompute(november.days, by: office.actor)
            return isAll ? "read" : "not read"
        }
    }
}
