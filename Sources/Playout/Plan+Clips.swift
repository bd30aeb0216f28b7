// SPDX-License-Identifier: Apache-2.0
public import Timetable

extension Plan {
    /// Every clip the plan may ask for, each once, those needed first after `now` in front.
    public func clips(neededAfter now: Instant) -> [ClipID] {
        var clips: [ClipID] = []
        var seen: Set<ClipID> = []
        func add(_ verb: Verb, _ name: String, _ chime: String?, _ times: Int) {
            for clip in self.clips(of: verb, name, chime, times) where seen.insert(clip).inserted { clips.append(clip) }
        }
        for liesAhead in [true, false] {
            for order in orders {
                for cue in order.cues where (cue.planned >= now) == liesAhead {
                    add(cue.verb, cue.name, cue.chime, cue.times)
                }
            }
        }
        for order in orders {
            for rule in order.rotations { add(rule.verb, rule.name, rule.chime, rule.times) }
        }
        return clips
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
