import DeviceSimulator
import Devices
import Domain
import Testing

@testable import Server

/// Terminals that have to prove themselves.
struct PushTokenTests {
    private static let upload = "/iclock/cdata?SN=A1&table=ATTLOG"
    private static let row = "7\t2026-11-28 08:00:00\t0\t1\n"
    private static var host: MemoryHost { MemoryHost(MemoryHost.terminal("A1", token: "k7Q-secret")) }

    @Test func takesTheTokenOfThePath() async throws {
        let host = Self.host
        try await RunningServer.serve(host) { server in
            let answer = try await server.post("/t/k7Q-secret/iclock/cdata?SN=A1&table=ATTLOG", Self.row)
            #expect((answer.status, answer.body) == (200, "OK: 1"))
        }
        #expect(host.kept.punches.count == 1)
    }

    @Test(arguments: ["/t/k7Q-secreT", "/t/k7Q-secre", "/t/k7Q-secret1", "/t/x"])
    func refusesOthers(prefix: String) async throws {
        let host = Self.host
        try await RunningServer.serve(host) { server in
            for _ in 0..<3 {
                let answer = try await server.post(prefix + "/iclock/cdata?SN=A1&table=ATTLOG", Self.row)
                #expect((answer.status, answer.body) == (403, ""))
            }
            #expect(server.log.lines.count == 1)
            #expect(server.log.lines.first?.contains("secret") == false)
            #expect(server.log.lines.first?.contains("terminal A1 calls with a wrong token") == true)
        }
        #expect(host.kept.refused == ["A1", "A1", "A1"])
        #expect(host.kept.uploads == 0)
    }

    /// It said its key before this program was started: nobody has to be told until it was asked once more and has none.
    @Test func whoWasNotAskedYetIsNotAccused() async throws {
        let host = Self.host
        try await RunningServer.serve(host) { server in
            let first = try await server.post(Self.upload, Self.row)
            #expect(first.status == 503)
            #expect(host.kept.refused == [])
            #expect(server.log.lines.first?.contains("it is asked for it at its next poll") == true)
            #expect(try await server.get("/iclock/getrequest?SN=A1").body == "C:0:CHECK\n")
            #expect(try await server.post(Self.upload, Self.row).status == 403)
            #expect(host.kept.refused == ["A1"])
            #expect(try await server.get("/iclock/cdata?SN=A1&options=all&pushcommkey=k7Q-secret").status == 200)
            #expect(try await server.post(Self.upload, Self.row).body == "OK: 1")
        }
        #expect((host.kept.refused, host.kept.uploads) == (["A1"], 1))
    }

    /// The key is said in the handshake only: whoever polls without one is told to start again.
    @Test func takesTheKeyOfTheHandshake() async throws {
        let host = Self.host
        try await RunningServer.serve(host) { server in
            server.mailboxes[ID(1)].post(.upload)
            #expect(try await server.get("/iclock/getrequest?SN=A1").body == "C:0:CHECK\n")
            #expect(try await server.get("/iclock/cdata?SN=A1&options=all&pushcommkey=wrong").status == 403)
            #expect(try await server.get("/iclock/cdata?SN=A1&options=all").status == 403)
            let handshake = try await server.get("/iclock/cdata?SN=A1&options=all&pushcommkey=k7Q-secret")
            #expect(handshake.body.hasPrefix("GET OPTION FROM: A1\n"))
            #expect(try await server.post("/iclock/cdata?SN=A1&table=ATTLOG", Self.row).body == "OK: 1")
            #expect(try await server.get("/iclock/getrequest?SN=A1").body.hasSuffix(":LOG\n"))
        }
        #expect(host.kept.punches.count == 1)
    }

    /// Somebody else behind the same address does not say it.
    @Test func theTokenOfThePathLetsInNobodyElse() async throws {
        let host = Self.host
        try await RunningServer.serve(host) { server in
            let answer = try await server.post("/t/k7Q-secret/iclock/cdata?SN=A1&table=ATTLOG", Self.row)
            #expect(answer.status == 200)
            #expect(try await server.post("/iclock/cdata?SN=A1&table=ATTLOG", Self.row).status == 503)
            #expect(try await server.get("/iclock/getrequest?SN=A1").body == "C:0:CHECK\n")
            #expect(try await server.post("/iclock/cdata?SN=A1&table=ATTLOG", Self.row).status == 403)
        }
        #expect(host.kept.uploads == 1)
    }

    @Test func aNewWordShutsOutWhoeverSaidTheOldOne() async throws {
        let host = Self.host
        try await RunningServer.serve(host) { server in
            let (old, new) = (
                "/iclock/cdata?SN=A1&options=all&pushcommkey=k7Q-secret",
                "/iclock/cdata?SN=A1&options=all&pushcommkey=another"
            )
            let before = try await server.get(old)
            #expect(before.status == 200)
            host.adopt(MemoryHost.terminal("A1", token: "another"))
            #expect(try await server.post("/iclock/cdata?SN=A1&table=ATTLOG", Self.row).status == 503)
            #expect(try await server.get("/iclock/getrequest?SN=A1").body == "C:0:CHECK\n")
            #expect(try await server.get(old).status == 403)
            #expect(try await server.get(new).status == 200)
            #expect(try await server.post("/iclock/cdata?SN=A1&table=ATTLOG", Self.row).body == "OK: 1")
        }
        #expect(host.kept.uploads == 1)
    }

    @Test(arguments: [
        ("a", "a", true), ("a", "b", false), ("", "", false), ("", "a", false), ("ab", "a", false), ("a", "ab", false),
    ])
    func comparesWholeTokens(given: String, wanted: String, isEqual: Bool) {
        #expect(PushSessions.equal(given, wanted) == isEqual)
    }
}
