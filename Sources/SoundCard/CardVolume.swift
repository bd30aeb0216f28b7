// SPDX-License-Identifier: Apache-2.0
import CALSA
import Glibc

/// A volume control that lies behind an output: in a card, or in the sound server before it. storecast only looks at it.
public struct CardVolume: Sendable, Equatable {
    /// What the card calls it, such as `Master`.
    public var name: String
    /// Whether nothing passes it.
    public var isMuted: Bool
    /// How far it turns the quietest of its channels down or, above 0, up, in dB; nil where the card does not say.
    public var decibels: Double?
    /// Where it stands, from 0 to 1; nil for a switch.
    public var position: Double?

    /// A control as given.
    public init(name: String, isMuted: Bool, decibels: Double?, position: Double?) {
        self.name = name
        self.isMuted = isMuted
        self.decibels = decibels
        self.position = position
    }

    /// The controls of what a PCM plays to; none where it has none, or they cannot be read. May block while a sound
    /// server hangs.
    public static func all(of device: String) -> [CardVolume] {
        PCM.whileNothingOpens {
            _ = storecast_alsa_silence()
            var opened: OpaquePointer?
            guard unsafe snd_mixer_open(&opened, 0) == 0, let mixer = unsafe opened else { return [] }
            defer { unsafe snd_mixer_close(mixer) }
            guard unsafe snd_mixer_attach(mixer, card(of: device)) == 0,
                unsafe snd_mixer_selem_register(mixer, nil, nil) == 0, unsafe snd_mixer_load(mixer) == 0
            else { return [] }
            var volumes: [CardVolume] = []
            var next = unsafe snd_mixer_first_elem(mixer)
            while let element = unsafe next {
                if let volume = unsafe CardVolume(element) { volumes.append(volume) }
                unsafe next = unsafe snd_mixer_elem_next(element)
            }
            return volumes
        }
    }

    /// The name of the mixer behind a PCM: `hw:CARD=PCH` for `plughw:CARD=PCH,DEV=0`; any other is called as its PCM.
    static func card(of device: String) -> String {
        guard let colon = device.firstIndex(of: ":") else { return device }
        let arguments = device[device.index(after: colon)...].split(separator: ",")
        let named = arguments.first { $0.hasPrefix("CARD=") } ?? arguments.first { !$0.contains("=") }
        return named.map { "hw:\($0)" } ?? String(device[..<colon])
    }

    /// Nil for what has nothing to do with playing.
    private init?(_ element: OpaquePointer) {
        let hasSwitch = unsafe snd_mixer_selem_has_playback_switch(element) != 0
        let hasVolume = unsafe snd_mixer_selem_has_playback_volume(element) != 0
        guard unsafe snd_mixer_selem_is_active(element) != 0, hasSwitch || hasVolume,
            let name = unsafe snd_mixer_selem_get_name(element)
        else { return nil }
        var switches: [Int32] = []
        var decibels: [Double] = [], positions: [Double] = []
        var (least, most) = (0, 0)
        unsafe snd_mixer_selem_get_playback_volume_range(element, &least, &most)
        for channel in 0...SND_MIXER_SCHN_LAST.rawValue {
            let channel = snd_mixer_selem_channel_id_t(channel)
            guard unsafe snd_mixer_selem_has_playback_channel(element, channel) != 0 else { continue }
            var isOn: Int32 = 1
            var value = 0
            if hasSwitch, unsafe snd_mixer_selem_get_playback_switch(element, channel, &isOn) == 0 {
                switches.append(isOn)
            }
            guard hasVolume else { continue }
            if unsafe snd_mixer_selem_get_playback_dB(element, channel, &value) == 0 {
                decibels.append(Double(value) / 100)
            }
            if most > least, unsafe snd_mixer_selem_get_playback_volume(element, channel, &value) == 0 {
                positions.append(Double(value - least) / Double(most - least))
            }
        }
        self.init(
            name: unsafe String(cString: name), isMuted: switches.contains(0), decibels: decibels.min(),
            position: positions.min())
    }
}
