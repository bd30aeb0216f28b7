// SPDX-License-Identifier: Apache-2.0
import Testing

/// Judges the daemon from outside: real processes, real time, a sound card that is listened to.
///
/// One after another, because each wants the machine for itself.
@Suite(.serialized, .timeLimit(.minutes(5)))
enum SystemTests {}
