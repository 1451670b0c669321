import NIOCore
import Testing

@testable import DeviceSimulator
@testable import Devices

/// What the virtual terminal takes and what it refuses, asked in single requests.
@Suite(.timeLimit(.minutes(2)))
struct FingerTests {
    private static func with(
        _ change: (inout VirtualTerminalConfiguration) -> Void = { _ in },
        _ body: (Asker, VirtualTerminal) async throws -> Void
    ) async throws {
        var configuration = SampleLog(users: 4, punches: 20).configuration
        change(&configuration)
        try await withVirtualTerminal(configuration) { virtual, address in
            try await ZKTerminal.with(address.endpoint(.tcp), logger: quietLogger) {
                try await body(Asker(terminal: $0), virtual)
            }
        }
    }

    /// Sends one request and says how it was answered.
    private struct Asker {
        let terminal: ZKTerminal

        @discardableResult
        func callAsFunction(_ command: Command, _ bytes: [UInt8] = []) async throws -> Command {
            let request = Request(command, data: ByteBuffer(bytes: bytes))
            return try await terminal.connection.perform(Ask(request)).command
        }

        func upload(_ bytes: [UInt8], announcing size: Int? = nil) async throws {
            let size = size ?? bytes.count
            #expect(try await self(.prepareData, [UInt8(size & 0xFF), UInt8(size >> 8), 0, 0]) == .ackOK)
            #expect(try await self(.data, bytes) == .ackOK)
        }
    }

    private static let finger = Array("M0SS21".utf8) + Array(repeating: 9, count: 94)
    /// uid 2, finger 3, ordinary, 100 bytes.
    private static let consume: [UInt8] = [2, 0, 3, 1, 100, 0]

    @Test func whatIsWholeIsKept() async throws {
        try await Self.with { ask, virtual in
            try await ask.upload(Self.finger)
            #expect(try await ask(.sumBuffer) == .ackOK)
            #expect(try await ask(.writeTemplate, Self.consume) == .ackOK)
            #expect(await virtual.templates() == [TemplateEntry(uid: 2, finger: 3, flag: 1, bytes: Self.finger)])
            #expect(await virtual.operations().map(\.operation) == [6])
            // It was taken out of the buffer.
            #expect(try await ask(.writeTemplate, Self.consume) == .ackError)
        }
    }

    @Test(
        arguments: [
            [9, 0, 3, 1, 100, 0], [2, 0, 10, 1, 100, 0], [2, 0, 3, 2, 100, 0], [2, 0, 3, 1, 99, 0], [2, 0, 3, 1, 100],
            [],
        ] as [[UInt8]])
    func whatIsNobodysOrOfAnotherSizeIsRefused(_ consume: [UInt8]) async throws {
        try await Self.with { ask, virtual in
            try await ask.upload(Self.finger)
            #expect(try await ask(.writeTemplate, consume) == .ackError)
            #expect(await virtual.templates().isEmpty)
        }
    }

    @Test func aBufferThatIsNotFullIsNotTaken() async throws {
        try await Self.with { ask, virtual in
            #expect(try await ask(.data, [1]) == .ackError)
            #expect(try await ask(.prepareData, [0, 0, 0, 0]) == .ackError)
            #expect(try await ask(.prepareData, [0, 0, 0x11, 0]) == .ackError)
            try await ask.upload(Array(Self.finger.dropLast()), announcing: 100)
            #expect(try await ask(.writeTemplate, Self.consume) == .ackError)
            #expect(try await ask(.data, [1, 2]) == .ackError)
            #expect((await virtual.status()).buffersHeld == 1)
            #expect(try await ask(.freeBuffer) == .ackOK)
            #expect((await virtual.status()).buffersHeld == 0)
            #expect(try await ask(.sumBuffer) == .ackError)
        }
    }

    @Test func aFullStoreTakesOnlyWhatItHasAlready() async throws {
        let known = TemplateEntry(uid: 2, finger: 3, flag: 1, bytes: [1])
        try await Self.with({ ($0.templates, $0.capacity.fingerprints) = ([known], 1) }) { ask, virtual in
            try await ask.upload(Self.finger)
            #expect(try await ask(.writeTemplate, Self.consume) == .ackOK)
            try await ask.upload(Self.finger)
            #expect(try await ask(.writeTemplate, [2, 0, 4, 1, 100, 0]) == .ackError)
            #expect(await virtual.templates().map(\.bytes) == [Self.finger])
        }
    }

    @Test func fingersGoWithTheirUser() async throws {
        try await Self.with({ $0.templates = SampleCompany.templates(of: $0.users) }) { ask, virtual in
            let before = await virtual.templates()
            var row = ByteBuffer()
            UserRecord(uid: 2, name: "Else", userID: "1002").encode(into: &row, width: .standard)
            let written = try await ask(.writeUser, Array(row.readableBytesView))
            #expect(written == .ackOK)
            #expect(await virtual.templates() == before)
            #expect(try await ask(.deleteUser, [2, 0]) == .ackOK)
            #expect(await virtual.templates() == before.filter { $0.uid != 2 })
            #expect(try await ask(.clearData, [2]) == .ackOK)
            #expect(await virtual.templates().isEmpty)
            #expect((await virtual.status()).users == 3)
            #expect(await virtual.operations().map(\.operation) == [36, 9, 13])
            #expect(try await ask(.clearOperations) == .ackOK)
            #expect((await virtual.status()).operations == 0)
        }
    }

    /// pyzk's batch: cut at each place and said to be whole, it is refused and nothing of it is kept.
    @Test func aBatchThatDoesNotHoldTogether() async throws {
        var user = ByteBuffer(bytes: [2])
        UserRecord(uid: 9, name: "New", userID: "9").encode(into: &user, width: .standard)
        var batch = ByteBuffer()
        batch.writeMultipleIntegers(UInt32(73), UInt32(8), UInt32(6), endianness: .little)
        batch.writeImmutableBuffer(user)
        batch.writeBytes([2, 9, 0, 16 + 5, 0, 0, 0, 0, 4, 0, 1, 2, 3, 4])
        let bytes = Array(batch.readableBytesView)
        try await Self.with { ask, virtual in
            for length in 1..<bytes.count {
                try await ask.upload(Array(bytes.prefix(length)))
                #expect(try await ask(.batchUpload, [12, 0, 0, 0, 0, 0, 8, 0]) == .ackError, "\(length)")
            }
            #expect((await virtual.status()).users == 4)
            try await ask.upload(bytes)
            #expect(try await ask(.batchUpload, [12, 0, 0, 0, 0, 0, 8, 0]) == .ackOK)
            #expect(await virtual.templates() == [TemplateEntry(uid: 9, finger: 5, flag: 1, bytes: [1, 2, 3, 4])])
        }
    }

    /// An enrolment waits for each acknowledgement, and ends with the session that asked for it.
    @Test func anEnrolmentEndsWithItsSession() async throws {
        var configuration = SampleLog(users: 4, punches: 0).configuration
        configuration.enrolment.ending = .nobodyComes
        try await withVirtualTerminal(configuration) { virtual, address in
            let first = try await ZKTerminal.connect(address.endpoint(.tcp), logger: quietLogger)
            let body = Array("1002".utf8) + Array(repeating: 0, count: 20) + [1, 1]
            #expect(try await Asker(terminal: first)(.startEnroll, body) == .ackOK)
            // One at a time.
            let second = try await ZKTerminal.connect(address.endpoint(.tcp), logger: quietLogger)
            #expect(try await Asker(terminal: second)(.startEnroll, body) == .ackError)
            await first.connection.close()
            try await virtual.status { $0.state == .idle }
            #expect(try await Asker(terminal: second)(.startEnroll, body) == .ackOK)
            await second.disconnect()
        }
    }
}
