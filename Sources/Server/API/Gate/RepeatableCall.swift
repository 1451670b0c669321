import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Services

/// Runs an operation: where a version is named, only while that is the version; where a key is named, once, however often it
/// is sent.
struct RepeatableCall {
    private let operation: Operation
    private let call: Call
    private let key: String?
    private let hash: String
    private let versions: [EntityTag]

    init(_ operation: Operation, _ request: Request, _ call: Call, _ caller: String) {
        self.operation = operation
        self.call = call
        versions = EntityTag.list(request.headers[.ifMatch])
        let name = HTTPField.Name(Operation.keyHeader).flatMap { request.headers[$0] }
        guard operation.isRepeatable, let name else {
            (key, hash) = (nil, "")
            return
        }
        key = Self.digest([caller, operation.id, name].map { Array($0.utf8) })
        hash = Self.digest([Array(request.uri.string.utf8), call.bytes])
    }

    func run() async throws -> Reply {
        guard let key else { return try await held() }
        switch try await call.services.repeats.begin(key, hash: hash) {
        case .known(let status, let answer): return Self.reply(status, answer)
        case .otherRequest:
            throw ProblemDocument(
                422, "key-used", "The key belongs to another request",
                "Something else was sent under this Idempotency-Key; take a new key for a new request.")
        case .unfinished:
            throw ProblemDocument(
                409, "unfinished", "The request is at work",
                "The same request is being carried out, or the server stopped in the middle of it: look whether it was done "
                    + "before you send it under another key.")
        case .new: return try await kept(key)
        }
    }

    private func kept(_ key: String) async throws -> Reply {
        let reply: Reply
        do { reply = try await held() } catch {
            // What was refused has changed nothing. What failed otherwise may have.
            if let problem = ProblemDocument(error), problem.status != 503 {
                try? await call.services.repeats.forget(key)
            }
            throw error
        }
        try await call.services.repeats.finish(key, status: reply.status, answer: Self.text(reply))
        return reply
    }

    /// - Throws: ``PreconditionFailure``
    private func held() async throws -> Reply {
        guard operation.isVersioned, operation.isWrite, !versions.isEmpty, !versions.contains(.any) else {
            return try await operation.run(call)
        }
        guard case .version(let version)? = versions.first, versions.count == 1 else { throw PreconditionFailure() }
        var call = call
        call.expected = version
        return try await operation.run(call)
    }

    private static func digest(_ parts: [[UInt8]]) -> String {
        var hasher = SHA256()
        for part in parts {
            withUnsafeBytes(of: UInt64(part.count).bigEndian) { hasher.update(bufferPointer: $0) }
            hasher.update(data: part)
        }
        return hasher.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Version and body; no write streams.
    private static func text(_ reply: Reply) -> String {
        var members: [JSONValue.Member] = [.init("version", JSONValue(reply.version))]
        // As a text: the members of an object keep their order then.
        if case .json(let value) = reply.content {
            members.append(.init("body", .string(String(decoding: JSONWriter.bytes(value), as: UTF8.self))))
        }
        members += reply.headers.map { .init("header " + $0.name, .string($0.value)) }
        return String(decoding: JSONWriter.bytes(.object(members)), as: UTF8.self)
    }

    private static func reply(_ status: Int, _ text: String) -> Reply {
        let kept = (try? JSONValue.read(Data(text.utf8))) ?? .null
        let body = kept["body"]?.string.map { Reply.Content.bytes(Array($0.utf8), type: "application/json") }
        var reply = Reply(status, body ?? .none).version(kept["version"]?.integer)
        for member in kept.members ?? [] where member.name.hasPrefix("header ") {
            reply = reply.header(String(member.name.dropFirst(7)), member.value.string ?? "")
        }
        return reply.header("Idempotency-Replayed", "true")
    }
}
