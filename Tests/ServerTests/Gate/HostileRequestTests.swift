import DeviceSimulator
import Devices
import Domain
import NIOCore
import SeededRandom
import Testing

@testable import Server

/// Whatever a stranger sends: it is refused cheaply, nothing of it is kept or said back, and terminals are served as before.
struct HostileRequestTests {
    private static let row = "7\t2026-11-28 08:00:00\t0\t1\n"
    private static var host: MemoryHost { MemoryHost(MemoryHost.terminal("A1")) }

    private static func upload(length: String) -> String {
        "POST /iclock/cdata?SN=A1&table=ATTLOG HTTP/1.1\r\nHost: x\r\nContent-Length: \(length)\r\n\r\n"
    }

    private static func isServing(_ server: RunningServer) async throws -> Bool {
        try await server.get("/iclock/ping?SN=A1").body == "OK"
    }

    @Test(arguments: [
        "\r\n\r\n\r\n\r\nnonsense\r\n\r\n", "GET\r\n\r\n", "GET /iclock/ping?SN=A1\r\n\r\n", "GET  HTTP/1.1\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\u{1}\u{FC}\u{3}\u{3}\n\n",
        "GET /iclock/ping?SN=A1 HTTP/9.9\r\n\r\n", "GET /iclock/ping?SN=A1 HTTP/1.1\r\nNo colon\r\n\r\n",
        "GET /iclock/ping?SN=A1 HTTP/1.1\r\nA\0B: 1\r\n\r\n", upload(length: "-1") + row, upload(length: "x") + row,
        upload(length: "99999999999999999999") + row,
        "POST /iclock/cdata?SN=A1&table=ATTLOG HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n" + row,
        "POST /iclock/cdata?SN=A1&table=ATTLOG HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n"
            + row,
        "POST /iclock/cdata?SN=A1&table=ATTLOG HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n" + row,
        "POST /iclock/cdata?SN=A1&table=ATTLOG HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n" + row,
        "POST /iclock/cdata?SN=A1&table=ATTLOG HTTP/1.1\r\nContent-Encoding: gzip\r\nContent-Length: 26\r\n\r\n" + row,
        "POST /iclock/cdata?SN=A1&table=ATTLOG&ContentType=tgz HTTP/1.1\r\nContent-Length: 26\r\n\r\n" + row,
        "POST /iclock/cdata?SN=A1&table=ATTLOG HTTP/1.1\r\nHost: x\r\n\r\n" + row,
    ]) func refusesWhatIsNoRequest(text: String) async throws {
        let host = Self.host
        try await RunningServer.serve(host) { server in
            let answer = try await server.raw(text)
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4"), "\(answer)")
            #expect(!answer.contains("08:00:00\t"))
            #expect(try await Self.isServing(server))
            let isIdle = try await server.isIdle()
            #expect(isIdle)
        }
        #expect(host.kept.uploads == 0)
    }

    @Test(arguments: [
        "/", "/iclock", "/iclock/", "/iclock/cdata/x?SN=A1", "/iclock/shell?SN=A1", "/iclock/../etc/passwd?SN=A1",
        "/iclock/%2e%2e/cdata?SN=A1", "/iclock/cdata.asp?SN=A1", "/iclock/.aspx?SN=A1", "/t/iclock/cdata?SN=A1",
        "/t/a/b/iclock/cdata?SN=A1", "/iclock/CDATA?SN=A1", "/iclock/cdata", "/iclock/cdata?SN=", "/iclock/ping?sn=A1",
        "/iclock/cdata%00?SN=A1", "*", "/iclock/ping?SN=A1%0d%0aX:1",
    ]) func refusesPathsThatAreNoTerminals(target: String) async throws {
        let host = Self.host
        try await RunningServer.serve(host) { server in
            for method in ["GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD"] {
                let answer = try await server.answer(
                    "\(method) \(target) HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
                #expect((400..<500).contains(answer.status), "\(method) \(target): \(answer.status)")
                #expect(answer.body.isEmpty)
            }
            #expect(server.log.lines.count <= 3)
        }
        #expect(host.kept.uploads == 0)
        #expect(host.kept.sightings.isEmpty)
    }

    @Test func takesNoMemoryForWhatIsAnnounced() async throws {
        try await RunningServer.serve(Self.host) { server in
            for _ in 0..<20 {
                let answer = try await server.answer(Self.upload(length: "100000000"))
                #expect((answer.status, answer.body) == (413, ""))
            }
            #expect(server.server.load.bytes == 0)
            #expect(server.log.lines.count == 1, "\(server.log.lines)")
        }
    }

    /// What may be sent is counted as it comes.
    @Test func countsWhatIsSentAndNotWhatIsAnnounced() async throws {
        let count = 20
        var limits = PushLimits()
        limits.gate.silence = .seconds(10)
        let announced = limits.body
        try await RunningServer.serve(Self.host, limits: limits) { server in
            await withTaskGroup { group in
                for _ in 0..<count {
                    group.addTask {
                        _ = try? await server.raw(Self.upload(length: "\(announced)") + "7")
                    }
                }
                while server.server.load.bytes < count { await Task.yield() }
                #expect(server.server.load.bytes == count)
                group.cancelAll()
            }
        }
    }

    @Test func endsARequestThatStops() async throws {
        var limits = PushLimits()
        limits.gate.silence = .milliseconds(300)
        let host = Self.host
        try await RunningServer.serve(host, limits: limits) { server in
            for text in ["", "GET /iclo", Self.upload(length: "1000"), Self.upload(length: "1000") + Self.row] {
                let answer = try await server.raw(text)
                #expect(answer.isEmpty || HTTPAnswer(ByteBuffer(string: answer))?.status == 400)
            }
            let isIdle = try await server.isIdle()
            #expect(isIdle)
        }
        #expect(host.kept.uploads == 0)
    }

    /// Never silent for long, and never done.
    @Test(arguments: [0, 120]) func endsARequestThatDrips(offset: Int) async throws {
        var limits = PushLimits()
        limits.gate.silence = .seconds(30)
        limits.gate.request = .milliseconds(600)
        try await RunningServer.serve(Self.host, limits: limits) { server in
            let text = Self.upload(length: "1000") + String(repeating: "7", count: 1000)
            let answer = try await HTTPExchange.send(
                ByteBuffer(string: text), to: "127.0.0.1", port: server.port, pace: .milliseconds(5))
            #expect(!String(buffer: answer).hasPrefix("HTTP/1.1 200"))
            let isIdle = try await server.isIdle()
            #expect(isIdle)
        }
    }

    /// Heads without an end, with a long target, and with many lines.
    private static func longHead(_ kind: String) -> String {
        switch kind {
        case "header": "GET /iclock/ping?SN=A1 HTTP/1.1\r\nX: " + String(repeating: "a", count: 1_000_000)
        case "target": "GET /iclock/ping?SN=A1&x=" + String(repeating: "a", count: 100_000) + " HTTP/1.1\r\n\r\n"
        case "lines": "GET /iclock/ping?SN=A1 HTTP/1.1\r\n" + String(repeating: "A: b\r\n", count: 20_000) + "\r\n"
        case "headers": "GET /iclock/ping?SN=A1 HTTP/1.1\r\n" + String(repeating: "A: b\r\n", count: 200) + "\r\n"
        default: String(repeating: "\r\n", count: 50_000)
        }
    }

    @Test(arguments: ["header", "target", "lines", "headers", "empty"])
    func refusesLongHeads(kind: String) async throws {
        let text = Self.longHead(kind)
        try await RunningServer.serve(Self.host) { server in
            let answer = try await server.raw(text)
            // What is still on its way when the connection ends can take the answer with it.
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4"), "\(answer.prefix(100))")
            // Too many headers are few bytes, and refused behind the gate.
            #expect(kind == "headers" || server.log.lines.contains { $0.contains("a head of more than") })
            #expect(try await Self.isServing(server))
            let isIdle = try await server.isIdle()
            #expect(isIdle)
        }
    }

    @Test func countsConnections() async throws {
        var limits = PushLimits()
        limits.gate.connectionsPerAddress = 5
        try await RunningServer.serve(Self.host, limits: limits) { server in
            try await withThrowingTaskGroup { group in
                for _ in 0..<5 {
                    group.addTask {
                        _ = try? await HTTPExchange.send(
                            ByteBuffer(string: "GET "), to: "127.0.0.1", port: server.port)
                    }
                }
                while server.server.load.connections < 5 { await Task.yield() }
                for _ in 0..<3 {
                    let answer = try await server.raw("GET /iclock/ping?SN=A1 HTTP/1.1\r\n\r\n")
                    #expect(answer.isEmpty)
                }
                #expect(server.server.load.connections == 5)
                group.cancelAll()
            }
            let isIdle = try await server.isIdle()
            #expect(isIdle)
            #expect(try await Self.isServing(server))
            #expect(server.log.lines.filter { $0.contains("too many") }.count == 1)
        }
    }

    @Test func holdsNoMoreThanItMay() async throws {
        var limits = PushLimits()
        limits.heldBodies = 1000
        let host = Self.host
        try await RunningServer.serve(host, limits: limits) { server in
            let answer = try await server.post(
                "/iclock/cdata?SN=A1&table=ATTLOG", String(repeating: Self.row, count: 100))
            #expect(answer.status == 503)
            #expect(answer.headers["retry-after"] != nil)
            #expect(try await server.post("/iclock/cdata?SN=A1&table=ATTLOG", Self.row).body == "OK: 1")
            #expect(server.server.load.bytes == 0)
        }
        #expect(host.kept.punches.count == 1)
    }

    @Test func bearsAFloodOfStrangers() async throws {
        let host = Self.host
        try await RunningServer.serve(host) { server in
            for part in 0..<10 {
                try await withThrowingTaskGroup { group in
                    for number in 0..<20 {
                        group.addTask {
                            try await server.post("/iclock/cdata?SN=F\(part)X\(number)&table=ATTLOG", Self.row)
                        }
                    }
                    for try await answer in group { #expect((answer.status, answer.body) == (200, "")) }
                }
            }
            #expect(server.log.lines.isEmpty)
            let isIdle = try await server.isIdle()
            #expect(isIdle)
        }
        #expect(host.kept.uploads == 0)
    }

    /// Half a row would be another punch.
    @Test(arguments: [false, true]) func keepsNothingOfAnUploadThatIsCut(chunked: Bool) async throws {
        let host = Self.host
        let text =
            chunked
            ? "POST /iclock/cdata?SN=A1&table=ATTLOG HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n"
                + Self.row.prefix(16) + "\r\na\r\n" + Self.row.dropFirst(16) + "\r\n0\r\n\r\n"
            : Self.upload(length: "\(Self.row.utf8.count)") + Self.row
        try await RunningServer.serve(host) { server in
            for count in 0..<text.utf8.count {
                _ = try? await server.raw(text, cutAfter: count)
            }
            let isIdle = try await server.isIdle()
            #expect(isIdle)
            #expect(host.kept.uploads == 0)
            // Cut uploads are owed: a poll does not say that everything is in.
            for _ in 0..<5 { _ = try await server.get("/iclock/getrequest?SN=A1") }
            #expect(host.kept.completeCalls == 0)
            #expect(try await server.raw(text).hasSuffix("OK: 1"))
        }
        #expect(host.kept.punches.count == 1)
    }

    @Test func answersOneRequestAConnection() async throws {
        let host = Self.host
        try await RunningServer.serve(host) { server in
            let ping = "GET /iclock/ping?SN=A1 HTTP/1.1\r\nConnection: keep-alive\r\nHost: x\r\n\r\n"
            let answer = try await server.raw(ping + Self.upload(length: "\(Self.row.utf8.count)") + Self.row)
            #expect(answer.components(of: "HTTP/1.1") == 1)
            #expect(answer.lowercased().contains("connection: close"))
        }
        #expect(host.kept.uploads == 0)
    }

    @Test(arguments: 0..<6) func bearsNoise(seed: Int) async throws {
        var chance = SeededGenerator(mixing: seed, 9)
        let host = Self.host
        try await RunningServer.serve(host) { server in
            for _ in 0..<40 {
                var bytes = Array((Self.upload(length: "\(Self.row.utf8.count)") + Self.row).utf8)
                for _ in 0..<chance.between(1, 4) {
                    let place = chance.between(0, bytes.count - 1)
                    switch chance.between(0, 2) {
                    case 0: bytes[place] = UInt8(truncatingIfNeeded: chance.next())
                    case 1: bytes.remove(at: place)
                    default: bytes.insert(contentsOf: [13, 10, 32, 58], at: place)
                    }
                }
                let answer = try await HTTPExchange.send(
                    ByteBuffer(bytes: bytes), to: "127.0.0.1", port: server.port, within: .milliseconds(200))
                #expect(answer.readableBytes == 0 || HTTPAnswer(answer) != nil)
            }
            #expect(try await Self.isServing(server))
            let isIdle = try await server.isIdle()
            #expect(isIdle)
        }
    }
}

extension String {
    fileprivate func components(of word: String) -> Int { ranges(of: word).count }
}
