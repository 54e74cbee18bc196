package org.sealphone.crypto.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.sealphone.crypto.srtp.Vector.keys;
import static org.sealphone.crypto.srtp.Vector.next;
import static org.sealphone.crypto.srtp.Vector.octets;
import static org.sealphone.crypto.srtp.Vector.plain;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What changes and what goes on when the key of a direction is replaced. */
class RekeyingTest {
    private static final SrtpSuite SUITE = SrtpSuite.AES_CM_128_HMAC_SHA1_80;
    private static final long START = 1_000;
    private static final int SSRC = 0x5EA1;

    private final SecureRandom random = new SecureRandom();

    private static SrtpInbound inbound(long seed) {
        return new SrtpInbound(List.of(keys(SUITE, seed)));
    }

    private static Unprotected offer(SrtpInbound inbound, byte[] datagram, long now) {
        return inbound.rtp(datagram, datagram.length, now);
    }

    private static Unprotected report(SrtpInbound inbound, byte[] datagram, long now) {
        return inbound.rtcp(datagram, datagram.length, now);
    }

    @ParameterizedTest
    @EnumSource
    void SDES_26_a_fresh_key_of_ours_has_a_fresh_ssrc_and_starts_low(SrtpSuite suite) {
        for (int i = 0; i < 50; i++) {
            SrtpOutbound before = SrtpOutbound.start(SrtpKeys.generate(suite, random), random);
            SrtpOutbound after = before.rekeyed(SrtpKeys.generate(suite, random), random);
            assertThat(after.ssrc()).isNotZero().isNotEqualTo(before.ssrc());
            SrtpPacket first = after.rtp().protect(plain(new byte[1]));
            int sequence = Words.get(octets(first), 0) & 0xFFFF;
            assertThat(sequence).isLessThan(1 << 15);
            assertThat(before.rtp().protect(plain(new byte[1]))).isNull();
            assertThat(before.rtcp().protect(SrtcpTest.report(before.ssrc()))).isNull();
        }
    }

    @Test
    void SRTP_07_the_srtcp_index_goes_on_under_the_fresh_ssrc() {
        SrtpOutbound before = SrtpOutbound.start(SrtpKeys.generate(SUITE, random), random);
        before.rtcp().protect(SrtcpTest.report(before.ssrc()));
        before.rtcp().protect(SrtcpTest.report(before.ssrc()));
        SrtpOutbound after = before.rekeyed(SrtpKeys.generate(SUITE, random), random);
        byte[] third = octets(after.rtcp().protect(SrtcpTest.report(after.ssrc())));
        assertThat(Words.get(third, third.length - 14)).isEqualTo(0x8000_0002);
        assertThat(after.sealed()).isEqualTo(3);
    }

    @Test
    void SRTP_09_SDES_32_no_two_senders_of_one_key_share_an_ssrc() {
        SrtpKeys keys = SrtpKeys.generate(SUITE, random);
        SecureRandom stuck = new SecureRandom() {
            private int turn;

            @Override
            public int nextInt() {
                // Every number twice: a generator that repeats itself must not repeat an SSRC.
                return turn++ / 2;
            }
        };
        for (int i = 1; i <= 20; i++) {
            assertThat(SrtpOutbound.start(keys, stuck).ssrc()).isEqualTo(i);
        }
    }

    @Test
    void SDES_04_nothing_is_sent_under_a_key_that_came_from_the_peer() {
        SrtpKeys received = keys(SUITE, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> SrtpOutbound.start(received, random));
        SrtpOutbound ours = SrtpOutbound.start(SrtpKeys.generate(SUITE, random), random);
        assertThatIllegalArgumentException().isThrownBy(() -> ours.rekeyed(received, random));
        assertThat(ours.rtp().protect(plain(new byte[1]))).isNotNull();
    }

    @Test
    void SRTP_09_an_index_that_comes_back_stops_the_sender() {
        KeyUse use = new KeyUse();
        use.take(5);
        use.take(6);
        assertThatIllegalStateException().isThrownBy(() -> use.take(6));
        assertThatIllegalStateException().isThrownBy(() -> use.take(5));
        use.take(7);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 7, 65_535})
    void SDES_26_a_peer_that_counts_on_is_understood(long roc) {
        long last = roc << 16 | 40_000;
        SrtpInbound inbound = inbound(1);
        hear(inbound, last);
        inbound.rekey(List.of(keys(SUITE, 2)), START);
        SrtpSender goesOn = new SrtpSender(keys(SUITE, 2), SSRC, last + 1);
        assertThat(offer(inbound, next(goesOn, 20), START)).isEqualTo(Unprotected.OPENED);
        assertThat(inbound.index()).isEqualTo(last + 1);
        assertThat(inbound.secondTries()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 65_535})
    void SDES_26_a_peer_that_starts_its_rollover_counter_again_is_understood(long roc) {
        SrtpInbound inbound = inbound(1);
        hear(inbound, roc << 16 | 40_000);
        inbound.rekey(List.of(keys(SUITE, 2)), START);
        SrtpSender again = new SrtpSender(keys(SUITE, 2), SSRC, 40_001L);
        assertThat(offer(inbound, next(again, 20), START)).isEqualTo(Unprotected.OPENED);
        assertThat(inbound.index()).isEqualTo(40_001);
        assertThat(inbound.secondTries()).isEqualTo(1);
        // Decided: from here on one candidate is left, and a packet of the other is not authentic.
        SrtpSender other = new SrtpSender(keys(SUITE, 2), SSRC, roc << 16 | 40_002);
        assertThat(offer(inbound, next(other, 20), START)).isEqualTo(Unprotected.NOT_AUTHENTIC);
        assertThat(offer(inbound, next(again, 20), START)).isEqualTo(Unprotected.OPENED);
        assertThat(inbound.secondTries()).isEqualTo(1);
    }

    @Test
    void SDES_26_there_is_no_third_candidate() {
        SrtpInbound inbound = inbound(1);
        hear(inbound, 5L << 16 | 100);
        inbound.rekey(List.of(keys(SUITE, 2)), START);
        for (long roc : new long[] {1, 3, 4, 6}) {
            SrtpSender wrong = new SrtpSender(keys(SUITE, 2), SSRC, roc << 16 | 101);
            assertThat(offer(inbound, next(wrong, 20), START)).isEqualTo(Unprotected.NOT_AUTHENTIC);
        }
        assertThat(offer(inbound, next(new SrtpSender(keys(SUITE, 2), SSRC, 101L), 20), START))
                .isEqualTo(Unprotected.OPENED);
    }

    @Test
    void SDES_26_the_second_candidate_is_bounded_and_counted() {
        SrtpInbound inbound = inbound(1);
        hear(inbound, 5L << 16 | 100);
        inbound.rekey(List.of(keys(SUITE, 2)), START);
        byte[] forged = next(new SrtpSender(keys(SUITE, 3), SSRC, 101L), 20);
        for (int i = 1; i < ReceiveContexts.SECOND_TRIES; i++) {
            offer(inbound, forged, START);
        }
        SrtpSender again = new SrtpSender(keys(SUITE, 2), SSRC, 101L);
        byte[] inTime = next(again, 20);
        offer(inbound, forged, START);
        assertThat(inbound.secondTries()).isEqualTo(ReceiveContexts.SECOND_TRIES);
        assertThat(offer(inbound, inTime, START)).isEqualTo(Unprotected.NOT_AUTHENTIC);
        assertThat(inbound.secondTries()).isEqualTo(ReceiveContexts.SECOND_TRIES);
        // The first candidate is tried for ever.
        SrtpSender goesOn = new SrtpSender(keys(SUITE, 2), SSRC, 5L << 16 | 101);
        assertThat(offer(inbound, next(goesOn, 20), START)).isEqualTo(Unprotected.OPENED);
    }

    @Test
    void SDES_26_a_source_that_was_silent_through_two_changes_may_still_count_on() {
        SrtpInbound inbound = inbound(1);
        hear(inbound, 9L << 16 | 7);
        inbound.rekey(List.of(keys(SUITE, 2)), START);
        inbound.rekey(List.of(keys(SUITE, 3)), START);
        assertThat(offer(inbound, next(new SrtpSender(keys(SUITE, 3), SSRC, 9L << 16 | 8), 20), START))
                .isEqualTo(Unprotected.OPENED);
    }

    @Test
    void SDES_25_after_a_move_the_rollover_counter_is_0() {
        SrtpInbound inbound = inbound(1);
        hear(inbound, 5L << 16 | 100);
        inbound.restart(List.of(keys(SUITE, 2)), START);
        assertThat(offer(inbound, next(new SrtpSender(keys(SUITE, 2), SSRC, 5L << 16 | 101), 20), START))
                .isEqualTo(Unprotected.NOT_AUTHENTIC);
        assertThat(offer(inbound, next(new SrtpSender(keys(SUITE, 2), SSRC, 101L), 20), START))
                .isEqualTo(Unprotected.OPENED);
        assertThat(inbound.index()).isEqualTo(101);
    }

    @Test
    void SDES_27_old_and_new_are_heard_side_by_side_until_the_time_is_over() {
        SrtpInbound inbound = inbound(1);
        SrtpSender old = new SrtpSender(keys(SUITE, 1), SSRC, 100L);
        SrtcpSender oldReports = new SrtcpSender(keys(SUITE, 1), SSRC);
        assertThat(offer(inbound, next(old, 20), START)).isEqualTo(Unprotected.OPENED);
        byte[] straggler = next(old, 20);
        inbound.rekey(List.of(keys(SUITE, 2)), START);
        SrtpSender fresh = new SrtpSender(keys(SUITE, 2), SSRC, 102L);
        for (int i = 0; i < 200; i++) {
            assertThat(offer(inbound, next(fresh, 20), START)).isEqualTo(Unprotected.OPENED);
        }
        assertThat(inbound.packetIsNewest()).isTrue();
        long last = START + SrtpInbound.OLD_KEYS_NANOS - 1;
        assertThat(offer(inbound, straggler, last)).isEqualTo(Unprotected.OPENED);
        assertThat(inbound.index()).isEqualTo(101);
        assertThat(inbound.packetIsNewest()).isFalse();
        assertThat(offer(inbound, straggler, last)).isEqualTo(Unprotected.TOO_OLD);
        assertThat(report(inbound, octets(oldReports.protect(SrtcpTest.report(SSRC))), last))
                .isEqualTo(Unprotected.OPENED);
        assertThat(inbound.compoundIsNewest()).isFalse();
        assertThat(inbound.compound().ssrc()).isEqualTo(SSRC);
        assertThat(inbound.hasOldKeys()).isTrue();
        assertThat(offer(inbound, next(old, 20), last + 1)).isNotEqualTo(Unprotected.OPENED);
        assertThat(inbound.hasOldKeys()).isFalse();
        assertThat(inbound.rtpCount(Unprotected.OPENED)).isEqualTo(202);
        assertThat(inbound.rtcpCount(Unprotected.OPENED)).isEqualTo(1);
    }

    @Test
    void SDES_27_old_keys_end_without_a_packet_and_at_the_next_change() {
        SrtpInbound inbound = inbound(1);
        inbound.rekey(List.of(keys(SUITE, 2)), START);
        inbound.expire(START + SrtpInbound.OLD_KEYS_NANOS - 1);
        assertThat(inbound.hasOldKeys()).isTrue();
        inbound.expire(START + SrtpInbound.OLD_KEYS_NANOS);
        assertThat(inbound.hasOldKeys()).isFalse();
        SrtpSender first = new SrtpSender(keys(SUITE, 2), SSRC, 1L);
        assertThat(offer(inbound, next(first, 20), START)).isEqualTo(Unprotected.OPENED);
        inbound.rekey(List.of(keys(SUITE, 3)), START);
        inbound.rekey(List.of(keys(SUITE, 4)), START);
        assertThat(offer(inbound, next(first, 20), START)).isNotEqualTo(Unprotected.OPENED);
        inbound.close();
        inbound.rekey(List.of(keys(SUITE, 5)), START);
        assertThat(offer(inbound, next(new SrtpSender(keys(SUITE, 5), SSRC, 1L), 20), START))
                .isEqualTo(Unprotected.NO_CONTEXT);
    }

    @Test
    void SRTP_03_what_was_heard_under_the_old_key_is_not_heard_again_under_the_fresh_one() {
        SrtpInbound inbound = inbound(1);
        SrtpSender old = new SrtpSender(keys(SUITE, 1), SSRC, 100L);
        byte[] heard = next(old, 20);
        assertThat(offer(inbound, heard, START)).isEqualTo(Unprotected.OPENED);
        inbound.rekey(List.of(keys(SUITE, 2)), START);
        assertThat(offer(inbound, heard, START)).isEqualTo(Unprotected.REPLAYED);
        assertThat(offer(inbound, heard, START + SrtpInbound.OLD_KEYS_NANOS)).isEqualTo(Unprotected.NOT_AUTHENTIC);
    }

    /** A source whose highest authentic index is this: nobody wants to wait for so many packets. */
    private static void hear(SrtpInbound inbound, long index) {
        inbound.contexts().bind(SSRC, index);
    }
}
