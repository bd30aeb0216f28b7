// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logging
import Testing

@testable import Systemd

/// journald's native protocol, from the other side.
@Suite struct JournalTests {
    private func logger(_ receiver: Receiver) throws -> Logger {
        let log = JournalLog(try #require(JournalSocket(path: receiver.path)))
        return Logger(label: "test") { _ in log }
    }

    @Test func `a line has its text, how bad it is, its subject and its facts`() throws {
        let receiver = try Receiver()
        try logger(receiver).warning(
            "missed: 09:00", metadata: ["message-id": "00ff", "cue": "2026-11-21/everyday/09:00/say/guide"])
        #expect(
            receiver.text()
                == """
                MESSAGE=missed: 09:00
                PRIORITY=4
                SYSLOG_IDENTIFIER=storecast
                STORECAST_CUE=2026-11-21/everyday/09:00/say/guide
                MESSAGE_ID=00ff

                """)
    }

    @Test func `a text of several lines is told with its length`() throws {
        let receiver = try Receiver()
        try logger(receiver).error("a\nb=c")
        let message = try #require(receiver.message())
        #expect(message.starts(with: Array("MESSAGE\n".utf8) + [5, 0, 0, 0, 0, 0, 0, 0] + Array("a\nb=c\n".utf8)))
    }

    @Test(arguments: [
        (Logger.Level.debug, 7), (.info, 6), (.notice, 5), (.warning, 4), (.error, 3), (.critical, 2),
    ]) func `each level is one of syslog`(level: Logger.Level, priority: Int) {
        #expect(JournalLog.priority(level) == priority)
    }

    @Test func `what is too long is cut, and what cannot be sent is counted by the next line`() throws {
        let receiver = try Receiver()
        let logger = try logger(receiver)
        logger.info("\(String(repeating: "x", count: 1 << 20))")
        #expect(try #require(receiver.message()).count < 100_000)
        var sent = 0
        // Until its queue is full; nobody is held up by that.
        while sent < 10_000 {
            logger.info("\(sent)")
            sent += 1
        }
        var received = 0
        while receiver.message() != nil { received += 1 }
        #expect(received < sent)
        logger.info("after")
        #expect(try #require(receiver.text()).hasSuffix("STORECAST_LOST_LINES=\(sent - received)\n"))
        logger.info("later")
        #expect(try #require(receiver.text()).contains("LOST") == false)
    }

    @Test func `a stream is the journal's only where the environment says so of that very file`() throws {
        var file = stat()
        #expect(fstat(1, &file) == 0)
        #expect(JournalSocket.isBehind(1, environment: ["JOURNAL_STREAM": "\(file.st_dev):\(file.st_ino)"]))
        #expect(!JournalSocket.isBehind(1, environment: ["JOURNAL_STREAM": "\(file.st_dev):\(file.st_ino + 1)"]))
        #expect(!JournalSocket.isBehind(1, environment: ["JOURNAL_STREAM": "nonsense"]))
        #expect(!JournalSocket.isBehind(1, environment: [:]))
    }
}
