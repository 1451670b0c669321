import Devices
import HTTPTypes
package import Services
import Storage

/// What went wrong with a request, as RFC 9457 has it.
package struct ProblemDocument: Error, Hashable, Sendable {
    package var status: Int
    /// The kind, for programs: `invalid`, `not-found`.
    package var kind: String
    /// The kind in a few words, for people.
    package var title: String
    /// What happened and what to do.
    package var detail: String
    package var fields: [FieldProblem]
    /// Seconds after which it is worth another try.
    package var retryAfter: Int64?

    package init(
        _ status: Int, _ kind: String, _ title: String, _ detail: String, fields: [FieldProblem] = [],
        retryAfter: Int64? = nil
    ) {
        self.status = status
        self.kind = kind
        self.title = title
        self.detail = detail
        self.fields = fields
        self.retryAfter = retryAfter
    }

    package static let mediaType = "application/problem+json"

    /// - Parameter request: the id by which the log knows the request.
    package func document(request: String) -> JSONValue {
        let errors = fields.map { field in
            JSONValue.object([
                .init("field", .string(field.field)), .init("detail", .string(CommandWords.overHTTP(field.sentence))),
            ])
        }
        return .object(
            [
                .init("type", .string("urn:etime:problem:\(kind)")), .init("title", .string(title)),
                .init("status", .integer(Int64(status))), .init("detail", .string(CommandWords.overHTTP(detail))),
                .init("instance", .string("urn:etime:request:\(request)")),
            ] + (errors.isEmpty ? [] : [.init("errors", .array(errors))]))
    }

    package static let schema = Schema.object([
        .init("type", .text, required: true, "The kind of problem; it stays the same in later versions."),
        .init("title", .text, required: true), .init("status", .integer(400...599), required: true),
        .init("detail", .sentence, required: true, "What happened, and what to do."),
        .init("instance", .text, required: true, "The request, as the server’s log calls it."),
        .init(
            "errors",
            .list(
                .object([
                    .init("field", .sentence, required: true, "`name`, `days[2].from`, or a parameter."),
                    .init("detail", .sentence, required: true),
                ])), "What is wrong with which field."),
    ])
}

extension ProblemDocument {
    package static func invalid(_ fields: [FieldProblem]) -> ProblemDocument {
        ProblemDocument(
            422, "invalid", "Something is wrong with the request", fields.map(\.sentence).joined(separator: " "),
            fields: fields)
    }

    static func invalid(_ field: String, _ sentence: String) -> ProblemDocument {
        invalid([FieldProblem(field: field, sentence: sentence)])
    }

    package static func parameter(_ name: String, _ sentence: String) -> ProblemDocument {
        ProblemDocument(
            400, "invalid-parameter", "A parameter is wrong", sentence,
            fields: [FieldProblem(field: name, sentence: sentence)])
    }

    package static func notFound(_ detail: String) -> ProblemDocument {
        ProblemDocument(404, "not-found", "There is no such thing", detail)
    }

    package static let noSuchPath = ProblemDocument(
        404, "no-such-path", "There is no such address", "The addresses are in /api/v1/openapi.json.")

    package static let notSignedIn = ProblemDocument(
        401, "not-signed-in", "Who are you?",
        "Send a session or an access token as “Authorization: Bearer …”; POST /api/v1/sessions gives a session.")

    package static let tooManyStreams = ProblemDocument(
        429, "too-many-streams", "Too many are open",
        "This account follows punches as often as it may already; end one of them first.", retryAfter: 30)

    package static let tooMuchAtOnce = ProblemDocument(
        503, "too-much-at-once", "Too much at once",
        "Other large bodies are being taken in, perhaps one of your own; send this one again in a moment.",
        retryAfter: 5)

    package static let failed = ProblemDocument(
        500, "failed", "The server failed",
        "Something went wrong that is not the request’s fault; the server’s log has it under the request’s id.")
}

extension ProblemDocument {
    /// What a use case refused.
    package init(_ error: ServiceError) {
        let detail = error.description
        switch error {
        case .invalid(let fields): self = .invalid(fields)
        case .notAllowed, .outOfReach, .ownAffair, .actsForNobodyElse, .ownAccount, .tokensAreForPeople,
            .calendarsAreForAccounts:
            self.init(403, "not-allowed", "Not allowed", detail)
        case .passwordMustChange: self.init(403, "password-must-change", "Choose a password of your own", detail)
        case .wrongPassword, .wrongCode: self.init(401, "wrong-password", "Not signed in", detail)
        case .codeNeeded: self.init(401, "code-needed", "A code is needed", detail)
        case .notSignedIn, .wrongToken: self.init(401, "not-signed-in", "Not signed in", detail)
        case .signInClosed(let seconds):
            self.init(429, "sign-in-closed", "Too many wrong passwords", detail, retryAfter: seconds)
        case .tooManySignIns: self.init(429, "too-many-sign-ins", "Too many are signing in", detail, retryAfter: 5)
        case .unknownToken, .unknownAccount, .unknownEntry, .unknownEmployee, .unknownShift, .unknownRoster,
            .unknownSwap,
            .unknownDevice, .unknownRun, .unknownLine, .unknownDoubt, .notInInbox, .unknownLeaveType,
            .unknownLeaveRequest, .unknownCalendar, .unknownRequest, .unknownChain, .unknownDelegation,
            .unknownCorrection,
            .holidayNotFound:
            self = .notFound(detail)
        case .computerClockBehind, .vaultKeyMissing, .vaultKeyWrong, .unfinishedCopy, .unreadableConnection:
            self.init(503, "not-ready", "The server is not ready for this", detail)
        case .notCompared: self.init(502, "terminal", "The terminal did not do it", detail)
        case .unreadableImport: self.init(422, "unreadable-file", "The file cannot be taken", detail)
        default: self.init(409, "refused", "Refused as things stand", detail)
        }
    }

    /// Nil for what is nobody's fault but the server's.
    package init?(_ error: any Error) {
        switch error {
        case let problem as ProblemDocument: self = problem
        case let error as ServiceError: self.init(error)
        case is UnknownAddress:
            self = .notFound("There is no calendar at this address; whoever’s it is can make another one.")
        case StorageError.notFound(let what): self = .notFound("There is no \(what).")
        case is PreconditionFailure:
            self.init(
                412, "changed-meanwhile", "It was changed meanwhile",
                "Somebody has changed this since you read it; read it again, and decide whether your change still fits."
            )
        case let error as DeviceError:
            self.init(502, "terminal", "The terminal did not do it", error.description)
        case let error as FileError: self.init(422, "unreadable-file", "The file cannot be taken", error.description)
        case let error as LineFormatError:
            self.init(422, "unreadable-file", "The file cannot be taken", error.description)
        case let error where error.isDatabaseAway:
            self.init(
                503, "database-away", "The database is away", "The database does not answer; try again in a moment.",
                retryAfter: 5)
        default: return nil
        }
    }
}
