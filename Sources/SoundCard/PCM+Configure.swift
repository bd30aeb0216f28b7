// SPDX-License-Identifier: Apache-2.0
import CALSA
import Glibc

extension PCM {
    /// What a stream should be like.
    struct Wish {
        var rate: Int
        /// The card needs at least so many.
        var channels: Int
    }

    /// How often a card moves on, and interrupts the processor.
    private static let period = Duration.milliseconds(20)

    /// What was agreed on.
    struct Agreement {
        var format: SampleFormat
        var channels: Int
        var periodFrames: Int
        var bufferFrames: Int
    }

    /// Agrees with the card on everything, once, before the first `prepare()`.
    func configure(_ wish: Wish) throws(ALSAError) -> Agreement {
        let agreement = try setHardware(wish)
        try setSoftware(agreement)
        return agreement
    }

    /// The fewest and the most channels it plays. Before `configure`.
    func channelRange() throws(ALSAError) -> ClosedRange<Int> {
        var allocated: OpaquePointer?
        try check(unsafe snd_pcm_hw_params_malloc(&allocated), .hardwareParameters)
        defer { unsafe snd_pcm_hw_params_free(allocated) }
        guard let parameters = unsafe allocated else { throw ALSAError(code: ENOMEM, call: .hardwareParameters) }
        try check(unsafe snd_pcm_hw_params_any(handle, parameters), .hardwareParameters)
        var least: UInt32 = 0
        var most: UInt32 = 0
        try check(unsafe snd_pcm_hw_params_get_channels_min(parameters, &least), .setChannels)
        try check(unsafe snd_pcm_hw_params_get_channels_max(parameters, &most), .setChannels)
        return Int(least)...max(Int(least), Int(most))
    }

    private func setHardware(_ wish: Wish) throws(ALSAError) -> Agreement {
        var allocated: OpaquePointer?
        try check(unsafe snd_pcm_hw_params_malloc(&allocated), .hardwareParameters)
        defer { unsafe snd_pcm_hw_params_free(allocated) }
        guard let parameters = unsafe allocated else { throw ALSAError(code: ENOMEM, call: .hardwareParameters) }
        try check(unsafe snd_pcm_hw_params_any(handle, parameters), .hardwareParameters)
        try check(
            unsafe snd_pcm_hw_params_set_access(handle, parameters, SND_PCM_ACCESS_RW_INTERLEAVED), .setAccess)

        let format = SampleFormat.allCases.first {
            unsafe snd_pcm_hw_params_test_format(handle, parameters, $0.alsa) == 0
        }
        guard let format else { throw ALSAError(code: EINVAL, call: .setFormat) }
        try check(unsafe snd_pcm_hw_params_set_format(handle, parameters, format.alsa), .setFormat)

        let channels = (wish.channels...max(wish.channels, OutputSettings.channelLimit)).first {
            unsafe snd_pcm_hw_params_test_channels(handle, parameters, UInt32($0)) == 0
        }
        guard let channels else { throw ALSAError(code: EINVAL, call: .setChannels) }
        try check(unsafe snd_pcm_hw_params_set_channels(handle, parameters, UInt32(channels)), .setChannels)

        try check(unsafe snd_pcm_hw_params_set_rate(handle, parameters, UInt32(wish.rate), 0), .setRate)
        var period = snd_pcm_uframes_t(OutputSettings.frames(Self.period))
        var direction: Int32 = 0
        try check(
            unsafe snd_pcm_hw_params_set_period_size_near(handle, parameters, &period, &direction), .setPeriod)
        var buffer = snd_pcm_uframes_t(OutputSettings.frames(OutputSettings.largestBuffer))
        try check(unsafe snd_pcm_hw_params_set_buffer_size_near(handle, parameters, &buffer), .setBuffer)
        try check(unsafe snd_pcm_hw_params(handle, parameters), .hardwareParameters)
        return Agreement(
            format: format, channels: channels, periodFrames: Int(period), bufferFrames: Int(buffer))
    }

    private func setSoftware(_ agreement: Agreement) throws(ALSAError) {
        var allocated: OpaquePointer?
        try check(unsafe snd_pcm_sw_params_malloc(&allocated), .softwareParameters)
        defer { unsafe snd_pcm_sw_params_free(allocated) }
        guard let parameters = unsafe allocated else { throw ALSAError(code: ENOMEM, call: .softwareParameters) }
        try check(unsafe snd_pcm_sw_params_current(handle, parameters), .softwareParameters)
        // We start it ourselves, once some silence is in the buffer.
        var boundary: snd_pcm_uframes_t = 0
        try check(unsafe snd_pcm_sw_params_get_boundary(parameters, &boundary), .softwareParameters)
        try check(
            unsafe snd_pcm_sw_params_set_start_threshold(handle, parameters, boundary), .softwareParameters)
        try check(
            unsafe snd_pcm_sw_params_set_stop_threshold(
                handle, parameters, snd_pcm_uframes_t(agreement.bufferFrames)), .softwareParameters)
        try check(
            unsafe snd_pcm_sw_params_set_avail_min(
                handle, parameters, snd_pcm_uframes_t(agreement.periodFrames)), .softwareParameters)
        try check(
            unsafe snd_pcm_sw_params_set_tstamp_mode(handle, parameters, SND_PCM_TSTAMP_ENABLE),
            .softwareParameters)
        try check(
            unsafe snd_pcm_sw_params_set_tstamp_type(handle, parameters, SND_PCM_TSTAMP_TYPE_MONOTONIC),
            .softwareParameters)
        try check(unsafe snd_pcm_sw_params(handle, parameters), .softwareParameters)
    }
}
