// SPDX-License-Identifier: Apache-2.0
import Logging
import Mixing
import SoundCard
import Timetable

/// One sound card of the station.
struct StationOutput {
    /// What `store.yaml` says of it.
    let settings: StoreSettings.Output
    let sound: SoundOutput
    /// What was told of it last.
    fileprivate var told = OutputStatus.State.stopped

    init(_ settings: StoreSettings.Output, _ mixer: Mixer) {
        self.settings = settings
        sound = SoundOutput(
            settings: OutputSettings(device: settings.device, channels: settings.zones.map(\.channels)), mixer: mixer)
    }
}

/// The station's sound cards: each plays, fails and returns by itself.
extension Station {
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

    /// Tells which cards play and which do not, whenever that changes.
    func watchOutputs() {
        for index in outputs.indices {
            let state = outputs[index].sound.status.state
            guard state != outputs[index].told else { continue }
            outputs[index].told = state
            tell(state, of: outputs[index])
        }
    }

    private func tell(_ state: OutputStatus.State, of output: StationOutput) {
        let device = output.settings.device
        let place = place(of: output)
        switch state {
        case .stopped, .silent(.opening): break
        case .playing:
            let wording = Wording(
                en: "sound   card \"\(device)\" plays\(place.en)", zh: "声音   \(place.zh)声卡“\(device)”正在播放")
            logger.info("\(wording.text(in: language))")
        case .silent(let reason):
            let wording = Wording(
                en: "NO SOUND\(place.en): the programme runs on a silent clock. Card \"\(device)\": \(reason)",
                zh: "\(place.zh)没有声音：节目按静音时钟继续。声卡“\(device)”：\(reason.wording.zh)")
            logger.error("\(wording.text(in: language))")
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
