import HTTPTypes
import Services

/// What use cases say names commands of `etime` where something else is to be done first. Whoever asks over HTTP is told the
/// operation that does it.
enum CommandWords {
    /// Ids of operations, by commands.
    static let operations: [String: String] = [
        "etime password": "changePassword", "etime account password": "setUserPassword",
        "etime account roles": "document", "etime token list": "listTokens", "etime audit list": "listJournal",
        "etime roster pattern list": "listRotations", "etime roster swap list": "listSwaps",
        "etime roster unassign": "unassignRoster", "etime leave type list": "listLeaveTypes",
        "etime leave list": "listLeaveRequests", "etime holiday list": "listHolidays", "etime explain": "explainDay",
        "etime period lock": "lockPeriod", "etime calendar list": "listCalendars", "etime account add": "addUser",
        "etime device tasks": "listDeviceOrders", "etime inbox unreadable": "listUnreadableLines",
        "etime inbox doubtful": "listDoubtfulPunches", "etime inbox map": "mapDeviceUser",
    ]

    /// What nothing but the command line does, on the computer of the server or beside it.
    static let unmatched: Set<String> = [
        "etime second-factor remove", "etime device token", "etime ledger verify", "etime collect", "etime db copy",
        "etime db migrate", "etime calendar write", "etime config show",
    ]

    /// Options of commands that no operation has.
    private static let options = [", where every command can read them (--database)": ""]

    /// The sentence for whoever asks over HTTP.
    static func overHTTP(_ sentence: String) -> String {
        guard sentence.contains("“etime ") || sentence.contains("(--") else { return sentence }
        var text = names.told(sentence)
        for (option, words) in options { text = text.replacing(option, with: words) }
        return text
    }

    /// Without what is given to it: `etime account password` of `etime account password asha`.
    static func command(_ typed: String) -> String? { names.command(typed) }

    /// `GET /api/v1/tokens`, by commands.
    private static let names = CommandNames(
        places: operations.compactMapValues { id in
            APICatalogue.operations.first { $0.id == id }.map {
                "\($0.method.rawValue) \(APIResponder.prefix)\($0.path)"
            }
        }, others: unmatched)
}
