import Desktop
import DeviceSimulator
import Devices
import Domain
import Foundation
import Services
import Testing

struct FindTests {
    @Test func aTerminalThatAnswersIsAddedWithOnePress() async throws {
        try await Office.open { office in
            try await withVirtualTerminal(Office.terminal([])) { _, address in
                let find = FindModel(session: office.session)
                (find.places, find.port) = ("127.0.0.1", String(address.tcpPort))
                find.search()
                #expect(find.isSearching && !find.mayAdd)
                await find.wait()
                #expect(!find.isSearching && find.found.count == 1)
                #expect(find.chosen?.address == "127.0.0.1" && find.name == "Terminal 127.0.0.1")
                find.name = "Gate"
                #expect(find.verb == "Add Gate")
                let added = try #require(await find.add())
                #expect(added.name == "Gate" && added.port == UInt16(address.tcpPort))
                #expect(find.found.isEmpty && !find.mayAdd)
                find.search()
                await find.wait()
                #expect(find.found.map(\.isNew) == [false] && find.chosen == nil)
            }
        }
    }

    @Test func aTerminalThatCallsByItselfIsAdopted() async throws {
        try await Office.open { office in
            let (services, actor) = (office.session.services, office.session.actor)
            let collector = try await services.fleet.collector(
                spool: office.folder.appendingPathComponent("spool").path, by: actor)
            let knock = PushKnock(serialNumber: "PUSH0001", address: "10.0.0.5", deviceType: "att")
            #expect(try await collector.push.terminal(knocking: knock) == nil)
            let find = FindModel(session: office.session)
            (find.places, find.port) = ("127.0.0.1", "9")
            find.search()
            await find.wait()
            #expect(find.found.map(\.wayText) == ["calls by itself"])
            find.name = "South gate"
            let added = try #require(await find.add())
            #expect(added.family == .push && added.host == "PUSH0001" && added.name == "South gate")
            #expect(try await services.devices.sightings(by: actor).isEmpty)
        }
    }

    @Test func whatCannotBeSearchedIsSaidInASentence() async throws {
        try await Office.open { office in
            let find = FindModel(session: office.session)
            find.port = "door"
            find.search()
            #expect(find.failure?.text.hasPrefix("The port is a number") == true && !find.isSearching)
            (find.port, find.commKey) = ("4370", "1000000")
            find.search()
            #expect(find.failure?.text.hasPrefix("The comm key is a number") == true)
            (find.places, find.commKey) = ("gate", "")
            find.search()
            await find.wait()
            #expect(find.failure?.text.contains("is no range of addresses") == true && !find.isSearching)
        }
    }

    @Test func aNameThatIsTakenIsRefusedAndNothingIsLost() async throws {
        try await Office.open { office in
            try await office.addTerminal("Gate", port: 9)
            try await withVirtualTerminal(Office.terminal([])) { _, address in
                let find = FindModel(session: office.session)
                (find.places, find.port) = ("127.0.0.1", String(address.tcpPort))
                find.search()
                await find.wait()
                find.name = "Gate"
                #expect(await find.add() == nil)
                #expect(find.failure?.text.contains("There is a device Gate already") == true)
                #expect(find.found.count == 1 && find.mayAdd)
            }
        }
    }
}
