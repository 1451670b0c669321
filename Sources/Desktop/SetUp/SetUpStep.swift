import Gtk

/// One page of the assistant.
protocol SetUpStepPage: AnyObject {
    var widget: Widget { get }
    var title: String { get }
    var explanation: String { get }
    func show()
    /// Where the keyboard goes: to the first line, or to the first that is wrong.
    func focus()
    func focusOnProblem()
}

extension SetUpModel.Step {
    var word: String {
        switch self {
        case .company: "Company"
        case .database: "Database"
        case .administrator: "Administrator"
        case .terminal: "Terminal"
        case .done: "Done"
        }
    }
}
