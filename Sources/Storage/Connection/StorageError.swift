/// Why the database could not do what was asked. Whatever the case, the transaction was rolled back as a whole.
package enum StorageError: Error, Hashable, Sendable {
    case notAnAddress(String, reason: String)
    case unsupportedScheme(String)
    case folderMissing(path: String)
    case isFolder(path: String)
    case notADatabase(path: String)
    case foreignDatabase(path: String)
    case readOnly(path: String)
    case cannotOpen(path: String, reason: String)
    case diskFull(path: String)
    case busy(path: String)
    case damaged(path: String, reason: String)
    /// The schema is at `found`, this program knows `known`.
    case newerSchema(found: Int, known: Int)
    /// A migration is recorded under another name than this program has for its number.
    case differentMigration(number: Int, found: String, known: String)
    case notMigrated(found: Int, known: Int)
    /// A row would break a constraint of the schema.
    case constraint(Constraint, detail: String, sqlState: String? = nil)
    /// A row that the caller named is not there.
    case notFound(String)
    /// A stored value that this program cannot read.
    case unreadable(String)
    case failed(code: Int, message: String)
    /// `nearest` is the known option that it was probably meant to be.
    case unknownOption(name: String, nearest: String?)
    case wrongOption(name: String, allowed: String)
    /// A connection to another computer could go unencrypted without anybody having said so.
    case passwordInClear(host: String, product: DatabaseProduct)
    /// A certificate or key that an option names cannot be read.
    case securityFileMissing(path: String, option: String)
    case passwordFileMissing(path: String)
    case passwordFileEmpty(path: String)
    case passwordFileOpenToOthers(path: String)
    case passwordFileUnreadable(path: String, reason: String)
    /// `package`: what to install.
    case driverMissing(product: DatabaseProduct, package: String)
    /// `known`: the names that are registered.
    case driverNotFound(name: String, known: [String])
    /// A driver cannot encrypt as the address asks.
    case transportNotOffered(driver: String, advice: String)
    /// `what`, such as “password”, holds something that the driver cannot hand on.
    case driverCannotTake(what: String, reason: String)
    /// `what`: what answered.
    case unsupportedServer(database: String, what: String)
    /// Another program has taken over what this one was at.
    case leaseLost(String)
    /// `lack` and `remedy` are those of the ``DatabaseRequirement`` that it does not satisfy.
    case unfitDatabase(database: String, lack: String, remedy: String)
    /// Where a database is not made by a statement.
    case notCreatable(database: String)
    /// What a server, or the way to it, said.
    case server(ServerError)

    package enum Constraint: String, Hashable, Sendable {
        case unique, foreignKey, notNull, check, other
    }
}

extension StorageError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notAnAddress(let text, let reason):
            "“\(text)” is not a database address: \(reason). Write sqlite:///etime.db, sqlite:////var/lib/etime.db, a path, or "
                + "postgresql://user@host/database and the like."
        case .unsupportedScheme(let scheme): Self.sentence(unsupportedScheme: scheme)
        case .folderMissing(let path): "The folder of \(path) does not exist; create it or correct the path."
        case .isFolder(let path): "\(path) is a folder; name a database file in it, such as \(path)/etime.db."
        case .notADatabase(let path):
            "\(path) is not a SQLite database and was left as it is; name another file, or restore it from a backup."
        case .foreignDatabase(let path):
            "\(path) is the database of another program and was left as it is; name another file."
        case .readOnly(let path):
            "\(path) cannot be written to; allow this user to write the file and its folder, or name another place."
        case .cannotOpen(let path, let reason):
            "\(path) cannot be opened (\(reason)); check the path and its permissions."
        case .diskFull(let path):
            "The disk that holds \(path) is full; nothing was changed. Free some space and try again."
        case .busy(let path):
            "Another program keeps \(path) locked; nothing was changed. Close the other program or try again later."
        case .damaged(let path, let reason): "\(path) is damaged (\(reason)); restore it from a backup."
        case .newerSchema(let found, let known):
            "The database was written by a newer version of this program (schema \(found), this one knows \(known)); "
                + "it was left as it is. Update the program."
        case .differentMigration(let number, let found, let known):
            "The database's schema step \(number) is “\(found)” where this program has “\(known)”; "
                + "it was left as it is. Use the program that wrote it."
        case .notMigrated(let found, let known):
            "The database's schema is at \(found) and this program needs \(known); run `etime db migrate`."
        case .constraint(let constraint, let detail, _): constraint.sentence(detail)
        case .notFound(let what): "There is no \(what)."
        case .unreadable(let what): "The database holds \(what), which this program cannot read; update the program."
        case .unsupportedServer(let database, let what):
            "At \(database) this program found \(what); name another server, or update it."
        case .leaseLost(let name):
            "Another program has taken over (\(name)), because this one was not heard of for too long; nothing was changed."
        case .unfitDatabase(let database, let lack, let remedy):
            "\(database) cannot be used and was left as it is: \(lack); \(remedy)."
        case .notCreatable(let database):
            "\(database) cannot be made from here; have the database's administrator make it, and name it in the address."
        case .server(let error): error.description
        case .failed(let code, let message):
            "The database refused the operation (\(message), code \(code)); nothing was changed."
        case .unknownOption(let name, let nearest): Self.sentence(unknownOption: name, nearest: nearest)
        case .wrongOption(let name, let allowed):
            "The option \(name) of the database address takes \(allowed); correct it there."
        case .passwordInClear(let host, let product): Self.sentence(passwordInClear: host, product: product)
        case .securityFileMissing(let path, let option):
            "\(path) cannot be read, which the option \(option) of the database address names; correct the path or its "
                + "permissions."
        case .passwordFileMissing(let path): "The password file \(path) does not exist; create it or correct the path."
        case .passwordFileEmpty(let path): "The password file \(path) is empty; write the password into it."
        case .passwordFileOpenToOthers(let path):
            "Others than its owner have access to the password file \(path); run “chmod 600 \(path)” and try again."
        case .passwordFileUnreadable(let path, let reason):
            "The password file \(path) cannot be used (\(reason)); correct it or name another."
        case .driverMissing(let product, let package):
            "The ODBC driver for \(product.name) is missing; install \(package), or name another with the option driver."
        case .driverNotFound(let name, let known):
            "There is no ODBC driver “\(name)”; name a library's path or one of those that are registered: "
                + (known.isEmpty ? "there are none." : known.joined(separator: ", ") + ".")
        case .transportNotOffered(let driver, let advice):
            "The ODBC driver \(driver) cannot check the server's certificate as the database address asks; \(advice)."
        case .driverCannotTake(let what, let reason):
            "The \(what) of the database address cannot be used with this ODBC driver (\(reason)); change it, or name another "
                + "driver with the option driver."
        }
    }
}

extension StorageError.Constraint {
    fileprivate func sentence(_ detail: String) -> String {
        switch self {
        case .unique: "There already is such a record (\(detail)); nothing was changed."
        case .foreignKey: "The record refers to one that does not exist, or is still referred to; nothing was changed."
        case .notNull, .check, .other:
            "The record does not satisfy the database's rules (\(detail)); nothing was changed."
        }
    }
}
