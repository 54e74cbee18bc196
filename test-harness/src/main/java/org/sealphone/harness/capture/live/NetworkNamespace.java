package org.sealphone.harness.capture.live;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The network namespace that this process lives in. */
public final class NetworkNamespace {
    private static final Path OWN = Path.of("/proc/self/ns/net");
    private static final int IFREQ_LENGTH = 40;
    private static final int IFREQ_NAME = 16;

    private NetworkNamespace() {}

    /** The kernel's identity of it, such as {@code net:[4026531840]}; empty where the kernel does not tell. */
    public static String identity() {
        try {
            return Files.readSymbolicLink(OWN).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    /** Brings the loopback interface up, as a new namespace has it down. Needs the right to administer this namespace. */
    public static void bringLoopbackUp() throws IOException {
        LinuxC c = LinuxC.load();
        try {
            int socket = c.socket(LinuxC.AF_INET, LinuxC.SOCK_DGRAM | LinuxC.SOCK_CLOEXEC, 0);
            try (Memory request = new Memory(IFREQ_LENGTH)) {
                request.clear();
                byte[] name = "lo".getBytes(StandardCharsets.US_ASCII);
                request.write(0, name, 0, name.length);
                c.ioctl(socket, LinuxC.SIOCGIFFLAGS, request);
                int flags = request.getShort(IFREQ_NAME) | LinuxC.IFF_UP | LinuxC.IFF_RUNNING;
                request.setShort(IFREQ_NAME, (short) flags);
                c.ioctl(socket, LinuxC.SIOCSIFFLAGS, request);
            } finally {
                c.close(socket);
            }
        } catch (LastErrorException e) {
            throw new IOException("the loopback interface could not be brought up: " + e.getMessage(), e);
        }
    }
}
