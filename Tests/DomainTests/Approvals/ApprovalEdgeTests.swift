import Domain
import Testing

struct ApprovalEdgeTests {
    private func steps(_ approval: Approval, _ event: ApprovalEvent) throws -> [ApprovalStep] {
        try approval.handling(event, at: Desk.noon, deputies: Desk.nobodyAway).1.compactMap {
            if case .record(let step) = $0 { step } else { nil }
        }
    }

    /// What an administrator does for somebody is told as done for that person; what the person does is not.
    @Test func onlyWhoActsForAnotherActsOnBehalf() throws {
        let asked = Desk.twoLevels()
        #expect(try steps(asked, .submitted).map(\.onBehalfOf) == [nil])
        #expect(
            try steps(asked, .submit(by: .administrator, remark: "")).map(\.onBehalfOf) == [Desk.requester])
        let pending = try asked.after(.submitted)
        #expect(try steps(pending, .withdrawn(Desk.requester)).map(\.onBehalfOf) == [nil])
        #expect(
            try steps(pending, .withdraw(by: .administrator, remark: "")).map(\.onBehalfOf) == [Desk.requester])
    }

    @Test func aKindIsKnownByItsWord() {
        #expect(ApprovalKind.onDuty.word == "on-duty" && ApprovalKind.compOff.word == "comp-off")
        for kind in ApprovalKind.allCases { #expect(ApprovalKind(word: kind.word) == kind) }
        #expect(ApprovalKind(word: "on duty") == nil)
    }

    @Test(arguments: [(Int32(0), Int32(0), 0), (500, 500, 0), (501, 500, 1), (-1, 500, 1)])
    func aChainForOneLengthAlone(shortest: Int32, longest: Int32, problems: Int) {
        var chain = Desk.chain(ApprovalLevel([.reportingManager]))
        (chain.conditions.shortest, chain.conditions.longest) = (shortest, longest)
        #expect(chain.problems().count == problems)
    }
}
