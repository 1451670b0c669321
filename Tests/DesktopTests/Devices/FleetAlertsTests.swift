import Desktop
import Devices
import Domain
import Foundation
import Services
import Storage
import Testing

struct FleetAlertsTests {
    /// A room's alerts, with two terminals and a reader, and the news that passed by.
    private final class Scene {
        let alerts: FleetAlerts
        let (gate, yard, canteen): (DeviceSummary, DeviceSummary, DeviceSummary)
        var news: [String] = []
        var texts: [String] { alerts.alerts.map(\.text) }

        init(_ office: Office) async throws {
            alerts = FleetAlerts(session: office.session, spool: office.folder.appendingPathComponent("spool").path)
            gate = try await office.addTerminal("Gate", port: 1)
            yard = try await office.addTerminal("Yard", port: 2)
            let form = DevicesModel(session: office.session).lineForm()
            (form.draft.name, form.draft.host) = ("Canteen", "127.0.0.1")
            canteen = try #require(await form.save())
            alerts.take([gate, yard, canteen])
            alerts.onNews = { [weak self] in self?.news.append($0) }
        }
    }

    @Test func aDeadTerminalIsNamedUntilItAnswers() async throws {
        try await Office.open { office in
            let scene = try await Scene(office)
            #expect(scene.texts.isEmpty)
            scene.alerts.take(.dead(scene.gate.id, why: "it does not answer"))
            #expect(scene.texts.count == 1 && scene.texts[0].hasPrefix("Gate is not reached and is tried only now"))
            #expect(scene.texts[0].contains("Nothing is lost: it keeps its punches"))
            #expect(scene.alerts.alerts.first?.remedy == .show(scene.gate.id))
            // A second one is no more news: where a switch fails, fifty are.
            scene.alerts.take(.dead(scene.yard.id, why: "it does not answer"))
            #expect(scene.texts.first?.hasPrefix("Gate and Yard are not reached") == true)
            #expect(scene.alerts.alerts.first?.remedy == .showDead)
            scene.alerts.take(.connected(scene.yard.id))
            #expect(scene.texts.count == 1 && scene.texts[0].hasPrefix("Gate is not reached"))
            scene.alerts.take(.collected(SyncReport(device: scene.gate.id, deviceName: "Gate")))
            #expect(scene.texts.isEmpty)
            #expect(scene.news == ["Gate is not reached any more. See Devices.", "All terminals answer again."])
            // Each call of a terminal that was well says it again.
            scene.alerts.take(.connected(scene.gate.id))
            #expect(scene.news.count == 2)
        }
    }

    @Test func whatAnotherProgramFoundDeadIsShownWithTheNextTry() async throws {
        try await Office.open { office in
            let scene = try await Scene(office)
            var gate = scene.gate
            var health = DeviceHealth(device: gate.id, checkedAt: Instant(seconds: 0))
            health.nextTryAt = Instant(seconds: 1_795_204_800)
            (gate.health, gate.isFollowed) = (health, true)
            scene.alerts.take([gate, scene.yard])
            #expect(scene.texts.count == 1 && scene.texts[0].contains("tried only now and then, next at "))
            gate.lastError = "Another terminal hangs there."
            scene.alerts.take([gate, scene.yard])
            #expect(scene.texts.first?.contains(". Another terminal hangs there. Nothing is lost: ") == true)
            // Nobody tries it any more.
            gate.isFollowed = false
            scene.alerts.take([gate, scene.yard])
            #expect(scene.texts.isEmpty && scene.news.isEmpty)
        }
    }

    @Test func aReaderThatKeepsNothingIsMoreUrgent() async throws {
        try await Office.open { office in
            let scene = try await Scene(office)
            scene.alerts.take(.dead(scene.gate.id, why: ""))
            scene.alerts.take(.dead(scene.canteen.id, why: ""))
            #expect(scene.texts.count == 2)
            #expect(scene.texts.first?.hasPrefix("Canteen is not connected, and it keeps no punches") == true)
            #expect(scene.texts.first?.hasSuffix("Look at its power and cable.") == true)
            // Where the fault is here, nobody is sent to the reader.
            var canteen = scene.canteen
            canteen.lastError = "Port 5001 is another program’s."
            scene.alerts.take([scene.gate, scene.yard, canteen])
            scene.alerts.take(.dead(canteen.id, why: ""))
            #expect(scene.texts.contains { $0.hasSuffix("sends it again. Port 5001 is another program’s.") })
        }
    }

    @Test func whatWaitsForTheDatabaseIsCountedUntilItIsIn() async throws {
        try await Office.open { office in
            let scene = try await Scene(office)
            for punches in [1, 0, 11] { scene.alerts.take(.spooled(scene.canteen.id, punches: punches)) }
            scene.alerts.take(.spooled(scene.gate.id, punches: 3))
            #expect(scene.texts.first?.hasPrefix("The database is away. 15 punches of Canteen and Gate wait") == true)
            #expect(scene.alerts.waiting(of: scene.canteen.id) == 12)
            scene.alerts.take(.drained(3))
            #expect(scene.texts.isEmpty && scene.alerts.waiting(of: scene.canteen.id) == 0)
            let away = "The database is away: punches wait on this computer. See Devices."
            #expect(scene.news == [away, "15 punches that waited on this computer are in."])
            scene.alerts.take(.drained(1))
            #expect(scene.news.count == 2)
        }
    }

    @Test func aReaderIsHeldBackUntilSomethingTakesItsPunch() async throws {
        try await Office.open { office in
            let scene = try await Scene(office)
            let ends: [FleetEvent] = [
                .spooled(scene.canteen.id, punches: 1), .disconnected(scene.canteen.id, why: nil),
                .collected(SyncReport(device: scene.canteen.id, deviceName: "Canteen")), .connected(scene.canteen.id),
            ]
            for end in ends {
                scene.alerts.take(.heldBack(scene.canteen.id, why: "Free some space."))
                #expect(scene.texts.contains { $0.hasSuffix("so that it is held back. Free some space.") })
                scene.alerts.take(end)
                #expect(!scene.texts.contains { $0.contains("held back") }, "\(end)")
            }
        }
    }

    @Test func nothingIsLookedForWhileThisProgramCollects() async throws {
        try await Office.open { office in
            let scene = try await Scene(office)
            scene.alerts.take(.spooled(scene.gate.id, punches: 3))
            scene.alerts.isCollecting = { true }
            await scene.alerts.look()
            #expect(scene.texts.count == 1)
            // Nothing is left on the disk: it went in while nobody was told.
            scene.alerts.isCollecting = { false }
            await scene.alerts.look()
            #expect(scene.texts.isEmpty)
        }
    }
}
