/// Takes a value apart into a ``JSONNode``.
struct CanonicalEncoder: Encoder {
    let node: JSONNode
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        node.shape = .object
        return KeyedEncodingContainer(CanonicalObject(node: node, codingPath: codingPath))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        node.shape = .list
        return CanonicalList(node: node, codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        node.shape = .single
        return CanonicalScalar(node: node, codingPath: codingPath)
    }
}

extension JSONNode.Part {
    static var null: JSONNode.Part { .literal("null") }

    init(_ flag: Bool) { self = .literal(flag ? "true" : "false") }

    init(_ number: some FixedWidthInteger) { self = .integer(String(number)) }

    /// A number without a fraction is written without a point.
    /// - Throws: `EncodingError` for what JSON has no number for.
    init(_ number: Double, at codingPath: [any CodingKey]) throws {
        guard number.isFinite else {
            throw EncodingError.invalidValue(
                number, .init(codingPath: codingPath, debugDescription: "\(number) is no number of JSON."))
        }
        let text = String(number)
        self = .integer(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
    }
}

private struct CanonicalObject<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: JSONNode
    let codingPath: [any CodingKey]

    func encodeNil(forKey key: Key) { node.add(.null, key.stringValue) }
    func encode(_ value: Bool, forKey key: Key) { node.add(.init(value), key.stringValue) }
    func encode(_ value: String, forKey key: Key) { node.add(.text(value), key.stringValue) }
    func encode(_ value: Int, forKey key: Key) { node.add(.init(value), key.stringValue) }
    func encode(_ value: Int64, forKey key: Key) { node.add(.init(value), key.stringValue) }

    func encode(_ value: some Encodable, forKey key: Key) throws {
        let encoder = CanonicalEncoder(node: node.addNode(key.stringValue), codingPath: codingPath + [key])
        try value.encode(to: encoder)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        superEncoder(forKey: key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        superEncoder(forKey: key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { CanonicalEncoder(node: node.addNode("super"), codingPath: codingPath) }

    func superEncoder(forKey key: Key) -> any Encoder {
        CanonicalEncoder(node: node.addNode(key.stringValue), codingPath: codingPath + [key])
    }
}

private struct CanonicalList: UnkeyedEncodingContainer {
    let node: JSONNode
    let codingPath: [any CodingKey]
    var count: Int { node.count }

    func encodeNil() { node.add(.null) }

    func encode(_ value: some Encodable) throws {
        try value.encode(to: CanonicalEncoder(node: node.addNode(), codingPath: codingPath))
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        superEncoder().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { superEncoder().unkeyedContainer() }

    func superEncoder() -> any Encoder { CanonicalEncoder(node: node.addNode(), codingPath: codingPath) }
}

private struct CanonicalScalar: SingleValueEncodingContainer {
    let node: JSONNode
    let codingPath: [any CodingKey]

    func encodeNil() { node.add(.null) }
    func encode(_ value: Bool) { node.add(.init(value)) }
    func encode(_ value: String) { node.add(.text(value)) }
    func encode(_ value: Double) throws { node.add(try .init(value, at: codingPath)) }
    func encode(_ value: Float) throws { node.add(try .init(Double(value), at: codingPath)) }
    func encode(_ value: Int) { node.add(.init(value)) }
    func encode(_ value: Int8) { node.add(.init(value)) }
    func encode(_ value: Int16) { node.add(.init(value)) }
    func encode(_ value: Int32) { node.add(.init(value)) }
    func encode(_ value: Int64) { node.add(.init(value)) }
    func encode(_ value: UInt) { node.add(.init(value)) }
    func encode(_ value: UInt8) { node.add(.init(value)) }
    func encode(_ value: UInt16) { node.add(.init(value)) }
    func encode(_ value: UInt32) { node.add(.init(value)) }
    func encode(_ value: UInt64) { node.add(.init(value)) }

    func encode(_ value: some Encodable) throws {
        try value.encode(to: CanonicalEncoder(node: node.addNode(), codingPath: codingPath))
    }
}
