// SPDX-License-Identifier: Apache-2.0
public import Timetable

extension RunningOrder {
    /// The same day so many days later, in a place whose clocks never change.
    public func moved(by days: Int) -> RunningOrder {
        let span = Duration.hours(24 * days)
        let date = date.adding(days: days)
        func key(_ former: String) -> String { date.description + former.dropFirst(date.description.count) }
        return RunningOrder(
            date: date, opens: opens + span, closes: closes + span,
            cues: cues.map { cue in
                Cue(
                    key: key(cue.key), when: cue.when, verb: cue.verb, name: cue.name,
                    planned: cue.planned + span, isEnding: cue.isEnding, chime: cue.chime,
                    isAlone: cue.isAlone, zones: cue.zones, times: cue.times,
                    broadcastClass: cue.broadcastClass, isInOrder: cue.isInOrder, lateness: cue.lateness,
                    location: cue.location)
            },
            rotations: rotations.map { rule in
                RotationRule(
                    key: key(rule.key), when: rule.when, verb: rule.verb, name: rule.name,
                    minimum: rule.minimum, maximum: rule.maximum, from: rule.from + span, to: rule.to + span,
                    chime: rule.chime, isAlone: rule.isAlone, zones: rule.zones, times: rule.times,
                    broadcastClass: rule.broadcastClass, location: rule.location)
            })
    }
}
