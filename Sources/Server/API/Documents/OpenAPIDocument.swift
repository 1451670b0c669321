import HTTPTypes

/// The API as OpenAPI 3.1 describes it, from the operations themselves.
package enum OpenAPIDocument {
    package static let version = "1.0.0"

    /// - Parameter schemas: those of rows and records, by name; what lists need of them is made here.
    package static func make(_ operations: [Operation], schemas: [(name: String, schema: Schema)]) -> JSONValue {
        let paths = paths(operations)
        let named = [("Problem", ProblemDocument.schema)] + schemas + ListSchemas.made(of: schemas, for: operations)
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "E-Time Tracker", "version": .string(version),
                "description":
                    """
                Time and attendance: people, shifts, leave, punches and what they came to. HEAD is answered as GET is, \
                without the body.
                """,
                "license": ["name": "Apache 2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": "/api/v1"]],
            "tags": .array(distinct(operations.map(\.tag)).map { ["name": .string($0)] }),
            "security": [["bearer": []]],
            "paths": paths,
            "components": [
                "securitySchemes": [
                    "bearer": [
                        "type": "http", "scheme": "bearer",
                        "description": "A session (`POST /sessions`) or an access token (`POST /tokens`).",
                    ]
                ],
                "headers": AnswerHeader.documents, "responses": DocumentedRefusal.documents,
                "schemas": .object(named.map { .init($0.0, schema($0.1, of: $0.0)) }),
            ],
        ]
    }

    private static func paths(_ operations: [Operation]) -> JSONValue {
        let byPath = Dictionary(grouping: operations, by: \.path)
        return .object(
            distinct(operations.map(\.path)).map { path in
                .init(
                    path,
                    .object(
                        (byPath[path] ?? []).map { .init($0.method.rawValue.lowercased(), OperationDocument.make($0)) })
                )
            })
    }

    private static func schema(_ schema: Schema, of name: String) -> JSONValue {
        guard let example = APIExamples.records[name] else { return schema.document }
        return .object((schema.document.members ?? []) + [.init("examples", [example])])
    }

    private static func distinct(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }
}
