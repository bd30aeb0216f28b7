// SPDX-License-Identifier: Apache-2.0

extension Director {
    /// Goes by other numbers from now on; what is on air or committed stays as it was begun.
    public mutating func follow(_ settings: DirectorSettings) {
        self.settings = settings
    }

    /// Forgets what was learnt of clips whose sound is no longer kept; they count as being prepared.
    public mutating func forget(_ clips: some Sequence<ClipID>) {
        for clip in clips { plan.clips[clip] = nil }
    }
}
