import ArgumentParser
import Domain
import Foundation
import Logging
import Services
import Storage
import StorageODBC

/// Which company's data, and who is acting: the options that every command on data has.
struct CompanyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The database: a path, sqlite:///data/timetracker.db, or a server's, postgresql://user@host/name.",
            discussion:
                "Without it, ETIME_DATABASE, or database.url in a file of settings; else what you chose on the desktop; else \(DatabaseAddress.standard).",
            valueName: "url"))
    var database: String?

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("Who is acting, for the journal. Without it, your login name.", valueName: "name"))
    var actingPerson: String?

    @Option(help: ArgumentHelp("Why, for the journal.", valueName: "text"))
    var because = ""

    @Flag(help: "Log all that happens.")
    var verbose = false

    @Option(
        help: ArgumentHelp(
            "A file of settings, in the place of those that are looked for; see “etime config”.", valueName: "file"))
    var config: String?

    /// What was set, with what this command was given.
    /// - Throws: ``ConfigurationError``
    func configuration() throws -> ProgramConfiguration {
        var given: [ProgramSetting: String] = [:]
        (given[.database], given[.actingPerson]) = (database, actingPerson)
        if verbose { given[.logLevel] = Logger.Level.debug.rawValue }
        return try .load(given: given, file: config)
    }

    /// - Throws: ``ConfigurationError``
    func address() throws -> String { try configuration().text(.database) ?? DatabaseAddress.standard }

    /// Who is signed in; while there are no accounts, whoever sits here.
    /// - Throws: ``ServiceError/notSignedIn``, ``ServiceError/passwordMustChange``
    func actor(_ services: Services) async throws -> Actor {
        try await person(services).from(Self.place).because(because)
    }

    private func person(_ services: Services) async throws -> Actor {
        if try await services.accounts.isOpenToAll() {
            guard let name = try configuration().text(.actingPerson) else { return .localAdministrator() }
            return .localAdministrator(named: name)
        }
        if let token = try configuration().text(.token) {
            return try await services.accounts.actor(byToken: Secret(token)).acting(as: actingPerson)
        }
        let signedIn = try await signedIn(services)
        if signedIn.mustChange { throw ServiceError.passwordMustChange }
        return try signedIn.actor.acting(as: actingPerson)
    }

    /// From where, as the journal tells it.
    static var place: String { "command line on \(ProcessInfo.processInfo.hostName)" }

    private func signedIn(_ services: Services) async throws -> SignedIn {
        guard let proof = try await SessionFile(services).read() else { throw ServiceError.notSignedIn }
        return try await services.accounts.signedIn(by: proof)
    }

    /// As ``withCompany(_:)``, for what somebody does with their own account.
    func withSignedIn<T: Sendable>(_ body: (Services, SignedIn) async throws -> T) async throws -> T {
        try await withServices { services in try await body(services, try await signedIn(services)) }
    }

    func validate() throws {
        if let name = actingPerson, name.allSatisfy(\.isWhitespace) {
            throw ValidationError("--as needs the name of a person.")
        }
    }

    /// Opens the company, lets `body` work on it for whoever is signed in, and closes it whatever happens.
    func withCompany<T: Sendable>(_ body: (Services, Actor) async throws -> T) async throws -> T {
        try await withServices { services in try await body(services, try await actor(services)) }
    }

    /// As ``withCompany(_:)``, for nobody in particular.
    /// - Parameter isPatient: a database server that does not answer yet is waited for.
    func withServices<T: Sendable>(
        waiting isPatient: Bool = false, _ body: (Services) async throws -> T
    ) async throws -> T {
        let services = try await open(waiting: isPatient)
        let result: T
        do {
            result = try await body(services)
        } catch {
            // What went wrong first is what the user must hear of.
            try? await services.close()
            throw error
        }
        try await services.close()
        return result
    }

    private func open(waiting isPatient: Bool) async throws -> Services {
        let (configuration, address) = (try configuration(), try address())
        try DatabaseAddress.prepare(address)
        let logger = try ProgramLog.logger(configuration)
        var isTold = false
        while true {
            do {
                return try await Services.open(
                    address, drivers: allDatabaseDrivers, logger: logger, configuration: configuration)
            } catch  where isPatient && error.isServerLate {
                if !isTold { remark("\(error)\nIt is waited for; Ctrl-C stops.") }
                isTold = true
                try await Task.sleep(for: .seconds(2))
            }
        }
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

    /// Each once, however often it is named.
    func namedDevices(_ names: [String], by actor: Actor) async throws -> [DeviceSummary] {
        var devices: [DeviceSummary] = []
        for name in names {
            let device = try await self.device(name, by: actor)
            if !devices.contains(where: { $0.id == device.id }) { devices.append(device) }
        }
        return devices
    }
}
