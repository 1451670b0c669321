import CAdwaita

#if canImport(Glibc)
    import Glibc
#endif

/// The process as the desktop sees it.
package final class Application: Object {
    /// - Parameter id: such as `org.example.Program`. Each process is an instance of its own: two of them may show two
    ///   databases, and a second start must not end up in the first one's window.
    package convenience init(id: String) {
        self.init(owned: UnsafeMutableRawPointer(adw_application_new(id, G_APPLICATION_NON_UNIQUE)))
    }

    /// The loop runs, and windows can be made. It may come more than once.
    package func onActivate(_ body: @escaping @MainActor () -> Void) {
        on("activate", body)
    }

    /// Runs the GLib loop, with the main actor in it, until the last window is closed.
    ///
    /// - Returns: the process's exit status.
    package func run() -> Int32 {
        MainLoop.adoptMainActor()
        return g_application_run(typed(), 0, nil)
    }

    package func quit() {
        g_application_quit(typed())
    }

    /// The session or Ctrl-C asks the process to end. The second time it ends at once.
    package func onAskedToEnd(_ body: @escaping @MainActor () -> Void) {
        for number in [SIGTERM, SIGINT, SIGHUP] { MainLoop.once(signal: number, body) }
    }

    /// Goes on without a window until `release`.
    package func hold() {
        g_application_hold(typed())
    }

    package func release() {
        g_application_release(typed())
    }

    /// `trigger` is written as in `<Control>q`.
    package func setKey(_ trigger: String, for action: String) {
        trigger.withCString { key in
            var keys: [UnsafePointer<CChar>?] = [key, nil]
            gtk_application_set_accels_for_action(typed(), action, &keys)
        }
    }

    /// One of several: `app.NAME::value` in a menu shows which holds.
    package func addChoice(_ name: String, initial: String, _ body: @escaping @MainActor (String) -> Void) {
        let type = g_variant_type_new("s")
        defer { g_variant_type_free(type) }
        let action = Object(
            owned: UnsafeMutableRawPointer(g_simple_action_new_stateful(name, type, g_variant_new_string(initial))))
        action.onChange(of: "state") { [raw = action.raw] in
            guard let state = g_action_get_state(OpaquePointer(raw)) else { return }
            defer { g_variant_unref(state) }
            body(String(cString: g_variant_get_string(state, nil)))
        }
        g_action_map_add_action(opaque, action.opaque)
    }
}

/// A menu of actions.
package final class Menu: Object {
    package convenience init() {
        self.init(owned: UnsafeMutableRawPointer(g_menu_new()))
    }

    package func append(_ label: String, action: String) {
        g_menu_append(opaque, label, action)
    }

    /// Opens beside the menu.
    package func appendSubmenu(_ title: String, _ submenu: Menu) {
        g_menu_append_submenu(opaque, title, submenu.typed())
    }

    package func appendSection(_ title: String?, _ section: Menu) {
        g_menu_append_section(opaque, title, section.typed())
    }
}
