// SPDX-License-Identifier: Apache-2.0

/// What an entry says besides when, verb and name.
public struct Options: Sendable, Hashable {
    /// The start of a rotation's window; nil for opening.
    public var from: Moment?
    /// The end of a rotation's window; nil for closing.
    public var to: Moment?
    /// The chime before it.
    public var chime: String?
    /// Where the chime's name is written.
    public var chimeLocation: Location?
    /// Whether the bed fades out and rests (`alone`) instead of ducking (`over`, the default).
    public var isAlone = false
    /// How late it may still start; nil for ``Cue/defaultLateness``.
    public var lateness: Duration?
    /// Whether it ends at the time instead of starting then.
    public var isEnding = false
}
