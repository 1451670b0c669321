import CAdwaita

/// Light and dark, and the program's stylesheet.
package enum Appearance: String, CaseIterable {
    case system, light, dark

    /// Takes effect at once, in every window.
    package func apply() {
        let scheme =
            switch self {
            case .system: ADW_COLOR_SCHEME_DEFAULT
            case .light: ADW_COLOR_SCHEME_FORCE_LIGHT
            case .dark: ADW_COLOR_SCHEME_FORCE_DARK
            }
        adw_style_manager_set_color_scheme(adw_style_manager_get_default(), scheme)
    }

    /// Adds `css` above the platform's theme. A fault in it is a warning of GTK's.
    package static func load(css: String) {
        guard let display = gdk_display_get_default() else { return }
        let provider = Object(owned: UnsafeMutableRawPointer(gtk_css_provider_new()))
        gtk_css_provider_load_from_data(provider.typed(), css, -1)
        gtk_style_context_add_provider_for_display(
            display, provider.opaque, guint(GTK_STYLE_PROVIDER_PRIORITY_APPLICATION))
    }

    /// False where there is no screen to open a window on. Initialises the toolkit.
    package static var hasDisplay: Bool { gtk_init_check() != 0 }
}
