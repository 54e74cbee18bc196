package org.sealphone.harness.prove;

import java.io.Closeable;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sealphone.harness.capture.live.InterfaceCounters;

/**
 * A network namespace for one phone. A pair of interfaces leads from it to the trunk's namespace, and the default route goes there as
 * well: whatever the phone sends, to whomever, passes the witness. It is gone with the process that holds it.
 */
final class PhoneRoom implements Closeable {
    /** The room's end of the pair. */
    static final String INSIDE = "phone0";

    private final Tools tools;
    private final Process holder;
    private final String outside;
    private final InetAddress phone;
    private final InetAddress trunk;
    private final boolean ownFiles;

    private PhoneRoom(Tools tools, Process holder, int number, boolean six, boolean ownFiles) throws IOException {
        this.tools = tools;
        this.holder = holder;
        this.ownFiles = ownFiles;
        this.outside = "trunk" + number;
        this.trunk = address(number, six, 1);
        this.phone = address(number, six, 2);
    }

    /** Private addresses of RFC 1918, or of RFC 4193. */
    private static InetAddress address(int number, boolean six, int host) throws IOException {
        byte[] four = {10, 77, (byte) number, (byte) host};
        byte[] long6 = {(byte) 0xfd, 0x77, 0, 0, 0, 0, 0, (byte) number, 0, 0, 0, 0, 0, 0, 0, (byte) host};
        return InetAddress.getByAddress(six ? long6 : four);
    }

    /**
     * @param number 0 to 255, of no other room that is open
     * @param six true: its addresses are of IPv6
     * @param ownFiles true: it may have files of its own in place of the machine's
     */
    static PhoneRoom open(Tools tools, int number, boolean six, boolean ownFiles) throws IOException {
        Process holder = new ProcessBuilder(
                        tools.unshare().toString(),
                        ownFiles ? "-nm" : "-n",
                        "/bin/sh",
                        "-c",
                        "echo; exec cat >/dev/null")
                .start();
        // The first octet is written inside: from then on the process id names the new namespace.
        boolean there = holder.getInputStream().read() >= 0;
        PhoneRoom room = new PhoneRoom(tools, holder, number, six, ownFiles);
        try {
            if (!there) {
                throw new IOException("a network namespace for the phone was refused");
            }
            room.furnish();
            return room;
        } catch (IOException refused) {
            room.close();
            throw refused;
        }
    }

    private void furnish() throws IOException {
        String pid = Long.toString(holder.pid());
        ip("link", "add", outside, "type", "veth", "peer", "name", INSIDE, "netns", pid);
        // The trunk's end looks for no routers: a frame that it sends while the other end goes down is seen and not
        // counted.
        ip("link", "set", outside, "addrgenmode", "none");
        ip(address(trunk, outside));
        ip("link", "set", outside, "up");
        inside("link", "set", "lo", "up");
        inside(address(phone, INSIDE));
        inside("link", "set", INSIDE, "up");
        inside("route", "add", "default", "via", trunk.getHostAddress());
    }

    /** An address of IPv6 is there at once: nobody else could have it. */
    private static String[] address(InetAddress address, String link) {
        return address instanceof Inet6Address
                ? new String[] {"address", "add", address.getHostAddress() + "/64", "dev", link, "nodad"}
                : new String[] {"address", "add", address.getHostAddress() + "/30", "dev", link};
    }

    private void ip(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(tools.ip().toString()));
        command.addAll(List.of(words));
        Tools.run(command);
    }

    /** Who runs in the room reads this file where the machine has that one. */
    void replace(Path file, Path by) throws IOException {
        List<String> command = entering();
        command.addAll(List.of(tools.mount().toString(), "--bind", by.toString(), file.toString()));
        Tools.run(command);
    }

    private void inside(String... words) throws IOException {
        List<String> command = entering();
        command.add(tools.ip().toString());
        command.addAll(List.of(words));
        Tools.run(command);
    }

    /** The beginning of a command line that runs in the room. */
    List<String> entering() {
        List<String> words =
                new ArrayList<>(List.of(tools.nsenter().toString(), "-t", Long.toString(holder.pid()), "-n"));
        if (ownFiles) {
            // Whoever enters another view of the files stands at its root, and a command line may have relative names.
            words.addAll(List.of("-m", "--wd=" + Path.of("").toAbsolutePath()));
        }
        words.add("--");
        return words;
    }

    /** What the room's end of the pair has sent, by the kernel's own count. */
    InterfaceCounters.Sent sent() throws IOException {
        List<String> command = entering();
        command.addAll(List.of("cat", "/proc/net/dev"));
        Map<String, InterfaceCounters.Sent> all =
                InterfaceCounters.parse(Tools.run(command).lines().toList()).sent();
        InterfaceCounters.Sent sent = all.get(INSIDE);
        if (sent == null) {
            throw new IOException("the room has no interface " + INSIDE);
        }
        return sent;
    }

    /** From here on nothing leaves the room. */
    void shut() throws IOException {
        inside("link", "set", INSIDE, "down");
    }

    /** The trunk's end of the pair. */
    String link() {
        return outside;
    }

    InetAddress phone() {
        return phone;
    }

    InetAddress trunk() {
        return trunk;
    }

    @Override
    public void close() throws IOException {
        holder.getOutputStream().close();
        try {
            holder.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a room was closed", e);
        }
    }
}
