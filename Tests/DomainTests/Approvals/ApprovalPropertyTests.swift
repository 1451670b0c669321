import Domain
import SeededRandom
import Testing

/// Random companies, chains and events: what must hold whatever happens.
struct ApprovalPropertyTests {
    @Test(arguments: 0..<400)
    func neverApprovedWithoutEachLevelsYes(seed: Int) throws {
        var random = SeededGenerator(mixing: seed, 1)
        guard var run = Run(&random) else { return }
        for _ in 0..<60 {
            let event = run.event(&random)
            run.date = run.date + random.between(0, 1)
            guard let (next, effects) = try? run.approval.handling(event, at: run.now, deputies: run.deputies) else {
                continue
            }
            run.check(next, effects)
            run.approval = next
        }
    }

    @Test(arguments: 0..<100)
    func orderOfIndependentRequestsIsIrrelevant(seed: Int) throws {
        var random = SeededGenerator(mixing: seed, 2)
        guard let first = Run(&random), let second = Run(&random) else { return }
        var drawn = [first, second]
        let events = (0..<30).map { _ in
            let which = random.between(0, 1)
            let event = drawn[which].event(&random)
            return Played(request: which, event: event, at: drawn[which].now)
        }
        func play(_ events: [Played]) -> [Approval] {
            var approvals = [first.approval, second.approval]
            for played in events {
                let deputies = [first, second][played.request].deputies
                let next = try? approvals[played.request].handling(played.event, at: played.at, deputies: deputies)
                if let next { approvals[played.request] = next.0 }
            }
            return approvals
        }
        #expect(play(events) == play(events.filter { $0.request == 1 } + events.filter { $0.request == 0 }))
    }
}

private struct Played {
    var request: Int
    var event: ApprovalEvent
    var at: Instant
}

private struct Run {
    var approval: Approval
    var delegations: [Delegation]
    var away: Set<ID<Employee>>
    let managers: [ID<Employee>: ID<Employee>]
    var date = Desk.today
    var now = Desk.noon
    /// Levels that said yes since the request was submitted, or since its cancellation was asked for.
    private var said: Set<Int> = []
    private var heard: [Int: Set<ID<Employee>>] = [:]

    init?(_ random: inout SeededGenerator) {
        func person() -> ID<Employee> { ID(Int64(random.between(1, 6))) }
        let line = ReportingLine(
            person: Desk.requester, department: "Press",
            superiors: Array([2, 3].map { ID<Employee>(Int64($0)) }.prefix(random.between(0, 2))),
            headOfDepartment: random.happens(percent: 70) ? person() : nil,
            gone: random.happens(percent: 20) ? [person()] : [])
        let levels = (0..<random.between(1, 3)).map { _ in
            let all: [Approver] = [.reportingManager, .managersManager, .headOfDepartment, .employee(person())]
            return ApprovalLevel(
                random.order(4).prefix(random.between(1, 3)).map { all[$0] }, needsAll: random.happens(percent: 40),
                escalation: random.happens(percent: 50) ? Escalation(afterHours: 2, to: .employee(person())) : nil)
        }
        let chain = ApprovalChain(
            id: ID(1), name: "Random", levels: levels, cancellingNeedsApproval: random.happens(percent: 50))
        guard let plan = try? chain.plan(for: line) else { return nil }
        #expect(plan.levels.allSatisfy { !$0.approvers.isEmpty && !$0.approvers.contains(Desk.requester) })
        #expect(plan.levels.allSatisfy { !$0.escalatesTo.contains(Desk.requester) })
        #expect((plan.levels.map(\.number) + plan.skipped).sorted() == Array(1...levels.count))
        approval = Approval(requester: Desk.requester, plan: plan)
        delegations = (0..<3).map { id in
            let first = Desk.today + random.between(-5, 20)
            return Delegation(
                id: ID(Int64(id)), approver: person(), delegate: person(), first: first,
                last: first + random.between(0, 10), onlyWhileAway: random.happens(percent: 30))
        }
        away = random.happens(percent: 50) ? [person()] : []
        managers = [ID(2): ID(3), ID(3): ID(5), ID(4): ID(1)]
    }

    var deputies: Deputies { Deputies(date: date, delegations: delegations, away: away, managers: managers) }

    mutating func event(_ random: inout SeededGenerator) -> ApprovalEvent {
        now = now + Int64(random.between(0, 3600))
        let decider: Decider =
            random.happens(percent: 5) ? .administrator : .person(ID(Int64(random.between(1, 6))))
        switch random.between(0, 19) {
        case 0: return .reject(by: decider, reason: random.happens(percent: 80) ? "no" : "")
        case 1: return .withdraw(by: decider, remark: "")
        case 2, 3: return .cancel(by: decider, remark: "")
        case 4: return .escalate
        case 5, 6, 7: return .submit(by: decider, remark: "")
        default: return .approve(by: decider, remark: "")
        }
    }

    mutating func check(_ next: Approval, _ effects: [ApprovalEffect]) {
        for case .record(let step) in effects { check(step) }
        if effects.contains(.apply) || effects.contains(.undo) && approval.state != .approved {
            #expect(said == Set(approval.plan.levels.map(\.number)))
        }
        #expect(effects.contains(.apply) == (next.state == .approved && approval.state.isBeforeApproval))
        #expect(effects.contains(.undo) == (next.state == .cancelled && approval.state != .cancelled))
        if next.state.level == 0, approval.state.level != 0 || next.state.isCancelling != approval.state.isCancelling {
            (said, heard) = ([], [:])
        }
        #expect(!next.waitsFor.contains(Desk.requester))
        #expect((next.state.level == nil) == next.waitsFor.isEmpty)
    }

    /// A yes or no is never the requester's, and somebody else's decision is taken only by who may today.
    private mutating func check(_ step: ApprovalStep) {
        let isDecision = [.approved, .rejected, .cancellationApproved, .cancellationRejected].contains(step.action)
        guard isDecision else { return }
        #expect(step.person != Desk.requester)
        let principal = step.onBehalfOf ?? step.person
        #expect(principal.map(approval.waitsFor.contains) == true)
        if let person = step.person, let other = step.onBehalfOf {
            #expect(deputies.standIns(for: other).contains(person))
        }
        guard let level = approval.level, step.action == .approved || step.action == .cancellationApproved else {
            return
        }
        if let principal { note(level, principal) }
    }

    private mutating func note(_ level: ApprovalPlan.Level, _ principal: ID<Employee>) {
        heard[level.number, default: []].insert(principal)
        let all = heard[level.number] ?? []
        let decides = approval.isEscalated && level.escalatesTo.contains(principal)
        if decides || !level.needsAll || all.isSuperset(of: level.approvers) { said.insert(level.number) }
    }
}

extension ApprovalState {
    fileprivate var isCancelling: Bool { if case .cancelling = self { true } else { false } }
    fileprivate var isBeforeApproval: Bool {
        switch self {
        case .submitted, .pending: true
        default: false
        }
    }
}
