import Domain
import Gtk
import Services

/// A button that says which employee is chosen, and opens the list of all to choose from.
final class EmployeeButton {
    let widget: MenuButton
    /// The person chose another one; nil: nobody.
    var onChosen: (EmployeeEntry?) -> Void = { _ in }

    private let nobody: String
    private let model = EmployeeOffer()
    private let picker: PeoplePicker
    private let none: Button
    private let name = Label().ellipsised(atMost: 26)

    /// - Parameters:
    ///   - label: what a screen reader calls it.
    ///   - nobody: what it says while nobody is chosen: `Anybody`.
    ///   - purpose: what somebody is chosen for, as it ends “Employees …”.
    init(name label: String, nobody: String, purpose: String) {
        self.nobody = nobody
        picker = PeoplePicker(model, heading: label, purpose: purpose, height: 240)
        none = Button(nobody)
        none.align(horizontally: .start)
        picker.widget.append(none)
        picker.widget.margin(6)
        picker.widget.request(width: 520)
        widget = MenuButton(name: label, content: picker.widget)
        widget.setContent(name)
        picker.onStop = { [weak self] in self?.widget.close() }
        picker.onOpen = { [weak self] in self?.widget.close() }
        none.onClicked { [weak self] in
            self?.model.choose(employee: nil)
            self?.widget.close()
        }
        model.onChange = { [weak self] in self?.picker.show() }
        model.onChosen = { [weak self] in self?.chosen($0) }
    }

    func offer(_ people: [EmployeeEntry], chosen: EmployeeEntry?) {
        model.put(people, chosen)
        show()
    }

    /// Nobody is chosen any more, and nothing is told of it.
    func clear() {
        guard model.employee != nil else { return }
        model.put(model.all, nil)
        show()
    }

    private func chosen(_ entry: EmployeeEntry?) {
        show()
        onChosen(entry)
    }

    private func show() {
        picker.show()
        name.text = model.employee.map { "\($0.employee.name) (\($0.employee.code))" } ?? nobody
        widget.describe(name.text)
        none.isSensitive = model.employee != nil
    }
}

/// Employees that are known already, one of whom is chosen.
private final class EmployeeOffer: EmployeeChoosing {
    private(set) var all: [EmployeeEntry] = []
    private(set) var employee: EmployeeEntry?
    var search = "" {
        didSet { if search != oldValue { onChange() } }
    }
    var onChange: () -> Void = {}
    var onChosen: (EmployeeEntry?) -> Void = { _ in }

    var candidates: [EmployeeEntry] {
        let words = SearchWords(search)
        return all.filter { words.fit($0.searchText) }
    }

    func put(_ people: [EmployeeEntry], _ chosen: EmployeeEntry?) {
        (all, employee) = (people, chosen)
    }

    func choose(employee: EmployeeEntry?) {
        guard employee?.id != self.employee?.id else { return }
        self.employee = employee
        onChosen(employee)
    }
}
