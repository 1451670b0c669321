import DeviceSimulator
import Devices
import Domain
import Foundation
import NIOCore
import Testing

@testable import Server

/// The documented exchanges, byte for byte over a socket.
struct PushExchangeTests {
    private static let serial = "AB3N191860207"
    private static var host: MemoryHost { MemoryHost(MemoryHost.terminal(serial)) }

    @Test func answersThePollOfACapture() async throws {
        try await RunningServer.serve(MemoryHost(MemoryHost.terminal("SPK7240100098"))) { server in
            let asked = Date()
            let text = try await server.raw(
                "GET /iclock/getrequest?SN=SPK7240100098 HTTP/1.1\r\nHost: 10.0.0.1:8081\r\nUser-Agent: iClock Proxy/1.09\r\n"
                    + "Connection: close\r\nAccept: */*\r\n\r\n")
            let lines = text.components(separatedBy: "\r\n")
            let date = try #require(lines.first { $0.hasPrefix("Date: ") })
            #expect(
                Set(lines) == [
                    "HTTP/1.1 200 OK", "Content-Type: text/plain", "Connection: close", "Content-Length: 2", date, "",
                    "OK",
                ])
            #expect(text.hasSuffix("\r\n\r\nOK"))
            let formatter = DateFormatter()
            formatter.locale = Locale(identifier: "en_US_POSIX")
            formatter.dateFormat = "'Date: 'EEE, dd MMM yyyy HH:mm:ss 'GMT'"
            formatter.timeZone = TimeZone(secondsFromGMT: 0)
            // The terminal sets its clock by it.
            let told = try #require(formatter.date(from: date))
            // It has whole seconds, and is renewed once a second.
            #expect((asked.addingTimeInterval(-3)...Date()).contains(told))
        }
    }

    @Test func answersTheHandshakeOfACapture() async throws {
        try await RunningServer.serve(MemoryHost(MemoryHost.terminal("CJDE193560303"))) { server in
            let answer = try await server.answer(
                "GET /iclock/cdata?SN=CJDE193560303&options=all&language=83&pushver=2.4.0&PushOptionsFlag=1 HTTP/1.1\r\n\r\n"
            )
            #expect(answer.status == 200)
            #expect(answer.headers["content-length"] == "\(answer.body.utf8.count)")
            #expect(answer.body.hasPrefix("GET OPTION FROM: CJDE193560303\nATTLOGStamp=None\n"))
            #expect(answer.body.contains("\nTimeZone=330\n"))
        }
    }

    /// A type with a blank in it is sent as it is, which is no HTTP.
    @Test func answersAHandshakeWithABlankInIt() async throws {
        try await RunningServer.serve(MemoryHost()) { server in
            let answer = try await server.get(
                "/iclock/cdata?SN=BRC7201260067&options=all&language=69&pushver=2.4.0&DeviceType=middle east&PushOptionsFlag=1"
            )
            #expect((answer.status, answer.body) == (200, "OK"))
        }
    }

    @Test func keepsTheCapturedPunchAndOperation() async throws {
        let host = Self.host
        try await RunningServer.serve(host) { server in
            let punch = try await server.post(
                "/iclock/cdata?SN=\(Self.serial)&table=ATTLOG&Stamp=9999",
                "20156107\t2020-02-22 23:10:05\t255\t1\t\t0\t0\t2\n")
            #expect((punch.status, punch.body) == (200, "OK: 1"))
            let operation = try await server.post(
                "/iclock/cdata?SN=\(Self.serial)&table=OPERLOG&OpStamp=9999",
                "OPLOG 4\t0\t2020-02-23 00:04:08\t20156107\t0\t0\t0\n")
            #expect((operation.status, operation.body) == (200, "OK: 1"))
            let handshake = try await server.get("/iclock/cdata?SN=\(Self.serial)&options=all")
            #expect(handshake.body.contains("\nATTLOGStamp=9999\nOPERLOGStamp=9999\n"))
        }
        #expect(host.kept.punches.map(\.userID) == ["20156107"])
        #expect(host.kept.punches.map(\.time) == [LocalTime("2020-02-22 23:10:05")])
        #expect(host.kept.operations.map(\.object) == ["20156107"])
    }

    @Test(arguments: [
        ("cdata.aspx?SN=AB3N191860207&options=all", "GET OPTION FROM: AB3N191860207\n"),
        ("getrequest.aspx?SN=AB3N191860207", "OK"),
        ("ping?SN=AB3N191860207", "OK"), ("cdata?SN=AB3N191860207&table=RemoteAtt&PIN=5", "OK"),
        ("registry?SN=AB3N191860207", "OK"), ("exchange?SN=AB3N191860207&type=publickey", "OK"),
    ]) func answersQuestions(target: String, answer: String) async throws {
        try await RunningServer.serve(Self.host) { server in
            let given = try await server.get("/iclock/" + target)
            #expect(given.status == 200)
            #expect(given.body.hasPrefix(answer))
        }
    }

    /// It is let go by, or the terminal would send it for ever; and said once.
    @Test func aTableThatNobodyKnowsIsSaidOnce() async throws {
        try await RunningServer.serve(Self.host) { server in
            for table in ["IDCARD", "IDCARD", "ATTPHOTO", "Stranger%0Athing"] {
                let answer = try await server.post("/iclock/cdata?SN=\(Self.serial)&table=\(table)", "PIN=1\n")
                #expect((answer.status, answer.body) == (200, "OK"))
            }
            let said = server.log.lines.filter { $0.contains("does not know") }
            #expect(said.count == 2)
            #expect(said.first?.contains("AB3N191860207 sends a table “IDCARD”") == true)
            #expect(said.allSatisfy { !$0.contains("\n") })
        }
    }

    @Test(arguments: [
        ("cdata?SN=AB3N191860207&table=ATTPHOTO&Stamp=1", "OK"), ("fdata?SN=AB3N191860207&table=ATTPHOTO", "OK"),
        ("cdata.aspx?SN=AB3N191860207&table=IDCARD", "OK"), ("cdata?SN=AB3N191860207&table=options", "OK"),
        ("cdata?SN=AB3N191860207&type=PostVerifyData", "OK"), ("devicemd.aspx?SN=AB3N191860207", "OK"),
        ("devicecmd.aspx?SN=AB3N191860207", "OK"), ("edata.aspx?SN=AB3N191860207&table=BIODATA", "OK: 1"),
        ("push?SN=AB3N191860207", "OK"), ("registry?SN=AB3N191860207", "OK"),
        ("exchange?SN=AB3N191860207&type=factors", "OK"),
        ("cdata?SN=AB3N191860207&table=ERRORLOG", "OK: 1"),
    ]) func acknowledgesUploads(target: String, answer: String) async throws {
        let host = Self.host
        try await RunningServer.serve(host) { server in
            let given = try await server.post("/iclock/" + target, "PIN=x.jpg\u{0}noise")
            #expect((given.status, given.body) == (200, answer))
        }
        #expect(host.kept.punches.isEmpty)
    }

    /// OK would make the terminal forget what is not stored.
    @Test func saysOKOnlyToWhatIsKept() async throws {
        let host = Self.host
        let row = "7\t2026-11-28 08:00:00\t0\t1\n"
        try await RunningServer.serve(host) { server in
            let target = "/iclock/cdata?SN=\(Self.serial)&table=ATTLOG&Stamp=1"
            host.failNext(1)
            let refused = try await server.post(target, row)
            #expect(refused.status == 503)
            #expect(refused.headers["retry-after"] == "30")
            #expect(refused.body.isEmpty)
            #expect(host.kept.punches.isEmpty)
            // A poll in between does not say that everything is in.
            _ = try await server.get("/iclock/getrequest?SN=\(Self.serial)")
            for _ in 0..<4 { _ = try await server.get("/iclock/getrequest?SN=\(Self.serial)") }
            #expect((host.kept.calls, host.kept.completeCalls) == (5, 0))
            #expect(try await server.post(target, row).body == "OK: 1")
            #expect(try await server.post(target, row).body == "OK: 1")
            _ = try await server.get("/iclock/getrequest?SN=\(Self.serial)&INFO=Ver%201,3,5,9,10.0.0.7")
            #expect(host.kept.completeCalls == 1)
            #expect(server.log.lines.count == 1)
        }
        #expect(host.kept.punches.count == 1)
        #expect(host.kept.information?.records == 9)
    }

    @Test func keepsUnreadableRowsAsText() async throws {
        let host = Self.host
        try await RunningServer.serve(host) { server in
            let answer = try await server.post(
                "/iclock/cdata?SN=\(Self.serial)&table=ATTLOG", "7\t2026-02-31 08:00:00\t0\t1\r\n7\tnoon\t0\t1\r\n")
            #expect(answer.body == "OK: 2")
        }
        #expect(host.kept.punches.map(\.time) == [nil])
        #expect(host.kept.unreadable == ["7\tnoon\t0\t1"])
    }

    /// A stranger's punches stay with it until it is one of ours.
    @Test func tellsAStrangerNothing() async throws {
        let host = Self.host
        try await RunningServer.serve(host) { server in
            #expect(try await server.get("/iclock/cdata?SN=OTHER1&options=all&pushver=2.4.0").body == "OK")
            #expect(try await server.get("/iclock/getrequest?SN=OTHER1").body == "OK")
            let upload = try await server.post(
                "/iclock/cdata?SN=OTHER1&table=ATTLOG", "7\t2026-11-28 08:00:00\t0\t1\n")
            #expect((upload.status, upload.body) == (200, ""))
        }
        #expect(host.kept.uploads == 0)
        #expect(host.kept.sightings.keys.sorted() == ["OTHER1"])
        #expect(host.kept.sightings["OTHER1"]?.address == "127.0.0.1")
    }

    @Test func readsLittleOfAStranger() async throws {
        let host = Self.host
        try await RunningServer.serve(host) { server in
            let target = "/iclock/cdata?SN=OTHER1&table=ATTLOG"
            let little = try await server.post(target, String(repeating: "x", count: 65_536))
            #expect((little.status, little.body) == (200, ""))
            #expect(try await server.post(target, String(repeating: "x", count: 65_537)).status == 413)
        }
    }

    /// Without what they say, which may be a password.
    @Test func saysHowManyLinesWentBy() async throws {
        try await RunningServer.serve(Self.host) { server in
            let body = "OPLOG 4\t0\t2020-02-23 00:04:08\t1\t0\t0\t0\nUSER PIN=\tPasswd=4711\nOPLOG 4\tnoon\n"
            _ = try await server.post("/iclock/cdata?SN=\(Self.serial)&table=OPERLOG", body)
            #expect(server.log.lines.count == 1)
            #expect(
                server.log.lines.first?.contains("Of 3 that terminal \(Self.serial) sent, 2 lines could not be read")
                    == true)
            #expect(server.log.lines.first?.contains("4711") == false)
        }
    }

    /// A terminal that was told nothing, or another zone, is told to ask again: once.
    @Test func callsATerminalBackThatHasNewsToHear() async throws {
        let host = MemoryHost()
        try await RunningServer.serve(host) { server in
            func poll() async throws -> String { try await server.get("/iclock/getrequest?SN=N1").body }
            let first = try await server.get("/iclock/cdata?SN=N1&options=all")
            #expect(first.body == "OK")
            #expect(try await poll() == "OK")
            host.adopt(MemoryHost.terminal("N1", zoneOffset: 3600))
            #expect(try await poll().hasSuffix(":CHECK\n"))
            #expect(try await poll() == "OK")
            #expect(try await server.get("/iclock/cdata?SN=N1&options=all").body.contains("\nTimeZone=1\n"))
            #expect(try await poll() == "OK")
            host.adopt(MemoryHost.terminal("N1", zoneOffset: 7200))
            #expect(try await poll().hasSuffix(":CHECK\n"))
            #expect(try await poll() == "OK")
            #expect(try await server.get("/iclock/cdata?SN=N1&options=all").body.contains("\nTimeZone=2\n"))
            #expect(try await poll() == "OK")
        }
    }

    @Test func handsOutLongAnswersWhole() async throws {
        try await RunningServer.serve(Self.host) { server in
            for finger in 0..<6 {
                server.mailboxes[ID(1)].post(
                    .updateTemplate(
                        FingerTemplate(userID: "1", finger: UInt8(finger), bytes: Array(repeating: 7, count: 100_000))))
            }
            let answer = try await server.get("/iclock/getrequest?SN=\(Self.serial)")
            #expect(answer.headers["content-length"] == "\(answer.body.utf8.count)")
            #expect(answer.body.utf8.count > 800_000)
            #expect(answer.body.split(separator: "\n").count == 6)
        }
    }

    @Test func handsOutCommandsAndTakesResults() async throws {
        try await RunningServer.serve(Self.host) { server in
            let adapter = PushAdapter(serialNumber: Self.serial, mailbox: server.mailboxes[ID(1)])
            async let value = adapter.option("FWVersion")
            var told = "OK"
            while told == "OK" { told = try await server.get("/iclock/getrequest?SN=\(Self.serial)").body }
            let parts = told.split(separator: ":", maxSplits: 2)
            #expect(parts.first == "C")
            #expect(parts.last == "GET OPTION FROM FWVersion\n")
            let body = "ID=\(parts[1])&Return=0&CMD=GET OPTION\nFWVersion=Ver 8.0\n"
            #expect(try await server.post("/iclock/devicecmd?SN=\(Self.serial)", body).body == "OK")
            #expect(try await value == "Ver 8.0")
            #expect(try await server.get("/iclock/getrequest?SN=\(Self.serial)").body == "OK")
        }
    }
}
