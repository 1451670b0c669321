import Domain
import Testing

struct ApprovalTests {
    /// Every event in every state: what it becomes, or why not.
    @Test(arguments: [
        ApprovalState.submitted, .pending(level: 0), .pending(level: 1), .approved, .rejected, .withdrawn,
        .cancelling(level: 0), .cancelling(level: 1), .cancelled,
    ])
    func everyEventInEveryState(state: ApprovalState) {
        let approval = Desk.twoLevels(in: state)
        let decider = state.level == 1 ? Desk.head : Desk.manager
        let events: [ApprovalEvent] = [
            .submitted, .yes(decider), .no(decider), .withdrawn(Desk.requester), .cancelled(Desk.requester), .escalate,
        ]
        let found = events.map { event in
            Result { () throws(ApprovalRefusal) in try approval.after(event).state }
        }
        #expect(found == Self.table(state))
    }

    private static func table(_ state: ApprovalState) -> [Result<ApprovalState, ApprovalRefusal>] {
        let none = Result<ApprovalState, ApprovalRefusal>.failure(.notPending(state))
        let twice = Result<ApprovalState, ApprovalRefusal>.failure(.submittedAlready)
        let uncancellable = Result<ApprovalState, ApprovalRefusal>.failure(.notApproved(state))
        return switch state {
        case .submitted:
            [.success(.pending(level: 0)), none, none, .success(.withdrawn), uncancellable, .success(state)]
        case .pending(let level):
            [
                twice, .success(level == 0 ? .pending(level: 1) : .approved), .success(.rejected),
                .success(.withdrawn), uncancellable, .success(state),
            ]
        case .approved: [twice, none, none, none, .success(.cancelling(level: 0)), .success(state)]
        case .cancelling(let level):
            [
                twice, .success(level == 0 ? .cancelling(level: 1) : .cancelled), .success(.approved),
                .success(.approved), uncancellable, .success(state),
            ]
        case .rejected, .withdrawn, .cancelled: [twice, none, none, none, uncancellable, .success(state)]
        }
    }

    @Test func nextLevelIsToldOnlyAfterTheOneBefore() throws {
        let (asked, first) = try Desk.twoLevels().handling(.submitted, at: Desk.noon, deputies: Desk.nobodyAway)
        #expect(first.last == .ask([Desk.manager]))
        let (_, second) = try asked.handling(.yes(Desk.manager), at: Desk.noon, deputies: Desk.nobodyAway)
        #expect(second.last == .ask([Desk.head]))
        #expect(!second.contains(.apply))
    }

    @Test func lastYesAppliesOnce() throws {
        let asked = try Desk.twoLevels().after(.submitted, .yes(Desk.manager))
        let (approved, effects) = try asked.handling(.yes(Desk.head), at: Desk.noon, deputies: Desk.nobodyAway)
        #expect(approved.state == .approved)
        #expect(approved.waitsFor.isEmpty)
        #expect(Array(effects.dropFirst()) == [.apply, .close])
    }

    @Test func refusesTheWrongPerson() throws {
        let asked = try Desk.twoLevels().after(.submitted)
        for wrong in [Desk.head, Desk.director, Desk.stranger] {
            #expect(throws: ApprovalRefusal.waitsForOthers(person: wrong, waitsFor: [Desk.manager])) {
                try asked.after(.yes(wrong))
            }
            #expect(throws: ApprovalRefusal.waitsForOthers(person: wrong, waitsFor: [Desk.manager])) {
                try asked.after(.no(wrong))
            }
        }
        #expect(throws: ApprovalRefusal.ownRequest(Desk.requester)) { try asked.after(.yes(Desk.requester)) }
    }

    @Test func onlyTheRequesterWithdrawsAndCancels() throws {
        let refusal = ApprovalRefusal.notTheRequester(person: Desk.manager, requester: Desk.requester)
        #expect(throws: refusal) { try Desk.twoLevels().after(.submitted, .withdrawn(Desk.manager)) }
        #expect(throws: refusal) { try Desk.twoLevels(in: .approved).after(.cancelled(Desk.manager)) }
        #expect(throws: refusal) { try Desk.twoLevels().after(.submit(by: .person(Desk.manager), remark: "")) }
    }

    @Test(arguments: ["", " \n"])
    func rejectingNeedsAReason(reason: String) throws {
        let asked = try Desk.twoLevels().after(.submitted)
        #expect(throws: ApprovalRefusal.reasonMissing) {
            try asked.after(.reject(by: .person(Desk.manager), reason: reason))
        }
    }

    @Test func cancellingWithoutConsentUndoesAtOnce() throws {
        let approved = try Desk.twoLevels(cancelling: false)
            .after(.submitted, .yes(Desk.manager), .yes(Desk.head))
        let (cancelled, effects) = try approved.handling(
            .cancelled(Desk.requester), at: Desk.noon, deputies: Desk.nobodyAway)
        #expect(cancelled.state == .cancelled)
        #expect(Array(effects.dropFirst()) == [.undo, .close])
    }

    @Test func cancellingWithConsentUndoesAtTheLastYes() throws {
        let asked = try Desk.twoLevels(in: .approved).after(.cancelled(Desk.requester), .yes(Desk.manager))
        let (cancelled, effects) = try asked.handling(.yes(Desk.head), at: Desk.noon, deputies: Desk.nobodyAway)
        #expect(cancelled.state == .cancelled)
        #expect(effects.suffix(2) == [.undo, .close])
    }

    @Test func withoutLevelsItHoldsAtOnce() throws {
        let plan = ApprovalPlan(chain: "None", levels: [], cancellingNeedsApproval: true)
        let (approved, effects) = try Approval(requester: Desk.requester, plan: plan)
            .handling(.submitted, at: Desk.noon, deputies: Desk.nobodyAway)
        #expect(approved.state == .approved)
        #expect(effects.suffix(2) == [.apply, .close])
        #expect(try approved.after(.cancelled(Desk.requester)).state == .cancelled)
    }

    @Test func administratorDecidesInThePlaceOfWhomItWaitsFor() throws {
        let asked = try Desk.twoLevels().after(.submitted)
        let (_, effects) = try asked.handling(
            .approve(by: .administrator, remark: "urgent"), at: Desk.noon, deputies: Desk.nobodyAway)
        let step = ApprovalStep(.approved, level: 1, onBehalfOf: Desk.manager, at: Desk.noon, remark: "urgent")
        #expect(effects.first == .record(step))
    }
}

struct ApprovalQuorumTests {
    private func asked(needsAll: Bool) throws -> Approval {
        let plan = ApprovalPlan(
            chain: "Several",
            levels: [
                .init(
                    number: 1, approvers: [Desk.manager, Desk.head], needsAll: needsAll, escalatesAfterHours: 1,
                    escalatesTo: [Desk.director])
            ])
        return try Approval(requester: Desk.requester, plan: plan).after(.submitted)
    }

    @Test func anyOneOfSeveral() throws {
        #expect(try asked(needsAll: false).after(.yes(Desk.head)).state == .approved)
    }

    @Test func allOfSeveralInEitherOrder() throws {
        let half = try asked(needsAll: true).after(.yes(Desk.head))
        #expect(half.state == .pending(level: 0))
        #expect(half.waitsFor == [Desk.manager])
        #expect(throws: ApprovalRefusal.waitsForOthers(person: Desk.head, waitsFor: [Desk.manager])) {
            try half.after(.yes(Desk.head))
        }
        #expect(try half.after(.yes(Desk.manager)).state == .approved)
        #expect(try asked(needsAll: true).after(.yes(Desk.manager), .yes(Desk.head)).state == .approved)
    }

    @Test func oneNoIsEnough() throws {
        #expect(try asked(needsAll: true).after(.yes(Desk.manager), .no(Desk.head)).state == .rejected)
    }

    @Test func escalatesToTheHourAndOnce() throws {
        let asked = try asked(needsAll: true)
        #expect(try asked.after(.escalate, at: Desk.noon + 3599) == asked)
        let (escalated, effects) = try asked.handling(.escalate, at: Desk.noon + 3600, deputies: Desk.nobodyAway)
        #expect(effects.last == .ask([Desk.manager, Desk.head, Desk.director]))
        let (again, nothing) = try escalated.handling(.escalate, at: Desk.noon + 9999, deputies: Desk.nobodyAway)
        #expect(again == escalated)
        #expect(nothing.isEmpty)
        #expect(try escalated.after(.yes(Desk.director)).state == .approved)
        #expect(try escalated.after(.yes(Desk.manager)).state == .pending(level: 0))
        #expect(throws: ApprovalRefusal.self) { try asked.after(.yes(Desk.director)) }
    }
}

struct DelegationTests {
    private func delegation(
        _ first: Int32 = 20_000, _ last: Int32? = 20_002, away: Bool = false, from: ID<Employee> = Desk.manager,
        to: ID<Employee> = Desk.stranger
    ) -> Delegation {
        Delegation(
            id: ID(1), approver: from, delegate: to, first: CivilDate(daysSinceEpoch: first),
            last: last.map { CivilDate(daysSinceEpoch: $0) }, onlyWhileAway: away)
    }

    @Test(arguments: [(19_999, false), (20_000, true), (20_002, true), (20_003, false)] as [(Int32, Bool)])
    func holdsFromItsFirstToItsLastDay(day: Int32, holds: Bool) {
        let deputies = Deputies(date: CivilDate(daysSinceEpoch: day), delegations: [delegation()])
        #expect(deputies.standIns(for: Desk.manager) == (holds ? [Desk.stranger] : []))
    }

    @Test func aDelegateDecidesAndTheRecordSaysForWhom() throws {
        let deputies = Deputies(date: Desk.today, delegations: [delegation()])
        let asked = try Desk.twoLevels().after(.submitted)
        let (next, effects) = try asked.handling(.yes(Desk.stranger), at: Desk.noon, deputies: deputies)
        #expect(next.state == .pending(level: 1))
        let step = ApprovalStep(
            .approved, level: 1, person: Desk.stranger, onBehalfOf: Desk.manager, at: Desk.noon)
        #expect(effects.first == .record(step))
    }

    @Test func aRequesterIsNobodysDelegateForTheOwnRequest() throws {
        let deputies = Deputies(date: Desk.today, delegations: [delegation(to: Desk.requester)])
        #expect(throws: ApprovalRefusal.ownRequest(Desk.requester)) {
            try Desk.twoLevels().after(.submitted).after(.yes(Desk.requester), deputies: deputies)
        }
    }

    @Test func onlyWhileAway() {
        let present = Deputies(date: Desk.today, delegations: [delegation(away: true)])
        #expect(present.standIns(for: Desk.manager).isEmpty)
        let away = Deputies(date: Desk.today, delegations: [delegation(away: true)], away: [Desk.manager])
        #expect(away.standIns(for: Desk.manager) == [Desk.stranger])
    }

    @Test func whoIsAwayWithoutADelegateHandsToTheManager() {
        let away = Deputies(
            date: Desk.today, away: [Desk.manager], managers: [Desk.manager: Desk.director])
        #expect(away.standIns(for: Desk.manager) == [Desk.director])
        #expect(away.standIns(for: Desk.head).isEmpty)
    }

    @Test func aDelegateWhoIsAwayHandsOnAndCirclesEnd() {
        let circle = [
            delegation(), delegation(from: Desk.stranger, to: Desk.head),
            delegation(from: Desk.head, to: Desk.manager),
        ]
        let away = Deputies(date: Desk.today, delegations: circle, away: [Desk.manager, Desk.stranger, Desk.head])
        #expect(away.standIns(for: Desk.manager) == [Desk.stranger, Desk.head])
        let present = Deputies(date: Desk.today, delegations: circle)
        #expect(present.standIns(for: Desk.manager) == [Desk.stranger])
    }
}
