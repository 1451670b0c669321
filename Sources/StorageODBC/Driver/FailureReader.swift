import Storage

/// Turns what a driver says into an error of this program.
struct FailureReader: Sendable {
    /// Nil: any ODBC source.
    var product: DatabaseProduct?
    /// The address without its password.
    var database: String

    /// What a statement came to.
    /// - Parameter isDead: the driver knows the connection to be gone.
    func error(_ failure: ODBCFailure, isDead: Bool) -> any Error {
        switch meaning(of: failure) {
        case .cancelled: CancellationError()
        case .server(let kind): server(isDead && kind != .diskFull ? .connectionLost : kind, failure)
        case .constraint(let constraint):
            StorageError.constraint(
                refined(constraint, failure.message), detail: Self.detail(failure), sqlState: failure.state)
        case nil: server(isDead || Self.saysLost(failure.message) ? .connectionLost : .other, failure)
        }
    }

    /// Why a connection could not be made.
    func connectError(_ failure: ODBCFailure) -> StorageError {
        if failure.records.contains(where: Self.namesNoDriver) { return server(.noDriver, failure) }
        let said = failure.records.lazy.compactMap { FailureCodes.meaning(ofCode: $0.code, product) }.first
        if case .server(let kind) = said, kind != .connectionLost { return server(kind, failure) }
        return server(Self.kind(ofWords: failure.message.lowercased()) ?? .noAnswer, failure)
    }

    /// It is the driver manager that says so: no source or driver of this name, or one that cannot be loaded.
    private static func namesNoDriver(_ record: ODBCFailure.Record) -> Bool {
        ["IM002", "IM003", "IM012"].contains(record.state) || record.message.contains("Can't open lib")
    }

    private func meaning(of failure: ODBCFailure) -> FailureMeaning? {
        for record in failure.records {
            let byCode = FailureCodes.meaning(ofCode: record.code, product)
            if let meaning = byCode ?? FailureCodes.meaning(ofState: record.state, product) { return meaning }
        }
        return nil
    }

    private func server(_ kind: ServerError.Kind, _ failure: ODBCFailure) -> StorageError {
        .server(
            ServerError(kind, database: database, sqlState: failure.state, code: failure.code, message: failure.message)
        )
    }

    // SQL Server has one number for a foreign key and a CHECK.
    private func refined(_ constraint: StorageError.Constraint, _ message: String) -> StorageError.Constraint {
        product == .sqlServer && constraint == .foreignKey && message.contains("CHECK constraint") ? .check : constraint
    }

    private static func saysLost(_ message: String) -> Bool {
        let message = message.lowercased()
        return [
            "server closed the connection", "no connection to the server", "connection not open", "broken pipe",
            "connection reset", "could not receive data from server", "terminating connection",
        ]
        .contains { message.contains($0) }
    }

    // PostgreSQL's library gives one code for all of them.
    private static func kind(ofWords message: String) -> ServerError.Kind? {
        let words: [(String, ServerError.Kind)] = [
            ("could not translate host", .unknownHost), ("name or service not known", .unknownHost),
            ("unknown mysql server host", .unknownHost),
            ("too many clients", .tooManyConnections), ("too many connections", .tooManyConnections),
            ("remaining connection slots", .tooManyConnections), ("password authentication failed", .wrongPassword),
            ("role \"", .wrongPassword), ("no password supplied", .wrongPassword), ("access denied", .wrongPassword),
            ("no pg_hba.conf entry", .noRights),
            ("permission denied for database", .noRights), ("certificate", .noSecureConnection),
            ("ssl", .noSecureConnection), ("tls", .noSecureConnection),
        ]
        if message.contains("database \"") && message.contains("does not exist") { return .databaseMissing }
        return words.first { message.contains($0.0) }?.1
    }

    /// What stands in quotes or brackets says which record and which rule.
    private static func detail(_ failure: ODBCFailure) -> String { failure.message }
}
