import CSecret
import Dispatch
package import Storage

/// The passwords of databases, kept by the desktop (org.freedesktop.secrets: GNOME Keyring, KWallet, KeePassXC).
///
/// Its calls wait for another program, which may ask the user to unlock the keyring: never on the main actor.
package struct SecretService: Sendable {
    /// In seconds. Nobody may be there to unlock the keyring.
    private let patience: Int

    package init(patience: Int = 60) {
        self.patience = patience
    }

    /// - Throws: ``SecretServiceError``; nil where nothing is kept for the address.
    package func password(for address: String) throws(SecretServiceError) -> Secret? {
        try call { cancellable, error in
            withAttributes(of: address) { attributes in
                guard let found = secret_password_lookupv_sync(etime_database_schema(), attributes, cancellable, error)
                else { return nil }
                // It wipes what it frees.
                defer { secret_password_free(found) }
                return Secret(String(cString: found))
            }
        }
    }

    /// Takes the place of what was kept for the address.
    ///
    /// - Throws: ``SecretServiceError``
    package func store(_ password: Secret, for address: String) throws(SecretServiceError) {
        let label = "E-Time Tracker: \(address)"
        _ = try call { cancellable, error in
            withAttributes(of: address) { attributes in
                // Nil: the collection that the user has chosen for new passwords.
                secret_password_storev_sync(
                    etime_database_schema(), attributes, nil, label, password.reveal(), cancellable, error)
            }
        }
    }

    private func withAttributes<T>(of address: String, _ body: (OpaquePointer?) -> T) -> T {
        let attributes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free)
        defer { g_hash_table_unref(attributes) }
        _ = g_hash_table_insert(attributes, g_strdup("address"), g_strdup(address))
        return body(attributes)
    }

    private func call<T>(
        _ body: (UnsafeMutablePointer<GCancellable>?, UnsafeMutablePointer<UnsafeMutablePointer<GError>?>) -> T
    ) throws(SecretServiceError) -> T {
        let cancellable = g_cancellable_new()
        let overdue = overdue(cancellable)
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(patience), execute: overdue)
        defer {
            overdue.cancel()
            g_object_unref(cancellable)
        }
        var error: UnsafeMutablePointer<GError>?
        let result = body(cancellable, &error)
        guard let error else { return result }
        defer { g_error_free(error) }
        throw SecretServiceError(reason: String(cString: error.pointee.message))
    }

    /// Ends a call that takes too long; keeps its own hold of `cancellable`.
    private func overdue(_ cancellable: UnsafeMutablePointer<GCancellable>?) -> DispatchWorkItem {
        let address = UInt(bitPattern: g_object_ref(cancellable))
        return DispatchWorkItem {
            let cancellable = UnsafeMutablePointer<GCancellable>(bitPattern: address)
            g_cancellable_cancel(cancellable)
            g_object_unref(cancellable)
        }
    }
}

/// There is no secret service, it stayed locked, or it refused.
package struct SecretServiceError: Error, CustomStringConvertible {
    package var reason: String

    package var description: String {
        "The desktop's secret service keeps no password (\(reason)); unlock it, or name a file of the password with "
            + "ETIME_DATABASE_PASSWORD_FILE."
    }
}
