/// A day on which the company does not work, whoever's weekly off it may be.
package struct Holiday: Hashable, Sendable {
    package var date: CivilDate
    package var name: String

    package init(date: CivilDate, name: String) {
        self.date = date
        self.name = name
    }
}
