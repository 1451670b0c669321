import HTTPTypes
import Hummingbird
import NIOCore

/// How long an answer is, found by making it and throwing it away.
struct AnswerLength: ResponseBodyWriter {
    private final class Count {
        var bytes = 0
    }

    private let count = Count()

    mutating func write(_ buffer: ByteBuffer) async throws { count.bytes += buffer.readableBytes }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}

    /// The head of an answer, which says how long the whole is.
    static func head(of response: Response) async -> Response {
        var head = Response(status: response.status, headers: response.headers)
        head.headers[.contentLength] = "\(await length(of: response.body) ?? 0)"
        return head
    }

    private static func length(of body: ResponseBody) async -> Int? {
        if let known = body.contentLength { return known }
        let made = AnswerLength()
        return (try? await body.write(made)).map { made.count.bytes }
    }
}
