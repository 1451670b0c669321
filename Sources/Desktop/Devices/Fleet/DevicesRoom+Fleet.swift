import Domain
import Foundation
import Gtk
import Services

/// The menus for all terminals together, and for what can be added beside a terminal.
extension DevicesRoom {
    var addMenu: Menu {
        let (menu, files) = (Menu(), Menu())
        menu.append("Add line reader…", action: "devices.add-lines")
        menu.append("Add folder of files…", action: "devices.add-folder")
        if allowed.collects { files.append("Import a file…", action: "devices.import") }
        menu.appendSection(nil, files)
        return menu
    }

    /// Nil where the person may do nothing of it.
    var fleetMenu: Menu? {
        let (menu, people, settings) = (Menu(), Menu(), Menu())
        if allowed.changesTerminals {
            menu.append("Set all clocks", action: "devices.set-clocks")
            settings.append("Collecting settings…", action: "devices.settings")
        }
        if allowed.enrolsPeople {
            people.append("Compare and copy people…", action: "devices.compare")
            people.append("Send somebody to terminals…", action: "devices.send")
            people.append("Remove somebody everywhere…", action: "devices.remove")
        }
        if allowed.readsConsent { people.append("Fingerprint consent…", action: "devices.consent") }
        menu.appendSection(nil, people)
        menu.appendSection(nil, settings)
        return allowed.enrolsPeople || allowed.readsConsent ? menu : nil
    }

    func addActions() {
        let actions = ActionGroup()
        let bodies: [(String, (DevicesRoom) -> Void)] = [
            ("add-lines", { $0.addLines() }), ("add-folder", { $0.addFolder() }), ("import", { $0.openImport() }),
            ("set-clocks", { $0.setAllClocks() }), ("compare", { $0.openComparison() }),
            ("send", { $0.openSending() }), ("remove", { $0.openRemoval() }), ("consent", { $0.openConsent() }),
            ("settings", { room in Task { await room.openPace() } }),
        ]
        for (name, body) in bodies { actions.addAction(name) { [weak self] in self.map(body) } }
        widget.insert(actions, as: "devices")
    }

    private func setAllClocks() { follow(model.settingAllClocks()) }

    private func openComparison() {
        let comparison = CompareModel(model.devices, session: context.session)
        guard comparison.terminals.count > 1 else {
            return context.window.tell(
                "There is nothing to compare",
                "It takes two terminals in use that keep users. Add the second one first.")
        }
        comparison.onAsked = { [collecting = context.collecting] in collecting.wakeSoon() }
        dialogs.open {
            let dialog = CompareDialog(comparison, over: context.window)
            dialog.onEndedLater = context.notify
            return dialog
        }
    }

    private func openSending() {
        let sending = SendModel(model.devices, chosen: model.chosen, session: context.session)
        guard !sending.terminals.isEmpty else {
            return context.window.tell(
                "There is no terminal that takes people", "Add a terminal first to which they can be written.")
        }
        dialogs.open {
            let dialog = SendDialog(sending, over: context.window)
            dialog.onSend = { [weak self] in self?.follow($0) }
            return dialog
        }
    }

    private func openRemoval() {
        dialogs.open {
            let dialog = RemovalDialog(
                RemovalModel(model.devices, session: context.session), over: context.window)
            dialog.onRemove = { [weak self] in self?.follow($0) }
            return dialog
        }
    }

    private func openConsent() {
        dialogs.open {
            ConsentDialog(
                ConsentModel(session: context.session), session: context.session, over: context.window)
        }
    }

    private func openPace() async {
        do {
            let form = try await model.paceForm()
            dialogs.open {
                let dialog = PaceDialog.open(form, over: context.window)
                dialog.onSaved = { [context] _ in context.notify("The collecting settings are saved.") }
                return dialog
            }
        } catch {
            let problem = Problem("The collecting settings could not be read", error)
            context.window.tell(problem.heading, problem.text)
        }
    }

    /// Begins it, and shows how far the terminals are.
    private func follow(_ run: RunModel) {
        run.onAsked = { [collecting = context.collecting] in collecting.wakeSoon() }
        dialogs.open {
            let dialog = RunDialog(run, over: context.window)
            dialog.onEndedLater = context.notify
            return dialog
        }
    }
}

// What is added.
extension DevicesRoom {
    private func addFolder() {
        dialogs.open {
            let dialog = DeviceDialog.openFolder(model.folderForm(), over: context.window)
            dialog.onSaved = { [weak self] in self?.savedFolder($0) }
            return dialog
        }
    }

    private func savedFolder(_ folder: DeviceSummary) {
        saved(folder)
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: folder.host, isDirectory: &isFolder)
        guard !exists || !isFolder.boolValue else { return }
        context.window.tell(
            "There is no folder \(folder.host) yet", "Make it, and let whoever collects write there.")
    }

    func openImport() {
        let file = ImportModel(model.devices, chosen: model.chosen, session: context.session)
        guard !file.terminals.isEmpty else {
            return context.window.tell(
                "There is no terminal yet", "Add the terminal first whose punches are in the file.")
        }
        dialogs.open {
            let dialog = ImportDialog(file, over: context.window)
            dialog.onTaken = { [weak self] in self?.context.notify($0) }
            dialog.onFailedLater = { [context] in context.window.tell($0.heading, $0.text) }
            return dialog
        }
    }
}

extension DevicesModel {
    package func settingAllClocks() -> RunModel {
        RunModel("Set all clocks", session: session, nothing: "There is no terminal whose clock can be set from here.")
        {
            try await $0.setAllClocks(by: $1)
        }
    }

    package func paceForm() async throws -> PaceForm {
        let settings = try await session.services.fleet.settings(by: session.actor)
        return PaceForm(PaceEntry(settings), isNew: false) { [session] entry in
            try await session.services.fleet.set(entry.settings, by: session.actor)
            return entry.settings
        }
    }

    /// The form for a folder of this computer.
    package func folderForm() -> DeviceForm {
        var draft = DeviceDraft(family: .folder)
        draft.connection.folder = .init()
        draft.connection.computer = DeviceConnection.thisComputer
        return DeviceForm(TerminalEntry(draft), isNew: true) { [session] in
            try await session.services.devices.add($0.draft, by: session.actor)
        }
    }
}
