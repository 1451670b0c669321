import Foundation

/// Which parts a part names, by the id under which it does.
final class Relationships: PartReader {
    private struct Relation {
        var id: String
        /// The last word of its type, which is written with several beginnings.
        var kind: String
        var part: String
    }

    private let folder: Substring
    private var all: [Relation] = []

    /// - Parameter part: whose they are; empty: the package’s.
    init(of part: String, _ archive: PackageArchive) throws(WorkbookProblem) {
        let cut = part.lastIndex(of: "/").map { part.index(after: $0) } ?? part.startIndex
        folder = part[..<cut]
        let name = "\(folder)_rels/\(part[cut...]).rels"
        if let data = try archive.part(name) { try read(data, of: name) }
    }

    func part(id: String) -> String? { all.first { $0.id == id }?.part }
    func part(kind: String) -> String? { all.first { $0.kind == kind }?.part }

    func begin(_ name: String, _ attributes: [String: String]) {
        guard name == "Relationship", attributes["TargetMode"] != "External", let id = attributes["Id"],
            let type = attributes["Type"], let target = attributes["Target"]
        else { return }
        let kind = type.split(separator: "/").last.map { String($0) } ?? ""
        all.append(Relation(id: id, kind: kind, part: place(of: target)))
    }

    /// From the root of the package, without a first slash.
    private func place(of target: String) -> String {
        var path = target.hasPrefix("/") ? [] : folder.split(separator: "/")
        for step in target.split(separator: "/") where step != "." {
            if step == ".." { _ = path.popLast() } else { path.append(step) }
        }
        return path.joined(separator: "/")
    }
}
