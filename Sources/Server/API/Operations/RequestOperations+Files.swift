import Domain
import Foundation
import HTTPTypes
import Services

// Files that come with a request.
extension RequestOperations {
    /// Of a body that asks for something.
    static let files = Schema.Property(
        "files",
        .list(
            .object([
                .init("name", .filled(200), required: true),
                .init("content", .text(1...1_000_000), required: true, "Its bytes, as base64."),
            ]), atMost: 10), "What proves it; a body is at most 1 MiB with them.")

    static let fileOperations: [Operation] = [fetching]

    private static var fetching: Operation {
        var operation = Operation.get(
            "getRequestFile", "/requests/{id}/files/{name}", tag, "A file that came with a request",
            [id, .path("name", .text(1...255), "As the request has it.")], answering: .bytes
        ) { call in
            let (number, name) = (call.id("id", of: ApprovalRequest.self), call.path("name"))
            let report = try await call.services.approvals.report(number, by: call.actor)
            guard report.files.contains(where: { $0.name == name }) else {
                throw ProblemDocument.notFound("Request \(number.rawValue) has no file \(name).")
            }
            let bytes = try await call.services.approvals.file(name, of: number, by: call.actor)
            return Reply(200, .bytes(bytes, type: bytesOnly)).header("Content-Disposition", "attachment")
        }
        operation.success.mediaTypes = [bytesOnly]
        return operation
    }

    /// Whatever is in it, nothing is to open it by itself.
    private static let bytesOnly = "application/octet-stream"
}

extension Call {
    /// Those of the body.
    /// - Throws: ``ProblemDocument`` that names each one that cannot be read.
    func files() throws -> [RequestFile] {
        var problems: [FieldProblem] = []
        var found: [RequestFile] = []
        for (place, part) in (body["files"]?.elements ?? []).enumerated() {
            let name = part.text("name") ?? ""
            let field = "files[\(place)]"
            if found.contains(where: { $0.name == name }) {
                problems.append(FieldProblem(field: "\(field).name", sentence: "There are two files \(name)."))
            }
            guard let bytes = Data(base64Encoded: part.text("content") ?? "") else {
                problems.append(
                    FieldProblem(field: "\(field).content", sentence: "The content of \(name) is no base64."))
                continue
            }
            found.append(RequestFile(name: name, bytes: Array(bytes)))
        }
        if !problems.isEmpty { throw ProblemDocument.invalid(problems) }
        return found
    }
}
