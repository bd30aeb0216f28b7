// SPDX-License-Identifier: Apache-2.0
import Timetable

/// Reads `web` of `store.yaml`; what is refused keeps its default.
enum WebReader {
    /// The most bytes of a host name (RFC 1035).
    private static let longestHost = 253

    static func read(_ value: YAMLReader.Value, into web: inout WebSettings) {
        for (key, value) in value.entries(known: ["listen", "hosts"]) {
            if key == "listen" {
                readAddress(value, into: &web)
            } else if let hosts = value.strings() {
                readHosts(hosts, value, into: &web)
            }
        }
    }

    private static func readAddress(_ value: YAMLReader.Value, into web: inout WebSettings) {
        if value.isPlain("none") {
            web.listen = nil
            return
        }
        guard let text = value.string() else { return }
        guard let address = WebSettings.Address(text) else {
            value.refuse(
                Wording(en: "\"\(text)\" is no address and port", zh: "“\(text)”不是地址加端口"),
                fix: Wording(
                    en:
                        "write \"127.0.0.1:8480\" for this machine alone, \"0.0.0.0:8480\" for the whole network, or none",
                    zh: "只供本机请写 \"127.0.0.1:8480\"，供整个网络请写 \"0.0.0.0:8480\"，不用控制台请写 none"))
            return
        }
        web.listen = address
    }

    private static func readHosts(_ hosts: [String], _ value: YAMLReader.Value, into web: inout WebSettings) {
        let bad = hosts.first { host in
            host.isEmpty || host.utf8.count > longestHost
                || !host.utf8.allSatisfy {
                    $0 >= 0x21 && $0 < 0x7F && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ":")
                }
        }
        if let bad {
            value.refuse(
                Wording(en: "\"\(bad)\" is no host name", zh: "“\(bad)”不是主机名"),
                fix: Wording(
                    en: "write the name alone, such as broadcast.example.com, without https:// and port",
                    zh: "只写名称，例如 broadcast.example.com，不写 https:// 和端口"))
            return
        }
        web.hosts = hosts.map { $0.lowercased() }
    }
}
