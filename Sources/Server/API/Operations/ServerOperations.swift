import Domain
import Services

// The server itself: its document, whether it is well, its figures.
extension APICatalogue {
    static var documentOperations: [Operation] {
        [
            .get("document", "/openapi.json", "Server", "This document", answering: .anything) { _ in
                .json(document)
            }.open(),
            .get(
                "health", "/health", "Server", "Whether the server and its database are well",
                answering: .object([.init("status", .words(["ok"]), required: true)])
            ) { call in
                _ = try await call.services.accounts.isOpenToAll()
                return .json(["status": "ok"])
            }.open(),
        ]
    }

    static func metrics(_ metrics: APIMetrics) -> Operation {
        var operation = Operation.get(
            "metrics", "/metrics", "Server", "Figures for Prometheus", answering: .anything
        ) { call in
            let devices = try await call.services.devices.list(by: call.actor)
            let newest = try await call.services.fleet.newestPunch(by: call.actor)
            let figures: [(name: String, help: String, value: Int64)] = [
                ("etime_devices", "Terminals in use.", Int64(devices.count { !$0.isRetired })),
                (
                    "etime_devices_unreachable", "Terminals whose last try failed.",
                    Int64(devices.count { !$0.isRetired && $0.lastError != nil })
                ),
                ("etime_newest_punch", "The number of the punch that came in last.", newest?.rawValue ?? 0),
            ]
            return Reply(
                200, .bytes(Array(metrics.text(with: figures).utf8), type: "text/plain; version=0.0.4; charset=utf-8"))
        }
        operation.success.mediaTypes = ["text/plain"]
        operation.success.schema = .sentence
        return operation
    }
}
