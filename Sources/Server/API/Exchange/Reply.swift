package import Domain
package import HummingbirdCore

/// What is answered.
package struct Reply: Sendable {
    package enum Content: Sendable {
        case none
        case json(JSONValue)
        case bytes([UInt8], type: String)
        /// Written as it is made; whoever writes ends it.
        case stream(type: String, @concurrent @Sendable (inout any ResponseBodyWriter) async throws -> Void)
    }

    package var status: Int
    package var content: Content
    package var headers: [(name: String, value: String)] = []
    /// Of the record that is answered: what ``Precondition`` compares.
    package var version: Int64?
    /// Until when the same question has the same answer while nothing is changed in the database; nil: nobody knows.
    package var lasts: Instant?

    package init(_ status: Int = 200, _ content: Content = .none) {
        self.status = status
        self.content = content
    }

    package static func json(_ value: JSONValue, status: Int = 200) -> Reply { Reply(status, .json(value)) }
    package static let done = Reply(204)

    /// - Parameter version: nil: it has none.
    package func version(_ version: Int64?) -> Reply {
        var reply = self
        reply.version = version
        return reply
    }

    package func lasting(until moment: Instant?) -> Reply {
        var reply = self
        reply.lasts = moment
        return reply
    }

    package func header(_ name: String, _ value: String) -> Reply {
        var reply = self
        reply.headers.append((name, value))
        return reply
    }
}
