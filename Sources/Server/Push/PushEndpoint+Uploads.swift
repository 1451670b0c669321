import Devices
import Domain
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

extension PushEndpoint {
    /// Keeps what a terminal sends, and then says OK.
    func upload(_ visit: PushVisit, from terminal: PushTerminal) async throws(PushRefusal) -> String {
        let name = visit.query["table"] ?? ""
        let table = PushTable(name)
        guard table.isRead, visit.query["type"] != "PostVerifyData" else {
            try await pass(visit, upTo: limits.ignoredBody)
            if table == .unknown, visit.query["type"] == nil { remark(onTable: name, terminal) }
            return "OK"
        }
        guard visit.query["ContentType"] != "tgz", visit.request.headers[.contentEncoding] ?? "identity" == "identity"
        else { throw .packed }
        sessions.uploadBegins(terminal.device)
        mailboxes[terminal.device].uploadBegins(table)
        var isKept = false
        defer {
            mailboxes[terminal.device].uploadEnds()
            sessions.uploadEnds(terminal.device, table, kept: isKept)
        }
        let content = try await keep(table, visit, from: terminal)
        isKept = true
        return table == .options ? "OK" : "OK: \(content.lines)"
    }

    private func keep(
        _ table: PushTable, _ visit: PushVisit, from terminal: PushTerminal
    ) async throws(PushRefusal) -> PushContent {
        let hold = budget.hold(of: visit.peers)
        defer { withExtendedLifetime(hold) {} }
        let mailbox = mailboxes[terminal.device]
        let content = PushContent(
            table, try await body(of: visit, hold), algorithm: mailbox.information?.fingerAlgorithm ?? 10)
        let stamp = (visit.query["Stamp"] ?? visit.query["OpStamp"]).flatMap(PushStamp.init)
        let upload = PushUpload(content, of: table, stamp: stamp, unasked: mailbox.unasked(content.templates))
        do {
            if !upload.isEmpty || stamp != nil { try await host.keep(upload, of: terminal) }
        } catch {
            throw .notKept("\(error)")
        }
        mailbox.received(content)
        remark(on: content, terminal)
        return content
    }

    /// Lines are not shown: they may hold a password.
    private func remark(on content: PushContent, _ terminal: PushTerminal) {
        let metadata: Logger.Metadata = ["SN": "\(terminal.serialNumber)"]
        for fault in content.faults.prefix(8) {
            logger.notice("A terminal reports \(fault.code): \(fault.message)", metadata: metadata)
        }
        guard content.skipped > 0 else { return }
        let lines = content.skipped == 1 ? "1 line" : "\(content.skipped) lines"
        logger.notice(
            "Of \(content.lines) that terminal \(terminal.serialNumber) sent, \(lines) could not be read and went by; punches are not among them",
            metadata: metadata)
    }

    /// Once for each name: a terminal that was refused would send it for ever.
    private func remark(onTable name: String, _ terminal: PushTerminal) {
        let shown = String(name.filter { $0.isLetter || $0.isNumber || $0 == "_" }.prefix(40))
        guard sessions.isNew(table: shown, of: terminal.device) else { return }
        let serial = terminal.serialNumber
        logger.notice(
            "Terminal \(serial) sends a table “\(shown)” that this program does not know; nothing of it is kept",
            metadata: ["SN": "\(serial)"])
    }

    /// Reads a body whole. Memory is taken for what came, never for what was announced.
    func body(of visit: PushVisit, _ hold: BodyBudget.Hold) async throws(PushRefusal) -> [UInt8] {
        let length = visit.request.contentLength
        // A body in chunks has an end of its own. Any other without a length would end where the connection does, and half
        // a row would pass for a whole one.
        guard length != nil || visit.request.headers[.transferEncoding] != nil else { throw .noLength }
        guard length ?? 0 <= limits.body else { throw .tooLarge(limits.body) }
        var body: [UInt8] = []
        try await read(visit, upTo: limits.body) { chunk throws(PushRefusal) in
            guard hold.take(chunk.readableBytes) else { throw .tooMuchAtOnce }
            body.append(contentsOf: chunk.readableBytesView)
        }
        guard length == nil || body.count == length else { throw .brokenOff }
        return body
    }

    /// Lets a body go by.
    func pass(_ visit: PushVisit, upTo limit: Int) async throws(PushRefusal) {
        guard visit.isPost else { return visit.context.noteReceived() }
        guard visit.request.contentLength ?? 0 <= limit else { throw .tooLarge(limit) }
        try await read(visit, upTo: limit) { _ throws(PushRefusal) in }
    }

    private func read(
        _ visit: PushVisit, upTo limit: Int, _ take: (ByteBuffer) throws(PushRefusal) -> Void
    ) async throws(PushRefusal) {
        var count = 0
        do {
            for try await chunk in visit.request.body {
                count += chunk.readableBytes
                guard count <= limit else { throw PushRefusal.tooLarge(limit) }
                try take(chunk)
            }
        } catch {
            throw error as? PushRefusal ?? .brokenOff
        }
        visit.context.noteReceived()
    }
}

extension Request {
    /// Nil where there is none, or none that is a number.
    fileprivate var contentLength: Int? { headers[.contentLength].flatMap { Int($0) } }
}
