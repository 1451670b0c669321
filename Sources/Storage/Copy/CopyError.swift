/// Why a company was not copied, or not as it was.
package enum CopyError: Error, Hashable, Sendable {
    case sameDatabase(String)
    case sourceEmpty(String)
    /// `table`: one that has rows.
    case targetHoldsCompany(String, table: String)
    /// The target holds a part of another company, whose copying was interrupted.
    case targetHoldsOther(String)
    /// The source is the target of a copy that was interrupted.
    case sourceUnfinished(String)
    case sourceNotMigrated(String, found: Int, known: Int)
    case textTooLong(table: String, column: String, row: String, longest: Int)
    case zeroInText(table: String, column: String, row: String)
    /// From the first row that differs to the last of those that were compared with it.
    case different(table: String, from: String, through: String)
    /// Tables refer to each other in a circle: a mistake in the migrations.
    case circle([String])
}

extension CopyError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .sameDatabase(let database): "\(database) cannot be copied to itself; name another database to copy to."
        case .sourceEmpty(let database): "\(database) holds no company; name the one that is to be copied first."
        case .targetHoldsCompany(let database, let table):
            "\(database) already holds a company (there are rows in \(table)) and was left as it is; name an empty database."
        case .targetHoldsOther(let database):
            "\(database) holds a part of another company, whose copying was interrupted, and was left as it is; "
                + "finish that one, or name an empty database."
        case .sourceUnfinished(let database):
            "\(database) holds only a part of a company, whose copying was interrupted; finish that with the same command."
        case .sourceNotMigrated(let database, let found, let known):
            "The schema of \(database) is at \(found) and this program needs \(known); "
                + "run “etime db migrate --database \(database)” first."
        case .textTooLong(let table, let column, let row, let longest):
            "The \(column) of \(table) with \(row) has more than \(longest) characters; shorten it and copy again."
        case .zeroInText(let table, let column, let row):
            "The \(column) of \(table) with \(row) holds a zero byte, which only SQLite takes; correct it and copy again."
        case .different(let table, let from, let through):
            "The copy of \(table) differs from what was copied, between \(from) and \(through); somebody may have changed it "
                + "meanwhile. Empty the database that was copied to, close all other programs, and copy again."
        case .circle(let tables): "The tables \(tables.joined(separator: ", ")) refer to each other in a circle."
        }
    }
}
