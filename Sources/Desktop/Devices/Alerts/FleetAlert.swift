package import Domain
import Services
import Storage

/// One line of what goes wrong, and what is to be done.
package struct FleetAlert: Hashable {
    /// What pressing its button does.
    package enum Remedy: Hashable {
        case show(ID<Device>)
        /// Those that are dead, in the list.
        case showDead
        case collect
    }

    package var text: String
    package var remedy: Remedy?

    static func all(
        _ dead: [DeviceSummary], spooled: [(name: String, punches: Int)], left: [(name: String, punches: Int)],
        heldBack: [(name: String, why: String, device: ID<Device>)]
    ) -> [FleetAlert] {
        let keepers = dead.filter { $0.family != .lines && $0.family != .folder }
        let folders = dead.filter { $0.family == .folder }
        let readers = dead.filter { $0.family == .lines }
        let known = [
            readers.isEmpty ? nil : FleetAlert(text: readersText(readers), remedy: remedy(readers)),
            keepers.isEmpty ? nil : FleetAlert(text: keepersText(keepers), remedy: remedy(keepers)),
            folders.isEmpty ? nil : FleetAlert(text: foldersText(folders), remedy: remedy(folders)),
            spooled.isEmpty ? nil : FleetAlert(text: spooledText(spooled)),
            left.isEmpty ? nil : FleetAlert(text: leftText(left), remedy: .collect),
        ]
        return heldBack.map { FleetAlert(text: heldBackText($0.name, $0.why), remedy: .show($0.device)) }
            + known.compactMap(\.self)
    }

    private static func remedy(_ dead: [DeviceSummary]) -> Remedy {
        dead.count == 1 ? .show(dead[0].id) : .showDead
    }

    private static func keepersText(_ dead: [DeviceSummary]) -> String {
        let names = Words.list(dead.map(\.name))
        guard dead.count == 1, let one = dead.first else {
            return
                "\(names) are not reached and are tried only now and then. Look at their power and network, and at what "
                + "each says. Nothing is lost: they keep their punches until they are read."
        }
        let next = one.health?.nextTryAt.map { ", next at \(Words.moment($0, in: one.zone))" } ?? ""
        // What it is says what to do: another terminal at its place is no matter of its network.
        let why = one.lastError ?? "Look at its power and network."
        return
            "\(names) is not reached and is tried only now and then\(next). \(why) Nothing is lost: it keeps its punches "
            + "until they are read."
    }

    private static func readersText(_ dead: [DeviceSummary]) -> String {
        let names = Words.list(dead.map(\.name))
        // What it is says what to do: a port that cannot be had is no matter of cables.
        let why = dead[0].lastError ?? "Look at its power and cable."
        return dead.count == 1
            ? "\(names) is not connected, and it keeps no punches: what is punched on it now is lost "
                + "unless it sends it again. \(why)"
            : "\(names) are not connected, and they keep no punches: what is punched on them now is lost "
                + "unless they send it again. Look at their power and cables."
    }

    private static func foldersText(_ dead: [DeviceSummary]) -> String {
        let names = Words.list(dead.map(\.name))
        let why = dead.count == 1 ? dead[0].lastError.map { " \($0)" } ?? "" : ""
        return "\(names) cannot be read, so that its files wait.\(why)"
    }

    private static func spooledText(_ waiting: [(name: String, punches: Int)]) -> String {
        "The database is away. \(wait(waiting)) safely on this computer and \(goes(waiting)) in when it is back. See that "
            + "its server runs and its disk has room."
    }

    private static func leftText(_ waiting: [(name: String, punches: Int)]) -> String {
        "\(wait(waiting)) on this computer since the database was away. Collect, and \(goes(waiting)) in."
    }

    private static func heldBackText(_ name: String, _ why: String) -> String {
        "\(name) keeps no punches, and neither the database nor this computer takes them, so that it is held back. \(why)"
    }

    /// `57 punches of Canteen and Gate 1 wait`
    private static func wait(_ waiting: [(name: String, punches: Int)]) -> String {
        let punches = waiting.reduce(0) { $0 + $1.punches }
        let verb = punches == 1 ? "waits" : "wait"
        return "\(Words.count(punches, "punch", "punches")) of \(Words.list(waiting.map(\.name))) \(verb)"
    }

    private static func goes(_ waiting: [(name: String, punches: Int)]) -> String {
        waiting.reduce(0) { $0 + $1.punches } == 1 ? "it goes" : "they go"
    }
}
