import Logging
import Synchronization

/// What a log was told, from notices on.
final class NotedLog: Sendable {
    private let noted = Mutex<[String]>([])

    var logger: Logger { Logger(label: "noted") { _ in Handler(log: self) } }

    /// How often it was told something that begins so.
    func count(_ beginning: String) -> Int { noted.withLock { $0.count { $0.hasPrefix(beginning) } } }

    private struct Handler: LogHandler {
        let log: NotedLog
        var metadata: Logger.Metadata = [:]
        var logLevel: Logger.Level = .notice

        init(log: NotedLog) { self.log = log }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { log.noted.withLock { $0.append("\(event.message)") } }
    }
}
