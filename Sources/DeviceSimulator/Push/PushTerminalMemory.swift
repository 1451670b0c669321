import Devices
import Domain

/// What a push terminal holds when its power is off.
struct PushTerminalMemory {
    var users: [UserProfile]
    var templates: [FingerTemplate]
    var log: [AttendanceRecord] = []
    /// Rows that the server has said OK to.
    var uploaded = 0
    var operations: [PushOperation] = []
    var uploadedOperations = 0
    var options: [String: String]

    init(_ configuration: VirtualPushConfiguration) {
        users = configuration.users
        templates = configuration.templates
        options = ["FWVersion": "Ver 8.0.4.7-20200615", "DeviceName": "K20 push", "MaxUserCount": "1000"]
    }

    /// What is asked of it, and what it counts.
    func option(_ name: String) -> String? {
        switch name {
        case "UserCount": "\(users.count)"
        case "FPCount": "\(templates.count)"
        case "AttLogCount": "\(log.count)"
        default: options[name]
        }
    }

    mutating func write(_ profile: UserProfile) {
        var profile = profile
        if let index = users.firstIndex(where: { $0.userID == profile.userID }) {
            profile.password = profile.password ?? users[index].password
            users[index] = profile
        } else {
            users.append(profile)
        }
    }

    /// False where nobody has the id.
    mutating func delete(_ user: DeviceUserID) -> Bool {
        let count = users.count
        users.removeAll { $0.userID == user }
        templates.removeAll { $0.userID == user }
        return users.count < count
    }

    mutating func write(_ template: FingerTemplate) {
        templates.removeAll { $0.userID == template.userID && $0.finger == template.finger }
        templates.append(template)
    }

    func rows(from: LocalTime, through: LocalTime) -> [AttendanceRecord] {
        log.filter { $0.time.map { (from...through).contains($0) } ?? false }
    }
}
