import Storage

/// `NAME=value;` after `NAME=value;`, as one kind of driver reads them.
struct ConnectionAttributes {
    /// What braces round a value mean.
    enum Braces {
        /// As ODBC has it: all up to a brace that is not doubled.
        case standard
        /// Taken off the driver, the password and `pqopt`; elsewhere they are part of the value.
        case ofFew
        /// Nothing is doubled: the value ends with `};`.
        case undoubled
    }

    let braces: Braces
    private(set) var text = ""

    init(braces: Braces) {
        self.braces = braces
    }

    /// - Throws: ``StorageError/driverCannotTake(what:reason:)``
    mutating func add(_ name: String, _ value: String?) throws(StorageError) {
        guard let value else { return }
        guard braces == .ofFew || Self.isPlain(value) else { return try add(name, braced: value) }
        guard Self.standsBare(value) else {
            throw .driverCannotTake(what: name, reason: "it holds ; { or }, or a space at its ends")
        }
        text += "\(name)=\(value);"
    }

    /// - Throws: ``StorageError/driverCannotTake(what:reason:)``
    mutating func add(_ name: String, braced value: String?) throws(StorageError) {
        guard let value else { return }
        guard braces == .undoubled else {
            text += "\(name)=\(ODBCAddress.braced(value));"
            return
        }
        if value.utf8.firstRange(of: "};".utf8) != nil {
            throw .driverCannotTake(what: name == "PWD" ? "password" : name, reason: "it holds }; which ends it")
        }
        text += "\(name)={\(value)};"
    }

    /// Nothing in it ends the value or begins a brace, and no space at its ends is lost.
    static func standsBare(_ value: String) -> Bool {
        !value.utf8.contains { ";{}".utf8.contains($0) } && value.utf8.first != 0x20 && value.utf8.last != 0x20
    }

    private static func isPlain(_ value: String) -> Bool {
        value.utf8.allSatisfy {
            "-._/:\\,".utf8.contains($0) || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF)
        }
    }
}

extension ODBCDriver.Kind {
    /// As seen with psqlodbc 13.02, MariaDB Connector/ODBC 3.1.15 and FreeTDS 1.3.17; Microsoft's and MySQL's keep to the book.
    var braces: ConnectionAttributes.Braces {
        switch self {
        case .psqlodbc: .ofFew
        case .freeTDS: .undoubled
        case .mariaDB, .mySQL, .microsoft, .oracle: .standard
        }
    }

    /// FreeTDS reads the string of `SQLDriverConnect` as Latin 1, whatever `ClientCharset` says: it must come by
    /// `SQLDriverConnectW`. The others take UTF-8.
    package var takesWideStrings: Bool { self == .freeTDS }
}
