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
    /// How long two songs overlap; at most a quarter of the shorter song.
    public var crossfade: Duration = .seconds(3)
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
    /// How far the bed falls under each class, in decibels (positive).
    public var duckDepth: [BroadcastClass: Double] = [.promo: 6, .notice: 6, .urgent: 8]
    /// How long past its end a playback may stay unreported before it counts as broken off.
    public var reportLimit: Duration = .seconds(15)

    /// Creates settings with the defaults of the design.
    public init() {}
}
