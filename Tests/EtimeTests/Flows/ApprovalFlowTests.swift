import Domain
import Testing

/// Requests and decisions by commands alone.
struct ApprovalFlowTests {
    private func staffed(_ company: SmallCompany) async throws {
        try await company.run(["employee", "add", "7", "Ravi Rao", "--joined", "2020-01-01", "--shift", "G"])
        try await company.run(["employee", "change", "42", "--manager", "7"])
    }

    @Test func aForgottenPunchIsAskedForAndApproved() async throws {
        let monday = SmallCompany.last(.monday)
        let shift = [["add", "G", "General", "09:00", "18:00"]]
        try await SmallCompany.with(shift: shift, punches: ["42": monday.at("09:00")]) { company in
            try await staffed(company)
            try company.shell.write("proof", to: "proof.txt")
            let asked = try await company.run([
                "correction", "request", "42", "\(monday)", "--add", "18:00 out", "--reason", "forgot", "--file",
                company.shell.path("proof.txt"), "--as", "42",
            ])
            #expect(asked.output.contains("is pending; it waits for Ravi Rao (7)."))
            let own = try await company.shell.etime("approve", "grant", "1", "--as", "42")
            #expect(own.status == 1)
            #expect(own.errors.contains("Person 42 (42) cannot decide on an own request."))
            let inbox = try await company.run(["approve", "list", "--as", "7", "--format", "json"]).rows()
            #expect(inbox.map { $0["id"] as? Int } == [1])
            try await company.run(["approve", "grant", "1", "--as", "7"])
            #expect(try await company.day(monday, of: "42")["status"] as? String == "P")
            let shown = try await company.run(["approve", "show", "1"]).output
            #expect(shown.contains("proof.txt, 5 bytes, SHA-256 "))
            let told = try await company.run(["explain", "42", "\(monday)"]).output
            #expect(told.contains("it was added by hand by"))
            #expect(told.contains("(request 1): forgot"))
            try await company.run(["ledger", "verify"])
        }
    }

    @Test func severalAreDecidedEachByItself() async throws {
        let monday = SmallCompany.last(.monday)
        let shift = [["add", "G", "General", "09:00", "18:00"]]
        try await SmallCompany.with(shift: shift, punches: ["42": monday.at("09:00", "18:00")]) { company in
            try await staffed(company)
            for day in 0..<2 {
                try await company.run([
                    "duty", "request", "42", "on-duty", "\(monday + day)", "--reason", "fair", "--as", "42",
                ])
            }
            try await company.run(["approve", "withdraw", "1", "--as", "42"])
            let outcome = try await company.shell.etime("approve", "grant", "1", "2", "--as", "7")
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("Request 1 is withdrawn, so there is nothing to decide."))
            #expect(outcome.output.contains("Request 2"))
            #expect(outcome.output.contains("is approved."))
            let unknown = try await company.shell.etime("approve", "list", "--as", "nobody")
            #expect(unknown.status == 1)
            #expect(unknown.errors.contains("There is no employee nobody"))
        }
    }

    @Test func contradictionsInAChainAreNamedAtOnce() async throws {
        let shell = try Shell()
        let outcome = try await shell.etime(
            "approve", "chain", "add", "Odd", "--shortest", "3", "--longest", "2", "--level", "manager after 4h next")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("swap them"))
        #expect(outcome.errors.contains("cannot escalate to the next level"))
        #expect(try await shell.etime("approve", "chain", "list").output.hasPrefix("There are no chains"))
    }
}
