import ArgumentParser

/// What a change of the rules does to kept days.
struct ChangedCasesOptions: ParsableArguments {
    @Flag(help: "Save it although kept cases come out differently.")
    var acceptChangedCases = false
}
