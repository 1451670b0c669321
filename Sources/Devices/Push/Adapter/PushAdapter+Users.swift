extension PushAdapter {
    package func users() async throws(DeviceError) -> [DeviceUser] { try await profiles().map(DeviceUser.init) }

    /// Without passwords, which are dropped as soon as they come.
    package func profiles() async throws(DeviceError) -> [UserProfile] {
        let profiles = try await carryOut(.queryUsers(nil)).profiles
        // A list that lacks somebody would make us take that person for deleted.
        if let count = PushText.number(try await option("UserCount")), count != profiles.count {
            throw .countMismatch(expected: count...count, read: profiles.count)
        }
        return profiles
    }

    /// No such terminal says how long a name may be.
    @discardableResult
    package func write(_ profiles: [UserProfile]) async throws(DeviceError) -> [DeviceUserID: String] {
        for profile in profiles { try Self.check(profile.userID) }
        for profile in profiles { try await carryOut(.updateUser(profile)) }
        return [:]
    }

    @discardableResult
    package func delete(_ user: DeviceUserID) async throws(DeviceError) -> Removal {
        try Self.check(user)
        return Self.removal(try await carryOutUnlessUnknown(.deleteUser(user)))
    }

    package func templates(of user: DeviceUserID?) async throws(DeviceError) -> [FingerTemplate] {
        if let user { try Self.check(user) }
        let templates = try await carryOutUnlessUnknown(.queryTemplates(user, finger: nil)).templates
        guard let user else { return try await checked(templates) }
        return templates.filter { $0.userID == user }
    }

    /// A copy that lacks a finger would leave its owner outside.
    private func checked(_ templates: [FingerTemplate]) async throws(DeviceError) -> [FingerTemplate] {
        if let count = PushText.number(try await option("FPCount")), count > templates.count {
            throw .countMismatch(expected: count...count, read: templates.count)
        }
        return templates
    }

    package func write(_ templates: [FingerTemplate]) async throws(DeviceError) {
        for template in templates { try Self.check(template.userID) }
        for template in templates { try await carryOut(.updateTemplate(template)) }
    }

    @discardableResult
    package func deleteTemplates(of user: DeviceUserID, finger: UInt8?) async throws(DeviceError) -> Removal {
        try Self.check(user)
        return Self.removal(try await carryOutUnlessUnknown(.deleteTemplates(user, finger: finger)))
    }

    private static func removal(_ outcome: PushOutcome) -> Removal {
        outcome.result.code == noSuchUser ? .noUser : .removed
    }

    package func enrol(_ user: DeviceUserID, finger: UInt8) async throws(DeviceError) {
        try Self.check(user)
        let command = PushCommand.enrol(user, finger: finger)
        let result = try await mailbox.run(command, within: enrolmentPatience).result
        guard result.code != 0 else { return }
        throw .refused(request: command.request, answer: Self.enrolmentReasons[result.code] ?? result.reason)
    }

    private static let enrolmentReasons = [
        2: "2 (the finger is known already)", 4: "4 (it failed)", 5: "5 (known as another finger, or nobody came)",
        6: "6 (cancelled at the terminal)", 7: "7 (it is busy)",
    ]

    /// Somebody whom the terminal does not know has nothing there to be found or taken away.
    private func carryOutUnlessUnknown(_ command: PushCommand) async throws(DeviceError) -> PushOutcome {
        let outcome = try await mailbox.run(command, within: patience)
        guard outcome.result.succeeded || outcome.result.code == Self.noSuchUser else {
            throw .refused(request: command.request, answer: outcome.result.reason)
        }
        return outcome
    }

    private static let noSuchUser = -10

    /// A changed id would be somebody else's.
    private static func check(_ user: DeviceUserID) throws(DeviceError) {
        let text = user.description
        guard !text.isEmpty, PushText.clean(text) == text, !text.contains(" ") else {
            throw unwritable("this user id", "User ids at this terminal have letters and digits only.")
        }
    }
}
