// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization
import SystemSupport

/// Somebody who listens in with curl, and what they have heard so far.
final class LiveListener: Sendable {
    private static let headBytes = 44

    let child: Child
    private let bytes: Bytes

    private final class Bytes: Sendable {
        let all = Mutex<[UInt8]>([])

        @Sendable func take(_ more: UnsafeRawBufferPointer, at arrival: Date) { all.withLock { $0 += more } }
    }

    private init(_ child: Child, _ bytes: Bytes) {
        (self.child, self.bytes) = (child, bytes)
    }

    /// Runs `body` while somebody listens.
    ///
    /// - Parameters:
    ///   - query: such as `?zone=hall`.
    ///   - options: more of curl's.
    static func run(
        _ store: StoreFolder, _ query: String = "", _ options: [String] = [],
        _ body: (LiveListener) async throws -> Void
    ) async throws {
        let bytes = Bytes()
        let child = try await Child.start(
            "curl",
            ["--silent", "--no-buffer", "--fail", "--unix-socket", store.socket, "http://x/v1/listen\(query)"]
                + options,
            sink: bytes.take)
        do {
            try await body(LiveListener(child, bytes))
            await child.stop()
        } catch {
            await child.stop()
            throw error
        }
    }

    /// The first bytes.
    var head: [UInt8] { bytes.all.withLock { Array($0.prefix(Self.headBytes)) } }

    /// The samples of the left channel, 1 at full scale.
    var left: [Float] {
        bytes.all.withLock { bytes in
            bytes.withUnsafeBytes { raw in
                stride(from: Self.headBytes, to: raw.count - 3, by: 4).map {
                    Float(raw.loadUnaligned(fromByteOffset: $0, as: Int16.self)) / 0x1p15
                }
            }
        }
    }

    /// Waits until a tone was heard, from its beginning to its end.
    func hears(_ tone: Tone, within limit: Duration = .seconds(15)) async throws -> Passage {
        try await eventually("\(tone.frequency) Hz are heard live", within: limit, every: .milliseconds(200)) {
            let left = left
            let last = ToneTrack(of: tone.frequency, in: left).passages().last
            return last.flatMap { Double(left.count) / Recording.rate > $0.end + 0.1 ? $0 : nil }
        }
    }

    /// Waits until so much more was heard.
    func goesOn(seconds: Int) async throws {
        let before = left.count
        _ = try await eventually("\(seconds) s more are heard live", within: .seconds(15), every: .milliseconds(100)) {
            left.count >= before + seconds * Int(Recording.rate) ? true : nil
        }
    }
}
