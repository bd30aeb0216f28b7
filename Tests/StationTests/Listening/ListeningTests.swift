// SPDX-License-Identifier: Apache-2.0
import Media
import Mixing
import Synchronization
import Testing

@testable import Station

/// Who listens in to a mixer whose audio thread is the test.
@Suite(.timeLimit(.minutes(1))) struct ListeningTests {
    /// The audio thread, and its time: a constant in the yard, ten milliseconds with every turn.
    private final class Card: Sendable {
        let mixer = Mixer(zones: 2, voices: 1, ringFrames: 480)
        let now = Atomic<Int64>(1)
        let isEnding = Atomic(false)

        func play() async {
            _ = mixer.send(.start(voice: 0, playback: 1, bus: .bed, zones: .zone(1), at: 0, gain: 1, fadeIn: 0))
            var samples = [Float](repeating: 0, count: 480 * mixer.channels)
            while !isEnding.load(ordering: .relaxed) {
                mixer.ring(of: 0).write([Float](repeating: 0.5, count: 960).span)
                var span = samples.mutableSpan
                mixer.render(into: &span, heardAt: now.add(10_000_000, ordering: .relaxed).newValue)
                await Task.yield()
            }
        }
    }

    private let card = Card()
    private let listening: Listening

    init() {
        listening = Listening([ZoneEar("hall", card.mixer, place: 0), ZoneEar("yard", card.mixer, place: 1)]) {
            [card] in card.now.load(ordering: .relaxed)
        }
    }

    /// Runs `body` while the card plays.
    private func playing(_ body: () async throws -> Void) async throws {
        let playing = Task { [card] in await card.play() }
        defer { playing.cancel() }
        try await body()
        card.isEnding.store(true, ordering: .relaxed)
        await playing.value
    }

    @Test(arguments: [(0, 0), (1, 16_384)])
    func `a listener is given the head of a WAV, and then what their zone hears`(
        zone: Int, level: Int
    ) async throws {
        let sound = listening.listen(to: zone, drop: {})
        var pieces = try #require(sound).makeAsyncIterator()
        #expect(await pieces.next() == WaveHead.bytes(frames: nil))
        try await playing {
            let piece = try #require(await pieces.next())
            #expect(!piece.isEmpty && piece.count.isMultiple(of: WaveHead.frameBytes))
            let last = Int16(bitPattern: UInt16(piece[piece.count - 2]) | UInt16(piece[piece.count - 1]) << 8)
            #expect(abs(Int(last) - level) <= 2)
        }
    }

    @Test func `who takes nothing is dropped, and those who do are kept`() async throws {
        let isDropped = Atomic(false)
        let slow = listening.listen(to: 1) { isDropped.store(true, ordering: .relaxed) }
        let quick = listening.listen(to: 1) { Issue.record("it was not slow") }
        var pieces = try #require(quick).makeAsyncIterator()
        try await playing {
            while !isDropped.load(ordering: .relaxed) { _ = try #require(await pieces.next()) }
            _ = try #require(await pieces.next())
        }
        var count = 0
        for await _ in try #require(slow) { count += 1 }
        #expect(count == Listening.mostPieces, "what waited, and then the end")
    }

    @Test func `levels are told of what is measured, from when somebody asked`() async throws {
        #expect(listening.levels() == [])
        try await playing {
            var levels: [ZoneLevel] = []
            while levels.last?.peaks != [-6, -6] {
                levels = listening.levels()
                await Task.yield()
            }
            #expect(levels.first == ZoneLevel(zone: "hall", peaks: [-120, -120], loudness: nil))
        }
    }

    @Test func `eight may listen, and another once one has gone`() throws {
        var streams = (0..<Listening.mostListeners).map { listening.listen(to: $0 % 2, drop: {}) }
        #expect(streams.allSatisfy { $0 != nil })
        #expect(listening.listen(to: 0, drop: {}) == nil)
        streams.removeLast()
        #expect(listening.listen(to: 0, drop: {}) != nil)
    }
}
