// SPDX-License-Identifier: Apache-2.0
import CALSA

/// The sample formats an output writes, in the order in which it asks a card for them.
public enum SampleFormat: String, Sendable, CaseIterable {
    /// 32 bits, the machine's byte order.
    case s32 = "S32"
    /// 24 bits in the low three bytes of 32, the machine's byte order.
    case s24 = "S24"
    /// 24 bits in three bytes, little-endian.
    case s24Packed = "S24_3LE"
    /// 16 bits, the machine's byte order; dithered.
    case s16 = "S16"
    /// Float32, the machine's byte order.
    case float = "FLOAT"

    /// Bytes a sample.
    public var bytes: Int {
        switch self {
        case .s32, .s24, .float: 4
        case .s24Packed: 3
        case .s16: 2
        }
    }

    /// alsa-lib's name for it.
    var alsa: snd_pcm_format_t {
        switch self {
        case .s32: SND_PCM_FORMAT_S32
        case .s24: SND_PCM_FORMAT_S24
        case .s24Packed: SND_PCM_FORMAT_S24_3LE
        case .s16: SND_PCM_FORMAT_S16
        case .float: SND_PCM_FORMAT_FLOAT
        }
    }
}
