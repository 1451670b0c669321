import Foundation
import NIOCore
import Testing

@testable import Devices

/// One capture, or one computed value, from the folder `Vectors`.
struct Vector: Sendable, CustomTestStringConvertible {
    struct CapturedFrame: Decodable, Sendable {
        struct Header: Decodable, Sendable {
            var command: UInt16
            var checksum: UInt16
            var session: UInt16
            var reply: UInt16
            var data: String
            var tcpLengthMatches: Bool?
        }

        var direction: String
        var transport: String
        var hex: String
        var parsed: Header

        var bytes: [UInt8] { Hex.bytes(hex) ?? [] }
    }

    private struct Content: Decodable {
        var id: String
        var frames: [CapturedFrame]?
        var hex: String?
    }

    /// The files write `user_id` where Swift writes `userId`.
    private static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }

    let id: String
    let frames: [CapturedFrame]
    /// For vectors that are a bare record.
    let record: ByteBuffer?
    /// `decoded`, as JSON text: its shape differs from vector to vector.
    private let json: Data

    var testDescription: String { id }

    init(file: URL) throws {
        json = try Data(contentsOf: file)
        let content = try Vector.decoder.decode(Content.self, from: json)
        id = content.id
        frames = content.frames ?? []
        record = content.hex.flatMap(Hex.bytes).map { ByteBuffer(bytes: $0) }
    }

    func decoded<T: Decodable>(_ type: T.Type = T.self) throws -> T {
        try Vector.decoder.decode(Decoded<T>.self, from: json).decoded
    }

    private struct Decoded<Value: Decodable>: Decodable { var decoded: Value }

    var hasDecoded: Bool {
        (try? JSONSerialization.jsonObject(with: json) as? [String: Any])?["decoded"] != nil
    }

    static let all: [Vector] = {
        let folder = Bundle.module.resourceURL?.appendingPathComponent("Vectors")
        let files = folder.flatMap {
            try? FileManager.default.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil)
        }
        return (files ?? []).filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
            .compactMap { try? Vector(file: $0) }
    }()

    static func named(_ id: String) throws -> Vector {
        try #require(all.first { $0.id == id }, "no vector \(id)")
    }
}

extension Vector.CapturedFrame {
    /// One source cut the last zeros off a reply; the length in its prefix says how many.
    var wholeBytes: [UInt8] {
        guard parsed.tcpLengthMatches == false else { return bytes }
        let length = Int(bytes[4]) | Int(bytes[5]) << 8
        return bytes + Array(repeating: 0, count: length + 8 - bytes.count)
    }

    func received() throws -> ReceivedFrame {
        guard transport == "tcp" else { return try ReceivedFrame(payload: ByteBuffer(bytes: bytes)) }
        var decoder = TCPFrameDecoder()
        var buffer = ByteBuffer(bytes: wholeBytes)
        let frame = try #require(try decoder.decode(buffer: &buffer))
        #expect(buffer.readableBytes == 0)
        return frame
    }
}
