import Domain
import Testing

@testable import Services

/// What a collection brought, in words.
struct SyncReportTests {
    @Test(arguments: [
        (1, "1 with a date that cannot be right is in quarantine"),
        (2, "2 with a date that cannot be right are in quarantine"),
    ])
    func oneIsNotSeveral(count: Int, words: String) {
        var report = SyncReport(device: ID(1), deviceName: "Gate")
        report.quarantined = count
        #expect(report.description == "0 new punches from Gate, 0 days worked out; \(words).")
        #expect(report.arrival == "0 new punches from Gate. \(words).")
    }
}
