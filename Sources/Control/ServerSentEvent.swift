// SPDX-License-Identifier: Apache-2.0
import Foundation
import NIOCore

/// A message of an event stream (WHATWG HTML, "Server-sent events").
struct ServerSentEvent: Sendable {
    /// Sent now and then, so that either side notices when the other is gone: a comment, which no client hands on.
    static let heartbeat = ByteBuffer(string: ": heartbeat\n\n")

    /// What a client names in `Last-Event-ID` when it comes back; nil leaves it at that of the last event that had one.
    let id: String?
    /// What happened: `announcement`, `zone`, `output`, `health` or `level`.
    let event: String
    /// How that now stands, as JSON on one line.
    let data: String

    /// As it goes over the wire.
    var bytes: ByteBuffer {
        ByteBuffer(string: (id.map { "id: \($0)\n" } ?? "") + "event: \(event)\ndata: \(data)\n\n")
    }
}
