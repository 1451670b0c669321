import Testing

@testable import Services

extension SpoolFile {
    /// A process that another test starts holds what is open here until it has become another program.
    static func opened(_ path: String) async throws -> SpoolFile {
        let limit = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < limit {
            if let file = try SpoolFile.open(path) { return file }
            try await Task.sleep(for: .milliseconds(5))
        }
        return try #require(try SpoolFile.open(path))
    }
}
