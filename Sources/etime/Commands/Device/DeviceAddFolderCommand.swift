import ArgumentParser
import Domain
import Foundation
import Services

struct DeviceAddFolderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add-folder",
        abstract: "Add a folder of this computer into which a terminal's files are put.",
        discussion: """
            While “etime collect” runs on this computer, each file that has not changed for two looks is taken and moved to \
            taken/ in the folder, one that cannot be read to refused/. One folder is one terminal.

            Examples:
              etime device add-folder Warehouse /srv/punches/warehouse
              etime device add-folder Kiosk /srv/punches/kiosk --format kiosk.json
            """)

    @Argument(help: "What people call it.")
    var name: String

    @Argument(help: "The folder.")
    var path: String

    @OptionGroup var format: LineFormatOptions

    @Option(help: ArgumentHelp("The zone of its times; without it, the company's.", valueName: "zone"))
    var zone = ""

    @Option(
        help: ArgumentHelp(
            "Which way its punches go; automatic is by what it says, else in turn.", valueName: "direction"))
    var direction: DirectionArgument = .automatic

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        let folder = URL(fileURLWithPath: path).standardizedFileURL.path
        var connection = DeviceConnection()
        connection.folder = DeviceConnection.Folder(format: try format.format())
        connection.computer = DeviceConnection.thisComputer
        let draft = DeviceDraft(
            name: name, family: .folder, host: folder, zone: zone, direction: direction.direction,
            connection: connection)
        try await company.withCompany { services, actor in
            let device = try await services.devices.add(draft, by: actor)
            say("Added \(device.name), the folder \(device.host). Files in it are taken while “etime collect” runs.")
            var isFolder: ObjCBool = false
            if !FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) || !isFolder.boolValue {
                remark("There is no folder \(folder) yet; make it, and let whoever collects write there.")
            }
            for warning in device.warnings { remark(warning) }
        }
    }
}
