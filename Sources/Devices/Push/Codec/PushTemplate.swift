extension FingerTemplate {
    /// `FP PIN=…⇥FID=…⇥Size=…⇥Valid=…⇥TMP=…`, or the newer `BIODATA` of type 1. Nil where it is none, or not whole.
    package init?(pushed line: ArraySlice<UInt8>, algorithm: UInt8) {
        if let pairs = PushPairs(record: "FP", line) {
            self.init(finger: pairs, algorithm: algorithm)
        } else if let pairs = PushPairs(record: "BIODATA", line) {
            self.init(biodata: pairs)
        } else {
            return nil
        }
    }

    private init?(finger pairs: PushPairs, algorithm: UInt8) {
        guard let text = pairs.bytes("TMP"), pairs.number("Size") == nil || pairs.number("Size") == text.count else {
            return nil
        }
        self.init(
            pairs, finger: "FID", kind: Kind(rawValue: UInt8(clamping: pairs.number("Valid") ?? 1)), text: text,
            algorithm: algorithm)
    }

    private init?(biodata pairs: PushPairs) {
        guard pairs.number("Type") == 1, let text = pairs.bytes("Tmp"),
            let version = pairs.number("MajorVer").flatMap({ UInt8(exactly: $0) })
        else { return nil }
        let kind: Kind = pairs.number("Valid") == 0 ? .invalid : pairs.number("Duress") == 1 ? .duress : .ordinary
        self.init(pairs, finger: "No", kind: kind, text: text, algorithm: version)
    }

    private init?(_ pairs: PushPairs, finger: String, kind: Kind?, text: ArraySlice<UInt8>, algorithm: UInt8) {
        guard let userID = pairs.bytes("PIN").flatMap(DeviceUserID.init(pushed:)), let kind,
            let finger = pairs.number(finger).flatMap({ UInt8(exactly: $0) }), finger <= 9,
            let bytes = Base64.decode(text), !bytes.isEmpty
        else { return nil }
        self.init(userID: userID, finger: finger, kind: kind, algorithm: algorithm, bytes: bytes)
    }

    /// The fields of a `FINGERTMP` command, and of an `FP` line.
    package var pushedFields: String {
        let text = Base64.encode(bytes)
        return
            "PIN=\(PushText.clean(userID.description))\tFID=\(finger)\tSize=\(text.utf8.count)\tValid=\(kind.rawValue)\tTMP=\(text)"
    }
}
