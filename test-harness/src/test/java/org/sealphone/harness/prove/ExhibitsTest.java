package org.sealphone.harness.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.harness.capture.CapturedPacket;
import org.sealphone.harness.capture.LinkType;
import org.sealphone.harness.capture.PcapFile;

/** What is kept of a trial, for somebody with Wireshark. */
class ExhibitsTest {
    private static final Trial TRIAL = Trial.all().stream()
            .filter(trial -> trial.toString().length() > 60)
            .findFirst()
            .orElseThrow();

    @TempDir
    Path folder;

    private static CapturedPacket packet(int number, LinkType linkType) {
        return CapturedPacket.whole(number, Instant.EPOCH.plusSeconds(number), linkType, new byte[number]);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void the_capture_and_the_keys_that_open_it_are_their_owner_s_alone() throws IOException {
        List<CapturedPacket> seen =
                List.of(packet(1, LinkType.ETHERNET), packet(2, LinkType.LINUX_COOKED), packet(3, LinkType.ETHERNET));
        Exhibits.keep(folder, 7, TRIAL, seen, List.of("CLIENT_RANDOM 00 11", "CLIENT_RANDOM 22 33"));
        assertThat(names()).hasSize(2).allMatch(name -> name.matches("007-[a-z0-9-]{60}\\.(pcap|keys)"));
        for (String name : names()) {
            assertThat(Files.getPosixFilePermissions(folder.resolve(name)))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(Files.readString(folder.resolve(names().get(0))))
                .isEqualTo("CLIENT_RANDOM 00 11\nCLIENT_RANDOM 22 33\n");
        PcapFile kept = PcapFile.read(Files.readAllBytes(folder.resolve(names().get(1))));
        assertThat(kept.problem()).isEmpty();
        assertThat(kept.packets())
                .as("a file has one kind of link: that of its first packet")
                .extracting(CapturedPacket::length)
                .containsExactly(1, 3);
    }

    @Test
    void what_was_kept_before_makes_room_and_nothing_that_was_seen_is_no_capture() throws IOException {
        Exhibits.keep(folder, 7, TRIAL, List.of(packet(1, LinkType.ETHERNET)), List.of("first"));
        Exhibits.keep(folder, 7, TRIAL, List.of(packet(5, LinkType.ETHERNET)), List.of("second"));
        Exhibits.keep(folder, 8, TRIAL, List.of(), List.of("third"));
        assertThat(names()).hasSize(3);
        assertThat(Files.readString(folder.resolve(names().get(0)))).isEqualTo("second\n");
        assertThat(PcapFile.read(Files.readAllBytes(folder.resolve(names().get(1))))
                        .packets()
                        .get(0)
                        .length())
                .isEqualTo(5);
        assertThat(names().get(2)).startsWith("008-").endsWith(".keys");
    }
}
