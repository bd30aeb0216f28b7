// SPDX-License-Identifier: Apache-2.0
import Logging
import ServiceLifecycle
import Station
import Systemd
import Timetable

/// Tells the service manager how the station is: that it plays, that it moves on, what is on air, and that it stops.
struct ManagerReport: Service {
    /// How often it is looked at.
    private static let pause = Duration.seconds(1)
    /// The same until the station plays.
    private static let pauseAtStart = Duration.milliseconds(20)
    /// What stands still for longer than this part of the watchdog's time is not alive. A card that plays nothing is
    /// given up sooner, and what is mixed for no card moves on too.
    private static let standstillPart = 0.4

    let manager: ServiceManager
    let station: Station
    let logger: Logger

    func run() async throws {
        await withGracefulShutdownHandler {
            await cancelWhenGracefulShutdown {
                async let watching: Void = watch()
                await tell()
                await watching
            }
        } onGracefulShutdown: {
            manager.notify(.stopping)
        }
    }

    /// Tells that it is ready, and from then on what is on air.
    private func tell() async {
        while !station.pulse.hasBegun {
            do { try await Task.sleep(for: Self.pauseAtStart) } catch { return }
        }
        var told: String?
        manager.notify(.ready)
        while !Task.isCancelled {
            let headline = await station.headline()
            if headline != told, manager.notify(.status(headline)) { told = headline }
            do { try await Task.sleep(for: Self.pause) } catch { return }
        }
    }

    /// Feeds the watchdog while everything moves on; it asks the station nothing that a station that hangs could not
    /// answer.
    private func watch() async {
        guard let interval = manager.watchdogInterval else { return }
        var isTold = false
        while !Task.isCancelled {
            if let standstill = station.pulse.standstill(longerThan: interval * Self.standstillPart) {
                // In both languages: a station that hangs could not say which is the store's.
                if !isTold { logger.tell(.standsStill, "\(standstill.en) / \(standstill.zh)") }
                isTold = true
            } else {
                isTold = false
                manager.notify(.watchdog)
            }
            do { try await Task.sleep(for: min(Self.pause, interval / 4)) } catch { return }
        }
    }
}
