package org.sealphone.harness.prove;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.sealphone.harness.capture.CapturedPacket;
import org.sealphone.harness.capture.LinkType;
import org.sealphone.harness.capture.PcapWriter;

/** Keeps what a trial left, for Wireshark: the capture and the keys that open it. Readable for their owner alone (mode 0600). */
final class Exhibits {
    private static final int LONGEST = 60;

    private Exhibits() {}

    /** @param number tells trials of one name apart */
    static void keep(Path folder, int number, Trial trial, Collection<CapturedPacket> packets, List<String> keyLog)
            throws IOException {
        String words = trial.toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String name = String.format(
                Locale.ROOT, "%03d-%s", number, words.length() > LONGEST ? words.substring(0, LONGEST) : words);
        try (OutputStream keys = create(folder.resolve(name + ".keys"))) {
            keys.write((String.join("\n", keyLog) + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        if (!packets.isEmpty()) {
            capture(create(folder.resolve(name + ".pcap")), packets);
        }
    }

    /** To the last packet, also of those that it leaves out: a capture that lies in a file is open until then. */
    private static void capture(OutputStream out, Collection<CapturedPacket> packets) throws IOException {
        PcapWriter capture = null;
        LinkType linkType = LinkType.ETHERNET;
        try (out) {
            for (CapturedPacket packet : packets) {
                if (capture == null) {
                    linkType = packet.linkType();
                    capture = new PcapWriter(out, linkType);
                }
                if (packet.linkType() == linkType) {
                    capture.write(packet);
                }
            }
            if (capture != null) {
                capture.close();
            }
        }
    }

    private static OutputStream create(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.newOutputStream(file);
    }
}
