import CAdwaita

extension Widget {
    /// What is pasted next, in whatever program, is the text.
    package func copyToClipboard(_ text: String) {
        gdk_clipboard_set_text(gtk_widget_get_clipboard(widget), text)
    }
}
