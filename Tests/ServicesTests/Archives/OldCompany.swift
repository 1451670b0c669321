import Domain
import Foundation
import Storage
import Testing

@testable import Services

/// A company that has collected punches since January 2025, one batch a month; it is December 2025, and everything before
/// October is locked.
struct OldCompany {
    let company: TestCompany
    let asha: Employee
    let gate: DeviceSummary
    let folder: String

    var services: Services { company.services }
    var actor: Actor { company.actor }
    var archive: String { "\(folder)/archive.db" }
    var june: CivilDate { CivilDate(daysSinceEpoch: 20_240) }  // 2025-06-01

    static func open(_ body: (OldCompany) async throws -> Void) async throws {
        try await TestCompany.open(now: "2025-01-02 10:00:00") { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha Verma", joined: "2025-01-01")
            let gate = try await company.addDevice("Gate", port: 4370)
            let folder = URL(filePath: company.path).deletingLastPathComponent().path
            try await company.database.write { [stamp = Stamp(actor: "test", at: company.clock.now)] db in
                _ = try DeviceUserStore(db).map("42", on: gate.id, to: asha.id, by: stamp)
            }
            let old = OldCompany(company: company, asha: asha, gate: gate, folder: folder)
            for month in 1...11 { try await old.collect(month) }
            company.clock.set("2025-12-01 10:00:00")
            for month in 1...9 { try await old.lock("2025-0\(month)") }
            try await body(old)
        }
    }

    /// Asha's first two days of a month, and one punch of a stranger.
    private func collect(_ month: Int) async throws {
        let prefix = "2025-\(month < 10 ? "0" : "")\(month)"
        company.clock.set("\(prefix)-28 10:00:00")
        try await record(
            ["03", "04"].flatMap { ["42 \(prefix)-\($0) 09:00:00", "42 \(prefix)-\($0) 18:00:00"] }
                + ["77 \(prefix)-05 09:00:00"])
    }

    func record(_ punches: [String]) async throws {
        let (gate, now) = (gate.id, company.clock.now)
        try await company.database.write { db in
            let new = punches.compactMap { text in
                let parts = text.split(separator: " ", maxSplits: 1)
                return LocalTime(parts[1]).map { local in
                    NewPunch(
                        deviceUser: String(parts[0]), local: local,
                        placement: Placement(
                            instant: Instant(seconds: local.seconds - TestCompany.offset),
                            offset: Int32(TestCompany.offset), kind: .exact), state: .undefined)
                }
            }
            _ = try PunchLedger(db).record(new, from: gate, source: .download, collectedAt: now)
            try WatermarkStore(db).save(Watermark(device: gate, completeThrough: now, recordCount: 5, readAt: now))
        }
        try await services.attendance.recomputePending()
    }

    func lock(_ month: String) async throws {
        try await services.periods.lock(try #require(Month(month)), despite: "the terminal was retired", by: actor)
    }

    @discardableResult
    func archive(
        before day: CivilDate? = nil, to path: String? = nil,
        progress: @escaping @Sendable (ArchiveProgress) -> Void = { _ in }
    ) async throws -> ArchiveReport {
        let target = try await openDatabase(DatabaseURL(path ?? archive), drivers: [SQLiteDriver()])
        do {
            let report = try await services.archives.make(
                before: day ?? june, in: target, by: actor, progress: progress)
            try await target.close()
            return report
        } catch {
            try? await target.close()
            throw error
        }
    }

    func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    /// What every day of the year came to.
    func days() async throws -> [DayResult] {
        let year = try date("2025-01-01")...date("2025-12-31")
        return try await company.database.read { try DayResultStore($0).results(year) }
    }

    func verdict() async throws -> String {
        try await services.ledger.verify(by: actor).sentence
    }
}
