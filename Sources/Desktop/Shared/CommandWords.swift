package import Services

/// Where on the desktop one does what a sentence of a use case names a command for.
package enum CommandWords {
    package nonisolated static let names = CommandNames(
        places: [
            "etime password": "“Change password…” in the user menu",
            "etime second-factor remove": "“Second factor…” in the user menu",
            "etime account add": "“Add account…” under Accounts",
            "etime account password": "“Reset password…” under Accounts",
            "etime account roles": "“What roles may do” under Accounts",
            "etime token list": "the account’s page under Accounts", "etime audit list": "the audit journal",
            "etime explain": "the page that opens beside the list",
            "etime device tasks": "“Tasks” on the terminal’s page under Devices",
            "etime device token": "“New word…” on its page under Devices",
            "etime inbox map": "“Open inbox…” under Devices", "etime inbox unreadable": "“Open inbox…” under Devices",
            "etime inbox doubtful": "“Open inbox…” under Devices",
        ],
        others: [
            "etime calendar list", "etime calendar write", "etime collect", "etime config show", "etime db copy",
            "etime db migrate", "etime holiday list", "etime leave list", "etime leave type list",
            "etime ledger verify",
            "etime period lock", "etime roster pattern list", "etime roster swap list", "etime roster unassign",
        ])

    /// The sentence for whoever sits at the desktop.
    package nonisolated static func onDesktop(_ sentence: String) -> String { names.told(sentence) }

    /// Errors of this program describe themselves in one sentence that says what to do.
    package nonisolated static func sentence(of error: any Error) -> String { onDesktop(String(describing: error)) }
}
