import Devices
import Domain
import Foundation
import HummingbirdCore
import NIOCore
import ServiceLifecycle
import Services
import Storage

/// Punches, page by page, all of them, or as they come in.
struct PunchAnswer {
    /// How often it is looked whether something came in; a comment goes out after so many looks, so that a peer that is gone is noticed.
    private static let look = Duration.milliseconds(500)
    private static let looksPerSign = 30

    private let call: Call

    init(_ call: Call) { self.call = call }

    func reply() async throws -> Reply {
        let filter = try await filter()
        let fields = try PunchOperations.punch.chosen(call.texts("fields"))
        let format = try ListFormat(accepts: call.accepts)
        let start = call.integer("after").map { ID<Punch>($0) }
        guard format == .page else { return try await all(filter, fields, format, after: start) }
        let page = try await call.services.punches.page(
            after: start, matching: filter, limit: Int(call.integer("limit") ?? 100), by: call.actor)
        let place = page.reached ?? start ?? ID(0)
        return .json([
            "items": .array(page.listed.map { Listing.json($0, fields) }), "next": .integer(place.rawValue),
            "isLast": .bool(page.next == nil),
        ])
    }

    private func filter() async throws -> PunchFilter {
        var filter = PunchFilter(employee: try await call.filteredEmployee()?.id)
        if call.date("from") != nil || call.date("to") != nil { filter.days = try await call.days(atMost: 4_000) }
        if let name = call.text("device") { filter.device = try await call.device(name).id }
        return filter
    }

    private func all(
        _ filter: PunchFilter, _ fields: [Resource<PunchOperations.Row>.Field], _ format: ListFormat,
        after start: ID<Punch>?
    ) async throws -> Reply {
        let first = try await call.services.punches.page(after: start, matching: filter, limit: 1_000, by: call.actor)
        try await call.services.journal.note(export: .punches, "", by: call.actor)
        return .rows((first.listed, first.next), fields, format) { [call] next in
            let page = try await call.services.punches.page(
                after: next, matching: filter, limit: 1_000, by: call.current())
            return (page.listed, page.next)
        }
    }

    /// From now on, or from where the peer left off.
    func follow() async throws -> Reply {
        let last = call.integer("Last-Event-ID").map { ID<Punch>($0) }
        let start = try await last == nil ? call.services.fleet.newestPunch(by: call.actor) : last
        return Reply(
            200,
            .stream(type: Operation.eventStream) { [call] writer in
                var (place, silent) = (start, 0)
                try await writer.write(ByteBuffer(string: ": punches follow\n\n"))
                // Whoever was signed out, or may see less now, does.
                while !Task.isShuttingDownGracefully {
                    let page = try await call.services.punches.page(after: place, limit: 100, by: call.current())
                    var text = page.listed.map(Self.event).joined()
                    place = page.reached ?? place
                    silent = text.isEmpty ? silent + 1 : 0
                    if silent >= Self.looksPerSign { (text, silent) = (":\n\n", 0) }
                    if !text.isEmpty { try await writer.write(ByteBuffer(string: text)) }
                    if page.next == nil { try await Task.sleep(for: Self.look) }
                }
                try await writer.finish(nil)
            })
    }

    private static func event(_ row: PunchOperations.Row) -> String {
        let json = String(decoding: JSONWriter.bytes(PunchOperations.punch.json(row)), as: UTF8.self)
        return "id: \(row.punch.id.rawValue)\nevent: punch\ndata: \(json)\n\n"
    }
}

extension PunchPage {
    var listed: [PunchOperations.Row] {
        rows.map { PunchOperations.Row(punch: $0, device: deviceNames[$0.device] ?? "") }
    }
}

/// A file of a terminal, sent instead of carried.
struct PunchFileAnswer {
    private let call: Call

    init(_ call: Call) { self.call = call }

    func reply() async throws -> Reply {
        let device = try await call.device(call.path("name"))
        var options = FileOptions(headerLines: Int(call.integer("headerLines") ?? 0))
        if let preset = call.text("preset") {
            options.format = preset == "card" ? .card : preset == "card-hex" ? .hexadecimalCard : .standard
        }
        // The sender's name for it is nobody's business here: it could be another's path.
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("etime-\(UUID().uuidString).dat")
        try Data(call.bytes).write(to: path)
        defer { try? FileManager.default.removeItem(at: path) }
        do { return .json(PunchOperations.file.json(try await taken(path, device.id, options))) } catch {
            guard let problem = ProblemDocument(error) else { throw error }
            // Where it lies here is nobody's business either.
            let detail = problem.detail.replacing(path.path, with: "The file")
            throw ProblemDocument(problem.status, problem.kind, problem.title, detail, fields: problem.fields)
        }
    }

    private func taken(_ path: URL, _ device: ID<Device>, _ options: FileOptions) async throws -> PunchOperations.File {
        var file = PunchOperations.File()
        if call.flag("dryRun") {
            let fates = try await call.services.files.preview(path.path, for: device, options, by: call.actor)
            file.isStored = false
            file.lines = fates.map { fate in
                let shown = fate.local.map { "\(fate.user) \($0)" } ?? fate.user
                return (line: fate.line, text: fate.text.isEmpty ? shown : fate.text, fate: "\(fate.fate)")
            }
            file.sentence = "Nothing was stored."
        } else {
            let report = try await call.services.files.import(path.path, into: device, options, by: call.actor)
            (file.stored, file.known, file.quarantined) = (report.newPunches, report.knownPunches, report.quarantined)
            (file.unreadable, file.days) = (report.unreadable, report.daysComputed)
            file.sentence = report.description.replacing(path.lastPathComponent, with: "The file")
        }
        return file
    }
}
