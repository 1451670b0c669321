/// What the first part of a workbook says: its sheets, and from when it counts days.
final class WorkbookPart: PartReader {
    private(set) var sheets: [(name: String, isVisible: Bool, relation: String)] = []
    private(set) var count = DayCount.from1900

    func begin(_ name: String, _ attributes: [String: String]) {
        switch name {
        case "workbookPr":
            if ["1", "true"].contains(attributes["date1904"]) { count = .from1904 }
        case "sheet":
            guard let title = attributes["name"], let relation = attributes["id"] else { return }
            sheets.append((title, ["visible", nil].contains(attributes["state"]), relation))
        default: break
        }
    }
}
