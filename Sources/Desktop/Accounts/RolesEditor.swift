import Domain
import Gtk
import Services

/// The roles of one account, each with over whom it holds.
final class RolesEditor: FormRow {
    let widget: Widget
    /// Another role, or the same over others.
    var onChanged: ([RoleGrant]) -> Void = { _ in }

    private let departments: [String]
    private let locations: [String]
    private let group = Box.column(spacing: 0)
    private let add: MenuButton
    private let problem = Label(classes: "caption", "error").wrapped()
    private var grants: [RoleGrant]
    /// Over whom, by the place of the role; kept, for a wrapper of a widget goes with its last owner.
    private var choices: [Int: DropDown] = [:]

    /// - Parameters:
    ///   - departments: over which a role can be given, by name.
    ///   - locations: the same.
    init(_ grants: [RoleGrant], departments: [String], locations: [String]) {
        self.grants = grants
        self.departments = departments
        self.locations = locations
        let menu = Menu()
        for role in Role.allCases { menu.append(role.title, action: "roles.\(role.rawValue)") }
        add = MenuButton("Add a role", menu: menu)
        problem.isVisible = false
        problem.expand(horizontally: true)
        let heading = Label("Roles", classes: "heading")
        heading.expand(horizontally: true)
        widget = Box.column(spacing: 6, Box.row(spacing: 12, heading, add), problem, group)
        let actions = ActionGroup()
        for role in Role.allCases {
            actions.addAction(role.rawValue) { [weak self] in self?.give(role) }
        }
        widget.insert(actions, as: "roles")
        show()
    }

    func show(_ sentence: String?) {
        problem.text = sentence ?? ""
        problem.isVisible = sentence != nil
        widget.describe(sentence ?? "")
    }

    private func give(_ role: Role) {
        let offered = role.reaches(departments: departments, locations: locations)
        let held = Set(grants.filter { $0.role == role }.map(\.reach))
        // The same again would be nothing; somewhere else may be what is meant.
        grants.append(RoleGrant(role, over: offered.first { !held.contains($0) } ?? role.usualReach))
        changed()
    }

    private func changed() {
        show()
        onChanged(grants)
    }

    private func show() {
        group.removeAll()
        choices = [:]
        let list = PreferencesGroup()
        for index in grants.indices { list.add(line(index), inListNamed: "Roles") }
        if grants.isEmpty {
            let none = ActionRow(
                "No role",
                subtitle: "Whose account it is still sees what is their own, and asks for leave and corrections.")
            list.add(none, inListNamed: "Roles")
        }
        group.append(list)
    }

    private func choose(among reaches: [Reach], _ index: Int) {
        guard let choice = choices[index], reaches.indices.contains(choice.selected) else { return }
        grants[index].reach = reaches[choice.selected]
        choice.tooltip = grants[index].reach.place
        onChanged(grants)
    }

    private func line(_ index: Int) -> Widget {
        let grant = grants[index]
        let row = ActionRow(grant.role.title, subtitle: grant.role.summary)
        let offered = grant.role.reaches(departments: departments, locations: locations)
        // It may be over a department that has nobody any more.
        let reaches = offered.contains(grant.reach) ? offered : offered + [grant.reach]
        if reaches.count > 1 {
            let choice = DropDown(
                name: "\(grant.role.title) over whom", reaches.map { Words.short($0.place, atMost: 34) })
            choice.selected = reaches.firstIndex(of: grant.reach) ?? 0
            choice.tooltip = grant.reach.place
            choices[index] = choice
            choice.onSelected { [weak self] in self?.choose(among: reaches, index) }
            row.addSuffix(choice)
        } else {
            row.addSuffix(Label(grant.reach.place, classes: "dim-label"))
        }
        let take = Button(icon: "list-remove-symbolic", name: "Take the role \(grant.title)", classes: "flat")
        take.onClicked { [weak self] in
            guard let self, grants.indices.contains(index) else { return }
            grants.remove(at: index)
            changed()
        }
        row.addSuffix(take)
        return row
    }
}
