import Domain
import Foundation

/// A policy as it stands in the database and the journal: each parameter under its key, groups nested. A key that is
/// missing means the default, so that a parameter added later does not change what older policies say.
struct ShiftPolicyDocument: Codable {
    /// Under keys whose groups are divided by dots.
    private var values: [String: Value] = [:]

    init(_ policy: AttendancePolicy) {
        for parameter in PolicyParameter.all {
            guard let value = parameter.stored(in: policy) else { continue }
            values[parameter.key] = Value(value)
        }
    }

    init(from decoder: any Decoder) throws { try read(Group(from: decoder), under: "") }

    private mutating func read(_ group: Group, under prefix: String) {
        for (key, member) in group.members {
            switch member {
            case .value(let value): values[prefix + key] = value
            case .group(let group): read(group, under: prefix + key + ".")
            }
        }
    }

    func encode(to encoder: any Encoder) throws {
        var top = Group()
        for (key, value) in values { top.set(value, at: key.split(separator: ".")[...]) }
        try top.encode(to: encoder)
    }

    /// - Throws: ``StorageError/unreadable(_:)`` for text that is not this document, or a word that a newer program wrote.
    static func policy(from json: String) throws -> AttendancePolicy {
        guard let document = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) else {
            throw StorageError.unreadable("a shift policy")
        }
        return try document.policy()
    }

    /// - Returns: nil for `null`: the shift has no rules of its own.
    static func ownPolicy(from json: String) throws -> AttendancePolicy? {
        json == "null" ? nil : try policy(from: json)
    }

    private func policy() throws -> AttendancePolicy {
        var policy = AttendancePolicy()
        // One verdict for both punches, as it was written until they were told apart.
        for key in ["missing.arrival", "missing.leaving"] { try restore(key, from: "missingPunch", into: &policy) }
        for parameter in PolicyParameter.all { try restore(parameter.key, from: parameter.key, into: &policy) }
        return policy
    }

    private func restore(_ key: String, from stored: String, into policy: inout AttendancePolicy) throws {
        guard let parameter = PolicyParameter.all.first(where: { $0.key == key }), let value = values[stored] else {
            return
        }
        guard parameter.restore(value.parameter, into: &policy) else {
            throw StorageError.unreadable("\(value.inWords) in a shift policy")
        }
    }
}

extension ShiftPolicyDocument {
    fileprivate enum Value: Codable {
        case number(Int32), flag(Bool), text(String)

        init(_ parameter: StoredParameter) {
            switch parameter {
            case .number(let number): self = .number(number)
            case .flag(let flag): self = .flag(flag)
            case .text(let text): self = .text(text)
            }
        }

        var parameter: StoredParameter {
            switch self {
            case .number(let number): .number(number)
            case .flag(let flag): .flag(flag)
            case .text(let text): .text(text)
            }
        }

        var inWords: String {
            switch self {
            case .number(let number): "the number \(number)"
            case .flag(let flag): "“\(flag)”"
            case .text(let text): "the word “\(text)”"
            }
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let flag = try? container.decode(Bool.self) {
                self = .flag(flag)
            } else if let number = try? container.decode(Int32.self) {
                self = .number(number)
            } else {
                self = .text(try container.decode(String.self))
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .number(let number): try container.encode(number)
            case .flag(let flag): try container.encode(flag)
            case .text(let text): try container.encode(text)
            }
        }
    }

    fileprivate enum Member: Codable {
        case value(Value)
        case group(Group)

        init(from decoder: any Decoder) throws {
            if let group = try? Group(from: decoder) {
                self = .group(group)
            } else {
                self = .value(try Value(from: decoder))
            }
        }

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .value(let value): try value.encode(to: encoder)
            case .group(let group): try group.encode(to: encoder)
            }
        }
    }

    fileprivate struct Group: Codable {
        var members: [String: Member] = [:]

        init() {}

        init(from decoder: any Decoder) throws {
            members = try decoder.singleValueContainer().decode([String: Member].self)
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(members)
        }

        mutating func set(_ value: Value, at path: ArraySlice<Substring>) {
            guard let first = path.first.map(String.init) else { return }
            guard path.count > 1 else {
                members[first] = .value(value)
                return
            }
            var inner = Group()
            if case .group(let group) = members[first] { inner = group }
            inner.set(value, at: path.dropFirst())
            members[first] = .group(inner)
        }
    }
}
