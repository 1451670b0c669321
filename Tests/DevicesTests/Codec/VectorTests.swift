import Domain
import NIOCore
import Testing

@testable import Devices

/// Every file in `Vectors`, none silently left out.
struct VectorTests {
    /// They belong to HTTP push and to USB files, which are other formats.
    static let otherProtocols: Set<String> = [
        "push-getrequest-headers", "push-handshake-240", "push-oplog", "push-shell-multiline", "usb-attlog-row",
    ]
    /// Access rules, which only the virtual terminal keeps: compared in `CapturedAnswersTests`.
    static let notRead: Set<String> = ["adro-timezone", "adro-group-info", "adro-unlock-combination"]

    @Test func eachFileIsRead() throws {
        #expect(Vector.all.count == 43)
        #expect(Set(Vector.all.map(\.id)).isSuperset(of: Self.otherProtocols.union(Self.notRead)))
    }

    @Test func eachDecodedValueHasACheck() {
        let checked = Set(DecodedVectorTests.checks.keys)
        let expected = Set(Vector.all.filter { $0.hasDecoded || $0.record != nil }.map(\.id))
        #expect(expected == checked.union(Self.otherProtocols).union(Self.notRead))
    }

    @Test(arguments: Vector.all.filter { !$0.frames.isEmpty })
    func eachFrameDecodes(_ vector: Vector) throws {
        for captured in vector.frames {
            let received = try captured.received()
            let frame = received.frame
            #expect(frame.command.rawValue == captured.parsed.command)
            #expect(frame.session == captured.parsed.session)
            #expect(frame.reply == captured.parsed.reply)
            #expect(received.checksum == captured.parsed.checksum)
            #expect(Array(frame.data.readableBytesView).starts(with: Hex.bytes(captured.parsed.data) ?? []))
            #expect(received.isIntact)
        }
    }

    @Test(arguments: Vector.all.filter { !$0.frames.isEmpty })
    func eachFrameEncodesToItsBytes(_ vector: Vector) throws {
        for captured in vector.frames {
            let frame = try captured.received().frame
            var buffer = ByteBuffer()
            if captured.transport == "tcp" {
                frame.encodeForTCP(into: &buffer)
            } else {
                frame.encode(into: &buffer)
            }
            #expect(Array(buffer.readableBytesView) == captured.wholeBytes)
        }
    }

    /// The direction that `etime device decode` guesses is the one that was captured.
    @Test(arguments: Vector.all.filter { !$0.frames.isEmpty })
    func directionIsGuessed(_ vector: Vector) throws {
        for captured in vector.frames {
            let frame = try captured.received().frame
            #expect(frame.isFromTerminal == (captured.direction == "device->host"))
        }
    }
}
