import Storage
import Testing

@testable import StorageODBC

/// What the drivers say, word by word, and what people are told.
struct FailureReaderTests {
    private func failure(_ message: String, _ state: String = "08001") -> ODBCFailure {
        ODBCFailure(records: [ODBCFailure.Record(state: state, code: 0, message: message)])
    }

    @Test(arguments: [
        (
            """
            connection to server at "ssl.example" (10.0.0.1), port 5432 failed: FATAL:  password authentication failed for user "e"
            connection to server at "ssl.example" (10.0.0.1), port 5432 failed: FATAL:  password authentication failed for user "e"

            """, "password authentication failed for user \"e\""
        ),
        (
            """
            [unixODBC]connection to server at "127.0.0.1", port 1 failed: Connection refused
            \tIs the server running on that host and accepting TCP/IP connections?
            """, "Connection refused"
        ),
        (
            "ERROR: permission denied for table write_turn;\nError while executing the query",
            "permission denied for table write_turn"
        ),
        ("[ma-3.1.15][10.11.19-MariaDB]Unknown column 'x' in 'field list'", "Unknown column 'x' in 'field list'"),
        ("ERROR: duplicate key\nDETAIL: Key (code)=(1) exists.", "duplicate key DETAIL: Key (code)=(1) exists."),
        ("", ""),
    ])
    func repeatsTheServersWordsAlone(said: String, told: String) {
        #expect(failure(said).message == told)
    }

    /// What passes by itself must not pass for a refusal of the statement.
    @Test(arguments: [
        (DatabaseProduct.postgresql, "53200", 0), (.postgresql, "58030", 0), (.mysql, "HY000", 1041),
        (.sqlServer, "42000", 701), (.oracle, "HY000", 4031),
    ]) func knowsAServerThatIsUnwell(product: DatabaseProduct, state: String, code: Int) {
        let failure = ODBCFailure(records: [.init(state: state, code: code, message: "out of memory")])
        let error = FailureReader(product: product, database: "d").error(failure, isDead: false)
        guard case .server(let error) = error as? StorageError else {
            Issue.record(error)
            return
        }
        #expect(error.kind == .unwell)
    }

    /// The name of a host is no word of the server's.
    @Test(arguments: [
        (
            "connection to server at \"ssl.example\", port 5432 failed: Connection refused", "08001",
            ServerError.Kind.noAnswer
        ),
        (
            "connection to server at \"db\", port 5432 failed: SSL error: certificate verify failed", "08001",
            .noSecureConnection
        ),
        ("[unixODBC][Driver Manager]Data source name not found and no default driver specified", "IM002", .noDriver),
        ("[unixODBC][Driver Manager]Can't open lib 'Nope' : file not found", "01000", .noDriver),
        (
            "connection to server at \"db\", port 5432 failed: FATAL:  the database system is shutting down", "08001",
            .noAnswer
        ),
    ])
    func tellsWhyNoConnectionIsMade(said: String, state: String, kind: ServerError.Kind) {
        let error = FailureReader(product: .postgresql, database: "d").connectError(failure(said, state))
        guard case .server(let error) = error else {
            Issue.record(error)
            return
        }
        #expect(error.kind == kind)
    }
}
