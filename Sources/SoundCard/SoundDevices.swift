// SPDX-License-Identifier: Apache-2.0
import CALSA
import Foundation

/// Looks for what an output could play to. May block while a sound server hangs; one caller at a time.
public enum SoundDevices {
    private static let folder = "/dev/snd"
    /// What alsa-lib and its plugins define for use in other definitions, or for servers that would have to be
    /// started: no store plays to these.
    private static let unplayable: Set = [
        "null", "lavrate", "samplerate", "speexrate", "speex", "upmix", "vdownmix", "a52", "usbstream", "jack", "oss",
    ]

    /// The cards, then what else alsa-lib's configuration names: a default, sound servers, one's own definitions, of
    /// those the ones that something answers to.
    ///
    /// - Parameter used: Names that a store uses; what they mean is listed in any case.
    public static func all(used: [String] = []) -> [SoundDevice] {
        let cards = cards()
        let others = namedDevices().map { name, description in
            probed(SoundDevice(name: name, description: description), as: name)
        }
        var devices =
            cards
            + others.filter { device in
                if case .absent = device.obstacle { used.contains(device.name) } else { true }
            }
        for name in used where !devices.contains(where: { $0.name == name || $0.lastingName == name }) {
            devices.append(probed(SoundDevice(name: name, description: ""), as: name))
        }
        return devices
    }

    /// Why there is no card; `nil` where there is one that can be used.
    public static var absence: CardAbsence? {
        // Not to find the folder is to find no card in it.
        let nodes = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let playback = nodes.filter { $0.hasPrefix("pcmC") && $0.hasSuffix("p") }
        if playback.isEmpty { return .noCard }
        let isUsable = playback.contains { FileManager.default.isWritableFile(atPath: "\(folder)/\($0)") }
        return isUsable ? nil : .denied
    }

    // MARK: Cards

    private static func cards() -> [SoundDevice] {
        var found: [SoundDevice] = []
        var card: Int32 = -1
        while unsafe snd_card_next(&card) == 0, card >= 0 {
            // A card that is pulled out at this moment is left out.
            if let devices = try? devices(of: card) { found += devices }
        }
        return found
    }

    private static func devices(of card: Int32) throws(ALSAError) -> [SoundDevice] {
        var opened: OpaquePointer?
        try check(unsafe snd_ctl_open(&opened, "hw:\(card)", 0), .openControl)
        guard let control = unsafe opened else { throw ALSAError(code: ENOMEM, call: .openControl) }
        defer { unsafe snd_ctl_close(control) }
        var allocated: OpaquePointer?
        try check(unsafe snd_ctl_card_info_malloc(&allocated), .cardInformation)
        guard let information = unsafe allocated else { throw ALSAError(code: ENOMEM, call: .cardInformation) }
        defer { unsafe snd_ctl_card_info_free(information) }
        try check(unsafe snd_ctl_card_info(control, information), .cardInformation)
        let id = unsafe text(snd_ctl_card_info_get_id(information))
        let kind = unsafe text(snd_ctl_card_info_get_name(information))
        let link = lastingLink(of: card)

        var devices: [SoundDevice] = []
        var number: Int32 = -1
        while unsafe snd_ctl_pcm_next_device(control, &number) == 0, number >= 0 {
            guard let connector = unsafe connector(number, of: control) else { continue }
            let device = SoundDevice(
                name: "plughw:CARD=\(id),DEV=\(number)",
                description: [kind, connector].filter { !$0.isEmpty }.joined(separator: ", "), kind: kind,
                lastingName: link.map { "plughw:CARD=\($0),DEV=\(number)" })
            // Behind plughw any number of channels goes, most of them nowhere.
            devices.append(probed(device, as: "hw:CARD=\(id),DEV=\(number)"))
        }
        return devices
    }

    /// What a card calls one of its devices; `nil` where that does not play.
    private static func connector(_ number: Int32, of control: OpaquePointer) -> String? {
        var allocated: OpaquePointer?
        guard unsafe snd_pcm_info_malloc(&allocated) == 0, let information = unsafe allocated else { return nil }
        defer { unsafe snd_pcm_info_free(information) }
        unsafe snd_pcm_info_set_device(information, UInt32(number))
        unsafe snd_pcm_info_set_subdevice(information, 0)
        unsafe snd_pcm_info_set_stream(information, SND_PCM_STREAM_PLAYBACK)
        guard unsafe snd_ctl_pcm_info(control, information) == 0 else { return nil }
        return unsafe text(snd_pcm_info_get_name(information))
    }

    /// A path that the system keeps pointing at a card, by its serial number, or else by its socket. alsa-lib takes
    /// it for the card's name.
    private static func lastingLink(of card: Int32) -> String? {
        for folder in ["\(folder)/by-id", "\(folder)/by-path"] {
            // Without USB cards these folders do not exist.
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            for path in names.sorted().map({ "\(folder)/\($0)" })
            where !path.contains(",") && (unsafe snd_card_get_index(path)) == card {
                return path
            }
        }
        return nil
    }

    // MARK: Other definitions

    /// Names of alsa-lib's configuration that a person may use as they stand, with their descriptions.
    private static func namedDevices() -> [(name: String, description: String)] {
        var list: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
        guard unsafe snd_device_name_hint(-1, "pcm", &list) == 0, let hints = unsafe list else { return [] }
        defer { unsafe snd_device_name_free_hint(hints) }
        var devices: [(name: String, description: String)] = []
        var index = 0
        while let hint = unsafe hints[index] {
            index += 1
            let name = unsafe hintText(hint, "NAME")
            // Those of a card have arguments; an input alone says so.
            guard !name.isEmpty, !name.contains(":"), unsafe hintText(hint, "IOID") != "Input",
                !unplayable.contains(name), !devices.contains(where: { $0.name == name })
            else { continue }
            let description = unsafe hintText(hint, "DESC").replacing("\n", with: ", ")
            devices.append((name, description))
        }
        return devices
    }

    private static func hintText(_ hint: UnsafeMutableRawPointer, _ key: String) -> String {
        guard let found = unsafe snd_device_name_get_hint(hint, key) else { return "" }
        defer { unsafe free(found) }
        return unsafe String(cString: found)
    }

    // MARK: Asking

    /// A device with what it says when it is opened.
    private static func probed(_ device: SoundDevice, as name: String) -> SoundDevice {
        var device = device
        do throws(ALSAError) {
            device.channels = try channels(of: name)
        } catch {
            device.obstacle = SilenceReason(error)
        }
        return device
    }

    private static func channels(of name: String) throws(ALSAError) -> ClosedRange<Int> {
        let pcm = try PCM(opening: name)
        do throws(ALSAError) {
            let range = try pcm.channelRange()
            pcm.close()
            return range
        } catch {
            pcm.close()
            throw error
        }
    }

    private static func text(_ words: UnsafePointer<CChar>?) -> String {
        unsafe words.map { unsafe String(cString: $0) } ?? ""
    }
}
