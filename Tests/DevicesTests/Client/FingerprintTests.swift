import DeviceSimulator
import DeviceTesting
import Testing

@testable import Devices

/// Fingers copied from a terminal and to it.
@Suite(.timeLimit(.minutes(3)))
struct FingerprintTests {
    typealias Transport = DeviceEndpoint.Transport

    static func configuration(users: Int = 20) -> VirtualTerminalConfiguration {
        var configuration = Meeting.configuration(users: users)
        configuration.templates = SampleCompany.templates(of: configuration.users)
        return configuration
    }

    static func finger(_ user: DeviceUserID = "1002", _ finger: UInt8 = 3, size: Int = 2500) -> FingerTemplate {
        FingerTemplate(
            userID: user, finger: finger, kind: .duress,
            bytes: (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7 | 1) })
    }

    @Test(arguments: [Transport.tcp, .udp])
    func allOfThem(_ transport: Transport) async throws {
        let configuration = Self.configuration()
        try await Meeting.with(configuration, over: transport) { terminal, _ in
            let read = try await terminal.templates(of: nil)
            #expect(read.map(\.bytes) == configuration.templates.map(\.bytes))
            #expect(read.map { $0.userID.description } == configuration.templates.map { "\($0.uid + 1000)" })
            #expect(read.allSatisfy { $0.kind == .ordinary && $0.algorithm == 10 })
        }
    }

    @Test(arguments: [Transport.tcp, .udp], [true, false])
    func onesOwn(_ transport: Transport, knowsBuffers: Bool) async throws {
        var configuration = Self.configuration()
        configuration.layout.knowsBufferedReads = knowsBuffers
        configuration.layout.tcpPacket = 1008
        try await Meeting.with(configuration, over: transport) { terminal, virtual in
            for user in configuration.users.prefix(4) {
                let read = try await terminal.templates(of: user.userID)
                #expect(read.map(\.bytes) == configuration.templates.filter { $0.uid == user.uid }.map(\.bytes))
            }
            #expect((await virtual.status()).requests(.readTemplate) == 40)
            #expect(try await terminal.templates(of: nil).count == configuration.templates.count)
            await #expect(throws: DeviceError.unknownUser("77")) { try await terminal.templates(of: "77") }
        }
    }

    @Test func none() async throws {
        try await Meeting.with(Meeting.configuration()) { terminal, _ in
            let read = try await terminal.templates(of: nil) + terminal.templates(of: "1001")
            #expect(read.isEmpty)
        }
    }

    @Test(arguments: [Transport.tcp, .udp], [1, 1024, 1025, 2500, 65_000])
    func written(_ transport: Transport, size: Int) async throws {
        try await Meeting.with(Meeting.configuration(), over: transport) { terminal, virtual in
            let template = Self.finger(size: size)
            try await terminal.write(template)
            let stored = await virtual.templates()
            #expect(stored == [TemplateEntry(uid: 2, finger: 3, flag: 3, bytes: template.bytes)])
            #expect(try await terminal.templates(of: nil) == [template])
            let status = await virtual.status()
            #expect(status.requests(.data) == (size + 1023) / 1024)
            #expect((status.requests(.disable), status.requests(.enable)) == (1, 1))
            #expect(status.requests(.batchUpload) == 0)
            #expect(status.requests(.refreshData) == 1)
        }
    }

    @Test func replacesTheSameFinger() async throws {
        try await Meeting.with(Self.configuration(users: 2)) { terminal, virtual in
            let template = Self.finger("1001", 6)
            try await terminal.write(template)
            #expect(await virtual.templates().first?.bytes == template.bytes)
            #expect(try await terminal.templates(of: "1001").contains(template))
        }
    }

    @Test func whatCannotBeWritten() async throws {
        var other = Self.finger()
        other.algorithm = 9
        let cases: [(FingerTemplate, (DeviceError) -> Bool)] = [
            (Self.finger("77"), { $0 == .unknownUser("77") }),
            (Self.finger("1002", 10), { if case .doesNotFit = $0 { true } else { false } }),
            (Self.finger(size: 0), { if case .doesNotFit = $0 { true } else { false } }),
            (Self.finger(size: 65_530), { if case .doesNotFit = $0 { true } else { false } }),
            (other, { if case .unsupported = $0 { true } else { false } }),
        ]
        try await Meeting.with(Meeting.configuration()) { terminal, virtual in
            for (template, isExpected) in cases {
                let error = await #expect(throws: DeviceError.self) { try await terminal.write(template) }
                #expect(error.map(isExpected) == true, "\(String(describing: error))")
            }
            #expect((await virtual.status()).requests(.prepareData) == 0)
        }
    }

    @Test(arguments: [Transport.tcp, .udp])
    func deleted(_ transport: Transport) async throws {
        var configuration = Meeting.configuration()
        configuration.templates = (0..<10).map {
            TemplateEntry(uid: 3, finger: $0, flag: 1, bytes: [1, 2, 3, 4, 5, 6, 7])
        }
        configuration.templates.append(TemplateEntry(uid: 4, finger: 0, flag: 1, bytes: [1, 2, 3, 4, 5, 6, 7]))
        try await Meeting.with(configuration, over: transport) { terminal, virtual in
            let first = try await terminal.deleteTemplates(of: "1003", finger: 0)
            #expect(first == .removed)
            #expect(await virtual.templates().filter { $0.uid == 3 }.map(\.finger) == Array(1...9))
            let again = try await terminal.deleteTemplates(of: "1003", finger: 0)
            #expect(again == .noFinger)
            let all = try await terminal.deleteTemplates(of: "1003", finger: nil)
            #expect(all == .removed)
            #expect(await virtual.templates().map(\.uid) == [4])
            let stranger = try await terminal.deleteTemplates(of: "77", finger: nil)
            #expect(stranger == .noUser)
        }
    }

    /// Either the finger is stored byte for byte, or there is an error; people can punch afterwards.
    @Test(arguments: 1...12)
    func overALineThatLoses(seed: UInt64) async throws {
        var configuration = Self.configuration()
        configuration.seed = seed
        (configuration.faults.loss, configuration.faults.duplicates) = (0.05, 0.1)
        (configuration.faults.reordering, configuration.faults.badChecksums) = (0.1, 0.02)
        let template = Self.finger()
        try await withVirtualTime(configuration) { virtual, network in
            do {
                try await ZKTerminal.with(virtualEndpoint(.udp, attempts: 8), logger: Meeting.logger, network: network)
                {
                    try await $0.write(template)
                    #expect(try await $0.templates(of: "1002").contains(template))
                }
            } catch is DeviceError {}
            let stored = await virtual.templates().first { $0.uid == 2 && $0.finger == 3 }
            #expect(stored == nil || stored?.bytes == template.bytes)
            #expect((await virtual.status()).requests(.enable) > 0)
        }
    }

    /// The connection breaks in the middle of it, at every place.
    @Test(arguments: stride(from: 16, to: 420, by: 24).map { $0 })
    func cutInTheMiddle(bytes: Int) async throws {
        var configuration = Meeting.configuration(users: 2)
        configuration.faults.cutAfterBytes = bytes
        let template = Self.finger()
        try await withVirtualTime(configuration) { virtual, network in
            let error = await #expect(throws: DeviceError.self) {
                try await ZKTerminal.with(virtualEndpoint(.tcp), logger: Meeting.logger, network: network) {
                    try await $0.write(template)
                    _ = try await $0.attendance()
                    _ = try await $0.information()
                }
            }
            #expect(error.map { if case .closed = $0 { true } else { false } } == true)
            #expect(await virtual.templates().allSatisfy { $0.bytes == template.bytes })
        }
    }
}
