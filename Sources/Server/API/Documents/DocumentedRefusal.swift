/// How requests are refused, as the OpenAPI document tells of it: one answer a status.
enum DocumentedRefusal {
    private static let all: [(status: Int, name: String, note: String)] = [
        (400, "Unreadable", "A parameter or the body is not what it has to be."),
        (401, "NotSignedIn", "What was sent proves nobody, or nobody any longer."),
        (403, "NotAllowed", "Whoever asks may not do it."),
        (404, "NotFound", "There is no such thing, or it is out of reach."),
        (406, "NotAcceptable", "It cannot be had as Accept wants it."),
        (409, "Refused", "It cannot be done as things stand."),
        (412, "ChangedMeanwhile", "It is another version than If-Match names."),
        (413, "TooLarge", "The body is too large."),
        (415, "OtherMediaType", "The body is of another kind than is taken here."),
        (422, "Invalid", "Something in it is wrong: `errors` names the fields."),
        (429, "TooMany", "Too much was asked or tried."),
        (500, "Failed", "The server failed."),
        (502, "TerminalFailed", "The terminal did not do it."),
        (503, "NotReady", "The server cannot do it at present."),
    ]

    /// By name.
    static var documents: JSONValue { .object(all.map { .init($0.name, document($0.status, $0.note)) }) }

    static func reference(_ status: Int) -> JSONValue {
        guard let found = all.first(where: { $0.status == status }) else { return document(status, "It was refused.") }
        return ["$ref": .string("#/components/responses/\(found.name)")]
    }

    private static func document(_ status: Int, _ note: String) -> JSONValue {
        [
            "description": .string(note), "headers": AnswerHeader.references([.request] + headers(status)),
            "content": .object([
                .init(ProblemDocument.mediaType, ["schema": ["$ref": "#/components/schemas/Problem"]])
            ]),
        ]
    }

    private static func headers(_ status: Int) -> [AnswerHeader] {
        switch status {
        case 401: [.challenge]
        case 429: [.wait]
        case 503: [.someWait]
        default: []
        }
    }
}
