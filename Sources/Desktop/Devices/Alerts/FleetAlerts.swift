package import Domain
package import Services
import Storage

/// What goes wrong with terminals without anybody having asked for anything; each stays until it is over.
package final class FleetAlerts {
    package private(set) var alerts: [FleetAlert] = [] {
        didSet { if alerts != oldValue { onChange() } }
    }
    package var onChange: () -> Void = {}
    /// Something began or is over: a sentence that passes by, in whatever room one is.
    package var onNews: (String) -> Void = { _ in }
    /// Whether this program brings in what waits on this computer.
    package var isCollecting: () -> Bool = { false }

    private let session: Session
    private let spool: String?
    private var devices: [DeviceSummary] = []
    private var dead: Set<ID<Device>> = []
    /// Those of which news was given.
    private var told: Set<ID<Device>> = []
    /// Punches that this program put aside, by terminal.
    private var spooled: [ID<Device>: Int] = [:]
    /// Those that a program left which does not run any more.
    private var left: [ID<Device>: Int] = [:]
    private var heldBack: [ID<Device>: String] = [:]

    /// - Parameter spool: where punches wait while the database is away; nil: the user's own folder.
    package init(session: Session, spool: String? = nil) {
        self.session = session
        self.spool = spool
    }

    /// Follows what happens until the task is cancelled.
    package func follow() async {
        for await event in session.services.fleet.events() {
            await learnNames(of: event)
            take(event)
        }
    }

    /// How the terminals are by the database: also what another program's collector found.
    package func take(_ devices: [DeviceSummary]) {
        // The same list once more is older than what has happened since.
        guard devices != self.devices else { return }
        self.devices = devices
        dead = Set(devices.filter(\.isGivenUp).map(\.id))
        told.formIntersection(dead)
        show()
    }

    package func take(_ event: FleetEvent) {
        switch event {
        case .dead(let device, _): died(device)
        case .connected(let device):
            heldBack[device] = nil
            revived(device)
        case .collected(let report):
            heldBack[report.device] = nil
            revived(report.device)
        case .disconnected(let device, _): heldBack[device] = nil
        case .spooled(let device, let punches): spooled(punches, of: device)
        case .drained: drained()
        case .heldBack(let device, let why):
            heldBack[device] = why
            onNews("\(name(device)) is held back: its punches can be kept nowhere. See Devices.")
        case .taskEnded, .knocked: return
        }
        show()
    }

    /// Looks for what was left on this computer. What cannot be read now is read the next time.
    package func look() async {
        guard !isCollecting() else { return }
        guard let found = try? await session.services.fleet.waiting(spool: spool, by: session.actor),
            !isCollecting()
        else { return }
        left = Dictionary(found.filter { !$0.isInCare }.map { ($0.device, $0.punches) }) { $0 + $1 }
        // What this program had put aside is among it, or in.
        spooled = [:]
        show()
    }

    /// Punches of the terminal that are on this computer alone.
    package func waiting(of device: ID<Device>) -> Int { spooled[device, default: 0] + left[device, default: 0] }

    private func died(_ device: ID<Device>) {
        dead.insert(device)
        // Where a switch fails, fifty die in a minute: the first is news, and the room counts them. But each that keeps no
        // punches loses them from now on.
        if told.isEmpty || devices.first(where: { $0.id == device })?.family == .lines {
            onNews("\(name(device)) is not reached any more. See Devices.")
        }
        told.insert(device)
    }

    private func revived(_ device: ID<Device>) {
        let wasDead = dead.remove(device) != nil
        guard told.contains(device) || wasDead, dead.isEmpty else { return }
        onNews(told.count > 1 ? "All terminals answer again." : "\(name(device)) answers again.")
        told = []
    }

    private func spooled(_ punches: Int, of device: ID<Device>) {
        guard punches > 0 else { return }
        if spooled.isEmpty { onNews("The database is away: punches wait on this computer. See Devices.") }
        spooled[device, default: 0] += punches
        heldBack[device] = nil
    }

    private func drained() {
        let punches = (Array(spooled.values) + left.values).reduce(0, +)
        (spooled, left) = ([:], [:])
        guard punches > 0 else { return }
        onNews(
            "\(Words.count(punches, "punch", "punches")) that waited on this computer \(punches == 1 ? "is" : "are") in."
        )
    }

    private func name(_ device: ID<Device>) -> String {
        devices.first { $0.id == device }?.name ?? "A terminal"
    }

    /// Before anybody has opened the room nothing is known of the terminals.
    private func learnNames(of event: FleetEvent) async {
        switch event {
        case .dead, .spooled, .heldBack:
            guard devices.isEmpty, let found = try? await session.services.devices.list(by: session.actor) else {
                return
            }
            if devices.isEmpty { devices = found }
        default: return
        }
    }

    private func show() {
        alerts = FleetAlert.all(
            devices.filter { dead.contains($0.id) }, spooled: named(spooled), left: named(left),
            heldBack: heldBack.sorted { $0.key < $1.key }.map { (name($0.key), $0.value, $0.key) })
    }

    private func named(_ punches: [ID<Device>: Int]) -> [(name: String, punches: Int)] {
        punches.map { (name($0.key), $0.value) }.sorted { $0.name < $1.name }
    }
}

extension DeviceSummary {
    /// Whether a collector runs for it and tries it only now and then.
    var isGivenUp: Bool { isFollowed && !isRetired && health?.nextTryAt != nil }
}
