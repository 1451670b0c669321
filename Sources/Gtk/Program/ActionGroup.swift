import CAdwaita

/// What has actions that menus name.
package protocol ActionMap: Object {}

extension Application: ActionMap {}

extension ActionMap {
    /// An action that menus and keys name `PREFIX.NAME`; the prefix of the application is `app`.
    package func addAction(_ name: String, _ body: @escaping @MainActor () -> Void) {
        let action = Object(owned: UnsafeMutableRawPointer(g_simple_action_new(name, nil)))
        action.on("activate", body)
        g_action_map_add_action(opaque, action.opaque)
    }
}

/// Actions of one part of a window.
package final class ActionGroup: Object, ActionMap {
    package convenience init() {
        self.init(owned: UnsafeMutableRawPointer(g_simple_action_group_new()))
    }
}

extension Widget {
    /// Menus inside this widget find the actions under the prefix.
    package func insert(_ actions: ActionGroup, as prefix: String) {
        gtk_widget_insert_action_group(widget, prefix, actions.opaque)
    }
}
