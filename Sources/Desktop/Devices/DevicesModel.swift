package import Domain
package import Services

package typealias DeviceForm = DraftForm<DeviceDraft, DeviceSummary>

/// The list of terminals, and who punched on them without being known.
package final class DevicesModel {
    package private(set) var devices: [DeviceSummary] = []
    package private(set) var inbox: [UnknownUser] = []
    package private(set) var isLoaded = false
    package private(set) var problem: Problem?
    package private(set) var chosen: ID<Device>?
    package var search = "" {
        didSet {
            guard search != oldValue else { return }
            if let chosen, !rows.contains(where: { $0.id == chosen }) { self.chosen = nil }
            onChange()
        }
    }
    package var onChange: () -> Void = {}

    let session: Session
    private var generation = 0

    package init(session: Session) {
        self.session = session
    }

    package var rows: [DeviceSummary] {
        let words = search.lowercased().split(separator: " ")
        return devices.filter { device in words.allSatisfy { device.searchText.contains($0) } }
    }

    package var chosenDevice: DeviceSummary? { devices.first { $0.id == chosen } }

    /// `3 people who are not known here have punched 57 times.`; nil where all are known.
    package var inboxSentence: String? {
        guard !inbox.isEmpty else { return nil }
        let punches = inbox.reduce(0) { $0 + $1.punchCount }
        let people = Words.count(inbox.count, "user is", "users are")
        return "\(people) not matched to an employee; \(Words.count(punches, "punch waits", "punches wait"))."
    }

    package func load() async {
        generation += 1
        let mine = generation
        do {
            let (devices, inbox) = try await (
                session.services.devices.list(by: session.actor), session.services.inbox.list(by: session.actor)
            )
            guard mine == generation else { return }
            (self.devices, self.inbox, problem) = (devices, inbox, nil)
        } catch is CancellationError {
            return
        } catch {
            guard mine == generation else { return }
            problem = Problem("The terminals could not be read", error, consequence: "Nothing was changed.")
        }
        isLoaded = true
        onChange()
    }

    package func choose(_ device: ID<Device>?) {
        chosen = device
        onChange()
    }

    package func form() -> DeviceForm {
        DeviceForm(DeviceDraft(), isNew: true) { [session] in
            try await session.services.devices.add($0, by: session.actor)
        }
    }

    package func form(for device: DeviceSummary) async throws -> DeviceForm {
        let draft = try await session.services.devices.draft(of: device.id, by: session.actor)
        return DeviceForm(draft, isNew: false) { [session] in
            try await session.services.devices.update(device.id, to: $0, by: session.actor)
        }
    }

    /// Sets the chosen terminal's clock; the sentence says what it came to.
    package func setClock(of device: DeviceSummary) async -> Result<String, Problem> {
        do {
            let setting = try await session.services.devices.setClock(of: device.id, by: session.actor)
            let before = Words.drift(setting.before.drift)
            return .success("The clock of \(device.name) is set; before, it was \(before.lowercased()).")
        } catch {
            let heading = "The clock of \(device.name) was not set"
            return .failure(Problem(heading, error, consequence: "Its punches are not affected."))
        }
    }
}

extension DevicesModel {
    /// What the question before retiring says: what it means, and what is not in yet.
    package func retirementQuestion(_ device: DeviceSummary) -> (heading: String, text: String) {
        let open =
            device.completeThrough.map {
                "It was last read \(Words.moment($0, in: device.zone)); what it has not handed over since will not come."
            } ?? "It was never read: none of its punches are in."
        return (
            "Retire \(device.name)?",
            "It is not collected any more, and no day waits for it. Its punches stay. \(open)"
        )
    }

    /// Takes the terminal out of use; the sentence says what it came to.
    package func retire(_ device: DeviceSummary) async -> Result<String, Problem> {
        await change(device, "retired", "\(device.name) is retired; its punches stay.") {
            try await $0.retire(device.id, by: $1)
        }
    }

    package func restore(_ device: DeviceSummary) async -> Result<String, Problem> {
        await change(device, "restored", "\(device.name) is in use again. Sync now fetches its punches.") {
            try await $0.restore(device.id, by: $1)
        }
    }

    /// The person has seen what was noted about it.
    package func dismissNotes(of device: DeviceSummary) async -> Result<String, Problem> {
        await change(device, "changed", "Noted that you have seen this.") {
            try await $0.dismissNotes(of: device.id, by: $1)
        }
    }

    private func change(
        _ device: DeviceSummary, _ verb: String, _ done: String,
        _ body: (DeviceService, Actor) async throws -> DeviceSummary
    ) async -> Result<String, Problem> {
        do {
            _ = try await body(session.services.devices, session.actor)
            return .success(done)
        } catch {
            return .failure(Problem("\(device.name) was not \(verb)", error, consequence: "Nothing was changed."))
        }
    }
}

extension DeviceSummary {
    /// What typed words are looked for in.
    var searchText: String { "\(name) \(address) \(model) \(serialNumber) \(condition.word)".lowercased() }

    /// A word, and the symbol that goes with it.
    package var condition: (word: String, icon: String) {
        if isRetired { return ("Retired", "action-unavailable-symbolic") }
        if isCollecting { return ("Collecting", "emblem-synchronizing-symbolic") }
        if lastError != nil { return ("Not reached", "dialog-error-symbolic") }
        if lastSeen == nil { return ("Never read", "dialog-question-symbolic") }
        return warnings.isEmpty ? ("Working", "emblem-ok-symbolic") : ("Attention", "dialog-warning-symbolic")
    }
}
