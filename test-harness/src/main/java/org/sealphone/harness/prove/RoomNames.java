package org.sealphone.harness.prove;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sealphone.harness.dns.NameServer;
import org.sealphone.harness.oracle.OracleRules;

/**
 * Who tells the phone in a room where its trunk is. Where that is a name server, it is the only one that the room knows: the files that
 * name the machine's own, and other ways to resolve, are replaced in the room.
 */
final class RoomNames implements Closeable {
    private static final int DNS = 53;
    /** Of SIP over TLS: where a phone knocks when all that it knows is a name. */
    private static final int SIPS = 5061;
    /** Nothing is put behind a name that does not exist, and silence is recognised soon. */
    private static final String MANNERS = "search .\noptions timeout:1 attempts:1\n";

    private static final String SWITCH = "hosts: files dns\n";

    private final Optional<Names> names;
    private final Optional<NameServer> server;

    private RoomNames(Optional<Names> names, Optional<NameServer> server) {
        this.names = names;
        this.server = server;
    }

    /** @param names empty where the phone is told an address */
    static RoomNames of(Optional<Names> names, PhoneRoom room, Path folder) throws IOException {
        return names.isPresent() ? of(names.get(), room, folder) : none();
    }

    static RoomNames none() {
        return new RoomNames(Optional.empty(), Optional.empty());
    }

    static RoomNames of(Names names, NameServer server) {
        return new RoomNames(Optional.of(names), Optional.of(server));
    }

    private static RoomNames of(Names names, PhoneRoom room, Path folder) throws IOException {
        String address = room.trunk().getHostAddress();
        room.replace(
                Path.of("/etc/resolv.conf"),
                Files.writeString(folder.resolve("resolv.conf"), "nameserver " + address + "\n" + MANNERS));
        Path nameSwitch = Path.of("/etc/nsswitch.conf");
        if (Files.exists(nameSwitch)) {
            room.replace(nameSwitch, Files.writeString(folder.resolve("nsswitch.conf"), SWITCH));
        }
        return of(
                names,
                NameServer.start(
                        new InetSocketAddress(room.trunk(), DNS), names.tongue().apply(room.trunk())));
    }

    /** Where the trunk listens; 0: anywhere. */
    int trunkPort() {
        return server.isPresent() ? SIPS : 0;
    }

    /** What the phone is told of its trunk; empty where it is the address. */
    Optional<String> known(String domain) {
        return server.map(there -> domain);
    }

    /** The rules, with the names that may be asked for. */
    OracleRules.Builder list(OracleRules.Builder rules) {
        return server.isPresent()
                ? rules.dns(
                        server.get().address(),
                        names.map(Names::list).orElseThrow().toArray(String[]::new))
                : rules;
    }

    /** A name server that nobody has asked has told no lie. */
    List<String> missing() {
        return server.filter(asked -> asked.heard() == 0).stream()
                .map(unasked -> "the name server was not asked for anything")
                .toList();
    }

    @Override
    public void close() {
        server.ifPresent(NameServer::close);
    }
}
