import Domain
import Storage
import Testing

@testable import Services

struct CorrectionServiceTests {
    @Test func anApprovedRequestAddsAPunchAndTheLedgerStaysAsItIs() async throws {
        try await ApprovalCompany.open { office in
            try await office.punch("2026-11-19 09:00:00")
            #expect(try await office.day().status == .absent)
            let before = try await office.company.punchCount()
            let line = try await office.request(.add(try local("2026-11-19 18:00"), .exit))
            #expect(line.waitsFor == ["Ravi Rao (0007)"])
            #expect(try await office.day().status == .absent)
            #expect(try await office.grant(line, as: office.ravi).refusal == nil)
            let day = try await office.day()
            #expect(day.status == .present)
            #expect(day.work == 8 * 3600)
            #expect(day.flags.contains(.manualPunch))
            #expect(try await office.company.punchCount() == before)
            #expect(try await office.company.pendingCount() == 0)
        }
    }

    @Test func explainSaysWhoAndWhy() async throws {
        try await ApprovalCompany.open { office in
            try await office.punch("2026-11-19 09:00:00", "2026-11-19 12:00:00", "2026-11-19 18:00:00")
            let line = try await office.request(
                .void(try local("2026-11-19 12:00")), .redirect(try local("2026-11-19 18:00"), .exit))
            _ = try await office.grant(line, as: office.ravi)
            let date = try #require(CivilDate("2026-11-19"))
            let explanation = try await office.services.attendance.explain(
                office.asha.id, on: date, by: office.actor)
            let trace = explanation.trace
            #expect(explanation.punches.count == 3)
            let void = try #require(trace.entries.first { $0.code == .punchVoid })
            #expect(
                void.text == "12:00 does not count: it was voided by Meera on Fri 20 Nov 2026 (request 1): forgot. "
                    + "It stays in the record.")
            let out = try #require(trace.entries.first { $0.text.hasPrefix("18:00 is an OUT") })
            #expect(out.text.contains("its direction was corrected by Meera on Fri 20 Nov 2026 (request 1): forgot"))
            #expect(trace.result.work == 8 * 3600)
        }
    }

    @Test func aPunchBetweenTwoOthersPairsAnew() async throws {
        try await ApprovalCompany.open { office in
            try await office.punch("2026-11-19 09:00:00", "2026-11-19 13:00:00", "2026-11-19 18:00:00")
            try await office.services.corrections.correct(
                try office.correction(.add(try local("2026-11-19 14:00"), .either)), of: office.asha.id,
                by: office.actor)
            let day = try await office.day()
            #expect(day.work == 8 * 3600)
            #expect(day.punchCount == 4)
            let date = try #require(CivilDate("2026-11-19"))
            let trace = try await office.services.attendance.explain(office.asha.id, on: date, by: office.actor).trace
            #expect(
                trace.entries.contains { $0.text.contains("it was added by hand by Meera on Fri 20 Nov 2026: forgot") })
        }
    }

    @Test func aDirectCorrectionNeedsAReasonAndIsJournalled() async throws {
        try await ApprovalCompany.open { office in
            try await office.punch("2026-11-19 09:00:00")
            await #expect(throws: ServiceError.invalid("why", "Say why the punches are corrected.")) {
                try await office.services.corrections.correct(
                    try office.correction(.void(try local("2026-11-19 09:00")), why: " "), of: office.asha.id,
                    by: office.actor)
            }
            let made = try await office.services.corrections.correct(
                try office.correction(.void(try local("2026-11-19 09:00"))), of: office.asha.id, by: office.actor)
            #expect(made.count == 1)
            #expect(try await office.day().punchCount == 0)
            let entry = try #require(try await office.company.journal().first { $0.entity == .punchOverlay })
            #expect(entry.stamp.actor == "Meera")
            try await office.services.corrections.revoke(made[0].overlay.id, why: "it was right", by: office.actor)
            #expect(try await office.day().punchCount == 1)
            let all = try await office.services.corrections.list(
                of: office.asha.id, made[0].local.date...made[0].local.date, by: office.actor)
            #expect(all.map(\.revoked?.why) == ["it was right"])
            await #expect(throws: ServiceError.unknownCorrection(1)) {
                try await office.services.corrections.revoke(made[0].overlay.id, why: "again", by: office.actor)
            }
        }
    }

    /// All at once, each with its field.
    @Test(arguments: [
        ("2026-11-20 12:00:01", "add", "2026-11-20 12:00:01 is still to come; a punch cannot be added ahead."),
        ("2026-11-19 09:00:00", "add", "There is a punch at 2026-11-19 09:00:00 already."),
        ("2026-11-18 09:00:00", "add", "2026-11-18 09:00:00 does not belong to"),
    ])
    func refusesWhatCannotBeAdded(time: String, field: String, sentence: String) async throws {
        try await ApprovalCompany.open { office in
            try await office.punch("2026-11-19 09:00:00")
            let date = time.hasPrefix("2026-11-20") ? "2026-11-20" : "2026-11-19"
            do {
                _ = try await office.request(.add(try local(time), .exit), on: date)
                Issue.record("accepted")
            } catch ServiceError.invalid(let problems) {
                #expect(problems.map(\.field) == [field])
                #expect(problems.first?.sentence.hasPrefix(sentence) == true)
            }
            #expect(try await office.services.approvals.requests(of: office.asha.id, by: office.actor).isEmpty)
        }
    }

    @Test func aPunchOfThisVerySecondCanBeAdded() async throws {
        try await ApprovalCompany.open { office in
            let line = try await office.request(.add(try local("2026-11-20 12:00:00"), .entry), on: "2026-11-20")
            #expect(line.request.approval.state == .pending(level: 0))
        }
    }

    @Test func daysToComeAndBeforeJoiningAreRefused() async throws {
        try await ApprovalCompany.open { office in
            for (date, word) in [("2026-11-21", "still to come"), ("2026-10-31", "not employed")] {
                do {
                    _ = try await office.request(.add(try local("\(date) 09:00"), .entry), on: date)
                    Issue.record("accepted \(date)")
                } catch ServiceError.invalid(let problems) {
                    #expect(problems.contains { $0.field == "date" && $0.sentence.contains(word) })
                }
            }
        }
    }

    @Test func theMonthlyLimitCountsWhatHoldsOrMayHold() async throws {
        try await ApprovalCompany.open { office in
            try await office.services.corrections.update(
                CorrectionSettings(monthlyLimit: 2, daysBack: 10), by: office.actor)
            let first = try await office.request(.add(try local("2026-11-19 09:00"), .entry))
            _ = try await office.request(.add(try local("2026-11-18 09:00"), .entry), on: "2026-11-18")
            await #expect(throws: ServiceError.self) {
                try await office.request(.add(try local("2026-11-17 09:00"), .entry), on: "2026-11-17")
            }
            _ = try await office.services.approvals.withdraw([first.id], as: office.asha.id, by: office.actor)
            _ = try await office.request(.add(try local("2026-11-10 09:00"), .entry), on: "2026-11-10")
            await #expect(throws: ServiceError.self) {
                try await office.request(.add(try local("2026-11-09 09:00"), .entry), on: "2026-11-09")
            }
        }
    }

    /// What a locked month pays is settled; what an administrator still corrects is listed for the next one.
    @Test func nothingIsAskedForInALockedMonth() async throws {
        try await ApprovalCompany.open(now: "2026-12-03 12:00:00") { office in
            try await office.punch("2026-11-19 09:00:00")
            let month = try #require(Month("2026-11"))
            try await office.services.periods.lock(month, despite: "test", by: office.actor)
            await #expect(
                throws: ServiceError.invalid(
                    "date",
                    "2026-11 is locked for Asha Verma, so nothing about 2026-11-19 can be asked for any more; "
                        + "an administrator can have it paid with 2026-12.")
            ) {
                try await office.request(.add(try local("2026-11-19 18:00"), .exit))
            }
            let before = try await office.day()
            try await office.services.corrections.correct(
                try office.correction(.add(try local("2026-11-19 18:00"), .exit)), of: office.asha.id,
                by: office.actor)
            #expect(try await office.day().status == before.status)
            let line = try await office.request(.add(try local("2026-12-01 09:00"), .entry), on: "2026-12-01")
            #expect(line.request.approval.state == .pending(level: 0))
        }
    }

    @Test func filesComeWithSizeAndHash() async throws {
        try await ApprovalCompany.open { office in
            var settings = CorrectionSettings()
            settings.largestFile = 3
            try await office.services.corrections.update(settings, by: office.actor)
            var draft = try office.correction(.add(try local("2026-11-19 09:00"), .entry))
            draft.files = [RequestFile(name: "letter.txt", bytes: Array("abcd".utf8))]
            await #expect(throws: ServiceError.self) {
                try await office.services.corrections.request(draft, of: office.asha.id, by: office.actor)
            }
            draft.files = [RequestFile(name: "letter.txt", bytes: Array("abc".utf8))]
            let line = try await office.services.corrections.request(draft, of: office.asha.id, by: office.actor)
            let report = try await office.services.approvals.report(line.id, by: office.actor)
            #expect(report.files.map(\.size) == [3])
            #expect(
                report.files.map(\.sha256) == ["ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"])
            #expect(
                try await office.services.approvals.file("letter.txt", of: line.id, by: office.actor)
                    == Array("abc".utf8))
        }
    }

    @Test func cancellingTakesTheCorrectionBack() async throws {
        try await ApprovalCompany.open { office in
            try await office.punch("2026-11-19 09:00:00")
            let line = try await office.request(.add(try local("2026-11-19 18:00"), .exit))
            _ = try await office.grant(line, as: office.ravi)
            _ = try await office.services.approvals.cancel([line.id], as: office.asha.id, by: office.actor)
            #expect(try await office.state(line) == .cancelled)
            #expect(try await office.day().punchCount == 1)
        }
    }

    /// The punch that was to be voided has been voided meanwhile: nothing of the last approval stays.
    @Test func whatCannotBeAppliedLeavesNothingHalfWritten() async throws {
        try await ApprovalCompany.open { office in
            try await office.punch("2026-11-19 09:00:00", "2026-11-19 09:30:00", "2026-11-19 18:00:00")
            let line = try await office.request(
                .add(try local("2026-11-19 08:55"), .entry), .void(try local("2026-11-19 09:30")))
            try await office.services.corrections.correct(
                try office.correction(.void(try local("2026-11-19 09:30"))), of: office.asha.id, by: office.actor)
            let journal = try await office.company.journal().count
            let result = try await office.grant(line, as: office.ravi)
            #expect(result.refusal?.contains("is not there any more") == true)
            #expect(try await office.state(line) == .pending(level: 0))
            #expect(try await office.inbox(office.ravi) == [line.id])
            #expect(try await office.company.journal().count == journal)
            #expect(try await office.day().punchCount == 2)
            #expect(try await office.services.approvals.report(line.id, by: office.actor).history.count == 1)
        }
    }

    @Test func everybodysWalkReadsTheSameAsOnePersons() async throws {
        try await ApprovalCompany.open { office in
            for number in 0..<20 { try await office.company.add("N\(number)", "Person \(number)") }
            try await office.punch("2026-11-19 09:00:00", "2026-11-19 12:00:00")
            try await office.services.corrections.correct(
                try office.correction(
                    .void(try local("2026-11-19 12:00")), .add(try local("2026-11-19 18:00"), .exit)),
                of: office.asha.id, by: office.actor)
            let before = try await office.day()
            let date = before.date
            try await office.services.attendance.recompute(date...date, by: office.actor)
            #expect(try await office.day() == before)
            #expect(before.work == 8 * 3600)
        }
    }
}
