import Testing

@testable import Domain

struct LeaveTypeTests {
    static let contradictions: [(LeaveProblem.Field, @Sendable (inout LeaveType) -> Void)] = [
        (.code, { $0.code = "" }), (.code, { $0.code = "A B" }), (.code, { $0.code = "ABCDEFGHI" }),
        (.name, { $0.name = "" }), (.paid, { $0.paidPercent = 101 }), (.paid, { $0.paidPercent = -1 }),
        (.hours, { $0.request.hoursADay = 3599 }), (.hours, { $0.request.hoursADay = 86_401 }),
        (.notice, { $0.request.noticeDays = -1 }), (.notice, { $0.request.noticeDays = 367 }),
        (.service, { $0.request.serviceDays = -1 }), (.service, { $0.request.serviceWorkingDays = 3651 }),
        (.longestRun, { $0.request.longestRun = .zero }),
        (.documentAfter, { $0.request.documentAfter = -.half }),
        (
            .documentAfter,
            {
                $0.request.documentAfter = LeaveAmount(days: 3)
                $0.request.longestRun = LeaveAmount(days: 3)
            }
        ),
        (.clubbing, { $0.request.mayNotAdjoin = [$0.id] }), (.excess, { $0.excess = $0.id }),
        (.negative, { $0.overdraft = .upTo(.zero) }),
        (
            .negative,
            {
                $0.overdraft = .unlimited
                $0.grant = .yearly(.day)
            }
        ),
        (.grant, { $0.grant = .yearly(.zero) }),
        (.grant, { $0.grant = .monthly(yearly: LeaveAmount(days: 367), on: .firstDay, trueUp: true) }),
        (.grant, { $0.grant = .perDaysWorked(one: 0, atLeast: 0) }),
        (.rounding, { $0.rounding.unit = LeaveAmount(thousandths: 300) }),
        (.carry, { $0.carry = LeaveCarry(cap: -.day) }),
        (.carry, { $0.carry = LeaveCarry(cap: .day, expiry: .days(0)) }),
        (.carry, { $0.carry = LeaveCarry(cap: .zero, expiry: .days(30)) }),
        (.encashment, { $0.encashment = LeaveEncashment(most: .zero) }),
        (.encashment, { $0.encashment = LeaveEncashment(most: nil, keeps: -.half) }),
        (.balanceAtMost, { $0.balanceAtMost = .day }),
        (
            .balanceAtMost,
            {
                $0.grant = .yearly(.day)
                $0.balanceAtMost = .zero
            }
        ),
        (.leaving, { $0.isProratedOnLeaving = true }),
        (
            .leaving,
            {
                $0.overdraft = .unlimited
                $0.onLeaving = .isPaidOut
            }
        ),
        (.compensatory, { $0.compensatoryDays = 30 }),
        (
            .compensatory,
            {
                $0.kind = .compensatory
                $0.compensatoryDays = 0
            }
        ),
        (
            .grant,
            {
                $0.kind = .compensatory
                $0.grant = .yearly(.day)
            }
        ),
    ]

    @Test(arguments: contradictions.indices) func aContradictionNamesItsField(index: Int) {
        let (field, change) = Self.contradictions[index]
        let sample = LeaveSample(change)
        #expect(sample.vacation.problems().map(\.field) == [field])
    }

    @Test func withinTheLimitsNothingIsWrong() {
        let sample = LeaveSample {
            $0.request.hoursADay = 3600
            $0.request.noticeDays = 366
            $0.request.longestRun = LeaveAmount(days: 3)
            $0.request.documentAfter = LeaveAmount(thousandths: 2500)
            $0.overdraft = .upTo(LeaveAmount(thousandths: 1))
            $0.grant = .yearly(LeaveAmount(days: 366))
            $0.carry = LeaveCarry(cap: .half, expiry: .days(366))
            $0.encashment = LeaveEncashment(most: .half, keeps: .zero)
            $0.excess = LeaveSample.unpaid
        }
        #expect(sample.vacation.problems().isEmpty)
        #expect(sample.types.dropFirst().flatMap { $0.problems() }.isEmpty)
    }
}
