/// The formats of a workbook's cells, by the style that a cell has.
final class CellFormats: PartReader {
    private var codes: [Int: NumberFormat] = [:]
    private var styles: [NumberFormat] = []
    private var isCells = false

    func format(ofStyle style: Int) -> NumberFormat { styles.indices.contains(style) ? styles[style] : .plain }

    func begin(_ name: String, _ attributes: [String: String]) {
        switch name {
        case "numFmt":
            if let number = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"] {
                codes[number] = NumberFormat(code: code)
            }
        case "cellXfs": isCells = true
        case "xf" where isCells:
            let number = attributes["numFmtId"].flatMap { Int($0) } ?? 0
            styles.append(codes[number] ?? NumberFormat(number: number))
        default: break
        }
    }

    func end(_ name: String, _ text: String) {
        if name == "cellXfs" { isCells = false }
    }
}
