import ArgumentParser

/// Whether any option of a group was given on the command line, even with the value that holds anyhow.
enum GivenOptions {
    static func areAny(in group: any ParsableArguments) -> Bool {
        Mirror(reflecting: group).children.contains { child in
            guard let option = child.value as? any WrappedOption else { return false }
            return !option.isAbsent
        }
    }
}

private protocol WrappedOption {
    var isAbsent: Bool { get }
}

extension Option: WrappedOption {
    /// No value, or an empty list.
    fileprivate var isAbsent: Bool { (wrappedValue as? any MaybeAbsent)?.isAbsent ?? false }
}

private protocol MaybeAbsent {
    var isAbsent: Bool { get }
}

extension Optional: MaybeAbsent {
    fileprivate var isAbsent: Bool { self == nil }
}

extension Array: MaybeAbsent {
    fileprivate var isAbsent: Bool { isEmpty }
}
