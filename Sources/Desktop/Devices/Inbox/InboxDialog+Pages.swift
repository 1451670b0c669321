import Domain
import Gtk
import Services
import Storage

/// The pages, each with its columns and what stands there when nothing waits.
extension InboxDialog {
    static func usersPage(_ buttons: Buttons) -> InboxPage<UnknownUser> {
        InboxPage(
            "Punches that are nobody’s", TableView(name: "Unknown users", columns: userColumns, several: true),
            empty: StatusPage(
                icon: "emblem-ok-symbolic", title: "Every punch has its employee",
                text: "Users of terminals whom no employee has claimed stand here as soon as they have punched."),
            actions: [buttons.match])
    }

    static func doubtsPage(_ buttons: Buttons) -> InboxPage<Doubt> {
        InboxPage(
            "Punches whose time cannot be believed",
            TableView(name: "Doubtful punches", columns: doubtColumns, several: true),
            empty: StatusPage(
                icon: "emblem-ok-symbolic", title: "No punch is in doubt",
                text: "Punches stand here whose terminal’s clock was ahead, had lost its battery, or went back."),
            actions: [buttons.noPunch, buttons.right, buttons.madeAt])
    }

    static func linesPage(_ buttons: Buttons) -> InboxPage<InboxLine> {
        InboxPage(
            "Lines that were meant to be punches and could not be read",
            TableView(name: "Lines that could not be read", columns: lineColumns, several: true),
            empty: StatusPage(
                icon: "emblem-ok-symbolic", title: "Every line could be read",
                text: "What a line reader, a push terminal or a file says and nobody understands is kept here."),
            actions: [buttons.dismiss, buttons.correct, buttons.readAgain])
    }

    static func numbersPage(_ buttons: Buttons) -> InboxPage<NumberLine> {
        InboxPage(
            "Numbers that stand for different names on several terminals: the punches of both would be one person’s",
            TableView(name: "Shared numbers", columns: numberColumns),
            empty: StatusPage(
                icon: "emblem-ok-symbolic", title: "Each number means one person",
                text:
                    "Numbers stand here that have different names on several terminals, until somebody says whose each "
                    + "is."),
            actions: [buttons.onePerson, buttons.give])
    }

    private static let userColumns: [TableColumn<UnknownUser>] = [
        TableColumn("User", width: 8, by: \.id.user) { $0.id.user },
        TableColumn("Name on the terminal", width: 18, expands: true, by: \.name) { $0.name },
        TableColumn("Terminal", width: 12, expands: true, by: \.deviceName) { $0.deviceName },
        TableColumn("Punches", width: 8, isNumeric: true, by: \.punchCount) { Words.grouped($0.punchCount) },
        TableColumn("Last punch", width: 18, isNumeric: true, by: { $0.lastPunch?.seconds ?? 0 }) {
            $0.lastPunch?.description ?? ""
        },
        TableColumn("Why", width: 30, expands: true, by: \.reason) { $0.reason },
    ]

    private static let doubtColumns: [TableColumn<Doubt>] = [
        TableColumn("Terminal", width: 12, expands: true, by: \.deviceName) { $0.deviceName },
        TableColumn("User", width: 7, by: \.punch.deviceUser) { $0.punch.deviceUser },
        TableColumn("Person", width: 18, expands: true, by: \.person) { $0.person },
        TableColumn("The terminal showed", width: 20, isNumeric: true, by: \.punch.local.seconds, mark: { _ in "look" })
        {
            Words.punchTime($0.punch.local, today: Words.today, $0.punch.quarantine)
        },
        TableColumn("Collected", width: 15, isNumeric: true, by: \.collected.seconds) {
            Words.moment($0.collected, today: Words.today)
        },
        TableColumn("Why", width: 20, by: \.word) { $0.word },
        TableColumn("Counts", width: 7, by: { $0.counts ? 1 : 0 }) { $0.counts ? "Yes" : "No" },
    ]

    private static let lineColumns: [TableColumn<InboxLine>] = [
        TableColumn("Terminal", width: 18, expands: true, by: { $0.deviceName }) { $0.deviceName },
        TableColumn("Came", width: 15, isNumeric: true, by: { $0.text.receivedAt.seconds }) { $0.received },
        TableColumn("Line", width: 28, expands: true, by: { $0.text.line }) { $0.text.line },
        TableColumn("Why", width: 34, expands: true, by: { $0.text.reason }) { $0.text.reason },
    ]

    private static let numberColumns: [TableColumn<NumberLine>] = [
        TableColumn("Number", width: 9, by: \.number) { $0.number },
        TableColumn("Terminal", width: 16, expands: true, by: \.user.deviceName) { $0.user.deviceName },
        TableColumn("Name on the terminal", width: 22, expands: true, by: \.user.name) { $0.user.name },
        TableColumn("Its punches are", width: 24, expands: true, by: { $0.user.employee?.name ?? "" }) {
            $0.user.employee?.name ?? "Nobody’s"
        },
    ]
}
