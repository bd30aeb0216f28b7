// SPDX-License-Identifier: Apache-2.0
public import Timetable

extension Plan {
    /// Every clip the plan may ask for, each once, those needed first after `now` in front.
    public func clips(neededAfter now: Instant) -> [ClipID] {
        let cues = orders.flatMap(\.cues)
        let sorted = cues.filter { $0.planned >= now } + cues.filter { $0.planned < now }
        var clips: [ClipID] = []
        for cue in sorted { clips += self.clips(of: cue.verb, cue.name, cue.chime, cue.times) }
        for rule in orders.flatMap(\.rotations) {
            clips += self.clips(of: rule.verb, rule.name, rule.chime, rule.times)
        }
        var seen: Set<ClipID> = []
        return clips.filter { seen.insert($0).inserted }
    }

    private func clips(of verb: Verb, _ name: String, _ chime: String?, _ times: Int) -> [ClipID] {
        switch verb {
        case .play: [ClipID(.item, name, chime: chime, times: times)]
        case .say: [ClipID(.script, name, chime: chime, times: times)]
        case .promo:
            (rotations[name] ?? []).map { ClipID($0.source, $0.name, chime: chime, times: times) }
        case .music, .silence: []
        }
    }
}
