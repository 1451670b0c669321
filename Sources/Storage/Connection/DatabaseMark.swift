/// A moment in the life of a database. Two that are equal: nothing was committed in between, by any program.
package struct DatabaseMark: Hashable, Sendable {
    private let number: Int64

    package init(_ number: Int64) { self.number = number }
}

extension Database {
    package func mark() async throws -> DatabaseMark? { nil }
}
