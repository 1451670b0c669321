import CAdwaita

extension Window {
    /// Says something that the person must have read: what happened, and what to do.
    package func tell(_ heading: String, _ text: String) {
        let message = Window(widget: adw_message_dialog_new(typed(), heading, text))
        adw_message_dialog_add_response(message.typed(), "close", "Close")
        adw_message_dialog_set_close_response(message.typed(), "close")
        message.present()
    }

    /// A question whose answer cannot be taken back; `verb` is what the button does, `otherwise` the one that does nothing.
    ///
    /// - Returns: true when the person pressed it; false on every other way out.
    package func ask(
        _ heading: String, _ text: String, verb: String, otherwise: String = "Cancel", isDestructive: Bool
    ) async -> Bool {
        let message = Window(widget: adw_message_dialog_new(typed(), heading, text))
        let dialog: UnsafeMutablePointer<AdwMessageDialog> = message.typed()
        adw_message_dialog_add_response(dialog, "cancel", otherwise)
        adw_message_dialog_add_response(dialog, "do", verb)
        let appearance = isDestructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED
        adw_message_dialog_set_response_appearance(dialog, "do", appearance)
        adw_message_dialog_set_close_response(dialog, "cancel")
        // The dialog answers exactly once: closing and Esc answer with the close response.
        return await withCheckedContinuation { answer in
            message.on("response") { (response: String) in answer.resume(returning: response == "do") }
            message.present()
        }
    }

    /// What the program is; shown from the menu.
    package func about(name: String, version: String, comments: String, icon: String) {
        let about = Window(widget: adw_about_window_new())
        adw_about_window_set_application_name(about.opaque, name)
        adw_about_window_set_application_icon(about.opaque, icon)
        adw_about_window_set_version(about.opaque, version)
        adw_about_window_set_comments(about.opaque, comments)
        adw_about_window_set_license_type(about.opaque, GTK_LICENSE_APACHE_2_0)
        gtk_window_set_transient_for(about.typed(), typed())
        gtk_window_set_modal(about.typed(), 1)
        about.present()
    }
}
