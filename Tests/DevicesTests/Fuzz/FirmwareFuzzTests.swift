import DeviceTesting
import NIOCore
import NIOEmbedded
import SeededRandom
import Testing

@testable import DeviceSimulator
@testable import Devices

/// The virtual terminal is on a network as well: whatever it is sent, it answers, and holds no more than it was sent.
struct FirmwareFuzzTests {
    @Test(arguments: UInt64(1)...6)
    func anyRequest(seed: UInt64) throws {
        var configuration = Meeting.configuration(users: 4, punches: 20)
        configuration.templates = SampleCompany.templates(of: configuration.users)
        let loop = EmbeddedEventLoop()
        let firmware = Firmware(configuration)
        let link = DeviceSimulator.Link(.tcp, on: loop, write: { _ in }, close: {})
        _ = firmware.respond(to: Frame(.connect, session: 0, reply: 0), on: link)
        let session = try #require(link.session?.id)
        let commands = Command.names.keys.sorted().filter { ![1000, 1001, 1004, 1005].contains($0) }
        var chance = SeededGenerator(mixing: Int(seed), 99)
        try Fuzzer(corpus: Corpus.bodies(), cases: 2500, seed: seed).run { bytes in
            let command = Command(rawValue: commands[chance.between(0, commands.count - 1)])
            let request = Frame(command, session: session, reply: 7, data: ByteBuffer(bytes: bytes))
            let response = firmware.respond(to: request, on: link)
            #expect(command == .ackOK || !response.frames.isEmpty)
            #expect(response.frames.allSatisfy { $0.reply == 7 || $0.command == .event })
            let upload = link.session?.upload?.bytes.storageCapacity ?? 0
            #expect(upload <= 2 * Upload.maximumSize)
        }
        #expect(firmware.memory.users.allSatisfy { $0.uid > 0 && !$0.userID.isEmpty })
        #expect(firmware.memory.fingers.entries.allSatisfy { $0.finger < 10 })
    }
}
