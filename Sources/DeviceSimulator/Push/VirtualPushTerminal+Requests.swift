import Devices
import NIOCore
import SeededRandom

extension VirtualPushTerminal {
    private var root: String { configuration.pathToken.map { "/t/\($0)/iclock/" } ?? "/iclock/" }

    private func target(_ call: String, _ query: String) -> String {
        root + call + (configuration.isOld ? ".aspx" : "") + "?SN=" + configuration.serialNumber + query
    }

    private func bytes(_ method: String, _ target: String, _ body: String) -> ByteBuffer {
        let length = method == "POST" ? "Content-Type: text/plain\r\nContent-Length: \(body.utf8.count)\r\n" : ""
        return ByteBuffer(
            string: "\(method) \(target) HTTP/1.1\r\nHost: \(configuration.host):\(configuration.port)\r\n"
                + "User-Agent: iClock Proxy/1.09\r\nConnection: close\r\nAccept: */*\r\n\(length)\r\n\(body)")
    }

    /// Nil where no answer came, for whatever reason.
    private func exchange(_ method: String, _ target: String, _ body: String = "") async -> HTTPAnswer? {
        let request = bytes(method, target, body)
        let cut = chance.happens(rate: faults.cuts) ? chance.between(0, request.readableBytes - 1) : nil
        let isLost = chance.happens(rate: faults.lostAnswers)
        let isRepeated = chance.happens(rate: faults.repeats)
        var answer = await once(request, cutAfter: cut)
        if isRepeated, cut == nil { answer = await once(request, cutAfter: nil) }
        if isLost || answer == nil { failures += 1 }
        return isLost ? nil : answer
    }

    private func once(_ request: ByteBuffer, cutAfter: Int?) async -> HTTPAnswer? {
        let answer = try? await HTTPExchange.send(
            request, to: configuration.host, port: configuration.port, cutAfter: cutAfter)
        return answer.flatMap { HTTPAnswer($0) }
    }

    /// The answer to what is taken only when it begins with OK.
    private func post(_ call: String, _ query: String, _ body: String) async -> Bool {
        let answer = await exchange("POST", target(call, query), body)
        return answer?.status == 200 && answer?.body.hasPrefix("OK") == true
    }

    func shakeHands() async -> Bool {
        guard !hasShakenHands else { return true }
        let key = configuration.commKey.map { "&pushcommkey=\($0)" } ?? ""
        let query =
            configuration.isOld ? "&options=all" : "&options=all&pushver=2.4.0&language=69&DeviceType=middle east" + key
        guard let answer = await exchange("GET", target("cdata", query)), answer.status == 200,
            answer.body.hasPrefix("GET OPTION FROM: \(configuration.serialNumber)\n")
        else { return false }
        lastHandshake = answer.body
        handshakes += 1
        hasShakenHands = true
        if configuration.isOld { goBack(to: answer.body) }
        return true
    }

    /// Old firmware uploads from where the server says.
    private func goBack(to options: String) {
        let stamp = options.split(separator: "\n").first { $0.hasPrefix("Stamp=") }?.dropFirst(6)
        memory.uploaded = min(memory.log.count, stamp.flatMap { Int($0) } ?? 0)
    }

    func sendLog() async -> Bool {
        while memory.uploaded < memory.log.count {
            let end = min(memory.uploaded + configuration.batch, memory.log.count)
            let body = memory.log[memory.uploaded..<end].map { $0.pushedRow + "\n" }.joined()
            guard await post("cdata", "&table=ATTLOG&Stamp=\(end)", body) else { return false }
            // A clearing in between has set it back.
            memory.uploaded = min(end, memory.log.count)
        }
        return true
    }

    func sendOperations() async -> Bool {
        while memory.uploadedOperations < memory.operations.count {
            let end = min(memory.uploadedOperations + configuration.batch, memory.operations.count)
            let body = memory.operations[memory.uploadedOperations..<end].map { $0.pushedRow + "\n" }.joined()
            let name = configuration.isOld ? "OpStamp" : "Stamp"
            guard await post("cdata", "&table=OPERLOG&\(name)=\(end)", body) else { return false }
            memory.uploadedOperations = end
        }
        return true
    }

    func sendUploads() async -> Bool {
        while let upload = uploads.first {
            let body = upload.lines.map { $0 + "\n" }.joined()
            guard await post("cdata", "&table=\(upload.table)&Stamp=9999", body) else { return false }
            if !uploads.isEmpty { uploads.removeFirst() }
        }
        return true
    }

    func sendResults() async -> Bool {
        guard !results.isEmpty else { return true }
        let sent = results
        guard await post("devicecmd", "", sent.joined()) else { return false }
        results.removeFirst(min(sent.count, results.count))
        return true
    }

    /// Nil where no answer came.
    func poll() async -> [PushTerminalCommand]? {
        let counts = "\(memory.users.count),\(memory.templates.count),\(memory.log.count)"
        let information = saidInformation ? "" : "&INFO=Ver 8.0.4.7,\(counts),192.168.1.201,10,7,15,0,11"
        guard let answer = await exchange("GET", target("getrequest", information)), answer.status == 200 else {
            return nil
        }
        saidInformation = true
        return answer.body.split(separator: "\n").compactMap(PushTerminalCommand.init)
    }
}
