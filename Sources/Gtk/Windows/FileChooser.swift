import CAdwaita

extension Window {
    /// The desktop's own window in which a file, or a folder, is chosen.
    ///
    /// - Parameter verb: what its button does.
    /// - Returns: the path; nil where the person chose none.
    package func choosePath(_ title: String, verb: String, isFolder: Bool = false) async -> String? {
        let action = isFolder ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER : GTK_FILE_CHOOSER_ACTION_OPEN
        return await ask(
            Object(owned: UnsafeMutableRawPointer(gtk_file_chooser_native_new(title, typed(), action, verb, "Cancel"))))
    }

    /// The same for a file that is to be written. Of one that is there already the person is asked.
    ///
    /// - Parameter name: what the file is called unless the person says otherwise.
    package func chooseNewPath(_ title: String, verb: String, name: String) async -> String? {
        let action = GTK_FILE_CHOOSER_ACTION_SAVE
        let chooser = Object(
            owned: UnsafeMutableRawPointer(gtk_file_chooser_native_new(title, typed(), action, verb, "Cancel")))
        gtk_file_chooser_set_current_name(chooser.opaque, name)
        return await ask(chooser)
    }

    private func ask(_ chooser: Object) async -> String? {
        gtk_native_dialog_set_modal(chooser.typed(), 1)
        let response = await withCheckedContinuation { answer in
            chooser.on("response") { (response: Int32) in answer.resume(returning: response) }
            gtk_native_dialog_show(chooser.typed())
        }
        guard response == GTK_RESPONSE_ACCEPT.rawValue, let file = gtk_file_chooser_get_file(chooser.opaque),
            let path = g_file_get_path(file)
        else { return nil }
        defer {
            g_free(path)
            g_object_unref(UnsafeMutableRawPointer(file))
        }
        return String(cString: path)
    }
}
