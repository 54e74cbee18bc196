package org.sealphone.harness.capture.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealphone.harness.capture.CaptureFile;
import org.sealphone.harness.capture.CapturedPacket;
import org.sealphone.harness.capture.LinkType;
import org.sealphone.harness.capture.PcapWriter;

/** Where a capture puts its packets. Owned by the thread that captures, until it has ended. */
interface PacketStore {
    void add(CapturedPacket packet) throws IOException;

    /** All of them; nothing is added after that. */
    Collection<CapturedPacket> all() throws IOException;

    /** In memory. */
    final class Memory implements PacketStore {
        private final List<CapturedPacket> packets = new ArrayList<>();

        @Override
        public void add(CapturedPacket packet) {
            packets.add(packet);
        }

        @Override
        public Collection<CapturedPacket> all() {
            return List.copyOf(packets);
        }
    }

    /** In a file, so that a capture may be as long as the disk allows. Frames of one kind of link only. */
    final class Disk implements PacketStore {
        private final Path file;
        private @Nullable PcapWriter writer;
        private LinkType linkType = LinkType.ETHERNET;
        private int written;

        Disk(Path file) throws IOException {
            this.file = Files.createFile(
                    file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }

        @Override
        public void add(CapturedPacket packet) throws IOException {
            PcapWriter open = writer;
            if (open == null) {
                linkType = packet.linkType();
                open = new PcapWriter(Files.newOutputStream(file), linkType);
                writer = open;
            }
            open.write(packet);
            written++;
        }

        @Override
        public Collection<CapturedPacket> all() throws IOException {
            if (writer != null) {
                writer.close();
            }
            return new CaptureFile(file, linkType, written);
        }
    }
}
