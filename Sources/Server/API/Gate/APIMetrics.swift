import Synchronization

/// Counts what was asked, for whoever watches the server.
package final class APIMetrics: Sendable {
    private struct Key: Hashable {
        var operation: String
        var status: Int
    }

    private struct Times {
        var buckets = Array(repeating: 0, count: APIMetrics.bounds.count)
        var count = 0
        var sum = 0.0
    }

    /// Seconds.
    private static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    private let answers = Mutex<[Key: Int]>([:])
    private let times = Mutex<[String: Times]>([:])

    package init() {}

    func note(_ operation: String, _ status: Int, _ duration: Duration) {
        answers.withLock { $0[Key(operation: operation, status: status), default: 0] += 1 }
        let seconds = duration / .seconds(1)
        times.withLock { times in
            var all = times[operation] ?? Times()
            all.count += 1
            all.sum += seconds
            if let index = Self.bounds.firstIndex(where: { seconds <= $0 }) { all.buckets[index] += 1 }
            times[operation] = all
        }
    }

    /// In the text format of Prometheus.
    /// - Parameter figures: others, by name, with what they are.
    package func text(with figures: [(name: String, help: String, value: Int64)]) -> String {
        var lines = [
            "# HELP etime_http_requests_total Requests answered.", "# TYPE etime_http_requests_total counter",
        ]
        for (key, count) in answers.withLock({ $0 }).sorted(by: {
            ($0.key.operation, $0.key.status) < ($1.key.operation, $1.key.status)
        }) {
            lines.append("etime_http_requests_total{operation=\"\(key.operation)\",status=\"\(key.status)\"} \(count)")
        }
        lines += [
            "# HELP etime_http_request_seconds How long requests took.", "# TYPE etime_http_request_seconds histogram",
        ]
        for (operation, all) in times.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
            let label = "operation=\"\(operation)\""
            var sum = 0
            for (bound, count) in zip(Self.bounds, all.buckets) {
                sum += count
                lines.append("etime_http_request_seconds_bucket{\(label),le=\"\(bound)\"} \(sum)")
            }
            lines.append("etime_http_request_seconds_bucket{\(label),le=\"+Inf\"} \(all.count)")
            lines.append("etime_http_request_seconds_sum{\(label)} \(all.sum)")
            lines.append("etime_http_request_seconds_count{\(label)} \(all.count)")
        }
        for figure in figures {
            lines.append("# HELP \(figure.name) \(figure.help)")
            lines.append("# TYPE \(figure.name) gauge")
            lines.append("\(figure.name) \(figure.value)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
