// SPDX-License-Identifier: Apache-2.0
import Timetable

/// The members of rotations, each heard once before any is heard again.
extension Director {
    func members(of rotation: String, chime: String?, times: Int) -> [ClipID] {
        (plan.rotations[rotation] ?? []).map { ClipID($0.source, $0.name, chime: chime, times: times) }
    }

    /// The first member not heard in this round that is ready and suits.
    func readyMember(
        of members: [ClipID], fitting: (ClipFacts) -> Bool = { _ in true }
    ) -> (clip: ClipID, facts: ClipFacts)? {
        var isRoundOver = true
        for member in members where !isHeard(member) {
            guard case .ready(let facts) = plan.clips[member] else { continue }
            if fitting(facts) { return (member, facts) }
            isRoundOver = false
        }
        guard isRoundOver else { return nil }
        for member in members {
            if case .ready(let facts) = plan.clips[member], fitting(facts) { return (member, facts) }
        }
        return nil
    }

    /// The member a timed promo takes: the next that is ready, else one whose sound may yet come.
    func nextMember(for cue: Cue) -> ClipID? {
        let members = members(of: cue.name, chime: cue.chime, times: cue.times)
        let isToCome = { (member: ClipID) in plan.clips[member] == nil }
        return readyMember(of: members)?.clip ?? members.first { isToCome($0) && !isHeard($0) }
            ?? members.first(where: isToCome)
    }

    private func isHeard(_ member: ClipID) -> Bool {
        guard case .promo(let rotation) = member.source else { return false }
        return heard[rotation]?.contains(member.name) ?? false
    }

    /// Notes that a member is taken; when all were, a new round begins.
    mutating func take(_ clip: ClipID) {
        guard case .promo(let rotation) = clip.source else { return }
        var round = heard[rotation] ?? []
        let isOver = (plan.rotations[rotation] ?? []).allSatisfy { round.contains($0.name) }
        if isOver || round.contains(clip.name) { round = [] }
        round.insert(clip.name)
        heard[rotation] = round
    }

    /// A member that will not be heard after all has its turn still before it.
    mutating func giveBack(_ clip: ClipID) {
        guard case .promo(let rotation) = clip.source else { return }
        heard[rotation]?.remove(clip.name)
    }
}
