package org.sealphone.crypto.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.rtp.RtcpPacket.Bye;
import org.sealphone.crypto.rtp.RtcpPacket.Chunk;
import org.sealphone.crypto.rtp.RtcpPacket.Item;
import org.sealphone.crypto.rtp.RtcpPacket.Opaque;
import org.sealphone.crypto.rtp.RtcpPacket.ReceiverReport;
import org.sealphone.crypto.rtp.RtcpPacket.SenderReport;
import org.sealphone.crypto.rtp.RtcpPacket.SourceDescription;

class RtcpCompoundTest {
    private static final int SSRC = 0xDEADBEEF;
    private static final String EMPTY_RR = "80C90001 DEADBEEF";
    private static final ReportBlock BLOCK =
            new ReportBlock(0xCAFE0001, 255, -8_388_608, 0xFFFF_FFFFL, 0x8000_0000L, 0x1234_5678L, 0xFEDC_BA98L);

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    private static Optional<RtcpCompound> read(String text) {
        byte[] octets = hex(text);
        return RtcpCompound.read(octets, 0, octets.length);
    }

    private static byte[] octets(RtcpCompound compound) {
        byte[] octets = new byte[compound.length()];
        assertThat(compound.write(octets, 0)).isEqualTo(octets.length);
        return octets;
    }

    private static RtcpCompound reread(RtcpCompound compound) {
        byte[] octets = octets(compound);
        return RtcpCompound.read(octets, 0, octets.length).orElseThrow();
    }

    @Test
    void RFC_3550_6_4_1_a_sender_report_has_every_field_in_its_place() {
        var report = new SenderReport(
                SSRC, 0x0102030405060708L, 0x1_11121314L, 0x1_21222324L, 0x1_31323334L, List.of(BLOCK));
        RtcpCompound compound = RtcpCompound.of(report, "a@b");
        assertThat(octets(compound))
                .isEqualTo(hex("81C8000C DEADBEEF 01020304 05060708 11121314 21222324 31323334"
                        + "CAFE0001 FF800000 FFFFFFFF 80000000 12345678 FEDCBA98"
                        + "81CA0003 DEADBEEF 0103 614062 000000"));
        assertThat(reread(compound).packets()).isEqualTo(compound.packets());
        assertThat(compound.ssrc()).isEqualTo(SSRC);
        assertThat(compound.report()).isEqualTo(report);
        assertThat(compound.blocksAbout(0xCAFE0001)).containsExactly(BLOCK);
        assertThat(compound.blocksAbout(1)).isEmpty();
    }

    @Test
    void RFC_3550_6_4_2_a_receiver_report_and_farewell_are_read_back() {
        var compound = RtcpCompound.of(new ReceiverReport(SSRC, List.of(BLOCK, BLOCK)), "0123456789abcdef")
                .withBye();
        assertThat(reread(compound).packets()).isEqualTo(compound.packets());
        assertThat(compound.saysByeOf(SSRC)).isTrue();
        assertThat(compound.saysByeOf(1)).isFalse();
        byte[] octets = octets(compound);
        assertThat(Arrays.copyOfRange(octets, octets.length - 8, octets.length)).isEqualTo(hex("81CB0001 DEADBEEF"));
    }

    @Test
    void SRTP_11_what_we_compose_describes_nothing_but_a_cname_and_gives_no_reason() {
        var compound = RtcpCompound.of(new ReceiverReport(SSRC, List.of()), "x").withBye();
        assertThat(compound.packets())
                .containsExactly(
                        new ReceiverReport(SSRC, List.of()),
                        new SourceDescription(List.of(new Chunk(SSRC, List.of(new Item(Chunk.CNAME, "x"))))),
                        new Bye(List.of(SSRC), ""));
    }

    @Test
    void RFC_3550_6_5_a_chunk_ends_with_one_to_four_null_octets() {
        for (int length = 1; length <= 9; length++) {
            var compound = RtcpCompound.of(new ReceiverReport(SSRC, List.of()), "n".repeat(length));
            assertThat(compound.length() % 4).isZero();
            assertThat(reread(compound).packets()).isEqualTo(compound.packets());
        }
    }

    @Test
    void RFC_3550_6_5_all_items_of_all_chunks_are_read() {
        RtcpCompound compound = read(EMPTY_RR + "82CA0006 00000001 0101 61 0802 C3A9 00 00000002 0604 74657374 0000")
                .orElseThrow();
        assertThat(compound.packets().get(1))
                .isEqualTo(new SourceDescription(List.of(
                        new Chunk(1, List.of(new Item(1, "a"), new Item(8, "\u00e9"))),
                        new Chunk(2, List.of(new Item(6, "test"))))));
        assertThat(octets(compound))
                .isEqualTo(hex(EMPTY_RR + "82CA0006 00000001 0101 61 0802 C3A9 00 00000002 0604 74657374 0000"));
    }

    @Test
    void text_that_is_not_utf_8_is_read_with_question_marks_and_never_grows() {
        RtcpCompound compound =
                read(EMPTY_RR + "81CA0003 00000001 0104 FF41FE80 0000").orElseThrow();
        var sdes = (SourceDescription) compound.packets().get(1);
        assertThat(sdes.chunks().get(0).items().get(0).text()).startsWith("?A").hasSizeLessThanOrEqualTo(4);
        assertThat(compound.length()).isLessThanOrEqualTo(24);
        byte[] garbage = new byte[2048];
        Arrays.fill(garbage, (byte) 0xFF);
        System.arraycopy(hex(EMPTY_RR + "81CA01FD 00000001"), 0, garbage, 0, 16);
        for (int at = 16; at + 257 < 2048; at += 257) {
            garbage[at] = 7;
        }
        garbage[16 + 257 * 7 + 1] = (byte) (2047 - (16 + 257 * 7 + 2) - 1);
        garbage[2046] = 0;
        garbage[2047] = 0;
        assertThat(RtcpCompound.read(garbage, 0, 2048)).isPresent();
    }

    @Test
    void RFC_3550_6_6_a_farewell_with_a_reason_is_read_and_written_back() {
        String text = EMPTY_RR + "82CB0004 00000001 00000002 05 68656C6C6F 0000";
        RtcpCompound compound = read(text).orElseThrow();
        assertThat(compound.packets().get(1)).isEqualTo(new Bye(List.of(1, 2), "hello"));
        assertThat(octets(compound)).isEqualTo(hex(text));
        assertThat(compound.saysByeOf(2)).isTrue();
    }

    @Test
    void RFC_3550_6_6_a_reason_longer_than_its_packet_is_refused() {
        assertThat(read(EMPTY_RR + "81CB0002 00000001 03 414243")).isPresent();
        assertThat(read(EMPTY_RR + "81CB0002 00000001 04 414243")).isEmpty();
    }

    @Test
    void application_packets_extended_reports_and_feedback_are_kept_opaque() {
        String text = EMPTY_RR + "83CC0003 00000001 4E414D45 01020304" + "80CF0001 00000001"
                + "81CE0002 01020304 05060708" + "80DF0000";
        RtcpCompound compound = read(text).orElseThrow();
        assertThat(compound.packets().stream().skip(1).map(RtcpPacket::type)).containsExactly(204, 207, 206, 223);
        Opaque app = (Opaque) compound.packets().get(1);
        assertThat(app.count()).isEqualTo(3);
        assertThat(app.body()).isEqualTo(hex("00000001 4E414D45 01020304"));
        assertThat(octets(compound)).isEqualTo(hex(text));
        assertThat(reread(compound).packets()).isEqualTo(compound.packets());
    }

    @Test
    void an_opaque_packet_is_a_value_that_does_not_print_its_body() {
        var one = new Opaque(RtcpPacket.EXTENDED_REPORT, 1, hex("01020304"));
        assertThat(one)
                .isEqualTo(new Opaque(207, 1, hex("01020304")))
                .hasSameHashCodeAs(new Opaque(207, 1, hex("01020304")));
        assertThat(one)
                .isNotEqualTo(new Opaque(206, 1, hex("01020304")))
                .isNotEqualTo(new Opaque(207, 2, hex("01020304")))
                .isNotEqualTo(new Opaque(207, 1, hex("01020305")))
                .isNotEqualTo("another kind");
        assertThat(one.toString()).contains("207").doesNotContain("01020304", "[1, 2, 3, 4]");
        one.body()[0] = 9;
        assertThat(one.body()[0]).isEqualTo((byte) 1);
        var compound = RtcpCompound.of(new ReceiverReport(SSRC, List.of()), "x").with(one);
        assertThat(reread(compound).packets()).last().isEqualTo(one);
    }

    @Test
    void a_profile_extension_behind_the_report_blocks_is_skipped() {
        assertThat(read("80C90002 DEADBEEF 01020304").orElseThrow().report())
                .isEqualTo(new ReceiverReport(SSRC, List.of()));
        assertThat(read("80C80007 DEADBEEF 00000000 00000000 00000000 00000000 00000000 01020304"))
                .isPresent();
    }

    @Test
    void SRTP_07_a_compound_that_does_not_begin_with_a_report_is_refused() {
        assertThat(read(EMPTY_RR)).isPresent();
        assertThat(read("81CB0001 DEADBEEF")).isEmpty();
        assertThat(read("81CA0003 DEADBEEF 0103 614062 000000")).isEmpty();
        assertThat(read("80CC0002 DEADBEEF 41424344")).isEmpty();
        assertThat(read("81CB0001 DEADBEEF" + EMPTY_RR)).isEmpty();
    }

    @Test
    void SRTP_20_other_versions_are_refused_in_any_place() {
        assertThat(read("40C90001 DEADBEEF")).isEmpty();
        assertThat(read("C0C90001 DEADBEEF")).isEmpty();
        assertThat(read(EMPTY_RR + "01CB0001 DEADBEEF")).isEmpty();
        assertThat(read(EMPTY_RR + "81CB0001 DEADBEEF")).isPresent();
    }

    @Test
    void SRTP_20_lengths_that_do_not_add_up_are_refused() {
        assertThat(read("80C90002 DEADBEEF")).isEmpty();
        assertThat(read(EMPTY_RR + "80")).isEmpty();
        assertThat(read(EMPTY_RR + "000000")).isEmpty();
        assertThat(read("80C90000 DEADBEEF")).isEmpty();
        assertThat(read("80C9FFFF DEADBEEF")).isEmpty();
        assertThat(read("80C90000")).isEmpty();
        assertThat(read("")).isEmpty();
    }

    @Test
    void SRTP_20_counts_that_the_packet_has_no_room_for_are_refused() {
        String block = "00".repeat(24);
        assertThat(read("81C90007 DEADBEEF" + block)).isPresent();
        assertThat(read("82C90007 DEADBEEF" + block)).isEmpty();
        String info = "00".repeat(20);
        assertThat(read("81C8000C DEADBEEF" + info + block)).isPresent();
        assertThat(read("82C8000C DEADBEEF" + info + block)).isEmpty();
        assertThat(read("80C80005 DEADBEEF" + "00".repeat(16))).isEmpty();
        assertThat(read(EMPTY_RR + "82CB0001 DEADBEEF")).isEmpty();
        assertThat(read(EMPTY_RR + "80CB0000")).isPresent();
    }

    @Test
    void SRTP_20_a_source_description_that_runs_over_is_refused() {
        assertThat(read(EMPTY_RR + "81CA0003 00000001 0105 6162636465 00")).isPresent();
        assertThat(read(EMPTY_RR + "81CA0003 00000001 0106 616263646566")).isEmpty();
        assertThat(read(EMPTY_RR + "81CA0003 00000001 0107 616263646500")).isEmpty();
        assertThat(read(EMPTY_RR + "81CA0003 00000001 0103 616263 00 01 FF")).isPresent();
        assertThat(read(EMPTY_RR + "81CA0003 00000001 0105 6162636465 01")).isEmpty();
        assertThat(read(EMPTY_RR + "82CA0003 00000001 0105 6162636465 00")).isEmpty();
        assertThat(read(EMPTY_RR + "81CA0001 00000001")).isEmpty();
        assertThat(read(EMPTY_RR + "81CA0002 00000001 00000000")).isPresent();
        assertThat(read(EMPTY_RR + "80CA0000")).isPresent();
        assertThat(read(EMPTY_RR + "80CA0001 00000000")).isEmpty();
    }

    @Test
    void SRTP_20_padding_anywhere_but_at_the_end_is_refused() {
        assertThat(read(EMPTY_RR + "A1CB0002 DEADBEEF 00000004")).isPresent();
        assertThat(read(EMPTY_RR + "A1CB0002 DEADBEEF 00000003")).isEmpty();
        assertThat(read(EMPTY_RR + "A1CB0002 DEADBEEF 00000000")).isEmpty();
        assertThat(read(EMPTY_RR + "A1CB0002 DEADBEEF 0000000C")).isEmpty();
        assertThat(read(EMPTY_RR + "A0CB0002 DEADBEEF 00000008")).isPresent();
        assertThat(read("A0C90002 DEADBEEF 00000004" + "81CB0001 DEADBEEF")).isEmpty();
        assertThat(read("A0C90002 DEADBEEF 00000004")).isPresent();
        assertThat(read("A0C90002 DEADBEEF 00000008")).isEmpty();
    }

    @Test
    void SRTP_20_types_that_are_not_rtcp_are_refused() {
        assertThat(read(EMPTY_RR + "80BF0000")).isEmpty();
        assertThat(read(EMPTY_RR + "80C00000")).isPresent();
        assertThat(read(EMPTY_RR + "80E00000")).isEmpty();
    }

    @Test
    void SRTP_20_more_packets_than_the_bound_are_refused() {
        String filler = "80CC0000";
        assertThat(read(EMPTY_RR + filler.repeat(RtcpCompound.MAX_PACKETS - 1))).isPresent();
        assertThat(read(EMPTY_RR + filler.repeat(RtcpCompound.MAX_PACKETS))).isEmpty();
    }

    @Test
    void SRTP_20_more_octets_than_the_bound_are_refused() {
        String most = EMPTY_RR + "80CC01FD" + "00".repeat(2036);
        assertThat(hex(most)).hasSize(RtcpCompound.MAX_SIZE);
        assertThat(read(most)).isPresent();
        assertThat(read(EMPTY_RR + "80CC01FE" + "00".repeat(2040))).isEmpty();
    }

    @Test
    void values_that_do_not_fit_the_wire_are_bugs() {
        List<ReportBlock> tooMany = Collections.nCopies(32, BLOCK);
        assertThatIllegalArgumentException().isThrownBy(() -> new ReceiverReport(SSRC, tooMany));
        assertThat(new ReceiverReport(SSRC, tooMany.subList(0, 31)).blocks()).hasSize(31);
        assertThatIllegalArgumentException().isThrownBy(() -> new ReportBlock(1, 256, 0, 0, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReportBlock(1, 0, 0x80_0000, 0, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReportBlock(1, 0, 0, 1L << 32, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Item(0, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Item(256, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Item(1, "\u00e9".repeat(128)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Bye(List.of(), "x".repeat(256)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Opaque(203, 0, new byte[4]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Opaque(191, 0, new byte[4]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Opaque(224, 0, new byte[4]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Opaque(204, 32, new byte[4]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Opaque(204, 0, new byte[3]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Opaque(204, 0, new byte[2052]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RtcpCompound(Collections.nCopies(2, new Opaque(204, 0, new byte[1024]))));
        var report = new ReceiverReport(SSRC, List.of());
        assertThatIllegalArgumentException().isThrownBy(() -> RtcpCompound.of(report, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> RtcpCompound.of(report, "\u00e9"));
        assertThatIllegalArgumentException().isThrownBy(() -> RtcpCompound.of(report, "x".repeat(256)));
        assertThat(RtcpCompound.of(report, "x".repeat(255)).length()).isEqualTo(8 + 4 + 4 + 260);
    }

    @Test
    void random_compounds_are_read_back_as_they_were() {
        Random random = new Random(6011);
        for (int i = 0; i < 2_000; i++) {
            List<ReportBlock> blocks = new ArrayList<>();
            for (int n = random.nextInt(6); n > 0; n--) {
                blocks.add(new ReportBlock(
                        random.nextInt(),
                        random.nextInt(256),
                        random.nextInt(1 << 24) - (1 << 23),
                        Integer.toUnsignedLong(random.nextInt()),
                        Integer.toUnsignedLong(random.nextInt()),
                        Integer.toUnsignedLong(random.nextInt()),
                        Integer.toUnsignedLong(random.nextInt())));
            }
            int ssrc = random.nextInt();
            RtcpPacket.Report report = random.nextBoolean()
                    ? new ReceiverReport(ssrc, blocks)
                    : new SenderReport(
                            ssrc, random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong(), blocks);
            RtcpCompound compound = RtcpCompound.of(report, "c".repeat(1 + random.nextInt(40)));
            compound = random.nextBoolean() ? compound.withBye() : compound;
            assertThat(reread(compound).packets()).isEqualTo(compound.packets());
        }
    }

    @Test
    void mutated_compounds_never_throw_and_what_is_read_can_be_written_and_read_again() {
        byte[] seed = octets(RtcpCompound.of(new SenderReport(SSRC, 1, 2, 3, 4, List.of(BLOCK)), "abcdefgh")
                .with(new Opaque(204, 3, new byte[8]))
                .withBye());
        byte[] reason = hex(EMPTY_RR + "82CB0004 00000001 00000002 05 68656C6C6F 0000");
        Random random = new Random(20);
        for (int i = 0; i < 60_000; i++) {
            byte[] from = random.nextInt(4) == 0 ? reason : seed;
            byte[] octets = Arrays.copyOf(from, random.nextBoolean() ? from.length : random.nextInt(from.length + 9));
            for (int m = 1 + random.nextInt(4); m > 0 && octets.length > 0; m--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt();
            }
            RtcpCompound.read(octets, 0, octets.length).ifPresent(read -> {
                assertThat(read.length()).isLessThanOrEqualTo(octets.length);
                assertThat(reread(read).packets()).isEqualTo(read.packets());
            });
        }
    }
}
