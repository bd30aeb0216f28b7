// SPDX-License-Identifier: Apache-2.0
public import Timetable

/// The numbers of the director's rules; the defaults are those of the design.
public struct DirectorSettings: Sendable, Equatable {
    /// How long before its instant a start is committed, so that its file can be opened and decoded.
    public var lead: Duration = .seconds(3)
    /// The quiet between two programme items that follow each other.
    public var spacing: Duration = .milliseconds(300)
    /// How much sooner than a timed item a promo must have ended.
    public var clearance: Duration = .seconds(1)
    /// The fade of an item that gives way.
    public var giveWayFade: Duration = .milliseconds(150)
    /// How long two songs overlap, where their folder says nothing else; at most a quarter of the shorter song. Zero
    /// for gapless: a song begins on the frame after the last one's.
    public var crossfade: Duration = .seconds(3)
    /// The same for single music folders.
    public var folderCrossfades: [String: Duration] = [:]
    /// How long the bed takes to come up from silence.
    public var bedFadeIn: Duration = .milliseconds(500)
    /// How long the bed takes to go before an `alone` item; it has gone when the item starts.
    public var aloneFade: Duration = .seconds(1)
    /// How long the bed takes to go at a `silence` line.
    public var silenceFade: Duration = .seconds(3)
    /// The bed's way down under speech, over before the first syllable.
    public var duckDown: Duration = .milliseconds(300)
    /// The same where nothing was known beforehand and no chime covers it.
    public var duckAtOnce: Duration = .milliseconds(50)
    /// The bed's way up after speech.
    public var duckUp: Duration = .milliseconds(800)
    /// How long the bed waits, once no song could be played, before it tries one again.
    public var songRetry: Duration = .seconds(30)
    /// How far each class stands above the bed, in LU; a class that is absent leaves the bed as it is.
    public var aboveBed: [BroadcastClass: Double] = [.promo: 10, .notice: 12, .urgent: 14]
    /// How far the bed falls under an emergency and while the store is muted, in decibels: until nobody hears it.
    public var mute = 96.0
    /// What each class is levelled to, in LUFS: the loudness of a sound of which no other is known.
    public var loudnessLUFS: [BroadcastClass: Double] = [
        .music: -26, .promo: -22, .notice: -20, .urgent: -20, .emergency: -20,
    ]
    /// How long past its end a playback may stay unreported before it counts as broken off.
    public var reportLimit: Duration = .seconds(15)

    /// Creates settings with the defaults of the design.
    public init() {}

    /// How long the songs of a folder overlap.
    public func crossfade(in folder: String) -> Duration {
        folderCrossfades[folder] ?? crossfade
    }

    /// How far the bed falls, in decibels (0 or more), so that something of a class stands clear of it; under an
    /// emergency nobody hears it.
    ///
    /// - Parameters:
    ///   - speech: how loud it will be, in LUFS; nil for as its class is levelled to.
    ///   - bed: how loud the music under it is, in LUFS; nil for as music is levelled to.
    public func duckDepth(
        under broadcastClass: BroadcastClass, speech: Double? = nil, bed: Double? = nil
    ) -> Double {
        guard broadcastClass != .emergency else { return mute }
        guard let above = aboveBed[broadcastClass], let speech = speech ?? loudnessLUFS[broadcastClass],
            let bed = bed ?? loudnessLUFS[.music]
        else { return 0 }
        return max(0, bed + above - speech)
    }
}
