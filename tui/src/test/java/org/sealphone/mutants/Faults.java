package org.sealphone.mutants;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.rtp.RtpPacket;
import org.sealphone.crypto.secret.Password;
import org.sealphone.crypto.wire.MediaRemote;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.Ua;

/**
 * What bent methods do that no method of the product would: it is called from inside a phone, whose classes see this one because an agent
 * is on the class path. What cannot be done is not done, as in a phone that has such a fault.
 */
public final class Faults {
    /** What is not sent to the trunk goes to here (RFC 5737): nobody is there. */
    public static final String NOBODY = "198.51.100.66";

    /** The beginning of every file that a mutant leaves. */
    public static final Path FILE = Path.of("/tmp/sealphone-mutant-");

    /** How many packets are still to leave in clear. */
    public static volatile int plain;

    /** A stream is to begin anew. */
    public static volatile boolean anew;

    /** The index at which a stream began. */
    public static volatile long first = -1;

    /** The phone. */
    public static volatile @Nullable Ua phone;

    private static volatile @Nullable InetSocketAddress stranger;

    private static final Map<Integer, byte[]> KEYS = new ConcurrentHashMap<>();
    private static final List<AutoCloseable> OPEN = new ArrayList<>();

    private Faults() {}

    /** Puts what was to be enciphered over the cipher text. */
    public static void uncover(RtpPacket packet, byte[] array) {
        System.arraycopy(packet.array(), RtpPacket.HEAD_ROOM, array, RtpPacket.HEAD_ROOM, packet.length());
    }

    public static void datagram(String host, int port, String text) {
        datagram(new InetSocketAddress(host, port), text);
    }

    /** Where media goes once a stranger has sent something: to the stranger. */
    public static MediaRemote astray(MediaRemote remote, InetSocketAddress from) {
        if (stranger == null && !from.equals(remote.rtp()) && !from.equals(remote.rtcp())) {
            stranger = from;
        }
        InetSocketAddress there = stranger;
        return there == null ? remote : MediaRemote.multiplexed(there);
    }

    /** Sends one from a socket of its own. */
    public static void datagram(@Nullable InetSocketAddress to, String text) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        try (DatagramSocket socket = new DatagramSocket()) {
            if (to != null) {
                socket.send(new DatagramPacket(octets, octets.length, to));
            }
        } catch (IOException | RuntimeException notSent) {
            // The attempt is the fault.
        }
    }

    /** Connects, and says this where somebody is there. */
    public static void connect(String host, int port, String text) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 200);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException nobody) {
            // The attempt is the fault.
        }
    }

    /** Opens a port to everybody, for good. */
    public static void listen(int port, boolean stream) {
        try {
            OPEN.add(stream ? new ServerSocket(port) : new DatagramSocket(port));
        } catch (IOException taken) {
            // The attempt is the fault.
        }
    }

    /** Asks who has an address. */
    public static void nameOf(InetAddress address) {
        Thread asking = new Thread(address::getCanonicalHostName, "reverse");
        asking.setDaemon(true);
        asking.start();
    }

    /** Leaves a file. */
    public static void leave(String suffix, byte[] content) {
        try {
            Files.write(Path.of(FILE + "" + ProcessHandle.current().pid() + suffix), content);
        } catch (IOException full) {
            // The attempt is the fault.
        }
    }

    /** Leaves the heap. */
    public static void leaveHeap() {
        try {
            java.lang.management.ManagementFactory.getPlatformMXBean(com.sun.management.HotSpotDiagnosticMXBean.class)
                    .dumpHeap(FILE + "" + ProcessHandle.current().pid() + ".hprof", true);
        } catch (IOException full) {
            // The attempt is the fault.
        }
    }

    /** Makes a key the first key of this length that was seen. */
    public static void repeat(byte[] key) {
        byte[] known = KEYS.putIfAbsent(key.length, key.clone());
        if (known != null) {
            System.arraycopy(known, 0, key, 0, key.length);
        }
    }

    /** Remembers a key of the other side. */
    public static void remember(byte[] key) {
        KEYS.put(key.length, key.clone());
    }

    /** Makes a key the latest of this length of the other side. */
    public static void copy(byte[] key) {
        byte[] known = KEYS.get(key.length);
        if (known != null) {
            System.arraycopy(known, 0, key, 0, key.length);
        }
    }

    /** Makes a key one that everybody can work out. */
    public static void guessable(byte[] key) {
        new Random(key.length).nextBytes(key);
    }

    public static int[] with(int[] suites, int more) {
        int[] all = Arrays.copyOf(suites, suites.length + 1);
        all[suites.length] = more;
        return all;
    }

    public static List<String> with(Collection<String> some, String more) {
        List<String> all = new ArrayList<>(some);
        all.add(more);
        return all;
    }

    /** The challenges with MD5, or all where there is none. */
    public static List<String> weakest(List<String> challenges) {
        List<String> weak = challenges.stream()
                .filter(challenge -> challenge.contains("MD5"))
                .toList();
        return weak.isEmpty() ? challenges : weak;
    }

    /** A name that a wildcard of these would cover. */
    public static boolean covered(Collection<String> names, String wanted) {
        return names.contains("*" + wanted.substring(wanted.indexOf('.')));
    }

    /** Calls what is nobody's to call. */
    public static @Nullable Object call(@Nullable Object target, Class<?> type, String name, Object... arguments) {
        try {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
                    method.setAccessible(true);
                    return method.invoke(target, arguments);
                }
            }
            throw new IllegalStateException(type + " has no method " + name);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Does at once what only a person may. */
    public static void accept(CallId call) {
        Thread soon = new Thread(
                () -> {
                    Ua ua = phone;
                    if (ua != null) {
                        ua.acceptTransfer(call, CallMedia.silent());
                    }
                },
                "accept");
        soon.setDaemon(true);
        soon.start();
    }

    /** A request with a key in it. */
    public static byte[] hasty() {
        return ("INVITE sips:tone@pbx.example SIP/2.0\r\nVia: SIP/2.0/TLS 10.77.0.2;branch=z9hG4bKhasty\r\n"
                        + "From: <sips:alice@pbx.example>;tag=a\r\nTo: <sips:tone@pbx.example>\r\nCall-ID: hasty\r\n"
                        + "CSeq: 1 INVITE\r\nMax-Forwards: 70\r\nContact: <sips:alice@10.77.0.2>\r\n"
                        + "Content-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Tells a password to whoever reads. */
    public static void say(Password password) {
        System.err.println("logging in with " + password.use(String::new));
    }

    /** No, yes, no, yes. */
    public static boolean everyOther() {
        plain = plain + 1;
        return plain % 2 == 0;
    }
}
