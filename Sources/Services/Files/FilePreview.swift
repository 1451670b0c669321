import Devices
import Domain
import Storage

/// Says what would become of a file, line by line.
struct FilePreview: Sendable {
    let taking: FileTaking

    private var device: ID<Device> { taking.record.id }

    func fates(_ path: String, _ options: FileOptions) async throws -> [FileFate] {
        let file = try await taking.read(path, options)
        let fates =
            switch file.content {
            case .punches(let punches): try await self.fates(of: punches)
            case .users(let users): try await self.fates(of: users)
            case .templates(let templates): try await self.fates(of: templates)
            }
        return fates.sorted { $0.line < $1.line }
    }

    private func fates(of file: PunchFile) async throws -> [FileFate] {
        var placer = PunchPlacer(zone: taking.zone, collectedAt: taking.context.now())
        let placed = file.records.map { record in
            let user = TerminalUsers.user(of: record)
            return (user: user, record: record, placed: placer.place(record, user: user))
        }
        let times = placed.map(\.placed.local)
        let known: Set<PunchKey> =
            if let first = times.min(), let last = times.max() {
                try await taking.context.database.read {
                    try PunchLedger($0).keys(on: device, from: first, through: last)
                }
            } else { [] }
        let keys = placed.map { PunchKey($0.user, $0.record, $0.placed) }
        let otherwise = VerifyMatching(keys, in: known).known(keys)
        let punches = placed.indices.map { index in
            let punch = placed[index]
            return FileFate(
                line: file.recordLines[index], user: punch.user, local: punch.placed.local, text: "",
                fate: known.contains(keys[index]) || otherwise.contains(index)
                    ? .known : punch.placed.quarantine.map { .doubtful($0) } ?? .new)
        }
        return punches + file.problems.map { FileFate($0) }
    }

    private func fates(of file: UserFile) async throws -> [FileFate] {
        let known = try await taking.context.database.read { try DeviceUserStore($0).all(of: device) }
        let names = Dictionary(uniqueKeysWithValues: known.map { ($0.deviceUser, $0.name) })
        let bad = Set(file.problems.map(\.line))
        // Rows count from 1; those that are no user are among the problems.
        let lines = (1...max(1, file.users.count + bad.count)).filter { !bad.contains($0) }
        return zip(lines, file.users).map { line, user in
            let number = user.userID.description
            return FileFate(
                line: line, user: number, local: nil, text: user.name, fate: names[number] == user.name ? .known : .new)
        } + file.problems.map { FileFate($0) }
    }

    private func fates(of file: TemplateFile) async throws -> [FileFate] {
        let now = taking.context.now()
        let agreeing = try await taking.context.database.read { try AgreeingUsers($0, of: device, at: now) }
        let bad = Set(file.problems.map(\.line))
        let lines = (1...max(1, file.templates.count + bad.count)).filter { !bad.contains($0) }
        return zip(lines, file.templates).map { line, finger in
            FileFate(
                line: line, user: finger.userID.description, local: nil, text: "finger \(finger.finger)",
                fate: agreeing[finger.userID] == nil ? .left : .new)
        } + file.problems.map { FileFate($0) }
    }
}

extension FileFate {
    fileprivate init(_ problem: FileProblem) {
        self.init(line: problem.line, user: "", local: nil, text: problem.text, fate: .unreadable(problem.reason))
    }
}

extension PunchKey {
    fileprivate init(_ user: String, _ record: AttendanceRecord, _ placed: PunchPlacer.Placed) {
        self.init(
            deviceUser: user, local: placed.local, state: record.state, verify: record.verify, sequence: placed.sequence
        )
    }
}
