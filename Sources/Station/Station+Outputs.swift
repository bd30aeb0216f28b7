// SPDX-License-Identifier: Apache-2.0
import Logging
import Mixing
import Playout
import SoundCard
import Timetable

/// One sound card of the station.
struct StationOutput {
    /// What `store.yaml` says of it.
    let settings: StoreSettings.Output
    let sound: SoundOutput
    /// Its zones, by their places in the plan.
    let zones: ZoneSet
    /// What was told of it last: its state, how often its card had been lost, and how much the card's buffer held.
    fileprivate var told = OutputStatus.State.stopped
    fileprivate var toldLosses = 0
    fileprivate var toldBufferMs: Int64 = 0

    /// - Parameter place: Of its first zone among those of the store.
    init(_ settings: StoreSettings.Output, _ mixer: Mixer, place: Int, _ lookout: Lookout) {
        self.settings = settings
        zones = settings.zones.indices.reduce(into: ZoneSet()) { $0.insert(ZoneSet(zone: place + $1)) }
        sound = SoundOutput(
            settings: OutputSettings(device: settings.device, channels: settings.zones.map(\.channels)), mixer: mixer,
            hasChanged: { lookout.call() })
    }
}

/// The station's sound cards: each plays, fails and returns by itself.
extension Station {
    /// The outputs of a store, each with its mixer.
    static func outputs(
        _ settings: [StoreSettings.Output], _ mixers: [Mixer], _ lookout: Lookout
    ) -> [StationOutput] {
        var place = 0
        return zip(settings, mixers).map { settings, mixer in
            defer { place += settings.zones.count }
            return StationOutput(settings, mixer, place: place, lookout)
        }
    }

    func startOutputs() {
        for output in outputs {
            do {
                try output.sound.start()
            } catch {
                let file = "\(store.preparer.paths.schedules)/\(StoreFile.name)"
                let place = place(of: output)
                let wording = Wording(
                    en: "no sound\(place.en): \(error)", zh: "\(place.zh)没有声音：\(error)")
                report([Problem(file: file, .error, wording, language: language)])
            }
        }
    }

    /// A card that hangs takes two seconds; all of them together take no longer.
    func stopOutputs() async {
        await withTaskGroup { group in
            for output in outputs {
                group.addTask { await BlockingWork.run { output.sound.stop() } }
            }
        }
    }

    /// Tells people and the director which cards play and which do not, whenever that changes.
    func watchOutputs() {
        for index in outputs.indices {
            let status = outputs[index].sound.status
            noteBuffer(ofMs: status.bufferNs / 1_000_000, at: index)
            // It may have been lost and found since the last look.
            let wasLost = status.losses != outputs[index].toldLosses
            outputs[index].toldLosses = status.losses
            if wasLost { handle(.outputLost(zones: outputs[index].zones)) }
            guard status.state != outputs[index].told || wasLost else { continue }
            let former = outputs[index].told
            outputs[index].told = status.state
            if status.state == .playing { handle(.outputReturned(zones: outputs[index].zones)) }
            // A card that is pulled out fails first where it was used, and then where it is opened.
            if !wasLost, case (.silent(let before), .silent(let now)) = (former, status.state), now.isLike(before) {
                continue
            }
            tell(status.state, of: outputs[index])
        }
    }

    /// More is kept in a card where a machine is held up, which makes what is pushed wait longer.
    private func noteBuffer(ofMs milliseconds: Int64, at index: Int) {
        let before = outputs[index].toldBufferMs
        outputs[index].toldBufferMs = milliseconds
        guard before > 0, milliseconds != before else { return }
        let place = place(of: outputs[index])
        if milliseconds > before {
            let wording = Wording(
                en:
                    "the machine is held up\(place.en): the card's buffer grows from \(before) to \(milliseconds) ms, and"
                    + " announcements begin that much later. See what keeps the machine so busy, or give storecast"
                    + " realtime priority",
                zh: "\(place.zh)机器响应迟缓：声卡缓冲从 \(before) 毫秒加大到 \(milliseconds) 毫秒，广播随之稍晚开始。"
                    + "请检查机器为何繁忙，或给 storecast 实时优先级")
            log(.heldUp, wording, ["output": "\(outputs[index].settings.name)"])
            note(.heldUp, of: outputs[index].settings.name, wording)
        } else {
            let wording = Wording(
                en: "sound   calm again\(place.en): the card's buffer is \(milliseconds) ms as before",
                zh: "声音   \(place.zh)恢复正常：声卡缓冲回到 \(milliseconds) 毫秒")
            log(.calm, wording, ["output": "\(outputs[index].settings.name)"])
            note(.heldUp, of: outputs[index].settings.name, nil)
        }
    }

    private func tell(_ state: OutputStatus.State, of output: StationOutput) {
        let device = output.settings.device
        let place = place(of: output)
        switch state {
        case .stopped, .silent(.opening): break
        case .playing:
            note(.noSound, of: output.settings.name, nil)
            let wording = Wording(
                en: "sound   card \"\(device)\" plays\(place.en)", zh: "声音   \(place.zh)声卡“\(device)”正在播放")
            log(.sound, wording, ["output": "\(output.settings.name)"])
        case .silent(let reason):
            note(
                .noSound, of: output.settings.name,
                Wording(en: "no sound\(place.en): \(reason.wording.en)", zh: "\(place.zh)没有声音：\(reason.wording.zh)"))
            let wording = Wording(
                en: "NO SOUND\(place.en): the programme runs on a silent clock. Card \"\(device)\": \(reason)",
                zh: "\(place.zh)没有声音：节目按静音时钟继续。声卡“\(device)”：\(reason.wording.zh)")
            log(.noSound, wording, ["output": "\(output.settings.name)"])
        }
    }

    /// Where an output is heard, to be put into a sentence; nothing where it is the only one.
    func place(of output: StationOutput) -> Wording {
        guard outputs.count > 1 else { return Wording(en: "", zh: "") }
        let zones = output.settings.zones.map(\.name)
        return Wording(
            en: " in \(zones.joined(separator: ", ")) (output \(output.settings.name))",
            zh: "\(zones.joined(separator: "、"))（输出 \(output.settings.name)）")
    }
}
