package org.sealphone.harness.capture.live;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.ptr.IntByReference;
import java.io.Closeable;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.harness.capture.CapturedPacket;
import org.sealphone.harness.capture.LinkType;
import org.sealphone.harness.capture.PcapWriter;

/**
 * An AF_PACKET socket on all interfaces of the namespace (packet(7)). A filter in the kernel keeps frames that leave, and those
 * that arrive on interfaces other than loopback: what goes over loopback would otherwise be seen twice. Owned by one thread.
 */
final class PacketSocket implements Closeable {
    private static final int ROOM = 64 << 20;
    private static final int ADDRESS_LENGTH = 20;
    private static final int HARDWARE_NONE = 0xfffe;
    private static final int FRAME = PcapWriter.MAX_FRAME;

    private final LinuxC c = LinuxC.load();
    private final int socket;
    private final Memory buffer = new Memory(FRAME);
    private final Memory address = new Memory(ADDRESS_LENGTH);
    private final Memory stamp = new Memory(16);
    private final Memory descriptor = new Memory(8);
    private final Map<Integer, String> names = new HashMap<>();
    private long number;

    /** Is capturing when it returns. */
    PacketSocket() throws IOException {
        try {
            socket = c.socket(LinuxC.AF_PACKET, LinuxC.SOCK_RAW | LinuxC.SOCK_CLOEXEC, 0);
            makeRoom();
            option(LinuxC.SOL_SOCKET, LinuxC.SO_TIMESTAMPNS, 1);
            attachFilter();
            try (Memory all = new Memory(ADDRESS_LENGTH)) {
                all.clear();
                all.setShort(0, (short) LinuxC.AF_PACKET);
                all.setShort(2, Short.reverseBytes((short) LinuxC.ETH_P_ALL));
                c.bind(socket, all, ADDRESS_LENGTH);
            }
        } catch (LastErrorException e) {
            throw new IOException("no packet socket: " + e.getMessage(), e);
        }
        descriptor.setInt(0, socket);
        descriptor.setShort(4, LinuxC.POLLIN);
    }

    /** Beyond the system's limit where the kernel allows it, else up to the limit: what is lost is counted anyway. */
    private void makeRoom() {
        try {
            option(LinuxC.SOL_SOCKET, LinuxC.SO_RCVBUFFORCE, ROOM);
        } catch (LastErrorException e) {
            option(LinuxC.SOL_SOCKET, LinuxC.SO_RCVBUF, ROOM);
        }
    }

    private void option(int level, int name, int value) {
        try (Memory memory = new Memory(4)) {
            memory.setInt(0, value);
            c.setsockopt(socket, level, name, memory, 4);
        }
    }

    private void attachFilter() throws IOException {
        int loopback = Optional.ofNullable(NetworkInterface.getByName("lo"))
                .map(NetworkInterface::getIndex)
                .orElse(-1);
        int ancillary = -0x1000;
        int[][] program = {
            {0x20, 0, 0, ancillary + 8}, // the interface's index
            {0x15, 0, 2, loopback}, // not loopback: keep
            {0x20, 0, 0, ancillary + 4}, // the packet's direction
            {0x15, 0, 1, LinuxC.PACKET_OUTGOING},
            {0x06, 0, 0, FRAME},
            {0x06, 0, 0, 0},
        };
        try (Memory code = new Memory(8L * program.length);
                Memory header = new Memory(16)) {
            for (int i = 0; i < program.length; i++) {
                code.setShort(8L * i, (short) program[i][0]);
                code.setByte(8L * i + 2, (byte) program[i][1]);
                code.setByte(8L * i + 3, (byte) program[i][2]);
                code.setInt(8L * i + 4, program[i][3]);
            }
            header.clear();
            header.setShort(0, (short) program.length);
            header.setPointer(8, code);
            c.setsockopt(socket, LinuxC.SOL_SOCKET, LinuxC.SO_ATTACH_FILTER, header, 16);
        }
    }

    /** Waits for a packet at most that long. */
    boolean await(int milliseconds) {
        try {
            return c.poll(descriptor, 1, milliseconds) > 0;
        } catch (LastErrorException e) {
            return false;
        }
    }

    /** The next packet, or null where there is none now. */
    @Nullable
    CapturedPacket next() throws IOException {
        IntByReference addressLength = new IntByReference(ADDRESS_LENGTH);
        long length = c.recvfrom(socket, buffer, FRAME, LinuxC.MSG_DONTWAIT | LinuxC.MSG_TRUNC, address, addressLength);
        if (length < 0) {
            return null;
        }
        int captured = (int) Math.min(length, FRAME);
        LinkType type = (address.getShort(8) & 0xffff) == HARDWARE_NONE ? LinkType.RAW_IP : LinkType.ETHERNET;
        return new CapturedPacket(
                ++number, time(), type, name(address.getInt(4)), buffer.getByteArray(0, captured), (int) length);
    }

    boolean outgoing() {
        return address.getByte(10) == LinuxC.PACKET_OUTGOING;
    }

    /** When the kernel saw the packet that was read last. */
    private Instant time() {
        try {
            c.ioctl(socket, LinuxC.SIOCGSTAMPNS, stamp);
            return Instant.ofEpochSecond(stamp.getLong(0), stamp.getLong(8));
        } catch (LastErrorException e) {
            return Instant.now();
        }
    }

    private String name(int index) {
        return names.computeIfAbsent(index, i -> {
            try {
                return Optional.ofNullable(NetworkInterface.getByIndex(i))
                        .map(NetworkInterface::getName)
                        .orElse("#" + i);
            } catch (SocketException e) {
                return "#" + i;
            }
        });
    }

    /** Frames dropped since the last call. */
    long dropped() throws IOException {
        try (Memory statistics = new Memory(8)) {
            c.getsockopt(socket, LinuxC.SOL_PACKET, LinuxC.PACKET_STATISTICS, statistics, new IntByReference(8));
            return statistics.getInt(4) & 0xffff_ffffL;
        } catch (LastErrorException e) {
            throw new IOException("the kernel does not tell what it dropped: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        c.close(socket);
        buffer.close();
        address.close();
        stamp.close();
        descriptor.close();
    }
}
