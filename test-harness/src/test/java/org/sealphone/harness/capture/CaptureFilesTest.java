package org.sealphone.harness.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureFilesTest {
    private static byte[] file(int packets) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PcapWriter writer = new PcapWriter(out, LinkType.ETHERNET)) {
            for (int i = 1; i <= packets; i++) {
                writer.write(new CapturedPacket(
                        i,
                        Instant.ofEpochSecond(1_700_000_000L + i, 123_456_789),
                        LinkType.ETHERNET,
                        "lo",
                        new byte[i],
                        i + 1));
            }
        }
        return out.toByteArray();
    }

    @Test
    @DisplayName("a pcap file is read back to the nanosecond")
    void round_trip() throws IOException {
        PcapFile read = PcapFile.read(file(3));
        assertThat(read.problem()).isEmpty();
        assertThat(read.packets()).hasSize(3);
        CapturedPacket last = read.packets().get(2);
        assertThat(last.number()).isEqualTo(3);
        assertThat(last.length()).isEqualTo(3);
        assertThat(last.originalLength()).isEqualTo(4);
        assertThat(last.truncated()).isTrue();
        assertThat(last.time()).isEqualTo(Instant.ofEpochSecond(1_700_000_003L, 123_456_789));
        assertThat(last.linkType()).isEqualTo(LinkType.ETHERNET);
        assertThat(last).hasToString("packet 3 of 4 octets at 2023-11-14T22:13:23.123456789Z");
    }

    @Test
    @DisplayName("a capture in a file is the same packets at each pass, and one that is cut is none")
    void capture_file(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("capture"), file(3));
        CaptureFile whole = new CaptureFile(file, LinkType.ETHERNET, 3);
        assertThat(whole).hasSize(3);
        for (int pass = 0; pass < 2; pass++) {
            assertThat(whole)
                    .extracting(CapturedPacket::toString)
                    .containsExactlyElementsOf(PcapFile.read(file(3)).packets().stream()
                            .map(CapturedPacket::toString)
                            .toList());
            assertThat(whole).extracting(CapturedPacket::length).containsExactly(1, 2, 3);
        }
        assertThat(new CaptureFile(folder.resolve("none"), LinkType.ETHERNET, 0))
                .isEmpty();
        Files.write(file, Arrays.copyOf(file(3), file(3).length - 1));
        assertThatThrownBy(() -> whole.forEach(packet -> {}))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("is cut after packet 2");
        Files.delete(file);
        assertThatThrownBy(whole::iterator).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    @DisplayName("the other byte order and microseconds are read too")
    void little_endian_microseconds() {
        ByteBuffer file = ByteBuffer.allocate(24 + 16 + 2).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0xa1b2c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putInt(0)
                .putInt(0)
                .putInt(65535)
                .putInt(113);
        file.putInt(10).putInt(250_000).putInt(2).putInt(2).put(new byte[] {1, 2});
        PcapFile read = PcapFile.read(file.array());
        assertThat(read.problem()).isEmpty();
        assertThat(read.packets().get(0).time()).isEqualTo(Instant.ofEpochMilli(10_250));
        assertThat(read.packets().get(0).linkType()).isEqualTo(LinkType.LINUX_COOKED);
    }

    @Test
    @DisplayName("what is cut or impossible ends the reading with a reason")
    void refusals() throws IOException {
        byte[] good = file(2);
        assertThat(PcapFile.read(new byte[5]).problem()).isPresent();
        assertThat(PcapFile.read(new byte[24]).problem()).contains("not a classic pcap file");
        assertThat(PcapFile.read(Arrays.copyOf(good, good.length - 1)).packets())
                .hasSize(1);
        assertThat(PcapFile.read(Arrays.copyOf(good, good.length - 1)).problem())
                .contains("record 2: frame is cut");
        assertThat(PcapFile.read(Arrays.copyOf(good, 30)).problem()).contains("record 1: header is cut");
        byte[] link = good.clone();
        link[23] = 99;
        assertThat(PcapFile.read(link).problem()).isPresent();
        byte[] length = good.clone();
        length[32] = 0x7f;
        assertThat(PcapFile.read(length).problem()).contains("record 1: impossible time or length");
        try (PcapWriter writer = new PcapWriter(new ByteArrayOutputStream(), LinkType.RAW_IP)) {
            assertThatThrownBy(
                            () -> writer.write(CapturedPacket.whole(1, Instant.EPOCH, LinkType.ETHERNET, new byte[1])))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    @DisplayName("no octets make reader or dissector throw")
    void fuzz() throws IOException {
        Random random = new Random(4);
        byte[] good = file(5);
        for (int i = 0; i < 2000; i++) {
            byte[] changed = good.clone();
            for (int n = 0; n < 3; n++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            assertThat(PcapFile.read(Arrays.copyOf(changed, random.nextInt(changed.length + 1))))
                    .isNotNull();
            byte[] frame = new byte[random.nextInt(90)];
            random.nextBytes(frame);
            if (frame.length > 20) {
                frame[12] = 8;
                frame[13] = 0;
                frame[14] = 0x45;
            }
            for (LinkType type : LinkType.values()) {
                Dissection dissection = Dissector.dissect(CapturedPacket.whole(1, Instant.EPOCH, type, frame));
                assertThat(dissection.headerLength() + dissection.payloadLength() + dissection.stray())
                        .isEqualTo(frame.length);
                assertThat(dissection.payload()).hasSize(dissection.payloadLength());
            }
        }
    }
}
