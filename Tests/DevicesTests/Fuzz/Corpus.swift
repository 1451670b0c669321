import DeviceTesting
import Foundation
import NIOCore
import Testing

@testable import Devices

/// Known good bytes: the captures, and what our own encoders make.
enum Corpus {
    private static var folder: URL? { Bundle.module.resourceURL?.appendingPathComponent("Corpus") }

    /// Each file as it is.
    static func files() throws -> [[UInt8]] { try Fuzzer.files(in: #require(folder)) }

    /// What is behind the header of a frame, and records as they are: what decoders of bodies get.
    static func bodies() throws -> [[UInt8]] {
        try files().map { bytes in
            let skipped = bytes.starts(with: TCPFrameDecoder.magic) ? 16 : 0
            return Array(bytes.dropFirst(skipped))
        } + [Array(ByteBuffer.log(3).readableBytesView)]
    }
}
