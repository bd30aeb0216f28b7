// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// Staff save files while the daemon runs, with every kind of editor.
    @Suite
    struct `Saving a file` {
        /// How editors and others put a new file into the place of an old one; the new text lies in `new`.
        static let dances = [
            "cp new everyday.timetable",
            "cat new > everyday.timetable",
            // vim, with backups by renaming.
            "touch 4913; rm 4913; mv everyday.timetable everyday.timetable~; cat new > everyday.timetable; "
                + "rm everyday.timetable~",
            // vim, which keeps its swap file open and grows it.
            "echo x > .everyday.timetable.swp; cat new > everyday.timetable; rm .everyday.timetable.swp",
            // gedit, rsync, LibreOffice: a new file, renamed over the old one.
            "cp new .goutputstream-X; mv .goutputstream-X everyday.timetable",
            // WPS and Excel: the old one is renamed away, the new one into its place, with a lock beside them.
            "echo lock > '~$everyday.timetable'; cp new A1B2C3D4; mv everyday.timetable everyday~RF12.TMP; "
                + "mv A1B2C3D4 everyday.timetable; rm everyday~RF12.TMP '~$everyday.timetable'",
            // git and some editors: unlinked and written anew.
            "rm everyday.timetable; cp new everyday.timetable",
            // Windows line ends and a byte order mark.
            "(printf '\\357\\273\\277'; sed 's/$/\\r/' new) > everyday.timetable",
            // Slowly: taken away, or emptied, and written a second later.
            "rm everyday.timetable; sleep 1; cp new everyday.timetable",
            ": > everyday.timetable; sleep 1; cat new > everyday.timetable",
            // A copy from a stick that falters in the middle of a line, while something else is saved.
            "(head -c 40 new; sleep 1; touch memo; sleep 2; tail -c +41 new) > everyday.timetable",
            // A link in its place.
            "mkdir -p ../elsewhere; cp new ../elsewhere/a; ln -sfn ../elsewhere/a everyday.timetable",
        ]

        @Test(arguments: dances)
        func `is enough however it is done, and nothing half-saved is on air or complained of`(dance: String)
            async throws
        {
            let store = try ReloadStore()
            try store.folder.write(ReloadStore.text(bellAt: "20:00"), to: "schedules/new")
            try await RunningDaemon.run(store.folder, asIf: ReloadStore.asIf) { daemon in
                try await daemon.plansBell(at: "21:00")
                try await store.shell(dance)
                try await daemon.plansBell(at: "20:00")
                // Longer than after anything that was half-saved.
                try await Task.sleep(for: .seconds(1))
                let told = daemon.log.split(separator: "\n").filter { $0.contains("reloaded") || $0.contains("LOADED") }
                #expect(told.count == 1, "\(told)")
                #expect(told.first?.hasSuffix("reloaded: everyday: 20:00 play bell was at 21:00") == true)
                #expect(!(try await daemon.status()).health.problems.contains { $0.contains("not loaded") })
            }
        }

        @Test func `does not count until the file is closed, whoever asks`() async throws {
            let store = try ReloadStore()
            try await RunningDaemon.run(store.folder, asIf: ReloadStore.asIf) { daemon in
                try await daemon.plansBell(at: "21:00")
                let text = Data(ReloadStore.text(bellAt: "20:00").utf8)
                let writer = try #require(FileHandle(forWritingAtPath: store.everyday))
                try writer.truncate(atOffset: 0)
                try writer.write(contentsOf: text.prefix(40))
                let answer = try await store.reload()
                #expect(answer.code == 1)
                #expect(answer.output.contains("everyday.timetable: error: this is still being written"), "\(answer)")
                try await daemon.plansBell(at: "21:00", within: .seconds(1))
                try writer.write(contentsOf: text.dropFirst(40))
                try writer.close()
                try await daemon.plansBell(at: "20:00")
                #expect(!daemon.log.contains("LOADED"))
            }
        }

        @Test func `of twenty files in a checkout, or of a folder that is deleted and made again, is one reload`()
            async throws
        {
            let store = try ReloadStore()
            for number in 0..<20 {
                try store.folder.write(
                    "title T\napproved 2026-11-01 m\n--- en\nOld.\n", to: "schedules/scripts/s\(number).txt")
            }
            try await RunningDaemon.run(store.folder, asIf: ReloadStore.asIf) { daemon in
                try await daemon.plansBell(at: "21:00")
                try await store.shell("sed -i 's/Old/New/; s/21:00/20:00/' scripts/*.txt everyday.timetable")
                try await daemon.plansBell(at: "20:00")
                try await daemon.says("and 13 more", within: ReloadStore.soon)
                // The whole folder, copied back piece by piece.
                try await store.shell(
                    """
                    cp -r . ../copy; sed -i 's/20:00/19:00/' ../copy/everyday.timetable; rm -rf ../schedules
                    mkdir ../schedules; sleep 1; for f in ../copy/*; do cp -r $f ../schedules/; sleep 0.1; done
                    """)
                try await daemon.plansBell(at: "19:00")
                // A link to another folder, turned from one version to the next.
                try await store.shell(
                    "mv ../schedules ../v1; sed -i 's/19:00/18:00/' ../v1/everyday.timetable; ln -s v1 ../schedules")
                try await daemon.plansBell(at: "18:00")
                try await store.shell(
                    """
                    cp -rL ../v1 ../v2; sed -i 's/18:00/17:00/' ../v2/everyday.timetable; ln -sfn v2 ../schedules
                    """)
                try await daemon.plansBell(at: "17:00")
                // And what is in it now is watched.
                try await store.shell("sed -i 's/17:00/16:00/' everyday.timetable")
                try await daemon.plansBell(at: "16:00")
                #expect(!daemon.log.contains("LOADED"), "\(daemon.log)")
            }
        }
    }
}
