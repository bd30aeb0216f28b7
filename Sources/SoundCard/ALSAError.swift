// SPDX-License-Identifier: Apache-2.0
import CALSA

/// A call into alsa-lib that failed.
public struct ALSAError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The calls that can fail, by their names in C.
    public enum Call: String, Sendable, CaseIterable {
        case open = "snd_pcm_open"
        case hardwareParameters = "snd_pcm_hw_params"
        case setAccess = "snd_pcm_hw_params_set_access"
        case setFormat = "snd_pcm_hw_params_set_format"
        case setChannels = "snd_pcm_hw_params_set_channels"
        case setRate = "snd_pcm_hw_params_set_rate"
        case setPeriod = "snd_pcm_hw_params_set_period_size_near"
        case setBuffer = "snd_pcm_hw_params_set_buffer_size_near"
        case softwareParameters = "snd_pcm_sw_params"
        case prepare = "snd_pcm_prepare"
        case start = "snd_pcm_start"
        case status = "snd_pcm_status"
        case write = "snd_pcm_writei"
        case resume = "snd_pcm_resume"
        case openControl = "snd_ctl_open"
        case cardInformation = "snd_ctl_card_info"
    }

    /// The `errno` value, positive.
    public let code: Int32

    /// What was called.
    public let call: Call

    /// The system's words for the code, and the call.
    public var description: String {
        let words = unsafe snd_strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
        return "\(words) (\(call.rawValue))"
    }
}

/// Turns alsa-lib's negative codes into errors.
///
/// - Returns: The code, where it is none.
@discardableResult
func check(_ code: Int32, _ call: ALSAError.Call) throws(ALSAError) -> Int32 {
    guard code < 0 else { return code }
    throw ALSAError(code: -code, call: call)
}
