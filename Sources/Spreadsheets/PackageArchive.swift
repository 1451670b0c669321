import CZip
import Foundation

/// The parts of a workbook, each found by its name: an archive of ZIP (ECMA-376, part 2).
final class PackageArchive {
    private let archive: OpaquePointer
    /// Bytes that may still be unpacked, of all parts together: what unfolds to more is meant to fill the memory.
    private var budget: Int

    init(_ data: Data, budget: Int) throws(WorkbookProblem) {
        self.budget = budget
        // libzip reads from it until the archive is closed, and frees it then.
        guard let bytes = malloc(max(data.count, 1)) else { throw .tooLarge }
        data.copyBytes(to: bytes.assumingMemoryBound(to: UInt8.self), count: data.count)
        guard let source = zip_source_buffer_create(bytes, UInt64(data.count), 1, nil) else {
            free(bytes)
            throw .damaged("the archive")
        }
        guard let archive = zip_open_from_source(source, Int32(ZIP_RDONLY), nil) else {
            zip_source_free(source)
            throw .damaged("the archive")
        }
        self.archive = archive
    }

    deinit { zip_discard(archive) }

    func contains(_ name: String) -> Bool { place(of: name) != nil }

    /// - Returns: nil where there is no such part.
    func part(_ name: String) throws(WorkbookProblem) -> Data? {
        guard let place = place(of: name) else { return nil }
        guard let file = zip_fopen_index(archive, place, 0) else { throw .damaged(name) }
        defer { zip_fclose(file) }
        var bytes = Data()
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            // At the end of a part its checksum is compared.
            let count = Int(zip_fread(file, &chunk, UInt64(chunk.count)))
            if count < 0 { throw .damaged(name) }
            if count == 0 { return bytes }
            guard count <= budget else { throw .tooLarge }
            budget -= count
            bytes.append(contentsOf: chunk[..<count])
        }
    }

    /// Capitals do not matter in names of parts.
    private func place(of name: String) -> UInt64? {
        let place = zip_name_locate(archive, name, UInt32(ZIP_FL_NOCASE))
        return place < 0 ? nil : UInt64(place)
    }
}
