import HTTPTypes
import Hummingbird
import NIOCore
import Services

extension APIResponder {
    /// To `HEAD` what `GET` is answered, without the body.
    func response(_ reply: Reply, _ request: Request, _ context: APIContext) async -> Response {
        let whole = self.whole(reply, request, context)
        return request.method == .head ? await AnswerLength.head(of: whole) : whole
    }

    private func whole(_ reply: Reply, _ request: Request, _ context: APIContext) -> Response {
        var headers = HTTPFields()
        headers[.xRequestID] = "\(context.id)"
        headers[.xContentTypeOptions] = "nosniff"
        headers[.cacheControl] = "no-store"
        if settings.certificate != nil { headers[.strictTransportSecurity] = "max-age=31536000" }
        allow(request, &headers)
        for (name, value) in reply.headers { if let name = HTTPField.Name(name) { headers[name] = value } }
        if let version = reply.version { headers[.eTag] = "\"\(version)\"" }
        if let version = reply.version, [.get, .head].contains(request.method), reply.status == 200,
            EntityTag.list(request.headers[.ifNoneMatch]).contains(where: { $0 == .any || $0 == .version(version) })
        {
            return Response(status: .notModified, headers: headers)
        }
        let status = HTTPResponse.Status(code: reply.status)
        switch reply.content {
        case .none: return Response(status: status, headers: headers)
        case .json(let value):
            headers[.contentType] = "application/json"
            return Response(
                status: status, headers: headers,
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: JSONWriter.bytes(value))))
        case .bytes(let bytes, let type):
            headers[.contentType] = type
            return Response(
                status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        case .stream(let type, let write):
            headers[.contentType] = type
            // One that breaks off is told from one that ends by its last chunk, which is missing then.
            return Response(status: status, headers: headers, body: ResponseBody(write))
        }
    }

    /// What a page of another origin asks before it asks.
    func preflight(
        _ request: Request, _ methods: [HTTPRequest.Method], _ context: APIContext
    ) async -> Response {
        do { try strangers.admit(context.address) } catch {
            return await response(reply(error, "none", context), request, context)
        }
        let names = (methods + [.options]).map(\.rawValue).sorted().joined(separator: ", ")
        var reply = Reply(204).header("Allow", names)
        if let origin = request.headers[.origin], settings.allowedOrigins.contains(origin) {
            reply = reply.header("Access-Control-Allow-Methods", names)
                .header(
                    "Access-Control-Allow-Headers",
                    "Authorization, Content-Type, If-Match, If-None-Match, \(Operation.keyHeader), \(Operation.reasonHeader)"
                )
                .header("Access-Control-Max-Age", "600")
        }
        return await response(reply, request, context)
    }

    /// A page of another origin asks only where that was said.
    private func allow(_ request: Request, _ headers: inout HTTPFields) {
        guard let origin = request.headers[.origin], settings.allowedOrigins.contains(origin) else { return }
        headers[.accessControlAllowOrigin] = origin
        headers[.vary] = "Origin"
        guard let expose = HTTPField.Name("Access-Control-Expose-Headers") else { return }
        headers[expose] = "ETag, Idempotency-Replayed, Location, Retry-After, X-Request-Id"
    }
}

extension HTTPField.Name {
    // Names that are made of letters and hyphens alone are never refused.
    static let xRequestID = HTTPField.Name("X-Request-Id") ?? .cookie
}

/// What `If-Match` and `If-None-Match` name.
enum EntityTag: Hashable, Sendable {
    case any
    case version(Int64)
    /// No version of ours, so that it is never the right one.
    case other

    static func list(_ header: String?) -> [EntityTag] {
        guard let header else { return [] }
        return header.split(separator: ",").map { part in
            var text = part.trimmed[...]
            if text == "*" { return .any }
            if text.hasPrefix("W/") { text = text.dropFirst(2) }
            guard text.count > 2, text.hasPrefix("\""), text.hasSuffix("\""),
                let version = Int64(text.dropFirst().dropLast())
            else { return .other }
            return .version(version)
        }
    }
}
