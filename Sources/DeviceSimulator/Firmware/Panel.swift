import Devices
import NIOCore

/// What people at the terminal see and hear of it.
struct Panel: Sendable {
    /// More lines than any of them has.
    private static let lineCount: UInt16 = 16

    private(set) var lines: [UInt16: String] = [:]
    private(set) var doorOpenings = 0
    private(set) var doorTime: UInt32?
    private(set) var voice: UInt32?

    /// False for a request that says too little.
    mutating func take(_ request: Frame) -> Bool {
        let number: UInt32? = request.data.getInteger(at: request.data.readerIndex, endianness: .little)
        switch request.command {
        case .clearDisplay: lines.removeAll()
        case .writeDisplay: return write(request.data)
        case .unlock:
            guard let number else { return false }
            doorOpenings += 1
            doorTime = number
        case .testVoice:
            guard let number else { return false }
            voice = number
        default: return false
        }
        return true
    }

    /// `u16 line, u8 0, text`, with a blank before the text where a client puts one.
    private mutating func write(_ data: ByteBuffer) -> Bool {
        var data = data
        guard let (line, _) = data.readMultipleIntegers(endianness: .little, as: (UInt16, UInt8).self),
            line < Self.lineCount
        else { return false }
        let text = OptionText.decode(data)
        lines[line] = text.hasPrefix(" ") ? String(text.dropFirst()) : text
        return true
    }
}
