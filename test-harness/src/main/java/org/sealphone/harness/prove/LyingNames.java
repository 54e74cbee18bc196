package org.sealphone.harness.prove;

import static org.sealphone.harness.hostile.Expected.goesOn;
import static org.sealphone.harness.hostile.Expected.refused;
import static org.sealphone.harness.hostile.Expected.unreachable;
import static org.sealphone.harness.prove.Circumstances.Oddity.IPV6;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sealphone.harness.dns.Entry;
import org.sealphone.harness.dns.Tongue;
import org.sealphone.harness.dns.Zone;
import org.sealphone.harness.hostile.Expected;
import org.sealphone.harness.hostile.HostileScenario.Part;
import org.sealphone.harness.trunk.Conduct;

/**
 * A name server that lies (ADV-28), to a phone that has nothing but the name of its domain to go by. It may choose where the phone knocks,
 * within bounds; who is there, the certificate alone tells. Every question is on a list, and so is every octet of it.
 */
final class LyingNames {
    private static final String ID = "ADV-28";
    private static final String DOMAIN = TrialRun.DOMAIN;
    private static final String SERVICE = "_sips._tcp." + DOMAIN;
    private static final String TRUNK = "trunk." + DOMAIN;
    private static final String FOREIGN = "host.other.example";
    private static final String LURE = "lure." + DOMAIN;
    private static final String ANYTHING = "^[A-Z]+ sips?:";
    private static final int PORT = 5061;
    private static final int DEAD_PORT = 5099;
    private static final int SRV = 33;
    private static final int NAPTR = 35;

    /** Who believes it knocks at his own door, and asks for a name that is on no list. */
    private static final Zone LIE = Zone.of(
            Entry.service(SERVICE, 1, LURE, PORT),
            Entry.address(LURE, "127.0.0.1"),
            Entry.address(DOMAIN, "127.0.0.1"),
            Entry.address(TRUNK, "127.0.0.1"));

    private LyingNames() {}

    static List<Trial> all() {
        List<Trial> all = new ArrayList<>();
        all.addAll(records());
        all.addAll(aliases());
        all.addAll(lures());
        all.addAll(forgeries());
        all.addAll(families());
        return all;
    }

    private static List<Trial> records() {
        return List.of(
                registers(
                        "NAPTR and SRV records for UDP and TCP alone, which are passed over",
                        goesOn(),
                        trunk -> Tongue.honest(Zone.of(
                                Entry.pointer(DOMAIN, 1, "SIP+D2U", "_sip._udp." + DOMAIN),
                                Entry.pointer(DOMAIN, 2, "SIP+D2T", "_sip._tcp." + DOMAIN),
                                Entry.service("_sip._udp." + DOMAIN, 1, TRUNK, 5060),
                                Entry.service("_sip._tcp." + DOMAIN, 1, TRUNK, 5060),
                                Entry.address(DOMAIN, trunk)))),
                registers(
                        "a service over TLS that is decidedly not there, beside one over UDP",
                        refused("DNS-01"),
                        trunk -> Tongue.honest(Zone.of(
                                Entry.pointer(DOMAIN, 1, "SIP+D2U", "_sip._udp." + DOMAIN),
                                Entry.service("_sip._udp." + DOMAIN, 1, TRUNK, 5060),
                                Entry.service(SERVICE, 0, ".", 0),
                                Entry.address(DOMAIN, trunk)))),
                new Trial(
                        ID,
                        "a call by way of a server of another name, which proves to be the domain, behind a dead one",
                        Part.CALLS,
                        Conduct::honest,
                        goesOn().saying("^ACK [\\s\\S]*^BYE ").hearing(5),
                        Circumstances.usual()
                                .told(names(
                                        trunk -> Tongue.honest(Zone.of(
                                                Entry.pointer(DOMAIN, 1, "SIPS+D2T", SERVICE),
                                                Entry.service(SERVICE, 1, FOREIGN, DEAD_PORT),
                                                Entry.service(SERVICE, 2, FOREIGN, PORT),
                                                Entry.address(FOREIGN, trunk))),
                                        FOREIGN))),
                new Trial(
                        ID,
                        "a server of another name, which proves to be that and not the domain",
                        Part.REGISTERS,
                        Conduct::honest,
                        refused("TLS-04"),
                        Circumstances.showing("wrong host")
                                .told(names(
                                        trunk -> Tongue.honest(Zone.of(
                                                Entry.service(SERVICE, 1, FOREIGN, PORT),
                                                Entry.service(SERVICE, 2, TRUNK, PORT),
                                                Entry.address(FOREIGN, trunk),
                                                Entry.address(TRUNK, trunk))),
                                        FOREIGN))));
    }

    private static List<Trial> aliases() {
        return List.of(
                registers(
                        "a chain of aliases before the records and another before the address",
                        goesOn(),
                        trunk -> Tongue.honest(Zone.of(
                                Entry.alias(SERVICE, "one.example"),
                                Entry.alias("one.example", "two.example"),
                                Entry.service("two.example", 1, TRUNK, PORT),
                                Entry.alias(TRUNK, "three.example"),
                                Entry.alias("three.example", "four.example"),
                                Entry.address("four.example", trunk)))),
                registers(
                        "aliases in a circle before the records, so that there are none",
                        goesOn(),
                        trunk -> Tongue.honest(Zone.of(
                                Entry.alias(SERVICE, "one.example"),
                                Entry.alias("one.example", SERVICE),
                                Entry.address(DOMAIN, trunk)))),
                registers(
                        "aliases in a circle before the address",
                        unreachable("NET-01"),
                        trunk -> Tongue.honest(Zone.of(
                                Entry.service(SERVICE, 1, TRUNK, PORT),
                                Entry.alias(TRUNK, "one.example"),
                                Entry.alias("one.example", TRUNK)))));
    }

    /** A name that leads into the phone's own machine, or to its link. */
    private static List<Trial> lures() {
        return Stream.of("127.0.0.1", "127.8.8.8", "0.0.0.0", "169.254.169.254", "224.0.0.9", "::1", "fe80::1")
                .map(address -> registers(
                        "a server whose address is " + address,
                        refused("DNS-02"),
                        trunk -> Tongue.honest(
                                Zone.of(Entry.service(SERVICE, 1, TRUNK, PORT), Entry.address(TRUNK, address)))))
                .toList();
    }

    private static List<Trial> forgeries() {
        return List.of(
                registers("no answer to any question", unreachable("NET-01"), trunk -> Tongue.silent()),
                registers(
                        "a lie before each answer, under a number that was guessed",
                        goesOn(),
                        trunk -> Tongue.guessing(LIE, truth(trunk))),
                registers(
                        "a lie before each answer, from where nobody was asked",
                        goesOn(),
                        trunk -> Tongue.fromElsewhere(LIE, truth(trunk))),
                registers(
                        "a lie before each answer, to what was not asked",
                        goesOn(),
                        trunk -> Tongue.besideThePoint(LIE, LURE, truth(trunk).with(Entry.address(DOMAIN, trunk)))),
                registers(
                        "answers amid records of other names",
                        goesOn(),
                        trunk -> Tongue.chatty(
                                Zone.of(
                                        Entry.service("_sips._tcp.other.example", 0, LURE, PORT),
                                        Entry.address(LURE, "127.0.0.1")),
                                truth(trunk))),
                registers(
                        "answers that cannot be read, a name in them points to itself",
                        goesOn(),
                        trunk -> Tongue.unreadable(Zone.of(Entry.address(DOMAIN, trunk)), SRV, NAPTR)));
    }

    /** Addresses of IPv6 alone: where there is IPv6, and where there is none. */
    private static List<Trial> families() {
        Function<InetAddress, Tongue> six =
                trunk -> Tongue.honest(Zone.of(Entry.service(SERVICE, 1, TRUNK, PORT), Entry.address(TRUNK, trunk)));
        return List.of(
                new Trial(
                        ID,
                        "addresses of IPv6 alone, over IPv6",
                        Part.REGISTERS,
                        Conduct::honest,
                        goesOn().saying("^REGISTER "),
                        Circumstances.asking(names(six)).with(IPV6)),
                new Trial(
                        ID,
                        "addresses of IPv6 alone, where there is IPv4 alone",
                        Part.REGISTERS,
                        Conduct::honest,
                        unreachable("NET-05").neverSaying(ANYTHING),
                        Circumstances.asking(names(trunk -> Tongue.honest(Zone.of(
                                        Entry.service(SERVICE, 1, TRUNK, PORT), Entry.address(TRUNK, "fd77::28")))))
                                .reaching("fd77:0:0:0:0:0:0:28")));
    }

    private static Zone truth(InetAddress trunk) {
        return Zone.of(
                Entry.pointer(DOMAIN, 1, "SIPS+D2T", SERVICE),
                Entry.service(SERVICE, 1, TRUNK, PORT),
                Entry.address(TRUNK, trunk));
    }

    private static Trial registers(String what, Expected expected, Function<InetAddress, Tongue> tongue) {
        Expected end = expected.exitCode() == 0 ? expected.saying("^REGISTER ") : expected.neverSaying(ANYTHING);
        return new Trial(ID, what, Part.REGISTERS, Conduct::honest, end, Circumstances.asking(names(tongue)));
    }

    /** @param more names that may be asked for, besides those that belong to the domain */
    private static Names names(Function<InetAddress, Tongue> tongue, String... more) {
        List<String> list = new ArrayList<>(List.of(DOMAIN, SERVICE, TRUNK));
        list.addAll(List.of(more));
        return new Names(tongue, Set.copyOf(list));
    }
}
