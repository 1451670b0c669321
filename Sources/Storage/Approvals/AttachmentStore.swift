package import Domain

/// A file that came with a request.
package struct Attachment: Hashable, Sendable, Identifiable {
    package var id: Domain.ID<Attachment>
    package var request: Domain.ID<ApprovalRequest>
    package var name: String
    /// In bytes.
    package var size: Int
    package var sha256: [UInt8]
}

/// Files that came with requests. The bytes are stored as they came; their SHA-256 shows that they still are.
package struct AttachmentStore {
    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    package func insert(
        _ bytes: [UInt8], named name: String, with request: ID<ApprovalRequest>
    ) throws -> Attachment {
        let hash = SHA256.hash(bytes)
        let id = try db.insert(
            into: "attachment", ["request_id", "name", "size", "sha256", "bytes"],
            [.integer(request.rawValue), .text(name), .integer(bytes.count), .blob(hash), .blob(bytes)])
        return Attachment(id: ID(id), request: request, name: name, size: bytes.count, sha256: hash)
    }

    package func all(of request: ID<ApprovalRequest>) throws -> [Attachment] {
        try db.all(
            "SELECT id, request_id, name, size, sha256 FROM attachment WHERE request_id = ? ORDER BY id",
            [.integer(request.rawValue)]
        ) {
            Attachment(
                id: $0.id(0), request: $0.id(1), name: $0.text(2), size: Int($0.integer(3)), sha256: $0.blob(4))
        }
    }

    /// - Throws: ``StorageError/unreadable(_:)`` where the bytes are not those that came.
    package func bytes(of attachment: Attachment) throws -> [UInt8] {
        let bytes = try db.first("SELECT bytes FROM attachment WHERE id = ?", [.integer(attachment.id.rawValue)]) {
            $0.blob(0)
        }
        guard let bytes, SHA256.hash(bytes) == attachment.sha256 else {
            throw StorageError.unreadable("the file \(attachment.name), which is not what came with the request")
        }
        return bytes
    }
}
