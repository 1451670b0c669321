import Foundation
import FoundationXML

/// Takes what the XML of a part says, element by element.
protocol PartReader: AnyObject {
    /// - Parameter name: without a prefix, as those of the attributes.
    func begin(_ name: String, _ attributes: [String: String]) throws(WorkbookProblem)
    /// - Parameter text: what stands in the element itself; that of elements within it is not meant to be told.
    func end(_ name: String, _ text: String) throws(WorkbookProblem)
}

extension PartReader {
    func end(_ name: String, _ text: String) {}

    /// - Parameter part: its name, for what is said of it.
    func read(_ data: Data, of part: String) throws(WorkbookProblem) {
        guard !data.prefix(4).contains(0), !data.declaresDocumentType else { throw .damaged(part) }
        // As a stream: of what is given whole, libxml2 reads no more than 10 MB.
        let parser = XMLParser(stream: InputStream(data: data))
        let events = PartEvents(self, part)
        parser.delegate = events
        let isRead = parser.parse()
        if let problem = events.problem { throw problem }
        guard isRead, !events.isEmpty else { throw .damaged(part) }
    }
}

extension Data {
    /// No part of a workbook does (ECMA-376, part 2, 8.1.4): who does wants entities that grow, or a file of this computer, and
    /// Foundation does not tell of it. UTF-16, in which no spreadsheet writes, would hide it, and is refused with it.
    fileprivate var declaresDocumentType: Bool { range(of: Data("<!DOCTYPE".utf8)) != nil }
}

/// Between Foundation's parser and a reader.
private final class PartEvents: NSObject, XMLParserDelegate {
    private let reader: any PartReader
    private let part: String
    private var text = ""
    /// No element has come.
    private(set) var isEmpty = true
    private(set) var problem: WorkbookProblem?

    init(_ reader: any PartReader, _ part: String) {
        self.reader = reader
        self.part = part
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        isEmpty = false
        text = ""
        pass(parser) { () throws(WorkbookProblem) in
            let isPlain = !attributes.keys.contains { $0.utf8.contains(UInt8(ascii: ":")) }
            try reader.begin(Self.local(name), isPlain ? attributes : Self.local(attributes))
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(_ parser: XMLParser, foundCDATA block: Data) { text += String(decoding: block, as: UTF8.self) }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
        pass(parser) { () throws(WorkbookProblem) in try reader.end(Self.local(name), text) }
        text = ""
    }

    /// Foundation goes on after what is no XML, as if it were.
    func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) {
        pass(parser) { () throws(WorkbookProblem) in throw .damaged(part) }
    }

    private func pass(_ parser: XMLParser, _ body: () throws(WorkbookProblem) -> Void) {
        guard problem == nil else { return }
        do { try body() } catch {
            problem = error
            parser.abortParsing()
        }
    }

    private static func local(_ name: String) -> String {
        name.utf8.lastIndex(of: UInt8(ascii: ":")).map { String(name[name.index(after: $0)...]) } ?? name
    }

    /// `r:id` and `id` of one element would be one: no element has both.
    private static func local(_ attributes: [String: String]) -> [String: String] {
        let named = attributes.filter { !$0.key.hasPrefix("xmlns") }.map { (local($0.key), $0.value) }
        return Dictionary(named) { first, _ in first }
    }
}
