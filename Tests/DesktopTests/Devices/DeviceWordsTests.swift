import Desktop
import Domain
import Services
import Storage
import Testing

struct DeviceWordsTests {
    private func device(_ change: (inout DeviceSummary) -> Void) -> DeviceSummary {
        var device = DeviceSummary(
            id: ID(1), name: "Gate", model: "", serialNumber: "", firmware: "", host: "10.0.0.7", port: 4370,
            transport: .automatic, zone: "UTC", direction: .automatic, lastSeen: Instant(seconds: 1_795_000_000),
            lastError: nil, completeThrough: nil, clockDrift: nil, recordsUsed: nil, recordCapacity: nil,
            isOpenToAnyone: false, isCollecting: false)
        change(&device)
        return device
    }

    private func health(_ change: (inout DeviceHealth) -> Void) -> DeviceHealth {
        var health = DeviceHealth(device: ID(1), checkedAt: Instant(seconds: 1_795_000_000))
        change(&health)
        return health
    }

    @Test(arguments: [(DeviceFamily.zk, true), (.lines, false), (.push, false), (.folder, false)])
    func whatAFailureMeansIsSaidOfEachKind(family: DeviceFamily, canBeRead: Bool) {
        #expect(family.canBeRead == canBeRead)
        #expect(family.consequence.hasPrefix("Nothing is lost") == (family != .lines))
    }

    /// From 95 of 100 on, and from a quarter of at least ten conversations on.
    @Test func whatSomebodyShouldSeeToIsSaid() {
        func conditions(_ change: (inout DeviceHealth) -> Void) -> [String] {
            device { $0.health = health(change) }.conditions
        }
        let people = "It has room for 25 more of 500 users; remove people who have left."
        #expect(conditions { ($0.users, $0.userCapacity) = (475, 500) } == [people])
        #expect(conditions { ($0.users, $0.userCapacity) = (474, 500) } == [])
        let fingers = "It has room for 0 more of 100 fingerprints; remove people who have left."
        #expect(conditions { ($0.fingerprints, $0.fingerprintCapacity) = (100, 100) } == [fingers])
        func failures(_ failed: Int, of all: Int) -> [String] {
            conditions { health in
                for index in 0..<all { health.count(failed: index < failed, at: health.checkedAt) }
            }
        }
        #expect(failures(3, of: 12) == ["25 % of the last 12 conversations failed; look at its network."])
        #expect(failures(2, of: 12) == [] && failures(9, of: 9) == [])
    }

    @Test func eachStateHasItsWords() {
        let again = Instant(seconds: 4_102_444_800)
        #expect(device { $0.isFollowed = true }.condition.word == "Connected")
        #expect(device { _ in }.condition.word == "Working")
        #expect(device { $0.lastSeen = nil }.condition.word == "Never read")
        #expect(device { $0.lastError = "Silence." }.condition.word == "Not reached")
        let failing = device {
            $0.lastError = "Silence."
            $0.isFollowed = true
        }
        #expect(failing.condition.word == "Failing, tried again soon")
        let dead = device {
            $0.lastError = "Silence."
            $0.health = health { $0.nextTryAt = again }
        }
        #expect(dead.condition.word == "Dead, tried again at 1 Jan 2100, 00:00")
        #expect(device { $0.retiredAt = again }.condition.word == "Retired")
    }

    /// Nobody holds it between two calls.
    @Test func aTerminalThatCallsIsConnected() {
        let yard = device { $0.family = .push }
        #expect(yard.condition.word == "Connected" && yard.stateWord == "connected")
        var silent = yard
        (silent.silentSince, silent.lastError) = (silent.lastSeen, "Yard was not heard.")
        #expect(silent.condition.word.hasPrefix("Not heard since") && silent.stateWord == "not heard")
        var wrong = yard
        wrong.lastError = "Yard calls with a wrong word."
        #expect(wrong.condition.word == "Not reached" && wrong.stateWord == "not reached")
        var new = yard
        new.lastSeen = nil
        #expect(new.stateWord == "never read")
        #expect(device { _ in }.stateWord == "idle")
    }

    @Test func whatCannotBeReadIsSaidWithTheWayOut() {
        let yard = device { ($0.family, $0.unreadableLines) = (.push, 1) }
        #expect(yard.warnings.first?.hasPrefix("1 line of it could not be read as a punch; look at it among") == true)
        let canteen = device { ($0.family, $0.unreadableLines) = (.lines, 2) }
        let sentence = "2 lines of it could not be read as punches; correct its format and read them again."
        #expect(canteen.warnings.first == sentence)
    }

    @Test func aClockThatIsOffIsToldInItsOwnMeasure() {
        let far = device { ($0.clockDrift, $0.zone) = (25 * 3600, "Asia/Kolkata") }
        #expect(far.warnings == ["Its clock is 25 h fast; set it to this computer's time."])
        let zone = device { ($0.clockDrift, $0.zone) = (-19_800, "Asia/Kolkata") }
        #expect(zone.warnings.first?.contains("is its zone right?") == true)
    }

    @Test func memoryIsSaidInPunchesAndParts() {
        let half = device { ($0.recordsUsed, $0.recordCapacity) = (25_000, 50_000) }
        #expect(half.fillText == "25,000 · 50 %" && half.fill == 0.5)
        #expect(device { $0.recordsUsed = 7 }.fillText == "7")
        #expect(device { _ in }.fillText.isEmpty)
    }

    @Test func conversationsAreCounted() {
        var counted = health { $0.latency = 8_400 }
        for failed in [true, false, true, false] { counted.count(failed: failed, at: Instant(seconds: 0)) }
        let told = device { $0.health = counted }
        #expect(told.failureText == "2 of the last 4 conversations")
        #expect(told.latencyText == "8 ms")
        #expect(device { $0.health = health { $0.latency = 400 } }.latencyText == "< 1 ms")
        #expect(device { $0.health = health { _ in } }.failureText.isEmpty)
    }

    @Test func whatCannotBeTakenBackIsAskedFirst() throws {
        let gate = device { _ in }
        let clear = try #require(DevicesModel.question(before: .clearLog, gate))
        #expect(clear.heading == "Clear the punches on Gate?")
        for part in ["read once more and stored", "seals are checked", "cannot bring its punches back"] {
            #expect(clear.text.contains(part))
        }
        #expect(DevicesModel.question(before: .restart, gate) != nil)
        #expect(DevicesModel.question(before: .deleteUser("7"), gate)?.verb == "Remove user 7")
        #expect(DevicesModel.question(before: .setClock, gate) == nil)
    }
}
