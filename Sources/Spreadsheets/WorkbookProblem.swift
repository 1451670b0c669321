/// Why a file is no workbook that can be read.
package enum WorkbookProblem: Error, Hashable, Sendable {
    /// Of another program or in another form: which.
    case otherKind(String)
    /// A part of it cannot be read: its name in the archive.
    case damaged(String)
    /// It unfolds to more than ``Workbook/largest`` bytes.
    case tooLarge
    /// A cell with something in it lies further to the right than ``Workbook/widest`` columns.
    case tooWide(sheet: String)
}
