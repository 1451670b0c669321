import Domain
import Foundation
import Yams

extension Scenario {
    /// Reads a file.
    package init(file: String) throws(ScenarioError) {
        let text: String
        do {
            text = try String(contentsOfFile: file, encoding: .utf8)
        } catch {
            throw ScenarioError(file: file, message: "cannot be read as text; check the name and that it is a file.")
        }
        try self.init(yaml: text, file: file)
    }

    /// - Parameter file: its name, for the complaints.
    package init(yaml: String, file: String) throws(ScenarioError) {
        guard let node = try Self.compose(yaml, file) else {
            throw ScenarioError(file: file, message: "is empty: a scenario needs a title, shifts, punches and expect.")
        }
        let top = try ScenarioNode(key: "", node: node, file: file).section()
        try top.allowOnly(["title", "about", "cases"] + ScenarioCaseReader.keys)
        guard let title = try top["title"]?.text(), !title.isEmpty else {
            throw ScenarioError(file: file, line: 1, message: "has no 'title': say in one line what it shows.")
        }
        var cases: [ScenarioCase] = []
        if let list = top["cases"] {
            for item in try list.list() { cases.append(try ScenarioCaseReader(item, file: top).read()) }
        } else {
            cases.append(try ScenarioCaseReader(file: top, name: title).read())
        }
        try Self.checkComparisons(cases, file)
        self.init(file: file, title: title, about: try top["about"]?.text() ?? "", cases: cases)
    }

    private static func compose(_ yaml: String, _ file: String) throws(ScenarioError) -> Node? {
        do {
            return try Yams.compose(yaml: yaml)
        } catch let error as YamlError {
            throw ScenarioError(file: file, line: error.line, message: "is not YAML: \(error.reason).")
        } catch {
            throw ScenarioError(file: file, message: "is not YAML: \(error).")
        }
    }

    private static func checkComparisons(_ cases: [ScenarioCase], _ file: String) throws(ScenarioError) {
        for item in cases {
            guard let other = item.comparison?.other, !cases.contains(where: { $0.name == other }) else { continue }
            throw ScenarioError(
                file: file, message: "case \"\(item.name)\" is compared with \"\(other)\", which is no case here.")
        }
    }
}

extension YamlError {
    var line: Int? {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        default: nil
        }
    }

    var reason: String {
        switch self {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
        case .duplicatedKeysInMapping(let keys, _): "the key \(keys.joined(separator: ", ")) stands there twice"
        default: "it cannot be read; look for a tab, an open quote or a wrong indentation"
        }
    }
}
