import Domain
import Foundation
import Services
import Storage
import StorageODBC

/// What a company of 5,000 people is like after 1 and after 10 million punches: the screens' queries on each database, and
/// the copy from SQLite to PostgreSQL.
struct GrowthBench {
    /// About 1 and 10 million punches, to the same day.
    private static let short = company(workingDays: 50)
    private static let long = company(workingDays: 500)
    private static let rounds = 15

    private static func company(workingDays: Int) -> BenchCompany {
        let last = CivilDate(daysSinceEpoch: 20_757)  // 2026-10-31
        return BenchCompany(days: (last - workingDays * 7 / 6 + 1)...last, lunches: 1)
    }

    static func run() async throws -> [BenchLine] {
        try await BenchPlace.sqlite.withFreshURL { few in
            try await BenchPlace.sqlite.withFreshURL { many in
                try await build(short, few)
                try await build(long, many)
                var lines = [try await screens(few, many, suffix: "")]
                for place in BenchPlace.servers {
                    lines += try await place.withFreshURL { fewThere in
                        try await place.withFreshURL { manyThere in
                            let small = try await CopyRun.copy(few, to: fewThere)
                            let large = try await CopyRun.copy(many, to: manyThere)
                            return copyLines(small, large, suffix: place.suffix)
                                + [try await screens(fewThere, manyThere, suffix: place.suffix)]
                        }
                    }
                }
                return lines
            }
        }
    }

    private static func copyLines(_ small: CopyRun, _ large: CopyRun, suffix: String) -> [BenchLine] {
        print("copy\(suffix): 1 million punches \(small)")
        print("copy\(suffix): 10 million punches \(large)")
        let isBarred = suffix == "-postgresql"
        return [
            BenchLine(
                name: "db-copy" + suffix, value: large.rate, unit: "rows/s", bar: .atLeast(isBarred ? 100_000 : 25_000)),
            BenchLine(
                name: "db-copy-memory" + suffix, value: Double(large.peak) / Double(small.peak), unit: "ratio",
                bar: .atMost(1.2)),
        ]
    }

    /// Punches and days, a month at a time.
    private static func build(_ company: BenchCompany, _ url: DatabaseURL) async throws {
        let start = ContinuousClock.now
        try await company.fill(url)
        let services = try await Services.open(url, drivers: allDatabaseDrivers, now: { company.now })
        var first = company.days.lowerBound
        while first <= company.days.upperBound {
            let last = min(first + 30, company.days.upperBound)
            try await services.attendance.recompute(first...last, by: .localAdministrator())
            first = last + 1
        }
        try await services.close()
        try await company.lock(url)
        print("growth: built \(company.days.count) days in \(Int((ContinuousClock.now - start) / .seconds(1))) s")
    }

    /// Each query at both sizes in turn; the ratio of the fastest of each, and of those the worst.
    private static func screens(_ few: DatabaseURL, _ many: DatabaseURL, suffix: String) async throws -> BenchLine {
        let (small, large) = (try await open(few), try await open(many))
        var worst = 0.0
        for screen in Screen.all {
            var (least, most) = (Double.infinity, Double.infinity)
            for _ in 0..<rounds {
                least = min(least, try await time(screen, small))
                most = min(most, try await time(screen, large))
            }
            let ratio = most / least
            print(
                "screens\(suffix): \(screen.name) \(milliseconds(least)) ms at 1 million, \(milliseconds(most)) ms at",
                "10 million, ratio \(milliseconds(ratio))")
            // Below a millisecond there is more chance than work.
            if most >= 1 { worst = max(worst, ratio) }
        }
        try await small.close()
        try await large.close()
        return BenchLine(name: "screens" + suffix, value: worst, unit: "ratio", bar: .atMost(1.2))
    }

    private static func open(_ url: DatabaseURL) async throws -> Services {
        let now = long.now
        return try await Services.open(url, drivers: allDatabaseDrivers, now: { now })
    }

    /// Milliseconds of one call, as the mean of as many as take a twentieth of a second.
    private static func time(_ screen: Screen, _ services: Services) async throws -> Double {
        let start = ContinuousClock.now
        var calls = 0.0
        repeat {
            try await screen.show(services)
            calls += 1
        } while ContinuousClock.now - start < .milliseconds(50)
        return (ContinuousClock.now - start) / .milliseconds(1) / calls
    }

    private static func milliseconds(_ number: Double) -> Double { (number * 100).rounded() / 100 }
}
