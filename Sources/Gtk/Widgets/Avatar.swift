import CAdwaita

/// A round sign for a person, with the first letters of the name.
package final class Avatar: Widget {
    package convenience init(of name: String, size: Int32) {
        self.init(widget: adw_avatar_new(size, name, 1))
    }
}
