import Gtk

/// The first account, without which everybody who sits here may do everything.
final class AdministratorStep: SetUpStepPage {
    var widget: Widget { pages }
    let title = "The administrator"
    let explanation =
        "Until there is an account, whoever opens this program may see and change everything. The first one is an "
        + "administrator’s, who adds the others; from then on people sign in. One computer that is locked needs none."

    private let model: SetUpModel
    private let pages = Stack()
    private let fields: AdministratorFields
    private let done = Label().wrapped(atMost: 70)

    init(_ model: SetUpModel) {
        self.model = model
        fields = AdministratorFields(model.administrator)
        pages.add(fields.widget, named: "fields")
        pages.add(done, named: "done")
    }

    func show() {
        fields.show()
        done.text = model.outcomes[.administrator].map { "\($0) is the administrator, and is signed in." } ?? ""
        pages.visible = model.outcomes[.administrator] == nil ? "fields" : "done"
    }

    func focus() { fields.focus() }
    func focusOnProblem() { fields.focusOnProblem() }
}
