// What a stored or hand-written format leaves out is as it comes, so that a field that is added later breaks none.
extension LineFormat {
    private enum Keys: String, CodingKey {
        case shape, user, userText, time, state, verify, workCode, ignoring, encoding, framing, acknowledgement
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        self.init(
            shape: try container.decode(Shape.self, forKey: .shape),
            user: try container.decode(LinePlace.self, forKey: .user),
            time: try container.decode(LineTime.self, forKey: .time))
        userText = try container.decodeIfPresent(UserText.self, forKey: .userText) ?? userText
        state = try container.decodeIfPresent(LineCode.self, forKey: .state) ?? state
        verify = try container.decodeIfPresent(LineCode.self, forKey: .verify) ?? verify
        workCode = try container.decodeIfPresent(LinePlace.self, forKey: .workCode)
        ignoring = try container.decodeIfPresent(String.self, forKey: .ignoring)
        encoding = try container.decodeIfPresent(LineEncoding.self, forKey: .encoding) ?? encoding
        framing = try container.decodeIfPresent(LineFraming.self, forKey: .framing) ?? framing
        acknowledgement = try container.decodeIfPresent(String.self, forKey: .acknowledgement)
    }
}

extension UserText {
    private enum Keys: String, CodingKey { case reads, writes, reversesBytes, lowestBits, digits, dropsLeadingZeros }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        self.init(
            reads: try container.decodeIfPresent(Reads.self, forKey: .reads) ?? .text,
            writes: try container.decodeIfPresent(Writes.self, forKey: .writes) ?? .text,
            reversesBytes: try container.decodeIfPresent(Bool.self, forKey: .reversesBytes) ?? false,
            lowestBits: try container.decodeIfPresent(Int.self, forKey: .lowestBits),
            digits: try container.decodeIfPresent(Int.self, forKey: .digits),
            dropsLeadingZeros: try container.decodeIfPresent(Bool.self, forKey: .dropsLeadingZeros) ?? false)
    }
}

extension LineCode {
    private enum Keys: String, CodingKey { case place, values, otherwise }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        self.init(
            try container.decodeIfPresent(LinePlace.self, forKey: .place),
            values: try container.decodeIfPresent([String: UInt8].self, forKey: .values) ?? [:],
            otherwise: try container.decodeIfPresent(UInt8.self, forKey: .otherwise))
    }
}
