import Devices
import Domain

@testable import Services
@testable import Storage

extension MatrixOperation {
    /// No terminal, run, line or punch has it: whoever may do it hears that.
    private static let nobody: Int64 = 987_654

    static let terminals: [MatrixOperation] = [
        .company("device.list") { _ = try await $0.services.devices.list(by: $1) },
        .company("device.find") { _ = try await $0.services.devices.find(name: "none", by: $1) },
        .company("device.draft") { _ = try await $0.services.devices.draft(of: ID(nobody), by: $1) },
        .company("device.add") { try await $0.services.devices.add(DeviceDraft(name: ""), by: $1) },
        .company("device.update") {
            try await $0.services.devices.update(ID(nobody), to: DeviceDraft(name: "Gate"), by: $1)
        },
        .company("device.retire") { try await $0.services.devices.retire(ID(nobody), by: $1) },
        .company("device.restore") { try await $0.services.devices.restore(ID(nobody), by: $1) },
        .company("device.dismissNotes") { try await $0.services.devices.dismissNotes(of: ID(nobody), by: $1) },
        .company("device.information") { _ = try await $0.services.devices.information(of: ID(nobody), by: $1) },
        .company("device.clock") { _ = try await $0.services.devices.clock(of: ID(nobody), by: $1) },
        .company("device.setClock") { _ = try await $0.services.devices.setClock(of: ID(nobody), by: $1) },
        .company("device.sightings") { _ = try await $0.services.devices.sightings(by: $1) },
        .company("device.adopt") { _ = try await $0.services.devices.adopt("", as: "", by: $1) },
        .company("device.renewPushToken") {
            _ = try await $0.services.devices.renewPushToken(of: ID(nobody), by: $1)
        },
        .company("device.removePushToken") { try await $0.services.devices.removePushToken(of: ID(nobody), by: $1) },
        .company("device.users") { _ = try await $0.services.devices.users(of: ID(nobody), by: $1) },
        .company("collection.run") { _ = try await $0.services.collection.run(device: ID(nobody), by: $1) },
        .company("collection.sync") {
            for try await _ in $0.services.collection.sync(device: ID(nobody), by: $1) {}
        },
        .company("discovery.scan") {
            _ = try await $0.services.discovery.scan(TerminalSearch(["no address"]), by: $1)
        },
        .company("file.import") { try await $0.services.files.import("/none", into: ID(nobody), by: $1) },
        .company("file.preview") { _ = try await $0.services.files.preview("/none", for: ID(nobody), by: $1) },
        .company("fleet.settings") { _ = try await $0.services.fleet.settings(by: $1) },
        .company("fleet.set") { try await $0.services.fleet.set(FleetSettings(), by: $1) },
        .company("fleet.collector") { _ = try await $0.services.fleet.collector(by: $1) },
        .company("fleet.isCollecting") { _ = try await $0.services.fleet.isCollecting(by: $1) },
        .company("fleet.waiting") { _ = try await $0.services.fleet.waiting(by: $1) },
        .company("fleet.newestPunch") { _ = try await $0.services.fleet.newestPunch(by: $1) },
        .company("fleet.latestPunches") { _ = try await $0.services.fleet.latestPunches(by: $1) },
        .company("fleet.operations") { _ = try await $0.services.fleet.operations(of: ID(nobody), by: $1) },
        .company("fleet.runs") { _ = try await $0.services.fleet.runs(by: $1) },
        .company("fleet.run") { _ = try await $0.services.fleet.run(ID(nobody), by: $1) },
        .company("fleet.cancel") { _ = try await $0.services.fleet.cancel(ID(nobody), by: $1) },
        .company("fleet.finish") { _ = try await $0.services.fleet.finish(noRun, by: $1) },
        .company("fleet.finishNow") { _ = try await $0.services.fleet.finishNow(noRun, by: $1) },
        .company("fleet.perform") { _ = try await $0.services.fleet.perform(ID(nobody), by: $1) },
        .company("fleet.ask") { _ = try await $0.services.fleet.ask(.restart, of: [ID(nobody)], by: $1) },
        .company("fleet.change") {
            _ = try await $0.services.fleet.change(UserChange(user: "1"), on: [ID(nobody)], by: $1)
        },
        .company("fleet.copy") {
            _ = try await $0.services.fleet.copy(["1"], from: ID(nobody), to: [ID(nobody + 1)], by: $1)
        },
        .company("fleet.copyMissing") {
            _ = try await $0.services.fleet.copyMissing(from: ID(nobody), to: [ID(nobody + 1)], by: $1)
        },
        .company("fleet.people") { _ = try await $0.services.fleet.people(on: [ID(nobody)], by: $1) },
        .company("fleet.removeEverywhere") { _ = try await $0.services.fleet.removeEverywhere($0["E"], by: $1) },
        .company("fleet.setAllClocks") { _ = try await $0.services.fleet.setAllClocks(by: $1) },
        .company("inbox.list") { _ = try await $0.services.inbox.list(by: $1) },
        .company("inbox.devices") { _ = try await $0.services.inbox.devices(knowing: "1", by: $1) },
        .company("inbox.map") {
            _ = try await $0.services.inbox.map(
                UnknownUser.ID(device: ID(nobody), user: "1"), to: $0["E"], by: $1)
        },
        .company("inbox.release") {
            try await $0.services.inbox.release(UnknownUser.ID(device: ID(nobody), user: "1"), by: $1)
        },
        .company("inbox.unreadable") { _ = try await $0.services.inbox.unreadable(by: $1) },
        .company("inbox.readAgain") { _ = try await $0.services.inbox.readAgain(ID(nobody), by: $1) },
        .company("inbox.dismiss") {
            try await $0.services.inbox.dismiss(ID<UnreadableLine>(nobody), why: "noise", by: $1)
        },
        .company("inbox.doubtful") { _ = try await $0.services.inbox.doubtful(by: $1) },
        .company("inbox.settle") {
            try await $0.services.inbox.settle(ID<Punch>(nobody), as: .noPunch, why: "a test", by: $1)
        },
        .company("inbox.undoSettling") {
            try await $0.services.inbox.undoSettling(ID<Punch>(nobody), why: "a test", by: $1)
        },
        .company("inbox.sameNumbers") { _ = try await $0.services.inbox.sameNumbers(by: $1) },
        .company("inbox.sayOnePerson") {
            try await $0.services.inbox.sayOnePerson("1", is: $0["E"], by: $1)
        },
    ]

    private static let noRun = FleetRun(
        run: DeviceRun(id: ID(nobody), title: "None", askedAt: Instant(seconds: 0), askedBy: "nobody"), tasks: [])
}
