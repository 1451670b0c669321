import Devices
package import Domain
import Foundation
import Storage

/// Punches of one terminal that are safe on this computer and not yet in the database.
package struct SpoolBacklog: Hashable, Sendable {
    package var device: ID<Device>
    package var punches: Int
    /// Whether a program runs that brings them in as soon as the database takes them.
    package var isInCare: Bool
}

extension FleetService {
    /// What waits on this computer, also what a program has left that does not run any more. It is looked at as it is, and
    /// nothing is taken in.
    ///
    /// - Parameter folder: nil: the user's own.
    @concurrent
    package func waiting(spool folder: String? = nil, by actor: Actor) async throws -> [SpoolBacklog] {
        try actor.requires(.readDevices)
        // A company that has never collected continuously has nothing that could wait.
        let identity = try await context.database.read { try SettingStore($0).value(.databaseIdentity) }
        guard let folder = folder ?? identity.map(Self.spoolFolder) else { return [] }
        let files = SpoolFile.all(in: folder)
        guard !files.isEmpty else { return [] }
        let marks = try await context.database.read { [names = files.map(\.name)] db in
            try names.map { try SpoolMarkStore(db).mark(of: $0) }
        }
        // The mark of one that was taken in meanwhile may be gone too.
        let all = zip(files, marks).filter { !$0.0.isGone }.flatMap { file, mark in
            let isHeld = file.isHeld
            return file.waiting(after: mark).map {
                SpoolBacklog(device: $0.device, punches: $0.reading.log.records.count, isInCare: isHeld)
            }
        }
        return SpoolBacklog.summed(all)
    }
}

extension SpoolBacklog {
    /// One of each terminal, and of whether it is in care. A reading without punches waits unseen.
    fileprivate static func summed(_ all: [SpoolBacklog]) -> [SpoolBacklog] {
        [false, true].flatMap { isInCare in
            Dictionary(grouping: all.filter { $0.isInCare == isInCare }, by: \.device).map { device, parts in
                SpoolBacklog(device: device, punches: parts.reduce(0) { $0 + $1.punches }, isInCare: isInCare)
            }.filter { $0.punches > 0 }.sorted { $0.device < $1.device }
        }
    }
}

extension SpoolFile {
    /// As they are now, whoever holds them.
    fileprivate static func all(in folder: String) -> [SpoolFile] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(ending) }.sorted().compactMap { peek("\(folder)/\($0)") }
    }

    /// What stands behind a damaged entry is not counted: whoever takes the file in tells of it.
    fileprivate func waiting(after mark: Int64) -> [SpooledReading] {
        var (position, found) = (Self.start, [SpooledReading]())
        while let (content, next) = try? entry(at: position) {
            if position.number > mark, let reading = try? JSONDecoder().decode(SpooledReading.self, from: Data(content))
            {
                found.append(reading)
            }
            position = next
        }
        return found
    }
}
