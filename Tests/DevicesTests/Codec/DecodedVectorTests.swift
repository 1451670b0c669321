import Testing

@testable import Devices

/// What the captures say, against what our decoders say.
struct DecodedVectorTests {
    typealias Check = @Sendable (Vector) throws -> Void

    @Test(arguments: checks.keys.sorted())
    func decodes(_ id: String) throws {
        let check = try #require(Self.checks[id])
        try check(Vector.named(id))
    }

    static let checks: [String: Check] = [
        "adro-template-entry-head": { try templateHead($0) }, "calc-finger-repack": { try templateEntry($0) },
        "pyzk-template-1244": { try templateBody($0) },
        "adro-att-40": attendance40, "adro-event-attlog-32": { try event($0) }, "pyzk-event-12": { try event12($0) },
        "adro-oplog-16": operation, "adro-user-72": user72, "adro-user-write-72": userWrite,
        "calc-commkey-table": commKeys, "pyzk-auth-key45-accepted": commKey, "calc-frames": requests,
        "pyzk-unauth-then-auth-key12": commKey, "calc-time-table": times, "jszklib-time": time,
        "calc-user-repack29": uploads, "calc-user-repack73": uploads, "jszklib50-udp-16": attendance16,
        "jszklib7-udp-prepare-users": prepare, "pyzk-buffer-announce": announce,
        "pyzk-chunk-sequence-5044": chunkSequence, "pyzk-free-sizes-80-70users": freeSizes,
        "pyzk-free-sizes-92": freeSizes, "pyzk-k20-free-sizes-80": freeSizes, "pyzk-k20-users-inline": usersInline,
    ]
}
