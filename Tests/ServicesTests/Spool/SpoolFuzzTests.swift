import DeviceTesting
import Devices
import Domain
import Foundation
import Storage
import Testing

@testable import Services

/// Spool files with any bytes in them.
struct SpoolFuzzTests {
    /// What is read from a spoiled file was kept, in its order, and more can be kept behind it.
    @Test(arguments: UInt64(1)...2) func aSpoiledFileTellsNothingThatWasNotKept(seed: UInt64) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("spool-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let kept = (1...5).map {
            Array("{reading \($0) ".utf8) + Array(repeating: UInt8($0), count: $0 * 9) + [UInt8(ascii: "}")]
        }
        let path = folder.appendingPathComponent("a.spool")
        do {
            let file = try SpoolFile.create(in: folder.path, name: "a")
            for content in kept { try file.append(content) }
        }
        let whole = try [UInt8](Data(contentsOf: path))
        var (refused, cut, resumed, all) = (0, 0, 0, 0)
        try Fuzzer(corpus: [whole], cases: 300, seed: seed).run { bytes in
            try Data(bytes).write(to: path)
            let file: SpoolFile
            // Held for a moment by a process that another test starts, or no spool at all.
            do {
                guard let opened = try SpoolFile.open(path.path) else { return }
                file = opened
            } catch is SpoolError {
                refused += 1
                return #expect(try [UInt8](Data(contentsOf: path)) == bytes)
            }
            let found = try Self.entries(file)
            #expect(found == kept.filter(found.contains))
            if file.first != SpoolFile.start, !found.isEmpty { resumed += 1 }
            try file.append([1, 2, 3])
            #expect(try Self.entries(file) == found + [[1, 2, 3]])
            if found.count < kept.count { cut += 1 } else { all += 1 }
        }
        #expect(refused > 0 && cut > 0 && all > 0 && resumed > 0)
    }

    private static func entries(_ file: SpoolFile) throws -> [[UInt8]] {
        var (position, found) = (file.first, [[UInt8]]())
        while let (content, next) = try file.entry(at: position) {
            #expect(next.number > position.number)
            found.append(content)
            position = next
        }
        #expect(position.number == file.count + 1)
        return found
    }

    /// An entry that is whole may still be no reading, as from another version: it is put aside, and nothing else is.
    @Test(arguments: UInt64(1)...2) func aSpoiledReadingIsNone(seed: UInt64) throws {
        var reading = TerminalReading.arriving(.live, at: Instant(seconds: 1_795_000_000))
        reading.log.records = [.init(userID: "42", rawTime: 800_000_000)]
        reading.unreadable = [.init(line: "x", reason: "it has no time")]
        let whole = SpooledReading(device: ID(7), actor: "collector", reading: reading)
        let bytes = try [UInt8](JSONEncoder().encode(whole))
        var read = 0
        try Fuzzer(corpus: [bytes], cases: 1500, seed: seed).run { bytes in
            guard let reading = try? JSONDecoder().decode(SpooledReading.self, from: Data(bytes)) else { return }
            read += 1
            // What can be read can be kept again and is the same.
            let again = try JSONDecoder().decode(SpooledReading.self, from: JSONEncoder().encode(reading))
            #expect(again.reading.log == reading.reading.log && again.device == reading.device)
        }
        #expect(read > 0)
    }
}
