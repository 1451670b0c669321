/// The headers of answers, as the OpenAPI document tells of them.
enum AnswerHeader: String, CaseIterable {
    case request = "RequestId"
    case version = "ETag"
    case someVersion = "SomeETag"
    case location = "Location"
    case replayed = "Replayed"
    case wait = "RetryAfter"
    case someWait = "SomeRetryAfter"
    case challenge = "Challenge"

    private var name: String {
        switch self {
        case .request: "X-Request-Id"
        case .version, .someVersion: "ETag"
        case .location: "Location"
        case .replayed: "Idempotency-Replayed"
        case .wait, .someWait: "Retry-After"
        case .challenge: "WWW-Authenticate"
        }
    }

    private var note: String {
        switch self {
        case .request: "The request, as the server’s log calls it."
        case .version: "The version, for If-Match and If-None-Match."
        case .someVersion: "The version, where the answer is about one place."
        case .location: "Where it is from now on."
        case .replayed: "`true`: it was done before under the same Idempotency-Key, and this was answered then."
        case .wait, .someWait: "Seconds after which it is worth another try."
        case .challenge: "`Bearer`"
        }
    }

    private var schema: JSONValue {
        switch self {
        case .wait, .someWait: ["type": "integer", "minimum": 1]
        default: ["type": "string"]
        }
    }

    private var isAlwaysThere: Bool { ![.someVersion, .someWait, .replayed].contains(self) }

    /// By their names here.
    static var documents: JSONValue {
        .object(
            allCases.map { header in
                .init(
                    header.rawValue,
                    [
                        "description": .string(header.note), "required": .bool(header.isAlwaysThere),
                        "schema": header.schema,
                    ])
            })
    }

    static func references(_ headers: [AnswerHeader]) -> JSONValue {
        .object(headers.map { .init($0.name, ["$ref": .string("#/components/headers/\($0.rawValue)")]) })
    }
}
