import Domain
import Testing

@testable import Devices

/// What waits between us and a terminal that calls, by a clock that the test moves.
struct PushMailboxTests {
    private let time = ManualClock()
    private let mailbox: PushMailbox

    init() {
        mailbox = PushMailbox(run: 1_795_000_000, clock: time.clock, resendAfter: .seconds(60))
    }

    private static func id(_ line: String) -> String {
        String(line.split(separator: ":", omittingEmptySubsequences: false).dropFirst().first ?? "")
    }

    /// Begins a command, and waits until it is there to be fetched.
    private func begin(
        _ command: PushCommand, within limit: Duration = .seconds(300)
    ) async -> Task<PushOutcome, any Error> {
        let count = mailbox.waitingCount
        let task = Task { try await mailbox.run(command, within: limit) }
        await until { mailbox.waitingCount > count && time.sleeperCount > 0 }
        return task
    }

    @Test func handsOutOnceAndAgainWhenNothingComes() async throws {
        let task = await begin(.information)
        let line = mailbox.poll()
        #expect(line.hasSuffix(":INFO\n"))
        #expect(mailbox.poll() == "")
        time.advance(.seconds(59))
        #expect(mailbox.poll() == "")
        time.advance(.seconds(1))
        #expect(mailbox.poll() == line)
        let result = PushResult(id: Self.id(line), code: 0, values: ["MAC": "1"])
        mailbox.answered([result, result])
        #expect(try await task.value.result == result)
        time.advance(.seconds(100))
        #expect(mailbox.poll() == "")
        #expect(mailbox.waitingCount == 0)
    }

    @Test(arguments: [PushCommand.restart, .openDoor, .clearLog, .enrol("1", finger: 2)])
    func neverSaysTwiceWhatHarmsTwice(command: PushCommand) async throws {
        let task = await begin(command, within: .seconds(300))
        #expect(mailbox.poll() != "")
        time.advance(.seconds(299))
        #expect(mailbox.poll() == "")
        time.advance(.seconds(1))
        let error = await #expect(throws: DeviceError.self) { try await task.value }
        #expect(error == .timedOut(waitingFor: command.request))
        #expect(mailbox.waitingCount == 0)
    }

    @Test func saysThatATerminalDoesNotCall() async throws {
        let task = await begin(.deleteUser("7"), within: .seconds(10))
        time.advance(.seconds(10))
        let error = await #expect(throws: DeviceError.self) { try await task.value }
        #expect(error?.description.contains("the removal of user 7") == true)
        #expect(mailbox.poll() == "")
    }

    @Test func keepsAnAnswerShortEnough() async throws {
        let template = FingerTemplate(userID: "1", finger: 1, bytes: Array(repeating: 7, count: 100_000))
        for finger in 0..<20 {
            var template = template
            template.finger = UInt8(finger % 10)
            template.userID = DeviceUserID(UInt32(finger))
            #expect(mailbox.post(.updateTemplate(template)))
        }
        var (lines, polls) = ([Substring](), 0)
        while case let answer = mailbox.poll(), answer != "" {
            #expect(answer.utf8.count < 900_000)
            lines += answer.split(separator: "\n")
            polls += 1
        }
        // 133,336 letters each: six of them are 800,000.
        #expect(polls == 4)
        #expect(lines.count == 20)
        #expect(Set(lines.map { Self.id(String($0)) }).count == 20)
        #expect(lines.enumerated().allSatisfy { $1.contains("PIN=\($0)\t") })
    }

    @Test func takesNothingThatNoAnswerCanHold() async {
        let template = FingerTemplate(userID: "1", finger: 1, bytes: Array(repeating: 7, count: 700_000))
        await #expect(throws: DeviceError.self) {
            try await mailbox.run(.updateTemplate(template), within: .seconds(1))
        }
        #expect(mailbox.waitingCount == 0)
    }

    @Test func isBounded() async {
        for user in 0..<UInt32(256) { #expect(mailbox.post(.deleteUser(DeviceUserID(user)))) }
        #expect(!mailbox.post(.check))
        await #expect(throws: DeviceError.self) { try await mailbox.run(.restart, within: .seconds(1)) }
        #expect(mailbox.waitingCount == 256)
    }

    /// A command that nobody waits for is tried three times, and not for ever.
    @Test func givesUpWhatNobodyWaitsFor() {
        mailbox.post(.check)
        mailbox.post(.check)
        var count = 0
        for _ in 0..<10 {
            count += mailbox.poll().split(separator: "\n").count
            time.advance(.seconds(60))
        }
        #expect(count == 3)
        #expect(mailbox.waitingCount == 0)
    }

    @Test func namesCommandsAnewInEachRun() {
        let other = PushMailbox(run: 1_795_000_001, clock: time.clock)
        var ids: Set<String> = []
        for box in [mailbox, other] {
            for option in 0..<100 { box.post(.option("A\(option)")) }
            while case let answer = box.poll(), answer != "" {
                for line in answer.split(separator: "\n") { ids.insert(Self.id(String(line))) }
            }
        }
        #expect(ids.count == 200)
        #expect(ids.allSatisfy(PushCommand.isID))
    }

    @Test func forgetsWhatIsCancelled() async throws {
        let early = await begin(.information)
        early.cancel()
        #expect(await #expect(throws: DeviceError.self) { try await early.value } == .cancelled)
        #expect(mailbox.poll() == "")
        let late = await begin(.deleteUser("1"))
        let line = mailbox.poll()
        late.cancel()
        #expect(await #expect(throws: DeviceError.self) { try await late.value } == .cancelled)
        mailbox.answered([PushResult(id: Self.id(line), code: 0)])
        time.advance(.seconds(1000))
        #expect(mailbox.poll() == "")
    }

    @Test func takesACallAfterARestartForItsEnd() async throws {
        let task = await begin(.restart)
        mailbox.shookHands()
        #expect(mailbox.waitingCount == 1)
        #expect(mailbox.poll() != "")
        mailbox.shookHands()
        #expect(try await task.value.result.code == 0)
    }

    /// Users are uploaded before the result or after it, and in several pieces.
    @Test(arguments: [false, true]) func gathersWhatAQueryBrings(resultFirst: Bool) async throws {
        var stray = PushContent()
        stray.profiles = [UserProfile(userID: "9", name: "before")]
        mailbox.received(stray)
        let task = await begin(.queryUsers(nil))
        let id = Self.id(mailbox.poll())
        if resultFirst { mailbox.answered([PushResult(id: id, code: 3)]) }
        for part in 0..<3 {
            time.advance(.seconds(50))
            #expect(mailbox.poll() == "")
            var content = PushContent()
            content.profiles = [UserProfile(userID: DeviceUserID(UInt32(part)), name: "\(part)")]
            mailbox.received(content)
        }
        if !resultFirst { mailbox.answered([PushResult(id: id, code: 3)]) }
        _ = mailbox.poll()
        time.advance(.seconds(5))
        _ = mailbox.poll()
        #expect(try await task.value.profiles.map(\.name) == ["0", "1", "2"])
    }

    @Test func waitsForAnUploadOnItsWay() async throws {
        let task = await begin(.queryTemplates(nil, finger: nil))
        let id = Self.id(mailbox.poll())
        mailbox.answered([PushResult(id: id, code: 1)])
        mailbox.uploadBegins(.operations)
        for _ in 0..<9 {
            time.advance(.seconds(10))
            #expect(mailbox.poll() == "")
        }
        var content = PushContent()
        content.templates = [FingerTemplate(userID: "1", finger: 1, bytes: [1])]
        mailbox.received(content)
        mailbox.uploadEnds()
        _ = mailbox.poll()
        time.advance(.seconds(5))
        _ = mailbox.poll()
        #expect(try await task.value.templates == content.templates)
    }

    /// Somebody may be enrolled at the terminal while another's fingers are asked for.
    @Test func aQueryOfOnePersonSaysNothingOfTheOthers() async throws {
        func finger(_ user: DeviceUserID, _ number: UInt8) -> FingerTemplate {
            FingerTemplate(userID: user, finger: number, bytes: [1])
        }
        let all = [finger("1", 1), finger("1", 2), finger("2", 1)]
        let one = await begin(.queryTemplates("1", finger: 1))
        #expect(mailbox.unasked(all) == all, "the terminal has not heard of it yet")
        let first = Self.id(mailbox.poll())
        #expect(mailbox.unasked(all) == [finger("1", 2), finger("2", 1)])
        mailbox.answered([PushResult(id: first, code: -10)])
        _ = try await one.value
        #expect(mailbox.unasked(all) == all)
        let whole = await begin(.queryTemplates(nil, finger: nil))
        let second = Self.id(mailbox.poll())
        #expect(mailbox.unasked(all).isEmpty)
        mailbox.answered([PushResult(id: second, code: -10)])
        _ = try await whole.value
    }

    /// What is on its way was not counted.
    @Test func clearsNothingWhileSomethingComes() async throws {
        let task = await begin(.clearLog)
        mailbox.uploadBegins(.operations)
        #expect(mailbox.poll() == "")
        mailbox.uploadEnds()
        mailbox.uploadBegins(.attendance)
        let error = await #expect(throws: DeviceError.self) { try await task.value }
        #expect(error == .logMovedOn)
        mailbox.uploadEnds()
        #expect(mailbox.poll() == "")
    }

    /// A part that comes again counts once; equal punches of one part are different ones.
    @Test func gathersThePunchesOfAPeriod() async throws {
        let noon = LocalTime(seconds: 1_795_000_000)
        let task = await begin(.queryLog(from: noon, through: noon))
        let id = Self.id(mailbox.poll())
        let (one, other) = (
            AttendanceRecord(userID: "1", rawTime: 86_400), AttendanceRecord(userID: "2", rawTime: 86_400)
        )
        for records in [[one, one], [one, one], [other]] {
            var content = PushContent()
            (content.attendance, content.unreadable) = (records, ["x"])
            mailbox.received(content)
        }
        mailbox.answered([PushResult(id: id, code: 3)])
        _ = mailbox.poll()
        time.advance(.seconds(5))
        _ = mailbox.poll()
        let punches = try await task.value.punches
        #expect(punches.times == [one: 2, other: 1])
        #expect((punches.count, punches.unreadable) == (3, ["x"]))
    }

    @Test func endsAQueryThatIsRefused() async throws {
        let task = await begin(.queryTemplates("1", finger: nil))
        mailbox.answered([PushResult(id: Self.id(mailbox.poll()), code: -10)])
        #expect(try await task.value.result.code == -10)
    }

    /// Somebody who is missing in a list would be taken for deleted.
    @Test func refusesAListThatLacksSomebody() async throws {
        let adapter = PushAdapter(serialNumber: "A1", mailbox: mailbox)
        let task = Task { try await adapter.users() }
        await until { mailbox.waitingCount == 1 }
        let id = Self.id(mailbox.poll())
        var content = PushContent()
        content.profiles = [UserProfile(userID: "1", name: "")]
        mailbox.received(content)
        mailbox.answered([PushResult(id: id, code: 2)])
        _ = mailbox.poll()
        time.advance(.seconds(6))
        _ = mailbox.poll()
        var line = ""
        await until {
            line = mailbox.poll()
            return line != ""
        }
        #expect(line.hasSuffix(":GET OPTION FROM UserCount\n"))
        mailbox.answered([PushResult(id: Self.id(line), code: 0, values: ["UserCount": "2"])])
        #expect(
            await #expect(throws: DeviceError.self) { try await task.value } == .countMismatch(expected: 2...2, read: 1)
        )
    }

    @Test func asksForNothingThatWouldArriveAsSomethingElse() async {
        let adapter = PushAdapter(serialNumber: "A1", mailbox: mailbox)
        await #expect(throws: DeviceError.self) { try await adapter.delete("1\tC") }
        await #expect(throws: DeviceError.self) { try await adapter.delete("") }
        await #expect(throws: DeviceError.self) { try await adapter.setOption("a=b", to: "1") }
        await #expect(throws: DeviceError.self) { try await adapter.setOption("a", to: "1\nC:1:REBOOT") }
        await #expect(throws: DeviceError.notOffered(.log)) { _ = try await adapter.attendance() }
        await #expect(throws: DeviceError.notOffered(.setClock)) { try await adapter.setTime(.init(seconds: 0)) }
        #expect(mailbox.waitingCount == 0)
    }
}
