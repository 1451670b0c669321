import Foundation
import HTTPTypes
import Hummingbird

/// The parameters of a request, each as the operation says; one that it does not know is refused, because it was meant to
/// do something.
struct CallParameters {
    private(set) var values: [String: JSONValue] = [:]
    private(set) var reason: String?

    /// - Throws: ``ProblemDocument``
    init(_ operation: Operation, _ request: Request, _ path: Parameters) throws {
        let query = request.uri.queryParameters
        for (name, _) in query
        where !operation.parameters.contains(where: { $0.place == .query && $0.name == name }) {
            let known = operation.parameters.filter { $0.place == .query }.map(\.name)
            throw ProblemDocument.parameter(
                String(name.prefix(60)),
                "There is no parameter “\(name.prefix(60))” here"
                    + (known.isEmpty ? "." : "; there are \(known.joined(separator: ", "))."))
        }
        for parameter in operation.parameters + operation.usualParameters {
            let texts: [String] =
                switch parameter.place {
                // The router hands on what stood in the address.
                case .path: path.get(parameter.name).map { [$0.removingPercentEncoding ?? $0] } ?? []
                case .query: query.getAll(parameter.name)
                case .header: HTTPField.Name(parameter.name).flatMap { request.headers[$0] }.map { [$0] } ?? []
                }
            guard !texts.isEmpty else {
                guard parameter.isRequired else { continue }
                throw ProblemDocument.parameter(parameter.name, "\(parameter.name) is missing.")
            }
            values[parameter.name] = try parameter.value(of: texts)
        }
        reason = values[Operation.reasonHeader]?.string
    }
}
