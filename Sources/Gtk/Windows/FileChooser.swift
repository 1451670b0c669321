import CAdwaita

extension Window {
    /// The desktop's own window in which a file, or a folder, is chosen.
    ///
    /// - Parameters:
    ///   - verb: what its button does.
    ///   - folder: where it begins; nil, and one that is not there: where it was left.
    /// - Returns: the path; nil where the person chose none.
    package func choosePath(
        _ title: String, verb: String, isFolder: Bool = false, in folder: String? = nil
    ) async -> String? {
        let action = isFolder ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER : GTK_FILE_CHOOSER_ACTION_OPEN
        return await ask(chooser(title, action, verb, in: folder))
    }

    /// The same for a file that is to be written. Of one that is there already the person is asked.
    ///
    /// - Parameter name: what the file is called unless the person says otherwise.
    package func chooseNewPath(
        _ title: String, verb: String, name: String, in folder: String? = nil
    ) async -> String? {
        let chooser = chooser(title, GTK_FILE_CHOOSER_ACTION_SAVE, verb, in: folder)
        gtk_file_chooser_set_current_name(chooser.opaque, name)
        return await ask(chooser)
    }

    private func chooser(
        _ title: String, _ action: GtkFileChooserAction, _ verb: String, in folder: String?
    ) -> Object {
        let chooser = Object(
            owned: UnsafeMutableRawPointer(gtk_file_chooser_native_new(title, typed(), action, verb, "Cancel")))
        guard let folder else { return chooser }
        let place = Object(owned: UnsafeMutableRawPointer(g_file_new_for_path(folder)))
        gtk_file_chooser_set_current_folder(chooser.opaque, place.opaque, nil)
        return chooser
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
