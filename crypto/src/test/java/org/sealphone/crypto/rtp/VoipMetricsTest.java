package org.sealphone.crypto.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.rtp.RtcpPacket.Opaque;
import org.sealphone.crypto.rtp.RtcpPacket.ReceiverReport;
import org.sealphone.crypto.rtp.VoipMetrics.JitterBufferDelays;
import org.sealphone.crypto.rtp.VoipMetrics.Losses;

class VoipMetricsTest {
    private static final int US = 0x11223344;
    private static final int THEM = 0x55667788;
    private static final VoipMetrics METRICS = new VoipMetrics(
            THEM, new Losses(1, 2, 3, 4, 120, 520), 80, 40, 93, 44, 43, new JitterBufferDelays(40, 100, 240));
    private static final String BLOCK =
            "07000008 55667788 01020304 00780208 00500028 7f7f7f10 5d7f2c2b f0000028 006400f0";

    private static Opaque packet(String blocks) {
        return new Opaque(
                RtcpPacket.EXTENDED_REPORT, 0, HexFormat.of().parseHex(("11223344" + blocks).replace(" ", "")));
    }

    @Test
    void XR_01_every_field_has_its_place_and_what_is_not_measured_is_unavailable() {
        assertThat(METRICS.packet(US)).isEqualTo(packet(BLOCK));
        assertThat(VoipMetrics.about(THEM, packet(BLOCK))).contains(METRICS);
        assertThat(VoipMetrics.about(THEM + 1, packet(BLOCK))).isEmpty();
    }

    @Test
    void XR_01_the_block_is_found_behind_others_and_in_a_compound() {
        Opaque behind = packet("04000002 0102030405060708" + BLOCK.replace("5566", "9966") + BLOCK);
        assertThat(VoipMetrics.about(THEM, behind)).contains(METRICS);
        RtcpCompound compound = RtcpCompound.of(new ReceiverReport(US, List.of()), "x");
        assertThat(compound.metricsAbout(THEM)).isEmpty();
        byte[] octets = new byte[RtcpCompound.MAX_SIZE];
        int length = compound.with(behind).withBye().write(octets, 0);
        Optional<RtcpCompound> read = RtcpCompound.read(octets, 0, length);
        assertThat(read.orElseThrow().metricsAbout(THEM)).contains(METRICS);
    }

    @Test
    void SRTP_20_a_block_that_runs_over_or_is_none_says_nothing() {
        assertThat(VoipMetrics.about(THEM, packet(BLOCK.substring(0, BLOCK.length() - 9))))
                .isEmpty();
        assertThat(VoipMetrics.about(THEM, packet("04000003 01020304" + BLOCK))).isEmpty();
        assertThat(VoipMetrics.about(THEM, packet("0400ffff" + BLOCK))).isEmpty();
        assertThat(VoipMetrics.about(THEM, packet(BLOCK.replace("07000008", "07000007"))))
                .isEmpty();
        assertThat(VoipMetrics.about(THEM, packet(BLOCK.replace("07000008", "08000008"))))
                .isEmpty();
        assertThat(VoipMetrics.about(THEM, packet(""))).isEmpty();
        assertThat(VoipMetrics.about(THEM, new Opaque(RtcpPacket.EXTENDED_REPORT, 0, new byte[0])))
                .isEmpty();
        assertThat(VoipMetrics.about(
                        THEM,
                        new Opaque(RtcpPacket.APPLICATION, 0, packet(BLOCK).body())))
                .isEmpty();
    }

    @Test
    void XR_01_scores_beyond_their_scale_are_ignored() {
        VoipMetrics odd = VoipMetrics.about(THEM, packet(BLOCK.replace("5d7f2c2b", "657f3309")))
                .orElseThrow();
        assertThat(List.of(odd.rating(), odd.listeningMos(), odd.conversationalMos()))
                .containsOnly(VoipMetrics.UNAVAILABLE);
        VoipMetrics edge = VoipMetrics.about(THEM, packet(BLOCK.replace("5d7f2c2b", "647f320a")))
                .orElseThrow();
        assertThat(List.of(edge.rating(), edge.listeningMos(), edge.conversationalMos()))
                .containsExactly(100, 50, 10);
    }

    @Test
    void values_that_the_wire_has_no_room_for_are_bugs() {
        Losses none = new Losses(0, 0, 0, 0, 0, 0);
        JitterBufferDelays still = new JitterBufferDelays(0, 0, 0);
        assertThatIllegalArgumentException().isThrownBy(() -> new Losses(256, 0, 0, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Losses(0, 0, 0, 0, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new JitterBufferDelays(0, 65_536, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new VoipMetrics(1, none, 65_536, 0, 93, 44, 44, still));
        assertThatIllegalArgumentException().isThrownBy(() -> new VoipMetrics(1, none, 0, 0, 101, 44, 44, still));
        assertThatIllegalArgumentException().isThrownBy(() -> new VoipMetrics(1, none, 0, 0, 93, 9, 44, still));
        assertThatIllegalArgumentException().isThrownBy(() -> new VoipMetrics(1, none, 0, 0, 93, 44, 51, still));
    }
}
