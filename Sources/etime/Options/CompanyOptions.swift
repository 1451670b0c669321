import ArgumentParser
import Domain
import Foundation
import Logging
import Services
import Storage

/// Which company's data, and who is acting: the options that every command on data has.
struct CompanyOptions: ParsableArguments {
    static let defaultDatabase = "sqlite:///data/timetracker.db"

    @Option(
        help: ArgumentHelp(
            "The database, as sqlite:///data/timetracker.db or a path.",
            discussion: "Without it, ETIME_DATABASE from the environment or .env; else \(Self.defaultDatabase).",
            valueName: "url"))
    var database: String?

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("Who is acting, for the journal. Without it, your login name.", valueName: "name"))
    var actingPerson: String?

    @Flag(help: "Log what happens, on standard error.")
    var verbose = false

    var address: String { database ?? EnvironmentFile()["ETIME_DATABASE"] ?? Self.defaultDatabase }

    var actor: Actor {
        guard let name = actingPerson ?? EnvironmentFile()["ETIME_AS"] else { return .localAdministrator() }
        return .localAdministrator(named: name)
    }

    var logger: Logger {
        var logger = Logger(label: "etime") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = verbose ? .debug : .error
        return logger
    }

    func validate() throws {
        if let name = actingPerson, name.allSatisfy(\.isWhitespace) {
            throw ValidationError("--as needs the name of a person.")
        }
    }

    /// The place that nobody chose is made; a folder that somebody mistyped is not.
    func prepareDefaultFolder() throws {
        guard address == Self.defaultDatabase else { return }
        do {
            try FileManager.default.createDirectory(atPath: "data", withIntermediateDirectories: true)
        } catch {
            throw StorageError.cannotOpen(path: "data/timetracker.db", reason: "the folder data cannot be made")
        }
    }

    /// Opens the company, lets `body` work on it, and closes it whatever happens.
    func withCompany<T: Sendable>(_ body: (Services, Actor) async throws -> T) async throws -> T {
        try prepareDefaultFolder()
        let services = try await Services.open(address, logger: logger)
        let result: T
        do {
            result = try await body(services, actor)
        } catch {
            // What went wrong first is what the user must hear of.
            try? await services.close()
            throw error
        }
        try await services.close()
        return result
    }
}

extension Services {
    /// The zone by which days begin and end.
    func companyZone() async throws -> ZoneRules {
        try await ZoneRules.system(named: company.settings().zone) ?? .utc
    }

    func employee(_ code: String, by actor: Actor) async throws -> Employee {
        guard let entry = try await employees.find(code: code, by: actor) else {
            throw ServiceError.unknownEmployee(code: code)
        }
        return entry.employee
    }

    func device(_ name: String, by actor: Actor) async throws -> DeviceSummary {
        guard let device = try await devices.find(name: name, by: actor) else {
            throw ServiceError.unknownDevice(name)
        }
        return device
    }
}
