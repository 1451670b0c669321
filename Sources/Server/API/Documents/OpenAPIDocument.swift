import HTTPTypes

/// The API as OpenAPI 3.1 describes it, from the operations themselves.
package enum OpenAPIDocument {
    package static let version = "1.0.0"

    package static func make(_ operations: [Operation], schemas: [(name: String, schema: Schema)]) -> JSONValue {
        let paths = Dictionary(grouping: operations, by: \.path)
        var order: [String] = []
        for operation in operations where !order.contains(operation.path) { order.append(operation.path) }
        var tags: [String] = []
        for operation in operations where !tags.contains(operation.tag) { tags.append(operation.tag) }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "E-Time Tracker", "version": .string(version),
                "description": "Time and attendance: people, shifts, leave, punches and what they came to.",
                "license": ["name": "Apache 2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": "/api/v1"]],
            "tags": .array(tags.map { ["name": .string($0)] }),
            "security": [["bearer": []]],
            "paths": .object(
                order.map { path in
                    .init(
                        path, .object((paths[path] ?? []).map { .init($0.method.rawValue.lowercased(), document($0)) }))
                }),
            "components": [
                "securitySchemes": [
                    "bearer": [
                        "type": "http", "scheme": "bearer",
                        "description": "A session (`POST /sessions`), or an access token (`etime token add`).",
                    ]
                ],
                "schemas": .object(
                    ([("Problem", ProblemDocument.schema)] + schemas).map { .init($0.0, $0.1.document) }),
            ],
        ]
    }

    private static func document(_ operation: Operation) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("operationId", .string(operation.id)), .init("tags", [.string(operation.tag)]),
            .init("summary", .string(operation.summary)),
        ]
        if !operation.detail.isEmpty { members.append(.init("description", .string(operation.detail))) }
        if operation.access == .open { members.append(.init("security", [])) }
        let parameters = operation.parameters + operation.usualParameters
        if !parameters.isEmpty { members.append(.init("parameters", .array(parameters.map(\.document)))) }
        if let body = operation.body {
            members.append(
                .init(
                    "requestBody",
                    [
                        "required": true,
                        "content": .object([.init(body.mediaType, ["schema": body.schema.document])]),
                    ]))
        }
        members.append(.init("responses", responses(operation)))
        return .object(members)
    }

    private static func responses(_ operation: Operation) -> JSONValue {
        var success: [JSONValue.Member] = [.init("description", .string(operation.success.note))]
        if let schema = operation.success.schema {
            success.append(
                .init(
                    "content",
                    .object(
                        operation.success.mediaTypes.map { type in
                            .init(type, ["schema": type == "application/json" ? schema.document : ["type": "string"]])
                        })))
        }
        var members: [JSONValue.Member] = [.init("\(operation.success.status)", .object(success))]
        if operation.isVersioned, !operation.isWrite {
            members.append(.init("304", ["description": "It is as If-None-Match says."]))
        }
        members += codes(operation).map { .init("\($0)", problem) }
        return .object(members)
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

    private static let problem: JSONValue = [
        "description": "It was refused: the document says why.",
        "content": .object([
            .init(ProblemDocument.mediaType, ["schema": ["$ref": "#/components/schemas/Problem"]])
        ]),
    ]
}
