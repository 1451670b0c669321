package import Domain
package import HTTPTypes

/// One thing that can be asked of the server: what the OpenAPI document says of it, and what does it.
package struct Operation: Sendable {
    package enum Access: Hashable, Sendable {
        /// Of anybody.
        case open
        /// Of whoever has signed in; the use case says whether they may.
        case signedIn
    }

    package struct Body: Hashable, Sendable {
        package var schema: Schema
        /// In each of which it may come.
        package var mediaTypes = ["application/json"]

        package var isJSON: Bool { mediaTypes == ["application/json"] }
    }

    package struct Success: Hashable, Sendable {
        package var status = 200
        package var note = "Done."
        /// Nil: nothing.
        package var schema: Schema?
        /// Others in which the same can be had.
        package var mediaTypes: [String] = ["application/json"]
        /// `Location` says where what was made is.
        package var isLocated = false
    }

    /// `listEmployees`
    package var id: String
    package var method: HTTPRequest.Method
    /// Below `/api/v1`: `/employees/{code}`.
    package var path: String
    /// The chapter it stands in.
    package var tag: String
    package var summary: String
    package var detail = ""
    package var access = Access.signedIn
    package var parameters: [Parameter] = []
    package var body: Body?
    package var success = Success()
    /// What is sent or answered is kept nowhere, not as a hash either, so that it cannot be told from a second time.
    package var isSecret = false
    /// The answer has a version, which a change can be tied to.
    package var isVersioned = false
    /// Some of its answers say until when they last, so that they are worth keeping.
    package var isLasting = false
    /// What the caller must have before a large body is taken at all; the use case asks for it again.
    package var permission: Permission?
    /// Refusals beside those that every such operation knows.
    package var refusals: [Int] = []
    package var run: @Sendable (Call) async throws -> Reply

    /// It changes something.
    package var isWrite: Bool { method != .get }
    /// What it answers to. How long an answer without end is nobody can say in its head.
    package var methods: [HTTPRequest.Method] { method == .get && !isStream ? [.get, .head] : [method] }

    package static let keyHeader = "Idempotency-Key"
    package static let reasonHeader = "Etime-Reason"
}

extension Operation {
    /// Headers that every operation of its kind takes.
    package var usualParameters: [Parameter] {
        var parameters: [Parameter] = []
        if isRepeatable {
            parameters.append(
                .header(Self.keyHeader, .text(1...200), "Sent again under the same key, it is done once."))
        }
        if isWrite, access == .signedIn {
            parameters.append(.header(Self.reasonHeader, .text(0...1_000), "Why; it stands in the journal."))
        }
        if isVersioned {
            parameters.append(
                isWrite
                    ? .header("If-Match", .text(1...400), "The ETag that was read: 412 where it was changed since.")
                    : .header(
                        "If-None-Match", .text(1...400), "The ETag that is known: 304 where it is the same still."))
        }
        return parameters
    }

    package static func get(
        _ id: String, _ path: String, _ tag: String, _ summary: String, _ parameters: [Parameter] = [],
        answering schema: Schema?, _ run: @escaping @Sendable (Call) async throws -> Reply
    ) -> Operation {
        Operation(
            id: id, method: .get, path: path, tag: tag, summary: summary, parameters: parameters,
            success: Success(note: "What was asked for.", schema: schema), run: run)
    }

    /// - Parameter status: 200; 201 where something new is made; 204 where nothing is answered.
    package static func write(
        _ method: HTTPRequest.Method, _ id: String, _ path: String, _ tag: String, _ summary: String,
        _ parameters: [Parameter] = [], taking body: Schema? = nil, answering schema: Schema? = nil,
        status: Int = 200, _ run: @escaping @Sendable (Call) async throws -> Reply
    ) -> Operation {
        Operation(
            id: id, method: method, path: path, tag: tag, summary: summary, parameters: parameters,
            body: body.map { Body(schema: $0) },
            success: Success(status: status, note: status == 201 ? "Made." : "Done.", schema: schema), run: run)
    }

    package func detailed(_ detail: String) -> Operation {
        var operation = self
        operation.detail = detail
        return operation
    }

    /// - Parameter statuses: that it can be refused with beside the usual ones.
    package func refusing(_ statuses: Int...) -> Operation {
        var operation = self
        operation.refusals = statuses
        return operation
    }

    package func versioned() -> Operation {
        var operation = self
        operation.isVersioned = true
        return operation
    }

    /// Its answer says in `Location` where what was made is.
    package func located() -> Operation {
        var operation = self
        operation.success.isLocated = true
        return operation
    }

    /// The rows of its page can be had whole, as lines of JSON and as CSV.
    package func alsoWhole() -> Operation {
        var operation = self
        operation.success.mediaTypes += Success.tables
        return operation
    }

    package func lasting() -> Operation {
        var operation = self
        operation.isLasting = true
        return operation
    }

    package func secret() -> Operation {
        var operation = self
        operation.isSecret = true
        return operation
    }

    /// It is answered by events, without end.
    package func streaming() -> Operation {
        var operation = self
        operation.success.mediaTypes = [Self.eventStream]
        return operation
    }

    package static let eventStream = "text/event-stream"
    package var isStream: Bool { success.mediaTypes == [Self.eventStream] }

    /// Whether it can be tied to a key.
    package var isRepeatable: Bool { isWrite && access == .signedIn && !isSecret }

    package func open() -> Operation {
        var operation = self
        operation.access = .open
        return operation
    }
}
