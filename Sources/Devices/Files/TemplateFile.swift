import NIOCore

/// Fingerprints on a stick. Biometric data: none of it is in a problem's text.
///
/// The file names people by the terminal's index; whose that is says the user.dat beside it.
package struct TemplateFile: Hashable, Sendable {
    package enum Kind: Hashable, Sendable, CaseIterable {
        /// `template.dat`: 608 bytes each, algorithm 9.
        case fixed
        /// `template.fp10`: as long as each is, algorithm 10.
        case variable

        var algorithm: UInt8 { self == .fixed ? 9 : 10 }
    }

    static let headerSize = 6
    static let fixedSize = 608

    package internal(set) var templates: [FingerTemplate] = []
    /// By the number of the template in the file, from 1.
    package internal(set) var problems: [FileProblem] = []

    package static func read(
        _ path: String, _ kind: Kind, owner: (_ uid: UInt16) -> DeviceUserID?
    ) throws(FileError) -> TemplateFile {
        TemplateFile(bytes: try FileBytes.all(of: path), kind, owner: owner)
    }

    package init(bytes: [UInt8], _ kind: Kind, owner: (_ uid: UInt16) -> DeviceUserID?) {
        var rest = ByteBuffer(bytes: bytes)
        var number = 0
        while rest.readableBytes > 0 {
            number += 1
            do throws(LineProblem) {
                let entry = try Entry(&rest, kind)
                templates.append(try entry.template(kind, owner: owner))
            } catch {
                problems.append(FileProblem(line: number, reason: error.why, text: ""))
            }
        }
    }

    private struct Entry {
        var uid: UInt16
        var finger: UInt8
        var flag: UInt8
        var bytes: [UInt8]

        /// Takes one entry; where it does not fit, everything, since nothing says where the next one begins.
        init(_ rest: inout ByteBuffer, _ kind: Kind) throws(LineProblem) {
            let before = rest.readableBytes
            guard
                let (size, uid, finger, flag) = rest.readMultipleIntegers(
                    endianness: .little, as: (UInt16, UInt16, UInt8, UInt8).self),
                let body = Self.body(&rest, size: Int(size), kind)
            else {
                rest.moveReaderIndex(to: rest.writerIndex)
                throw LineProblem("the file ends or breaks off in it; \(before.counted("byte")) were not read")
            }
            (self.uid, self.finger, self.flag, bytes) = (uid, finger, flag, body)
        }

        private static func body(_ rest: inout ByteBuffer, size: Int, _ kind: Kind) -> [UInt8]? {
            switch kind {
            case .variable:
                guard size > headerSize else { return nil }
                return rest.readBytes(length: size - headerSize)
            case .fixed:
                guard let body = rest.readBytes(length: fixedSize - headerSize) else { return nil }
                // The length of the template; some files count the header in.
                let length = size > body.count ? size - headerSize : size
                return length > body.count ? nil : Array(body.prefix(length))
            }
        }

        func template(_ kind: Kind, owner: (UInt16) -> DeviceUserID?) throws(LineProblem) -> FingerTemplate {
            guard finger < 10 else { throw LineProblem("there is no finger \(finger)") }
            guard let flag = FingerTemplate.Kind(rawValue: flag) else {
                throw LineProblem("its mark \(flag) is not known")
            }
            guard !bytes.isEmpty else { throw LineProblem("it is empty") }
            guard let user = owner(uid) else {
                throw LineProblem("no user has the index \(uid); give the user.dat too")
            }
            return FingerTemplate(
                userID: user, finger: finger, kind: flag, algorithm: kind.algorithm, bytes: bytes)
        }
    }
}

extension TemplateFile {
    /// The file for a stick.
    ///
    /// - Returns: Those that the file cannot hold stand beside it: of another algorithm, too long, or nobody's.
    package static func encode(
        _ templates: [FingerTemplate], _ kind: Kind, uid: (DeviceUserID) -> UInt16?
    ) -> (bytes: [UInt8], left: [FingerTemplate]) {
        var buffer = ByteBuffer()
        var left: [FingerTemplate] = []
        for template in templates {
            let most = kind == .fixed ? fixedSize - headerSize : Int(UInt16.max) - headerSize
            guard let uid = uid(template.userID), template.algorithm == kind.algorithm,
                (1...most).contains(template.bytes.count)
            else {
                left.append(template)
                continue
            }
            let size = template.bytes.count + (kind == .fixed ? 0 : headerSize)
            buffer.writeMultipleIntegers(
                UInt16(size), uid, template.finger, template.kind.rawValue, endianness: .little)
            buffer.writeBytes(template.bytes)
            if kind == .fixed { buffer.writeRepeatingByte(0, count: most - template.bytes.count) }
        }
        return (Array(buffer.readableBytesView), left)
    }
}
