/// What a query brings: users, fingerprints and punches come as uploads of their own, before or after the answer to it.
struct PushGathering {
    /// Far more than any terminal holds.
    static let mostUsers = 200_000
    static let mostTemplateBytes = 1 << 26
    /// Polls and silence after which nothing more is expected.
    static let pollsOfSilence = 2
    static let silence = Duration.seconds(5)

    private var users: [DeviceUserID: UserProfile] = [:]
    private var fingers: [Finger: FingerTemplate] = [:]
    private var templateBytes = 0
    /// Nil where no punches are asked for.
    private var punches: PushedPunches?
    private var result: PushResult?
    private(set) var lastActivity: Duration
    private var polls = 0
    private(set) var isOverfull = false

    private struct Finger: Hashable {
        var user: DeviceUserID
        var finger: UInt8
    }

    init(_ command: PushCommand, now: Duration) {
        if case .queryLog = command { punches = PushedPunches() }
        lastActivity = now
    }

    mutating func add(_ content: PushContent, now: Duration) {
        let brings =
            punches == nil
            ? !content.profiles.isEmpty || !content.templates.isEmpty
            : !content.attendance.isEmpty || !content.unreadable.isEmpty
        guard brings else { return }
        lastActivity = now
        polls = 0
        punches?.add(content)
        for profile in content.profiles { users[profile.userID] = profile }
        for template in content.templates {
            templateBytes += template.bytes.count
            fingers[Finger(user: template.userID, finger: template.finger)] = template
        }
        isOverfull =
            isOverfull || users.count > Self.mostUsers || templateBytes > Self.mostTemplateBytes
            || punches?.isOverfull ?? false
    }

    mutating func answered(_ result: PushResult, now: Duration) {
        self.result = result
        lastActivity = now
        polls = 0
    }

    /// A terminal sends what it has before it polls again, but not every one does both in one thread.
    mutating func polled(now: Duration) -> PushOutcome? {
        guard let result else { return nil }
        polls += 1
        guard polls >= Self.pollsOfSilence, now - lastActivity >= Self.silence else { return nil }
        return PushOutcome(
            result: result, profiles: users.values.sorted { "\($0.userID)" < "\($1.userID)" },
            templates: fingers.values.sorted { ("\($0.userID)", $0.finger) < ("\($1.userID)", $1.finger) },
            punches: punches ?? PushedPunches())
    }
}

/// What became of a command, with what the terminal uploaded for it.
package struct PushOutcome: Hashable, Sendable {
    package var result: PushResult
    package var profiles: [UserProfile] = []
    package var templates: [FingerTemplate] = []
    package var punches = PushedPunches()
}

/// Punches that a terminal uploaded again because it was asked to.
package struct PushedPunches: Hashable, Sendable {
    /// Far more than any terminal holds.
    static let most = 2_000_000

    /// How often each came in one upload: an upload may come again, and equal punches of one upload are different ones.
    package private(set) var times: [AttendanceRecord: Int] = [:]
    /// Rows that could not be read.
    package private(set) var unreadable: Set<String> = []

    package init() {}

    package var count: Int { times.values.reduce(0, +) }

    /// Whether nobody can mean it.
    var isOverfull: Bool { count + unreadable.count > Self.most }

    mutating func add(_ content: PushContent) {
        let one = content.attendance.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        times.merge(one) { max($0, $1) }
        unreadable.formUnion(content.unreadable)
    }
}

extension PushCommand {
    /// Whether its answer is uploaded beside the result.
    var gathers: Bool {
        switch self {
        case .queryUsers, .queryTemplates, .queryLog: true
        default: false
        }
    }

    /// Whether an upload of the fingerprint is what it asks for.
    func asks(for template: FingerTemplate) -> Bool {
        guard case .queryTemplates(let user, let finger) = self else { return false }
        return (user == nil || user == template.userID) && (finger == nil || finger == template.finger)
    }

    /// As a sentence about waiting or refusing names it.
    var request: String {
        switch self {
        case .updateUser(let profile): "the change of user \(PushText.clean(profile.userID.description))"
        case .deleteUser(let user): "the removal of user \(PushText.clean(user.description))"
        case .queryUsers: "the list of users"
        case .updateTemplate, .deleteTemplates: "the change of a fingerprint"
        case .queryTemplates: "the fingerprints"
        case .enrol: "the enrolment"
        case .clearLog: "the clearing of the log"
        case .restart: "the restart"
        case .openDoor: "the opening of the door"
        case .check, .upload: "a call"
        case .information: "the description of the terminal"
        case .option(let name), .setOption(let name, _): "the option \(PushText.clean(name.prefix(64)))"
        case .queryLog: "the punches of a period"
        case .countLog: "the count of punches"
        }
    }
}
