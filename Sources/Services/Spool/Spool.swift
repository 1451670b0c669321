import Devices
import Domain
import Foundation
import Storage

/// A reading that waits on this computer, and whose it is.
struct SpooledReading: Codable, Sendable {
    var device: ID<Device>
    /// On whose behalf it was collected.
    var actor: String
    var reading: TerminalReading
}

/// Which entry of which spool.
struct SpoolPlace: Hashable, Sendable {
    var spool: String
    var entry: Int64
}

/// Who takes in what waits.
protocol SpoolTaker: Sendable {
    /// Stores one reading unless the database has it, in one transaction with the mark.
    func take(_ reading: SpooledReading, at place: SpoolPlace) async throws
    /// The spool is gone, and its mark is of no use.
    func forget(_ spool: String) async throws
    /// Changes something that leaves all as it is.
    /// - Throws: where the database takes nothing at all.
    func probe(_ spool: String) async throws
    /// One could not be stored, and would not be the next time either; it is kept in `file`.
    func refused(_ file: String, because error: any Error)
}

/// Where readings wait while the database is away. They go in as they came, each exactly once: the transaction that takes
/// one moves this spool's mark in the database.
///
/// Each program has a file of its own; those that a dead one left behind are taken in by the next that looks.
actor Spool {
    /// A file that is longer is given up as soon as everything in it is in.
    private static let longest = 1 << 20
    /// Times that one is tried of which nobody knows why it cannot be stored: with the collector's pauses two minutes.
    static let mostTries = 24

    private let folder: String
    private var own: Reader?
    private var isDraining = false
    /// Files that somebody was told of.
    private var refused: Set<String> = []
    /// What was kept, and not taken in yet; without that of which somebody was told.
    private var untold: [Waiting] = []
    private var isFailing = false
    /// How often those were tried that failed for a reason which may pass.
    private var tries: [SpoolPlace: Int] = [:]

    /// What waits, for whoever tells of it.
    struct Waiting: Hashable, Sendable {
        var device: ID<Device>
        var punches: Int
        fileprivate var entry: Int64
    }

    /// A file, and up to where it is taken in.
    private struct Reader {
        let file: SpoolFile
        var position: SpoolFile.Position

        init(_ file: SpoolFile) { (self.file, position) = (file, file.first) }

        var isAtEnd: Bool { position.number > file.count }
    }

    /// - Parameter folder: of the one database that the readings are meant for; made when it is needed.
    init(folder: String) { self.folder = folder }

    /// Readings of this program that wait.
    var waiting: Int { own.map { Int($0.file.count - $0.position.number + 1) } ?? 0 }

    /// Returns when it is on disk.
    /// - Throws: ``SpoolError``
    func keep(_ reading: SpooledReading) throws {
        let content = try JSONEncoder().encode(reading)
        let file = try own?.file ?? begin()
        try file.append(Array(content))
        isFailing = false
        untold.append(
            Waiting(device: reading.device, punches: reading.reading.log.records.count, entry: file.count))
    }

    private func begin() throws -> SpoolFile {
        do { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) } catch {
            throw SpoolError(folder, because: error.localizedDescription)
        }
        let file = try SpoolFile.create(in: folder, name: UUID().uuidString.lowercased())
        own = Reader(file)
        return file
    }

    /// Something could not be kept.
    /// - Returns: whether that is news: what came before it could.
    func isNewFailure() -> Bool {
        defer { isFailing = true }
        return !isFailing
    }

    /// What waits, each once: for whoever finds that the database is away.
    func waitingUntold() -> [Waiting] {
        defer { untold = [] }
        return untold
    }

    /// Hands over what waits, oldest first. What cannot be stored whatever happens is put aside, so that it does not keep
    /// the rest out.
    /// - Returns: how many readings it handed over.
    /// - Throws: what the taker throws while the database is away; what waits goes on waiting.
    func drain(leftByOthers: Bool, into taker: any SpoolTaker) async throws -> Int {
        guard !isDraining else { return 0 }
        isDraining = true
        defer { isDraining = false }
        var done = 0
        if leftByOthers {
            for file in abandoned(taker) { done += try await drain(file, taker) }
        }
        done += try await drainOwn(taker)
        if let reader = own, reader.isAtEnd, reader.file.end > Self.longest { try await giveUp(taker) }
        return done
    }

    private func drain(_ file: SpoolFile, _ taker: any SpoolTaker) async throws -> Int {
        var (reader, done) = (Reader(file), 0)
        do {
            while try await takeNext(&reader, taker) { done += 1 }
        } catch let error as SpoolError {
            tell(taker, of: file.path, error)
            return done
        }
        file.remove()
        try await taker.forget(file.name)
        return done
    }

    /// More may be kept meanwhile: the file has only one end.
    private func drainOwn(_ taker: any SpoolTaker) async throws -> Int {
        var done = 0
        while var reader = own {
            do {
                guard try await takeNext(&reader, taker) else { break }
            } catch is SpoolError {
                // The disk has spoilt it. What is opened anew is looked through, and another file is kept in.
                (own, untold) = (nil, [])
                break
            }
            own?.position = reader.position
            untold.removeAll { $0.entry < reader.position.number }
            done += 1
        }
        return done
    }

    /// Leaves no file behind where nothing waits.
    func close(_ taker: any SpoolTaker) async throws {
        if let reader = own, reader.isAtEnd { try await giveUp(taker) }
        own = nil
    }

    private func giveUp(_ taker: any SpoolTaker) async throws {
        guard let file = own?.file else { return }
        file.remove()
        own = nil
        try await taker.forget(file.name)
    }

    /// - Returns: false at the end.
    private func takeNext(_ reader: inout Reader, _ taker: any SpoolTaker) async throws -> Bool {
        guard let (content, next) = try reader.file.entry(at: reader.position) else { return false }
        let place = SpoolPlace(spool: reader.file.name, entry: reader.position.number)
        do {
            let reading = try JSONDecoder().decode(SpooledReading.self, from: Data(content))
            try await taker.take(reading, at: place)
        } catch {
            guard await isGivenUp(place, taker, because: error) else { throw error }
            let aside = "\(reader.file.path).refused-\(place.entry)"
            try SpoolFile.keepAside(content, at: aside)
            taker.refused(aside, because: error)
        }
        tries[place] = nil
        reader.position = next
        return true
    }

    /// Whether that one is not waited for any more. Where the error does not say whether it will pass, it is tried for a while,
    /// and for as long as the database takes nothing else either.
    private func isGivenUp(_ place: SpoolPlace, _ taker: any SpoolTaker, because error: any Error) async -> Bool {
        if error.isForGood { return true }
        if error is CancellationError || error.isDatabaseAway && !error.isUnexplained { return false }
        tries[place, default: 0] += 1
        guard tries[place, default: 0] >= Self.mostTries else { return false }
        return (try? await taker.probe(place.spool)) != nil
    }

    /// One that is damaged keeps nobody else out; it stays as it is, and is told of once.
    private func abandoned(_ taker: any SpoolTaker) -> [SpoolFile] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let mine = own.map { $0.file.name + SpoolFile.ending }
        for name in names where name.hasSuffix(SpoolFile.ending + SpoolFile.draftEnding) {
            SpoolFile.removeDraft("\(folder)/\(name)")
        }
        return names.filter { $0.hasSuffix(SpoolFile.ending) && $0 != mine }.sorted().compactMap { name -> SpoolFile? in
            let path = "\(folder)/\(name)"
            do throws(SpoolError) {
                guard let file = try SpoolFile.open(path) else { return nil }
                for part in file.aside { tell(taker, of: part, SpoolError(cut: path)) }
                return file
            } catch {
                tell(taker, of: path, error)
                return nil
            }
        }
    }

    private func tell(_ taker: any SpoolTaker, of path: String, _ error: SpoolError) {
        if refused.insert(path).inserted { taker.refused(path, because: error) }
    }
}
