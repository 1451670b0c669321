import DeviceSimulator
import DeviceTesting
import Testing

@testable import Devices

/// People written to a terminal and deleted from it, over both transports.
@Suite(.timeLimit(.minutes(3)))
struct ProfileTests {
    typealias Transport = DeviceEndpoint.Transport

    static let zoya = UserProfile(
        userID: "5150", name: "Zoya Mirza", level: .manager, isDisabled: true, password: "77123456",
        card: 4_294_967_295,
        group: 9, timeZones: [3, 7])

    @Test(arguments: [Transport.tcp, .udp])
    func comesBackAsItWasWritten(_ transport: Transport) async throws {
        try await Meeting.with(Meeting.configuration(), over: transport) { terminal, virtual in
            try await terminal.write(Self.zoya)
            #expect(try await terminal.profiles().last == Self.zoya)
            let stored = try #require(await virtual.users().last)
            #expect(stored.uid == 21)
            #expect(stored.privilege == 7)
            #expect((stored.timeZoneFlag, stored.timeZones) == (1, [3, 7, 0]))
            #expect((await virtual.status()).requests(.refreshData) == 1)
        }
    }

    @Test func takesTheLowestFreePlace() async throws {
        var configuration = Meeting.configuration()
        configuration.users.removeAll { [3, 7].contains($0.uid) }
        try await Meeting.with(configuration) { terminal, virtual in
            for id in ["9001", "9002", "9003"] {
                try await terminal.write(UserProfile(userID: DeviceUserID(id), name: "N"))
            }
            let uids = await virtual.users().filter { $0.userID.description.hasPrefix("90") }.map(\.uid)
            #expect(uids == [3, 7, 21])
        }
    }

    @Test(arguments: [UserRecord.Width.standard, .short])
    func changesThePersonWithTheSameId(_ width: UserRecord.Width) async throws {
        var configuration = Meeting.configuration()
        configuration.layout.users = width
        configuration.users[4].timeZoneFlag = 0x55
        try await Meeting.with(configuration) { terminal, virtual in
            let before = configuration.users[4]
            try await terminal.write(UserProfile(userID: before.userID, name: "Else", password: "12345", group: 2))
            let users = await virtual.users()
            #expect(users.count == 20)
            let after = try #require(users.first { $0.userID == before.userID })
            #expect((after.uid, after.name, after.password, after.group) == (before.uid, "Else", "12345", 2))
            // A short row has no other place for it.
            #expect(after.timeZoneFlag == (width == .short ? 0x55 : 0))
        }
    }

    /// As a copy from a terminal that does not tell passwords.
    @Test(arguments: [UserRecord.Width.standard, .short])
    func keepsAPasswordThatIsNotKnown(_ width: UserRecord.Width) async throws {
        var configuration = Meeting.configuration()
        configuration.layout.users = width
        configuration.users[4].password = "4711"
        try await Meeting.with(configuration) { terminal, virtual in
            let id = configuration.users[4].userID
            for (password, expected) in [(nil, "4711"), ("99", "99"), ("", ""), (nil, "")] {
                try await terminal.write(UserProfile(userID: id, name: "Else", password: password))
                let after = try #require(await virtual.users().first { $0.userID == id })
                #expect((after.name, after.password) == ("Else", expected))
            }
        }
    }

    /// Tasks that look for a free place at the same time must not find the same one.
    @Test(arguments: [Transport.tcp, .udp])
    func manyAtOnce(_ transport: Transport) async throws {
        try await Meeting.with(Meeting.configuration(), over: transport) { terminal, virtual in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<12 {
                    group.addTask {
                        try await terminal.write(UserProfile(userID: DeviceUserID(UInt32(7000 + number)), name: "N"))
                    }
                    group.addTask { _ = try await terminal.time() }
                }
                try await group.waitForAll()
            }
            let users = await virtual.users()
            #expect(users.count == 32)
            #expect(Set(users.map(\.uid)).count == 32)
        }
    }

    @Test func aLongNameIsCutAtACharacter() async throws {
        try await Meeting.with(Meeting.configuration(users: 1)) { terminal, virtual in
            let shown = try await terminal.write(UserProfile(userID: "2", name: "अमृता कुलकर्णी देशपांडे"))
            let name = try #require(await virtual.users().last?.name)
            #expect(shown == name)
            #expect(!name.isEmpty && "अमृता कुलकर्णी देशपांडे".hasPrefix(name))
            #expect((18...23).contains(name.utf8.count))
        }
    }

    /// To the last byte that there is room for, a name is whole.
    @Test(arguments: [(UserRecord.Width.standard, 23), (.short, 8)])
    func aNameIsCutWhereItsRoomEnds(_ width: UserRecord.Width, _ room: Int) async throws {
        var configuration = Meeting.configuration(users: 1)
        configuration.layout.users = width
        try await Meeting.with(configuration) { terminal, _ in
            let fits = String(repeating: "x", count: room)
            let cut = try await terminal.write([
                UserProfile(userID: "2", name: fits), UserProfile(userID: "3", name: fits + "y"),
                UserProfile(userID: "4", name: ""),
            ])
            #expect(cut == ["3": fits])
        }
    }

    @Test(arguments: [
        UserProfile(userID: "5", name: "A", password: "123456789"),
        UserProfile(userID: "5", name: "A", password: "1\0"),
        UserProfile(userID: "1234567890", name: "A"), UserProfile(userID: "", name: "A"),
        UserProfile(userID: "5", name: "A", timeZones: [1, 2, 3, 4]),
    ])
    func whatDoesNotFitIsRefusedBeforeItIsSent(_ profile: UserProfile) async throws {
        try await Meeting.with(Meeting.configuration(users: 2)) { terminal, virtual in
            let error = await #expect(throws: DeviceError.self) {
                try await terminal.write([UserProfile(userID: "8", name: "Fits"), profile])
            }
            #expect(error.map { if case .doesNotFit = $0 { true } else { false } } == true)
            let password = profile.password ?? ""
            #expect(password.isEmpty || !"\(String(describing: error))".contains(password))
            #expect((await virtual.status()).requests(.writeUser) == 0)
        }
    }

    @Test(arguments: ["A12", "007", "99999999999"])
    func oldTerminalsKnowNumbersOnly(_ id: String) async throws {
        var configuration = Meeting.configuration(users: 2)
        configuration.layout.users = .short
        configuration.options["~PIN2Width"] = "24"
        try await Meeting.with(configuration) { terminal, virtual in
            await #expect(throws: DeviceError.self) {
                try await terminal.write(UserProfile(userID: DeviceUserID(id), name: "A"))
            }
            #expect((await virtual.status()).requests(.writeUser) == 0)
        }
    }

    /// Nothing tells how wide the rows of an empty table are.
    @Test func theFirstUsersOfAnOldTerminal() async throws {
        var configuration = Meeting.configuration(users: 0)
        configuration.layout.users = .short
        try await Meeting.with(configuration) { terminal, virtual in
            try await terminal.write([UserProfile(userID: "5", name: "Zoya"), UserProfile(userID: "6", name: "Bina")])
            #expect(await virtual.users().map(\.name) == ["Zoya", "Bina"])
            #expect(try await terminal.users().map(\.userID) == ["5", "6"])
        }
    }

    /// What refuses one after another was taken has rows as wide as that one.
    @Test func rowsAreNotMadeShorterInTheMidst() async throws {
        var configuration = Meeting.configuration(users: 0)
        configuration.capacity.users = 1
        try await Meeting.with(configuration) { terminal, virtual in
            let refused = DeviceError.refused(request: "USER_WRQ (8)", answer: "ACK_ERROR (2001)")
            await #expect(throws: refused) {
                try await terminal.write(["5", "6"].map { UserProfile(userID: DeviceUserID($0), name: "Zoya") })
            }
            #expect((await virtual.status()).requests(.writeUser) == 2)
        }
    }

    /// Why the shorter rows have no room is no reason that anybody has to look for.
    @Test func whatAnEmptyTerminalRefusesIsSaid() async throws {
        var configuration = Meeting.configuration(users: 0)
        configuration.layout.users = .short
        try await Meeting.with(configuration) { terminal, _ in
            let refused = DeviceError.refused(request: "USER_WRQ (8)", answer: "ACK_ERROR (2001)")
            await #expect(throws: refused) { try await terminal.write(UserProfile(userID: "A12", name: "Zoya")) }
        }
    }

    @Test(arguments: [
        ("Asha", "Asha", true), ("Maria Antonia Fernandes de Souza", "Maria Antonia Fernandes", true),
        ("Asha Ver", "Asha Verma", true), ("Ann", "Anna", false), ("Maria Antonia", "Maria Antonia Fernandes", false),
        ("", "Asha", false),
    ])
    func oneNameAsFarAsThereIsRoom(_ a: String, _ b: String, _ isSame: Bool) {
        #expect(UserProfile.isSameName(a, b) == isSame)
        #expect(UserProfile.isSameName(b, a) == isSame)
    }

    @Test func aFullTerminalSaysNo() async throws {
        var configuration = Meeting.configuration(users: 3)
        configuration.capacity.users = 3
        try await Meeting.with(configuration) { terminal, _ in
            let refused = DeviceError.refused(request: "USER_WRQ (8)", answer: "ACK_ERROR (2001)")
            await #expect(throws: refused) { try await terminal.write(Self.zoya) }
            let users = try await terminal.users()
            #expect(users.count == 3)
        }
    }

    @Test(arguments: [Transport.tcp, .udp])
    func deletes(_ transport: Transport) async throws {
        var configuration = Meeting.configuration()
        configuration.templates = SampleCompany.templates(of: configuration.users)
        try await Meeting.with(configuration, over: transport) { terminal, virtual in
            try await terminal.delete("1005")
            #expect(await virtual.users().map(\.userID).contains("1005") == false)
            #expect(await virtual.templates().contains { $0.uid == 5 } == false)
            // Who is not there is deleted already.
            try await terminal.delete("1005")
            #expect((await virtual.status()).requests(.deleteUser) == 1)
        }
    }

    /// Rows that the counter hides may be using the place that looks free.
    @Test func aCounterThatContradictsTheTableStopsWriting() async throws {
        let people = SampleCompany.users(2)
        let peer = ScriptedServer.peer { received in
            var sizes = FreeSizes()
            sizes.users = 3
            let answer: Frame =
                switch received.frame.command {
                case .connect: Frame(.ackOK, session: 9, reply: 0)
                case .freeSizes: Frame(.ackOK, session: 9, reply: 0, data: sizes.encoded(length: 80))
                case .prepareBuffer:
                    Frame(.data, session: 9, reply: 0, data: RecordTable.encode(people, width: .standard))
                default: Frame(.ackOK, session: 9, reply: 0)
                }
            var numbered = answer
            numbered.reply = received.frame.reply
            return [numbered]
        }
        try await VirtualNetwork.with(peer: { _ in peer }) { network in
            try await ZKTerminal.with(virtualEndpoint(.tcp), logger: Meeting.logger, network: network) { terminal in
                await #expect(throws: DeviceError.countMismatch(expected: 3...3, read: 2)) {
                    try await terminal.write(Self.zoya)
                }
                let users = try await terminal.users()
                #expect(users.count == 2)
            }
        }
    }

    /// On a line that loses: what is written is what is stored, or there is an error.
    @Test(arguments: 1...10)
    func overALineThatLoses(seed: UInt64) async throws {
        var configuration = Meeting.configuration()
        configuration.seed = seed
        (configuration.faults.loss, configuration.faults.duplicates) = (0.08, 0.1)
        (configuration.faults.reordering, configuration.faults.badChecksums) = (0.1, 0.03)
        try await withVirtualTime(configuration) { virtual, network in
            do {
                try await ZKTerminal.with(virtualEndpoint(.udp, attempts: 8), logger: Meeting.logger, network: network)
                {
                    try await $0.write(Self.zoya)
                    try await $0.delete("1003")
                }
            } catch is DeviceError { return }
            let users = await virtual.users()
            #expect(users.count == 20)
            #expect(users.map(UserProfile.init).last == Self.zoya)
            #expect(!users.contains { $0.userID == "1003" })
        }
    }
}
