import NIOCore
import Testing

@testable import Devices

struct DeviceUserIDTextTests {
    @Test func bytesThatAreNotUTF8StayApart() {
        let texts = [[0xE9, 0x31], [0xE8, 0x31]].map { (bytes: [UInt8]) in
            bytes.withUnsafeBytes { DeviceUserID(field: $0).description }
        }
        #expect(texts == ["é1", "è1"])
    }

    @Test func aCaptureThatBreaksOffIsNotWhole() throws {
        let frame: [UInt8] = [0x50, 0x50, 0x82, 0x7D, 8, 0, 0, 0, 0xE8, 0x03, 0x17, 0xFC, 0, 0, 0, 0]
        #expect(try WireReport.read(frame).isWhole)
        let broken = try WireReport.read(frame + frame.prefix(11))
        #expect(!broken.isWhole)
        #expect(broken.lines.contains { $0.contains("incomplete frame") })
    }
}
