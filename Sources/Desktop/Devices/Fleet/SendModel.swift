package import Domain
package import Services

/// Writing a person to terminals as the company knows them, as when joining.
package final class SendModel {
    package let people: EmployeeChoice
    package let terminals: [DeviceSummary]
    /// Those that the person is sent to.
    package var targets: Set<ID<Device>> {
        didSet { if targets != oldValue { people.onChange() } }
    }

    private let session: Session

    package init(_ devices: [DeviceSummary], chosen: ID<Device>?, session: Session) {
        terminals = devices.filter { !$0.isRetired && $0.family.takes(.sendEmployee(0)) }
        let ids = terminals.map(\.id)
        // The only terminal there is must be meant.
        targets = ids.count == 1 ? Set(ids) : Set(ids.filter { $0 == chosen })
        people = EmployeeChoice(session: session)
        self.session = session
    }

    /// `Send to 3 terminals`
    package var verb: String { targets.count < 2 ? "Send" : "Send to \(targets.count) terminals" }

    /// Whether somebody and a terminal are chosen.
    package var isComplete: Bool { people.employee != nil && !targets.isEmpty }

    package func send() -> RunModel? {
        guard isComplete, let employee = people.employee?.employee else { return nil }
        let devices = terminals.map(\.id).filter(targets.contains)
        let title = "Send \(employee.name)"
        return RunModel(title, session: session) {
            try await $0.ask(.sendEmployee(employee.id.rawValue), of: devices, title: title, by: $1)
        }
    }
}
