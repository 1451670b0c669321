import Domain
import Gtk
import Services

/// One of the window's rooms: a screen with a header of its own.
protocol Room: AnyObject {
    var widget: Widget { get }
    /// Reads what it shows.
    func load() async
    func isTouched(by change: Change) -> Bool
    /// Begins with what the room adds: Ctrl+N.
    func add()
    func focusSearch()
    /// Where the keyboard goes when the room opens.
    func focusContent()
    /// Esc: closes what is open inside the room. False where nothing was.
    func stepBack() -> Bool
}

/// What a room asks of the window it stands in.
struct RoomContext {
    let session: Session
    let window: Window
    let sync: SyncModel
    let collecting: CollectingModel
    let tables: TableMemory
    /// A notice that passes by.
    let notify: (String) -> Void
    /// Goes to the room where the step is taken, and begins it.
    let begin: (FirstSteps.Step) -> Void
}

package enum RoomName: Int, CaseIterable {
    // In the order of the side bar; the numbers are remembered, so that each keeps its own.
    case today = 0
    case month = 5
    case employees = 1
    case devices = 2
    case accounts = 3
    case journal = 4

    var title: String {
        switch self {
        case .today: "Today"
        case .month: "My month"
        case .employees: "Employees"
        case .devices: "Devices"
        case .accounts: "Accounts"
        case .journal: "Audit journal"
        }
    }

    var icon: String {
        switch self {
        case .today: "x-office-calendar-symbolic"
        case .month: "view-grid-symbolic"
        case .employees: "system-users-symbolic"
        case .devices: "network-wired-symbolic"
        case .accounts: "dialog-password-symbolic"
        case .journal: "document-open-recent-symbolic"
        }
    }
}
