// SPDX-License-Identifier: Apache-2.0
import Mixing
import SoundCard
import Timetable

/// What a store could play to, and what it plays to: the JSON of `devices --json`.
public struct DeviceReport: Sendable, Encodable {
    /// A sound card, or what else alsa-lib's configuration names.
    public struct Device: Sendable, Encodable {
        /// What to write in `store.yaml`.
        public let name: String
        /// What it says of itself, in English.
        public let description: String
        /// Of the same kind as another that is plugged in: a name that stays with this one.
        @OrNull public private(set) var lastingName: String?
        /// The fewest channels it plays; nil where it could not be asked.
        @OrNull public private(set) var fewestChannels: Int?
        /// The most of them that can be addressed; nil where it could not be asked.
        @OrNull public private(set) var mostChannels: Int?
        /// Why it cannot be opened at this moment, in the store's language; nil while it can.
        @OrNull public private(set) var obstacle: String?
        /// Whether something answers to the name, though it may be in use.
        public let isPresent: Bool
        /// The outputs of `store.yaml` that play to it.
        public let outputs: [String]
    }

    /// The cards, then what else there is.
    public let devices: [Device]
    /// What a person should know or do, in the store's language.
    public let notes: [String]

    /// Looks for cards. Takes as long as they, or a sound server, take to answer.
    public init(settings: StoreSettings) {
        self.init(
            SoundDevices.all(used: settings.outputs.map(\.device)), absence: SoundDevices.absence, settings: settings)
    }

    init(_ found: [SoundDevice], absence: CardAbsence?, settings: StoreSettings) {
        let kinds = Dictionary(grouping: found.filter { $0.kind != nil }, by: \.kind)
        let alike = kinds.values.filter { Set($0.map { Self.card(of: $0.name) }).count > 1 }.joined().map(\.name)
        let language = settings.language
        devices = found.map { device in
            let names: Set = [device.name, device.lastingName ?? device.name]
            return Device(
                name: device.name, description: device.description,
                lastingName: alike.contains(device.name) ? device.lastingName : nil,
                fewestChannels: device.channels?.lowerBound,
                // What converts takes thousands.
                mostChannels: device.channels.map { min($0.upperBound, OutputSettings.channelLimit) },
                obstacle: device.obstacle?.wording.text(in: language), isPresent: device.isPresent,
                outputs: settings.outputs.filter { names.contains($0.device) }.map(\.name))
        }
        var notes: [Wording] = []
        if let absence, !found.contains(where: { $0.kind != nil }) {
            notes.append(absence.wording(hasOthers: found.contains(where: \.isPresent)))
        }
        if !alike.isEmpty { notes.append(Self.alikeNote) }
        self.notes = notes.map { $0.text(in: language) }
    }

    /// The card in a name such as `plughw:CARD=PCH,DEV=0`.
    private static func card(of name: String) -> Substring { name.prefix { $0 != "," } }

    private static let alikeNote = Wording(
        en: "cards of one kind swap their names when they are plugged in in another order: write the name that stays,"
            + " from /dev/snd/by-id (it follows the serial number) or /dev/snd/by-path (it follows the socket)",
        zh: "同型号的声卡重新插拔后名称可能互换：请改写不变的名称，取自 /dev/snd/by-id（跟随序列号）或 /dev/snd/by-path（跟随插口）")
}

extension SoundDevice {
    fileprivate var isPresent: Bool {
        if case .absent = obstacle { false } else { true }
    }
}

extension CardAbsence {
    /// - Parameter hasOthers: Whether something else can be played to.
    fileprivate func wording(hasOthers: Bool) -> Wording {
        switch self {
        case .denied:
            Wording(
                en: "there are sound cards, and this user may not use them: add it to the group audio"
                    + " (sudo usermod -aG audio NAME) and log in again",
                zh: "有声卡，但当前用户无权使用：请把用户加入 audio 组（sudo usermod -aG audio 用户名），再重新登录")
        case .noCard where hasOthers:
            Wording(
                en: "this machine shows no sound card of its own; what is listed leads elsewhere",
                zh: "本机没有声卡；列出的设备通向别处")
        case .noCard:
            Wording(
                en: "there is no sound card: plug one in; in a container, pass /dev/snd to it; in a virtual machine,"
                    + " give it a card. Until then the daemon plays on a silent clock",
                zh: "没有声卡：请插上声卡；容器里请传入 /dev/snd，虚拟机里请添加声卡。在此之前守护进程按静音时钟运行")
        }
    }
}
