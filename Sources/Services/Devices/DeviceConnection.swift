package import Devices
import Domain
import Foundation

/// How a terminal's punches come in.
package enum DeviceFamily: String, Hashable, Sendable, CaseIterable, Codable {
    /// The ZKTeco protocol, such as the identiX K20: it is connected to, and its log is read.
    case zk
    /// Readers and old clocks that send a line per punch.
    case lines
    /// Terminals that call over HTTP (ADMS).
    case push
    /// Files that are put into a folder.
    case folder
}

/// What it takes to speak to a terminal beside its address; kept with the terminal as JSON, and shown in the journal, so
/// that there is no secret in it.
package struct DeviceConnection: Hashable, Sendable, Codable {
    /// Another way to the same terminal, tried where it is not heard from at the first.
    package struct Alternative: Hashable, Sendable, Codable {
        package var host: String
        package var port: Int
        package var transport: DeviceTransport

        package init(host: String, port: Int = 4370, transport: DeviceTransport = .automatic) {
            self.host = host
            self.port = port
            self.transport = transport
        }
    }

    /// How a reader of lines is reached.
    package enum LineWay: String, Hashable, Sendable, Codable, CaseIterable {
        /// It waits for us at its host and port.
        case connect
        /// It connects to the port of this computer.
        case tcp
        /// It sends datagrams to the port of this computer.
        case udp
        case serial
    }

    package struct Lines: Hashable, Sendable, Codable {
        package var way: LineWay
        package var format: LineFormat
        /// The only address that may send to a port of this computer; nil: anybody in the network can make punches.
        package var sender: String?

        package init(way: LineWay, format: LineFormat, sender: String? = nil) {
            self.way = way
            self.format = format
            self.sender = sender
        }
    }

    package struct Push: Hashable, Sendable, Codable {
        /// SHA-256 of the word that it has to send, in hexadecimal; nil: its serial number alone lets it in.
        package var tokenHash: String?

        package init(tokenHash: String? = nil) { self.tokenHash = tokenHash }
    }

    package struct Folder: Hashable, Sendable, Codable {
        /// For CSV files; nil: only files that terminals write to a USB stick are read.
        package var format: LineFormat?

        package init(format: LineFormat? = nil) { self.format = format }
    }

    package var alternatives: [Alternative] = []
    /// How bytes go over the serial line at the terminal's address.
    package var serial: SerialPort?
    package var lines: Lines?
    package var push: Push?
    package var folder: Folder?
    /// The computer whose collector alone can reach it: where its cable ends, or where its files are put. Nil: any.
    package var computer: String?

    package init() {}

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        alternatives = try container.decodeIfPresent([Alternative].self, forKey: .alternatives) ?? []
        serial = try container.decodeIfPresent(SerialPort.self, forKey: .serial)
        lines = try container.decodeIfPresent(Lines.self, forKey: .lines)
        push = try container.decodeIfPresent(Push.self, forKey: .push)
        folder = try container.decodeIfPresent(Folder.self, forKey: .folder)
        computer = try container.decodeIfPresent(String.self, forKey: .computer)
    }
}

extension DeviceConnection {
    /// - Throws: ``ServiceError/unreadableConnection(device:)``
    init(stored text: String?, of device: String) throws(ServiceError) {
        guard let text else {
            self.init()
            return
        }
        do { self = try JSONDecoder().decode(Self.self, from: Data(text.utf8)) } catch {
            throw .unreadableConnection(device: device)
        }
    }

    /// Nil where there is nothing to say.
    var stored: String? {
        guard self != DeviceConnection() else { return nil }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) }
    }
}

extension DeviceConnection {
    /// Whether what it sends may come again, because its sender waits for an answer to each line.
    var isRepeated: Bool { lines?.format.acknowledgement != nil }
}

extension LineFormat {
    /// A sentence for each thing that is wrong with it.
    package var problems: [String] {
        do throws(LineFormatError) {
            _ = try LineParser(self, zone: .utc)
            return []
        } catch { return error.problems }
    }
}
