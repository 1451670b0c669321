import Foundation
package import Storage

/// What is where somebody wants the company's data to be, looked at without changing anything there.
package struct DatabaseTrial: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        /// A file that is not there yet, or a database without a company.
        case nothing
        case company(name: String)
        /// Of an older version of the program: opening it brings it up to date.
        case olderCompany
    }

    /// `SQLite 3.45`, `PostgreSQL 15.3`; nil for a file that is not there yet.
    package var product: String?
    package var content: Content

    /// - Parameter url: with its password, where it needs one.
    /// - Throws: `StorageError` where there is no such database, it is not ours, or a newer program wrote it.
    package static func of(_ url: DatabaseURL, drivers: [any DatabaseDriver]) async throws -> DatabaseTrial {
        if case .sqlite(let path) = url.location, try isNew(path) { return DatabaseTrial(content: .nothing) }
        let database = try await openDatabase(url, drivers: drivers)
        do {
            let found = DatabaseTrial(
                product: try await database.read { try $0.product() }, content: try await content(of: database))
            try await database.close()
            return found
        } catch {
            try? await database.close()
            throw error
        }
    }

    private static func content(of database: any Database) async throws -> Content {
        let steps = try await Migrator(database).status()
        guard steps.first?.appliedAt != nil else { return .nothing }
        guard steps.allSatisfy({ $0.appliedAt != nil }) else { return .olderCompany }
        return try await database.read { db in
            try NewCompany.isOne(db) ? .nothing : .company(name: try SettingStore(db).value(.companyName) ?? "")
        }
    }

    /// To open it would make it.
    private static func isNew(_ path: String) throws -> Bool {
        guard !FileManager.default.fileExists(atPath: path) else { return false }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: folder) else { throw StorageError.folderMissing(path: path) }
        guard FileManager.default.isWritableFile(atPath: folder) else { throw StorageError.readOnly(path: path) }
        return true
    }
}

/// A database in which nobody has entered anything yet.
enum NewCompany {
    static func isOne(_ db: any SQLConnection) throws -> Bool {
        guard (try SettingStore(db).value(.companyName) ?? "").isEmpty, try AccountStore(db).isEmpty() else {
            return false
        }
        return try DeviceStore(db).all().isEmpty && ShiftStore(db).all().isEmpty && EmployeeStore(db).all().isEmpty
    }
}

extension Services {
    /// Whether nobody has entered anything yet: no name of the company, no accounts, terminals, shifts and employees.
    package func isNew() async throws -> Bool {
        try await context.database.read { try NewCompany.isOne($0) }
    }
}
