// SPDX-License-Identifier: Apache-2.0
import Glibc
import Media
import Mixing
import Testing
import Timetable

@testable import Playout
@testable import Station

/// Two outputs, a hall and a yard on one card, a garage on another; the tests are their audio threads.
@Suite struct DeckTests {
    private static let outputs: [StoreSettings.Output] = {
        var main = StoreSettings.Output()
        main.zones = [
            StoreSettings.Zone(name: "hall", channels: [1, 2]), StoreSettings.Zone(name: "yard", channels: [3]),
        ]
        var garage = StoreSettings.Output()
        garage.name = "garage"
        garage.zones = [StoreSettings.Zone(name: "garage", channels: [1])]
        return [main, garage]
    }()
    private static let everywhere: ZoneSet = .all
    private static let garage = ZoneSet(zone: 2)
    private static let hall = ZoneSet(zone: 0)

    private let clock = WallClock()
    private let deck: Deck
    private let origin: Int64

    init() {
        self.init(secondsFromNow: 3600)
    }

    private init(secondsFromNow: Int64) {
        deck = Deck(clock: clock, zones: Self.outputs.map(\.zones.count), peakDecibels: -1)
        origin = clock.monotonic(of: clock.now) + secondsFromNow * 1_000_000_000
    }

    private func playback(_ number: UInt64, _ zones: ZoneSet) -> Playback {
        Playback(
            id: PlaybackID(number), subject: .cue(key: "bell"), content: .clip(ClipID(.item, "bell")), zones: zones,
            at: clock.instant(ofMonotonic: origin + 1_000_000_000), fadeIn: .zero)
    }

    private func song(_ zones: ZoneSet) -> Playback {
        var playback = playback(1, zones)
        playback.content = .song(Song(path: "calm/a.wav", duration: .seconds(9)))
        return playback
    }

    /// Has an output's mixer render two seconds from the origin.
    ///
    /// - Returns: The highest sample of each of its zones.
    @discardableResult
    private func render(_ place: Int) -> [Float] {
        let mixer = deck.mixers[place]
        var samples = [Float](repeating: 0, count: 96_000 * mixer.channels)
        var span = samples.mutableSpan
        mixer.render(into: &span, heardAt: origin)
        return (0..<mixer.zones).map { mixer.meter(zone: $0).left }
    }

    /// A piece of sound in the rings of a playback, put there without a feeder.
    private func fill(_ place: Int) {
        let ring = deck.mixers[place].ring(of: 0)
        ring.write([Float](repeating: 0.5, count: 9600).span)
        ring.finish()
    }

    private static func names(_ events: [Event]) -> [String] {
        events.map { event in
            switch event {
            case .started(let id, _): "started \(id.number)"
            case .ended(let id, _): "ended \(id.number)"
            case .failed(let id, _): "failed \(id.number)"
            default: "\(event)"
            }
        }
    }

    @Test func `what is for both cards begins once, ends once, and begins at one instant`() throws {
        deck.start(playback(1, Self.everywhere))
        fill(0)
        fill(1)
        #expect(render(0) == [0.5, 0.5])
        let begun = deck.events()
        #expect(Self.names(begun) == ["started 1"])
        #expect(render(1) == [0.5])
        let over = deck.events()
        #expect(Self.names(over) == ["ended 1"])
        guard case .started(_, let start) = try #require(begun.first),
            case .ended(_, let end) = try #require(over.first)
        else { return }
        // Wall and monotonic clock are read one after the other.
        #expect(abs((start - playback(1, Self.hall).at).nanoseconds) < 1_000_000)
        #expect(abs((end - start - .milliseconds(100)).nanoseconds) < 1_000_000)
        #expect(deck.isSilent)
    }

    @Test func `a zone is counted on its own card, and the other card has nothing to do`() {
        deck.start(playback(1, Self.garage))
        fill(1)
        #expect(render(0) == [0, 0])
        #expect(render(1) == [0.5])
        #expect(Self.names(deck.events()) == ["started 1", "ended 1"])
    }

    @Test func `a duck reaches its zones and no others`() {
        deck.duck(
            ZoneSet(zone: 1).union(Self.garage), decibels: -20, at: clock.instant(ofMonotonic: origin),
            ramp: .milliseconds(10))
        deck.start(song(Self.everywhere))
        fill(0)
        fill(1)
        let main = render(0)
        #expect(main[0] == 0.5)
        #expect(abs(main[1] - 0.05) < 1e-6)
        #expect(abs(render(1)[0] - 0.05) < 1e-6)
    }

    @Test func `a card that hangs does not keep the others waiting for the end`() {
        let soon = DeckTests(secondsFromNow: -2)
        soon.deck.start(soon.playback(1, Self.everywhere))
        soon.fill(0)
        soon.render(0)
        #expect(Self.names(soon.deck.events()) == ["started 1"], "the other may still be late")

        let past = DeckTests(secondsFromNow: -20)
        past.deck.start(past.playback(1, Self.everywhere))
        past.fill(0)
        past.render(0)
        #expect(Self.names(past.deck.events()) == ["started 1", "ended 1"])
        #expect(!past.deck.isSilent, "its voice is not free before its mixer says so")
        past.fill(1)
        past.render(1)
        #expect(past.deck.events().isEmpty)
        #expect(past.deck.isSilent)
    }

    @Test func `what cannot be fed fails once`() {
        deck.start(playback(1, Self.everywhere))
        deck.fail(PlaybackID(1), Wording(en: "gone", zh: "没有了"))
        #expect(deck.expectsBreak)
        render(0)
        render(1)
        let events = deck.events()
        #expect(Self.names(events) == ["failed 1"])
        #expect(!deck.expectsBreak)
    }

    @Test func `what failed when it was over breaks nothing`() {
        deck.start(playback(1, Self.garage))
        deck.fail(PlaybackID(2), Wording(en: "gone", zh: "没有了"))
        #expect(!deck.expectsBreak)
    }

    /// Far more than the mixer's queue takes.
    private static let flood = 3 * Mixer.commandCapacity

    /// Orders ducks that are all due at the origin, the last of them by 20 dB.
    private func flood() {
        for order in 1...Self.flood {
            deck.duck(
                Self.garage, decibels: order == Self.flood ? -20 : 0, at: clock.instant(ofMonotonic: origin),
                ramp: .zero)
        }
    }

    @Test func `what a full mixer does not take comes later, whole and in order`() {
        flood()
        deck.start(song(Self.garage))
        fill(1)
        deck.stop(PlaybackID(1), at: clock.instant(ofMonotonic: origin + 1_050_000_000), fade: .zero)
        // Each look at what happened sends as many again.
        for _ in 0..<3 {
            #expect(render(1) == [0], "the start waits behind the ducks")
            #expect(deck.events().isEmpty)
        }
        #expect(abs(render(1)[0] - 0.05) < 1e-6, "the last duck came before the song, and last of all")
        let events = deck.events()
        #expect(Self.names(events) == ["started 1", "ended 1"])
        guard case .started(_, let start) = events.first, case .ended(_, let end) = events.last else { return }
        // Whole it is 100 ms long; even a stop at once fades for 2 ms.
        #expect(abs((end - start - .milliseconds(51)).nanoseconds) < 2_000_000, "the stop was not lost")
        #expect(deck.isSilent)
    }

    @Test func `what comes after a full mixer has room again does not overtake`() {
        flood()
        render(1)
        // Sends as many of those that wait as there is room for, and not this one before them.
        deck.duck(Self.garage, decibels: -40, at: clock.instant(ofMonotonic: origin), ramp: .zero)
        for _ in 0..<2 {
            render(1)
            _ = deck.events()
        }
        deck.start(song(Self.garage))
        fill(1)
        #expect(abs(render(1)[0] - 0.005) < 1e-6)
    }
}
