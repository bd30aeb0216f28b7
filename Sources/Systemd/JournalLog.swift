// SPDX-License-Identifier: Apache-2.0
public import Logging

/// The log as journald keeps it: the text, how bad it is, and as a field each what the line is about.
///
/// `message-id` of the metadata becomes `MESSAGE_ID`; any other key a field such as `STORECAST_CUE`.
public struct JournalLog: LogHandler {
    /// The metadata's key of what becomes `MESSAGE_ID`.
    public static let messageID = "message-id"
    /// What the lines are filed under: `journalctl -t storecast`.
    private static let identifier = "storecast"

    private let socket: JournalSocket
    /// Lines of a lower level are left out.
    public var logLevel = Logger.Level.info
    /// What every line is about.
    public var metadata: Logger.Metadata = [:]

    /// A log that goes to that socket.
    public init(_ socket: JournalSocket) {
        self.socket = socket
    }

    /// One fact of `metadata`.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Sends a line to journald.
    public func log(event: LogEvent) {
        let facts = metadata.merging(event.metadata ?? [:]) { $1 }
        var fields = [
            (name: "MESSAGE", value: "\(event.message)"), (name: "PRIORITY", value: "\(Self.priority(event.level))"),
            (name: "SYSLOG_IDENTIFIER", value: Self.identifier),
        ]
        fields += facts.sorted { $0.key < $1.key }.map { (Self.field($0.key), "\($0.value)") }
        socket.send(fields)
    }

    /// syslog(3)'s number of a level.
    static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }

    private static func field(_ key: String) -> String {
        if key == messageID { return "MESSAGE_ID" }
        return "STORECAST_"
            + key.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "_" }.joined()
    }
}
