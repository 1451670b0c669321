/// One operation in the OpenAPI document.
enum OperationDocument {
    static func make(_ operation: Operation) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("operationId", .string(operation.id)), .init("tags", [.string(operation.tag)]),
            .init("summary", .string(operation.summary)),
        ]
        if !operation.detail.isEmpty { members.append(.init("description", .string(operation.detail))) }
        // Said of each: some generators do not look at what is said of all.
        members.append(.init("security", operation.access == .open ? [] : [["bearer": []]]))
        let parameters = operation.parameters + operation.usualParameters
        if !parameters.isEmpty { members.append(.init("parameters", .array(parameters.map(\.document)))) }
        if let body = operation.body { members.append(.init("requestBody", self.body(body, of: operation))) }
        members.append(.init("responses", responses(operation)))
        return .object(members)
    }

    private static func body(_ body: Operation.Body, of operation: Operation) -> JSONValue {
        var content: [JSONValue.Member] = [.init("schema", body.schema.document)]
        if let example = APIExamples.bodies[operation.id] { content.append(.init("example", example)) }
        return ["required": true, "content": .object(body.mediaTypes.map { .init($0, .object(content)) })]
    }

    private static func responses(_ operation: Operation) -> JSONValue {
        var members: [JSONValue.Member] = [.init("\(operation.success.status)", success(operation))]
        if operation.isVersioned, !operation.isWrite {
            members.append(
                .init(
                    "304",
                    [
                        "description": "It is as If-None-Match says.",
                        "headers": AnswerHeader.references([.request, .version]),
                    ]))
        }
        members += codes(operation).map { .init("\($0)", DocumentedRefusal.reference($0)) }
        return .object(members)
    }

    private static func success(_ operation: Operation) -> JSONValue {
        let success = operation.success
        var members: [JSONValue.Member] = [.init("description", .string(success.note))]
        var headers = [AnswerHeader.request]
        if operation.isVersioned, success.status != 204 { headers.append(success.isPage ? .someVersion : .version) }
        if success.isLocated { headers.append(.location) }
        if operation.isRepeatable { headers.append(.replayed) }
        members.append(.init("headers", AnswerHeader.references(headers)))
        if let schema = success.schema {
            members.append(
                .init(
                    "content",
                    .object(
                        success.allMediaTypes.map { type in
                            .init(type, ["schema": type == "application/json" ? schema.document : text(type)])
                        })))
        }
        return .object(members)
    }

    private static func text(_ type: String) -> JSONValue {
        switch type {
        case "application/x-ndjson": ["type": "string", "description": "All rows, each a line of JSON."]
        case "text/csv": ["type": "string", "description": "All rows (RFC 4180), below a line with the fields’ names."]
        default: ["type": "string"]
        }
    }

    private static func codes(_ operation: Operation) -> [Int] {
        var codes = [400, 429, 500, 503] + operation.refusals
        if operation.access == .signedIn { codes += [401, 403] }
        if operation.id == "signIn" { codes.append(401) }
        if operation.parameters.contains(where: { $0.place == .path }) || operation.isWrite { codes.append(404) }
        if !operation.isWrite { codes += [404, 406] }
        // A use case may refuse what a parameter asks for.
        if operation.access == .signedIn || operation.isWrite { codes.append(422) }
        if operation.isWrite { codes.append(409) }
        if operation.body != nil { codes += [413, 415] }
        if operation.isVersioned, operation.isWrite { codes.append(412) }
        return Set(codes).sorted()
    }
}

extension Operation.Success {
    var isPage: Bool { if case .page? = schema { true } else { false } }

    /// What a page holds can be had whole as well.
    var allMediaTypes: [String] { isPage ? mediaTypes + Self.tables : mediaTypes }

    static let tables = ["application/x-ndjson", "text/csv"]
}
