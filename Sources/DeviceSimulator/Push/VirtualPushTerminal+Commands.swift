import Devices
import Domain

extension VirtualPushTerminal {
    private static let noSuchUser = -10
    private static let unsupported = -1002
    private static let nothing = -1

    func carryOut(_ command: PushTerminalCommand) {
        commands.append(command.text)
        // It is gone before it could say so.
        if command.text == "REBOOT" { return restart() }
        let (code, values) = outcome(of: command)
        results.append("ID=\(command.id)&Return=\(code)&CMD=\(command.name)\n" + values.map { "\($0)\n" }.joined())
    }

    private func outcome(of command: PushTerminalCommand) -> (code: Int, values: [String]) {
        switch command.words.first {
        case "DATA": (data(command), [])
        case "GET": option(command)
        case "VERIFY": count(command)
        case "INFO": (0, information())
        default: (simple(command), [])
        }
    }

    private func simple(_ command: PushTerminalCommand) -> Int {
        switch command.words.prefix(2).joined(separator: " ") {
        case "CHECK": hasShakenHands = false
        case "LOG": break
        case "AC_UNLOCK": doorOpenings += 1
        case "CLEAR LOG":
            memory.log = []
            memory.uploaded = 0
        case "ENROLL_FP": return enrol(command)
        case "SET OPTION": memory.options.merge(command.fields) { _, new in new }
        default: return Self.unsupported
        }
        return 0
    }

    private func data(_ command: PushTerminalCommand) -> Int {
        switch command.verb {
        case "DATA UPDATE USERINFO": command.profile.map { memory.write($0) } == nil ? Self.nothing : 0
        case "DATA DELETE USERINFO": command.user.map { memory.delete($0) } == true ? 0 : Self.noSuchUser
        case "DATA QUERY USERINFO": query(users: command.user)
        case "DATA UPDATE FINGERTMP": update(command)
        case "DATA DELETE FINGERTMP": deleteTemplates(command)
        case "DATA QUERY FINGERTMP": query(templates: command.user, command.finger)
        case "DATA QUERY ATTLOG": query(log: command)
        default: Self.unsupported
        }
    }

    private func query(users user: DeviceUserID?) -> Int {
        let lines = memory.users.filter { user == nil || $0.userID == user }.map(\.uploadedLine)
        return upload("OPERLOG", lines)
    }

    private func query(templates user: DeviceUserID?, _ finger: UInt8?) -> Int {
        let found = memory.templates.filter {
            (user == nil || $0.userID == user) && (finger == nil || $0.finger == finger)
        }
        return upload("OPERLOG", found.map { "FP " + $0.pushedFields })
    }

    private func query(log command: PushTerminalCommand) -> Int {
        guard let (from, through) = command.period else { return Self.nothing }
        return upload("ATTLOG", memory.rows(from: from, through: through).map(\.pushedRow))
    }

    private func upload(_ table: String, _ lines: [String]) -> Int {
        for start in stride(from: 0, to: lines.count, by: configuration.batch) {
            let end = min(start + configuration.batch, lines.count)
            uploads.append(Upload(table: table, lines: Array(lines[start..<end])))
        }
        return lines.count
    }

    private func update(_ command: PushTerminalCommand) -> Int {
        let line = Array("FP \(command.text.dropFirst("DATA UPDATE FINGERTMP ".count))".utf8)
        guard let template = PushContent(.operations, line).templates.first else { return -11 }
        guard memory.users.contains(where: { $0.userID == template.userID }) else { return Self.noSuchUser }
        memory.write(template)
        return 0
    }

    private func deleteTemplates(_ command: PushTerminalCommand) -> Int {
        guard let user = command.user else { return Self.nothing }
        memory.templates.removeAll { $0.userID == user && (command.finger == nil || $0.finger == command.finger) }
        return 0
    }

    private func enrol(_ command: PushTerminalCommand) -> Int {
        guard let user = command.user, let finger = command.finger, memory.users.contains(where: { $0.userID == user })
        else { return 4 }
        memory.write(FingerTemplate(userID: user, finger: finger, bytes: Array("finger of \(user)".utf8)))
        return 0
    }

    private func option(_ command: PushTerminalCommand) -> (Int, [String]) {
        guard let name = command.words.last.map(String.init), let value = memory.option(name) else {
            return (Self.nothing, [])
        }
        return (0, ["\(name)=\(value)"])
    }

    private func count(_ command: PushTerminalCommand) -> (Int, [String]) {
        guard let (from, through) = command.period else { return (Self.nothing, []) }
        // Rows with an impossible date are in no period, and in the log all the same.
        let isAll = from.date.year == 2000 && through.date.year == 2099
        return (0, ["AttlogSum=\(isAll ? memory.log.count : memory.rows(from: from, through: through).count)"])
    }

    private func information() -> [String] {
        ["FWVersion", "DeviceName", "UserCount", "FPCount", "AttLogCount", "MaxUserCount"]
            .compactMap { name in memory.option(name).map { "\(name)=\($0)" } }
    }
}
