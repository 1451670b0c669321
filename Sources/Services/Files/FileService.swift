package import Domain
import Storage

/// Takes files that terminals write on a stick, and other texts of punches, as if the terminal had been read.
package struct FileService: Sendable {
    let context: ServiceContext

    /// Takes a file of a device. The same file again changes nothing; a later reading of the terminal finds its punches
    /// as known.
    ///
    /// Lines that cannot be read are kept (``InboxService/unreadable(of:by:)``). Of a user.dat the names are taken, and
    /// of fingerprints those of people who agreed to it.
    /// - Throws: `FileError`; ``ServiceError/fileRefused(_:)``; `LineFormatError`
    @discardableResult
    @concurrent
    package func `import`(
        _ path: String, into device: ID<Device>, _ options: FileOptions = FileOptions(), by actor: Actor
    ) async throws -> FileReport {
        try actor.requires(.collectPunches)
        let taking = try await taking(device, actor)
        var report = try await taking.take(path, options)
        report.daysComputed = try await AttendanceService(context: context).recomputeTouched()
        return report
    }

    /// What would become of each line; nothing is stored.
    @concurrent
    package func preview(
        _ path: String, for device: ID<Device>, _ options: FileOptions = FileOptions(), by actor: Actor
    ) async throws -> [FileFate] {
        try actor.requires(.readDevices)
        return try await FilePreview(taking: try await taking(device, actor)).fates(path, options)
    }

    private func taking(_ device: ID<Device>, _ actor: Actor) async throws -> FileTaking {
        try FileTaking(context: context, record: try await context.device(device), actor: actor)
    }
}
