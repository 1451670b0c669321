import Foundation
import Services
package import Storage

/// Where the company's data is to be, as it is typed.
package nonisolated struct PlaceEntry: Equatable, Sendable {
    package nonisolated enum Field: String, CaseIterable, Sendable {
        case path, address, password
    }

    package nonisolated enum Kind: Sendable {
        case thisComputer, server
    }

    package var kind: Kind
    /// Of a file, where it is on this computer.
    package var path: String
    /// `postgresql://etime@db.example/etime`, where it is on a server.
    package var address: String
    /// The server's; empty: none, or one that the programs find otherwise.
    package var password = ""

    /// - Parameter present: the address of the database that is open.
    package init(present: String) {
        let url = try? DatabaseURL(present)
        if case .sqlite? = url?.location {
            (kind, path, address) = (.thisComputer, DatabaseAddress.words(for: present), "")
        } else {
            (kind, path, address) = (.server, "", url?.description ?? present)
        }
    }

    package func problems() -> [Field: String] {
        do {
            _ = try url()
            return [:]
        } catch {
            return [kind == .thisComputer ? .path : .address: error.sentence]
        }
    }

    /// The address as it is remembered, without the password.
    package var text: String {
        switch kind {
        case .server: address.trimmed
        case .thisComputer: DatabaseAddress.absolute(path.trimmed)
        }
    }

    /// The folder of what is typed as a file, nil where it names none that is there, and what the file is called.
    package var fileParts: (folder: String?, name: String) {
        let typed = URL(fileURLWithPath: path.trimmed).standardizedFileURL
        let folder = typed.deletingLastPathComponent().path
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) && isFolder.boolValue
        return (isThere ? folder : nil, path.trimmed.isEmpty ? "etime.db" : typed.lastPathComponent)
    }

    /// - Throws: ``PlaceEntryError``
    package func url() throws(PlaceEntryError) -> DatabaseURL {
        let typed = kind == .server ? address.trimmed : path.trimmed
        guard !typed.isEmpty else {
            throw PlaceEntryError(
                sentence: kind == .server
                    ? "Enter the server’s address, such as postgresql://etime@db.example/etime."
                    : "Enter the path of a file, such as /home/asha/etime.db.")
        }
        let url: DatabaseURL
        do {
            url = try DatabaseURL(kind == .server ? typed : DatabaseAddress.absolute(typed))
        } catch {
            throw PlaceEntryError(sentence: error.description)
        }
        return try checked(url)
    }

    private func checked(_ url: DatabaseURL) throws(PlaceEntryError) -> DatabaseURL {
        if case .sqlite = url.location {
            guard kind == .thisComputer else {
                throw PlaceEntryError(sentence: "This is a file; choose “On this computer” for it.")
            }
            return url
        }
        guard kind == .server else {
            throw PlaceEntryError(sentence: "This is a server’s address; choose “On a database server” for it.")
        }
        guard url.takesPassword else {
            throw PlaceEntryError(sentence: "Leave the password out of the address, and enter it below.")
        }
        return url
    }
}

/// What is wrong with the place as somebody typed it.
package nonisolated struct PlaceEntryError: Error, Equatable {
    package var sentence: String
}
