import Desktop
import DeviceSimulator
import Devices
import Domain
import Foundation
import Services
import Testing

struct FileImportTests {
    private func log(_ name: String, in office: Office, _ lines: [String]) throws -> String {
        let file = office.folder.appendingPathComponent(name)
        let text = lines.map { $0.contains(":") ? "\($0)\t1\t0\t1\t0\n" : "\($0)\n" }.joined()
        try text.write(to: file, atomically: true, encoding: .utf8)
        return file.path
    }

    private func model(_ office: Office) async -> ImportModel {
        let devices = DevicesModel(session: office.session)
        await devices.load()
        return ImportModel(devices.devices, chosen: devices.devices.last?.id, session: office.session)
    }

    @Test func aFileIsLookedAtBeforeItIsTaken() async throws {
        try await Office.open { office in
            try await office.addTerminal("Gate", port: 1)
            let path = try log(
                "1_attlog.dat", in: office,
                ["42\t2026-11-20 09:16:00", "43\t2026-11-20 09:20:00", "42\t2000-01-01 00:05:00", "out of paper"])
            let file = await model(office)
            #expect(!file.mayLook && file.verb == "Look at it")
            file.choose(path: path)
            await file.look()
            #expect(
                file.sentence
                    == "4 lines: 2 new, 1 new with a date that cannot be right, 1 cannot be read and goes to the "
                    + "inbox.")
            #expect(file.verb == "Import 4 lines" && file.mayTake)
            let stored = try await office.session.services.fleet.latestPunches(
                of: file.terminals[0].id, limit: 5, by: office.session.actor)
            #expect(stored.isEmpty, "nothing is stored by looking")
            #expect(await file.take()?.contains("new punches of Gate") == true)
            await file.look()
            #expect(file.fates?.count { $0.fate == .known } == 3)
        }
    }

    @Test func whatIsChosenAnewIsLookedAtAgain() async throws {
        try await Office.open { office in
            try await office.addTerminal("Gate", port: 1)
            try await office.addTerminal("Yard", port: 2)
            let file = await model(office)
            #expect(file.terminals[file.device].name == "Yard", "the terminal that is chosen in the room")
            file.choose(path: try log("1_attlog.dat", in: office, ["42\t2026-11-20 09:16:00"]))
            await file.look()
            #expect(file.fates?.count == 1)
            file.choose(device: 0)
            #expect(file.fates == nil && !file.mayTake && file.mayLook)
            file.choose(headerLines: "some")
            #expect(file.headerProblem == "Enter how many lines, 0 to 1000." && !file.mayLook)
        }
    }

    /// What is found of one terminal's file is never taken into another one.
    @Test func whatIsChosenWhileItIsLookedAtMakesItAnotherFile() async throws {
        try await Office.open { office in
            try await office.addTerminal("Gate", port: 1)
            try await office.addTerminal("Yard", port: 2)
            let file = await model(office)
            file.choose(path: try log("1_attlog.dat", in: office, ["42\t2026-11-20 09:16:00"]))
            file.onChange = { [weak file] in
                if let file, file.isBusy { file.choose(device: 0) }
            }
            await file.look()
            #expect(file.device == 0 && file.fates == nil && !file.mayTake && file.mayLook)
        }
    }

    @Test func anImportThatFailsIsToldWhateverIsTypedMeanwhile() async throws {
        try await Office.open { office in
            try await office.addTerminal("Gate", port: 1)
            let file = await model(office)
            let path = try log("1_attlog.dat", in: office, ["42\t2026-11-20 09:16:00"])
            file.choose(path: path)
            await file.look()
            try FileManager.default.removeItem(atPath: path)
            file.onChange = { [weak file] in
                if let file, file.isBusy { file.choose(headerLines: "1") }
            }
            #expect(await file.take() == nil)
            #expect(file.headerLines == "1" && file.failure?.heading == "Nothing was taken")
        }
    }

    @Test func textInColumnsIsReadAsItIsSaid() async throws {
        try await Office.open { office in
            try await office.addTerminal("Gate", port: 1)
            let file = await model(office)
            let path = office.folder.appendingPathComponent("october.csv")
            try "user,time,state\n42,2026-11-20 09:16:00,0\n".write(to: path, atomically: true, encoding: .utf8)
            file.choose(path: path.path)
            await file.look()
            #expect(file.failure?.text.contains("nobody has said what its columns mean") == true)
            #expect(file.acceptable == nil, "nobody’s word helps")
            file.choose(columns: .standard)
            file.choose(headerLines: "1")
            #expect(file.failure == nil)
            await file.look()
            #expect(file.sentence == "1 line: 1 new.")
        }
    }

    @Test func aFileOfAnotherTerminalIsTakenOnceSomebodySaysSo() async throws {
        try await Office.open { office in
            var other = Office.terminal([])
            other.identity.serialNumber = "OTHER1"
            try await withVirtualTerminal(other) { _, address in
                try await office.addTerminal("Yard", port: address.tcpPort)
                let sync = SyncModel(session: office.session)
                sync.start()
                await sync.wait()
            }
            try await office.addTerminal("Gate", port: 1)
            let file = await model(office)
            file.choose(device: file.terminals.firstIndex { $0.name == "Gate" } ?? 0)
            file.choose(path: try log("OTHER1_attlog.dat", in: office, ["42\t2026-11-20 09:16:00"]))
            await file.look()
            #expect(file.failure?.text.contains("is a file of Yard") == true && file.fates == nil)
            #expect(file.acceptable?.acceptsOtherTerminal == true && file.acceptable?.acceptsExperiment == false)
            await file.accept()
            #expect(file.failure == nil && file.sentence == "1 line: 1 new.")
            #expect(await file.take() != nil)
        }
    }

    @Test func aFolderIsADeviceOfThisComputer() async throws {
        try await Office.open { office in
            let form = DevicesModel(session: office.session).folderForm()
            #expect(await form.save() == nil)
            #expect(form.problems[.host] == "Enter the folder's whole path, such as /srv/punches.")
            (form.draft.device.name, form.draft.device.host) = ("Warehouse", "/srv/punches")
            form.draft.device.connection.folder = .init(format: TextColumns.standard.format)
            let folder = try #require(await form.save())
            #expect(folder.family == .folder && folder.host == "/srv/punches")
            let draft = try await office.session.services.devices.draft(of: folder.id, by: office.session.actor)
            #expect(draft.connection.folder?.format == .standard)
            #expect(draft.connection.computer == DeviceConnection.thisComputer)
        }
    }
}
