// SPDX-License-Identifier: Apache-2.0
import Glibc
import Synchronization

/// journald's own socket, which takes lines of the log with fields (JOURNAL_NATIVE_PROTOCOL of systemd).
///
/// Nothing waits for it: a line that it has no room for is lost, and the next one says how many were.
public final class JournalSocket: Sendable {
    /// Where journald listens.
    public static let path = "/run/systemd/journal/socket"
    /// The most bytes of a field; what is longer is cut. All fields of a line fit into one datagram.
    private static let longestField = 32 << 10

    private let socket: DatagramSocket
    private let lost = Atomic(0)

    /// Whether a stream of this process goes to journald, as its `JOURNAL_STREAM` says (systemd.exec(5)).
    ///
    /// - Parameters:
    ///   - descriptor: for example 1, standard output.
    ///   - environment: the process's environment.
    public static func isBehind(_ descriptor: CInt, environment: [String: String]) -> Bool {
        let parts = environment["JOURNAL_STREAM"]?.split(separator: ":").compactMap { UInt64($0) }
        guard let parts, parts.count == 2 else { return false }
        var file = stat()
        guard fstat(descriptor, &file) == 0 else { return false }
        return UInt64(file.st_dev) == parts[0] && UInt64(file.st_ino) == parts[1]
    }

    /// - Returns: nil where no socket is to be had.
    public init?(path: String = JournalSocket.path) {
        guard let socket = DatagramSocket(to: path) else { return nil }
        self.socket = socket
    }

    /// Sends a line.
    ///
    /// - Parameter fields: names of capital letters, digits and `_`, and what they say; any text.
    public func send(_ fields: [(name: String, value: String)]) {
        let missing = lost.load(ordering: .relaxed)
        let told = missing == 0 ? fields : fields + [("STORECAST_LOST_LINES", "\(missing)")]
        if socket.send(Self.bytes(of: told)) {
            lost.subtract(missing, ordering: .relaxed)
        } else {
            lost.add(1, ordering: .relaxed)
        }
    }

    /// The fields as journald reads them: `NAME=value` where that is one line, else the length before the value.
    static func bytes(of fields: [(name: String, value: String)]) -> [UInt8] {
        var bytes: [UInt8] = []
        for field in fields {
            let value = Array(field.value.utf8).prefix(longestField)
            bytes += field.name.utf8
            if value.contains(UInt8(ascii: "\n")) {
                bytes.append(UInt8(ascii: "\n"))
                withUnsafeBytes(of: UInt64(value.count).littleEndian) { bytes += $0 }
            } else {
                bytes.append(UInt8(ascii: "="))
            }
            bytes += value
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }
}
