import Domain
import Testing

struct ApprovalPlanTests {
    private func plan(_ line: ReportingLine, _ levels: ApprovalLevel...) throws(ApprovalRefusal) -> ApprovalPlan {
        try ApprovalChain(id: ID(1), name: "Chain", levels: levels).plan(for: line)
    }

    @Test func namesWhoDecides() throws {
        let plan = try plan(
            Desk.line, ApprovalLevel([.reportingManager]), ApprovalLevel([.managersManager]),
            ApprovalLevel([.headOfDepartment]), ApprovalLevel([.employee(Desk.stranger)]))
        #expect(plan.levels.map(\.approvers) == [[Desk.manager], [Desk.director], [Desk.head], [Desk.stranger]])
        #expect(plan.levels.map(\.number) == [1, 2, 3, 4])
    }

    @Test func theHeadsOwnRequestGoesToTheSuperior() throws {
        var line = Desk.line
        line.headOfDepartment = line.person
        #expect(try plan(line, ApprovalLevel([.headOfDepartment])).levels.map(\.approvers) == [[Desk.manager]])
    }

    @Test func aLevelWithNobodyButTheRequesterIsSkippedWhileAnotherRemains() throws {
        let top = ReportingLine(person: Desk.requester, headOfDepartment: Desk.requester)
        let plan = try plan(
            top, ApprovalLevel([.headOfDepartment]), ApprovalLevel([.employee(Desk.stranger)]))
        #expect(plan.skipped == [1])
        #expect(plan.levels.map(\.approvers) == [[Desk.stranger]])
        #expect(plan.levels.map(\.number) == [2])
        #expect(throws: ApprovalRefusal.nobodyToApprove(level: 1, gaps: [.isRequester])) {
            try self.plan(top, ApprovalLevel([.headOfDepartment]))
        }
    }

    @Test func whatIsNotSetIsSaid() {
        let alone = ReportingLine(person: Desk.requester, department: "Press")
        let gaps: [ApproverGap] = [.noManager, .noHead(department: "Press")]
        #expect(throws: ApprovalRefusal.nobodyToApprove(level: 1, gaps: gaps)) {
            try self.plan(alone, ApprovalLevel([.reportingManager, .headOfDepartment]))
        }
        #expect(throws: ApprovalRefusal.nobodyToApprove(level: 2, gaps: [.noManager])) {
            try self.plan(
                alone, ApprovalLevel([.employee(Desk.stranger)]), ApprovalLevel([.reportingManager]))
        }
    }

    @Test func whoHasLeftIsReplacedByTheSuperior() throws {
        var line = Desk.line
        line.gone = [Desk.stranger]
        #expect(
            try plan(line, ApprovalLevel([.employee(Desk.stranger)])).levels.map(\.approvers) == [[Desk.manager]])
        line.superiors = []
        #expect(throws: ApprovalRefusal.nobodyToApprove(level: 1, gaps: [.hasLeft(Desk.stranger)])) {
            try self.plan(line, ApprovalLevel([.employee(Desk.stranger)]))
        }
    }

    @Test func allOfSeveralGetsASubstituteForEachGap() throws {
        var line = Desk.line
        line.headOfDepartment = nil
        let all = try plan(line, ApprovalLevel([.reportingManager, .headOfDepartment], needsAll: true))
        #expect(all.levels.map(\.approvers) == [[Desk.manager, Desk.director]])
        let any = try plan(line, ApprovalLevel([.reportingManager, .headOfDepartment]))
        #expect(any.levels.map(\.approvers) == [[Desk.manager]])
    }

    @Test(arguments: [
        (Escalation.Target.nextLevel, [Desk.head]), (.managersManager, [Desk.director]),
        (.employee(Desk.stranger), [Desk.stranger]), (.employee(Desk.requester), []),
    ])
    func escalatesToWhom(target: Escalation.Target, to: [ID<Employee>]) throws {
        let plan = try plan(
            Desk.line, ApprovalLevel([.reportingManager], escalation: Escalation(afterHours: 48, to: target)),
            ApprovalLevel([.headOfDepartment]))
        #expect(plan.levels[0].escalatesTo == to)
        #expect(plan.levels[0].escalatesAfterHours == (to.isEmpty ? nil : 48))
    }
}

struct ApprovalChainTests {
    private func facts(_ kind: ApprovalKind = .leave, days: Int32 = 1000, type: String = "CL") -> ApprovalFacts {
        ApprovalFacts(
            kind: kind, requester: ID(1), department: "Press", location: "Pune",
            leaveType: kind == .leave ? type : "", length: days)
    }

    @Test(arguments: [(2999, false), (3000, true), (5000, true), (5001, false)] as [(Int32, Bool)])
    func lengthsWithBothEnds(days: Int32, holds: Bool) {
        #expect(ApprovalConditions(shortest: 3000, longest: 5000).hold(for: facts(days: days)) == holds)
    }

    @Test func eachConditionMustHold() {
        #expect(ApprovalConditions().hold(for: facts()))
        #expect(ApprovalConditions(kinds: [.leave, .onDuty]).hold(for: facts()))
        #expect(!ApprovalConditions(kinds: [.onDuty]).hold(for: facts()))
        #expect(!ApprovalConditions(leaveTypes: ["CL"]).hold(for: facts(.onDuty)))
        #expect(!ApprovalConditions(leaveTypes: ["SL"]).hold(for: facts()))
        #expect(!ApprovalConditions(kinds: [.leave], departments: ["Stores"]).hold(for: facts()))
        #expect(!ApprovalConditions(kinds: [.leave], locations: ["Nashik"]).hold(for: facts()))
        #expect(ApprovalConditions(departments: ["Press", "Stores"], locations: ["Pune"]).hold(for: facts()))
    }

    @Test func theLowestNumberWinsThenTheOlder() {
        func chain(_ id: Int64, _ priority: Int32, _ conditions: ApprovalConditions = .init()) -> ApprovalChain {
            ApprovalChain(
                id: ID(id), name: "\(id)", priority: priority, conditions: conditions,
                levels: [ApprovalLevel([.reportingManager])])
        }
        let chains = [chain(3, 10), chain(2, 10), chain(1, 20), chain(4, 1, .init(kinds: [.onDuty]))]
        #expect(ApprovalChain.choose(chains, for: facts()).name == "2")
        #expect(ApprovalChain.choose(chains, for: facts(.onDuty)).name == "4")
        #expect(ApprovalChain.choose([], for: facts()) == .standard)
    }

    @Test func contradictionsAreNamed() {
        let bad = ApprovalChain(
            id: ID(1), name: "", conditions: .init(kinds: [.onDuty], leaveTypes: ["CL"], shortest: 2000, longest: 1000),
            levels: [
                ApprovalLevel([]),
                ApprovalLevel(
                    [.reportingManager, .reportingManager], escalation: Escalation(afterHours: 0, to: .nextLevel)),
            ])
        #expect(
            bad.problems().map(\.field) == [
                "name", "to", "leaveTypes", "level 1", "level 2", "level 2", "level 2",
            ])
        #expect(ApprovalChain.standard.problems().isEmpty)
    }
}
