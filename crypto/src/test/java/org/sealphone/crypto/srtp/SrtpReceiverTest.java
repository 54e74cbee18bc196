package org.sealphone.crypto.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealphone.crypto.srtp.Vector.hex;
import static org.sealphone.crypto.srtp.Vector.keys;
import static org.sealphone.crypto.srtp.Vector.next;
import static org.sealphone.crypto.srtp.Vector.offer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.crypto.rtp.RtpPacket;

class SrtpReceiverTest {
    private static final SrtpSuite SUITE = SrtpSuite.AES_CM_128_HMAC_SHA1_80;

    /** Seals these octets as they are, header and all, as a peer might that holds the key and builds bad packets. */
    private static byte[] sealedAsIs(SrtpSuite suite, long seed, String packet, int clear, long index) {
        byte[] plain = hex(packet);
        byte[] octets = Arrays.copyOf(plain, plain.length + PacketCipher.ROOM);
        PacketCipher cipher = PacketCipher.of(SessionKeys.derive(keys(suite, seed), SrtpProtocol.SRTP));
        int end = cipher.seal(octets, 0, clear, plain.length, Words.get(plain, 8), index);
        return Arrays.copyOf(octets, end);
    }

    @ParameterizedTest
    @EnumSource
    void what_was_sealed_is_opened(SrtpSuite suite) {
        SrtpKeys keys = keys(suite, 1);
        SrtpSender sender = new SrtpSender(keys, 0xFEEDFACE, 9);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        assertThat(receiver.index()).isEqualTo(-1);
        Random random = new Random(suite.keyLength());
        for (int i = 0; i < 500; i++) {
            byte[] payload = new byte[random.nextInt(400)];
            random.nextBytes(payload);
            byte[] datagram = Vector.octets(sender.protect(Vector.plain(payload)));
            byte[] before = datagram.clone();
            assertThat(offer(receiver, datagram)).isEqualTo(Unprotected.OPENED);
            assertThat(datagram).as("the datagram is only read").isEqualTo(before);
            assertThat(Vector.payload(receiver.packet())).isEqualTo(payload);
            assertThat(receiver.packet().ssrc()).isEqualTo(0xFEEDFACE);
            assertThat(receiver.packet().payloadType()).isEqualTo(8);
            assertThat(receiver.index()).isEqualTo(9 + i);
        }
        assertThat(receiver.count(Unprotected.OPENED)).isEqualTo(500);
        assertThat(receiver.sources()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void SRTP_02_every_flipped_bit_is_refused_and_leaves_no_trace(SrtpSuite suite) {
        SrtpKeys keys = keys(suite, 1);
        SrtpSender sender = new SrtpSender(keys, 0x01020304, 100);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        assertThat(offer(receiver, next(sender, 24))).isEqualTo(Unprotected.OPENED);
        byte[] datagram = next(sender, 40);
        for (int bit = 0; bit < 8 * datagram.length; bit++) {
            byte[] flipped = datagram.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(offer(receiver, flipped)).as("bit %d", bit).isNotEqualTo(Unprotected.OPENED);
        }
        assertThat(receiver.sources()).isEqualTo(1);
        assertThat(receiver.index()).isEqualTo(100);
        assertThat(receiver.packet().payloadLength()).isEqualTo(24);
        assertThat(offer(receiver, datagram)).isEqualTo(Unprotected.OPENED);
    }

    @ParameterizedTest
    @EnumSource
    void SRTP_20_every_truncation_and_extension_is_refused(SrtpSuite suite) {
        SrtpKeys keys = keys(suite, 1);
        SrtpSender sender = new SrtpSender(keys, 1, 100);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        byte[] datagram = next(sender, 33);
        for (int length = 0; length < datagram.length; length++) {
            Unprotected expected = length < 12 + suite.tagLength() ? Unprotected.MALFORMED : Unprotected.NOT_AUTHENTIC;
            assertThat(offer(receiver, Arrays.copyOf(datagram, length))).isEqualTo(expected);
        }
        assertThat(offer(receiver, Arrays.copyOf(datagram, datagram.length + 1)))
                .isEqualTo(Unprotected.NOT_AUTHENTIC);
        assertThat(receiver.unprotect(datagram, -1)).isEqualTo(Unprotected.MALFORMED);
        assertThat(receiver.sources()).isZero();
        assertThat(offer(receiver, datagram)).isEqualTo(Unprotected.OPENED);
    }

    @Test
    void SRTP_02_replay_is_asked_before_the_tag_and_noted_after_it() {
        SrtpKeys keys = keys(SUITE, 1);
        SrtpSender sender = new SrtpSender(keys, 1, 100);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        byte[] first = next(sender, 20);
        assertThat(offer(receiver, first)).isEqualTo(Unprotected.OPENED);
        first[first.length - 1] ^= 1;
        assertThat(offer(receiver, first)).isEqualTo(Unprotected.REPLAYED);

        byte[] second = next(sender, 20);
        byte[] forged = second.clone();
        forged[20] ^= 1;
        assertThat(offer(receiver, forged)).isEqualTo(Unprotected.NOT_AUTHENTIC);
        assertThat(offer(receiver, second)).isEqualTo(Unprotected.OPENED);
    }

    @Test
    void SRTP_02_a_forged_sequence_number_does_not_move_the_index() {
        SrtpKeys keys = keys(SUITE, 1);
        SrtpSender sender = new SrtpSender(keys, 1, 100);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        offer(receiver, next(sender, 20));
        for (int sequence : new int[] {0x7FFF, 0x8000, 0xFFFF, 0xC000}) {
            byte[] forged = next(sender, 20);
            forged[2] = (byte) (sequence >> 8);
            forged[3] = (byte) sequence;
            assertThat(offer(receiver, forged)).isEqualTo(Unprotected.NOT_AUTHENTIC);
        }
        assertThat(offer(receiver, next(sender, 20))).isEqualTo(Unprotected.OPENED);
        assertThat(receiver.index()).isEqualTo(105);
    }

    @ParameterizedTest
    @EnumSource
    void SRTP_03_a_replay_is_dropped_for_ever_and_never_ends_the_call(SrtpSuite suite) {
        SrtpKeys keys = keys(suite, 1);
        SrtpSender sender = new SrtpSender(keys, 1, 0);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        byte[] first = next(sender, 20);
        offer(receiver, first);
        for (int i = 0; i < 1000; i++) {
            assertThat(offer(receiver, first)).isEqualTo(Unprotected.REPLAYED);
        }
        for (int i = 0; i < 128; i++) {
            assertThat(offer(receiver, next(sender, 20))).isEqualTo(Unprotected.OPENED);
        }
        assertThat(offer(receiver, first)).isEqualTo(Unprotected.TOO_OLD);
        assertThat(receiver.count(Unprotected.REPLAYED)).isEqualTo(1000);
        assertThat(receiver.count(Unprotected.TOO_OLD)).isEqualTo(1);
        assertThat(receiver.count(Unprotected.OPENED)).isEqualTo(129);
    }

    @Test
    void SRTP_03_late_packets_within_the_window_are_opened_once() {
        SrtpKeys keys = keys(SUITE, 1);
        SrtpSender sender = new SrtpSender(keys, 1, 0);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        List<byte[]> sent = new ArrayList<>();
        for (int i = 0; i < 128; i++) {
            sent.add(next(sender, 20));
        }
        for (int i = 127; i >= 0; i--) {
            assertThat(offer(receiver, sent.get(i))).isEqualTo(Unprotected.OPENED);
            assertThat(offer(receiver, sent.get(i))).isEqualTo(Unprotected.REPLAYED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void SRTP_01_reordering_around_the_wrap_is_opened(SrtpSuite suite) {
        Random random = new Random(65535);
        for (int run = 0; run < 20; run++) {
            SrtpKeys keys = keys(suite, run);
            SrtpSender sender = new SrtpSender(keys, 1, 65_500L);
            SrtpReceiver receiver = new SrtpReceiver(keys);
            assertThat(offer(receiver, next(sender, 20))).isEqualTo(Unprotected.OPENED);
            List<byte[]> flight = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                flight.add(next(sender, 20));
                if (flight.size() > 30) {
                    assertThat(offer(receiver, flight.remove(random.nextInt(flight.size()))))
                            .isEqualTo(Unprotected.OPENED);
                }
            }
            while (!flight.isEmpty()) {
                assertThat(offer(receiver, flight.remove(random.nextInt(flight.size()))))
                        .isEqualTo(Unprotected.OPENED);
            }
            assertThat(receiver.count(Unprotected.OPENED)).isEqualTo(81);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 100, 20_000, 32_000})
    void SRTP_01_a_wrap_within_a_loss_is_found(int lost) {
        SrtpKeys keys = keys(SUITE, 1);
        SrtpSender sender = new SrtpSender(keys, 1, 65_530L);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        assertThat(offer(receiver, next(sender, 1))).isEqualTo(Unprotected.OPENED);
        for (int i = 0; i < lost; i++) {
            next(sender, 1);
        }
        assertThat(offer(receiver, next(sender, 1))).isEqualTo(Unprotected.OPENED);
        assertThat(receiver.index()).isEqualTo(65_531L + lost);
    }

    @Test
    void SRTP_01_many_wraps_are_counted() {
        SrtpKeys keys = keys(SUITE, 1);
        SrtpSender sender = new SrtpSender(keys, 1, 0);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        for (int i = 0; i < 3 * 65_536; i++) {
            byte[] datagram = next(sender, 1);
            if (i % 9_973 == 0) {
                assertThat(offer(receiver, datagram)).isEqualTo(Unprotected.OPENED);
                assertThat(receiver.index()).isEqualTo(i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void SRTP_01_a_stream_that_starts_at_65530_and_loses_its_start_is_opened(SrtpSuite suite) {
        for (int lost = 0; lost < 20; lost++) {
            SrtpKeys keys = keys(suite, 1);
            SrtpSender sender = new SrtpSender(keys, 1, 65_530L);
            SrtpReceiver receiver = new SrtpReceiver(keys);
            byte[] late = {};
            for (int i = 0; i < lost; i++) {
                late = next(sender, 5);
            }
            for (int i = 0; i < 10; i++) {
                assertThat(offer(receiver, next(sender, 5))).isEqualTo(Unprotected.OPENED);
                assertThat(receiver.index()).isEqualTo(65_530L + lost + i);
            }
            assertThat(lost == 0 || offer(receiver, late) == Unprotected.OPENED).isTrue();
        }
    }

    @Test
    void SRTP_01_at_rollover_counter_0_an_old_looking_packet_is_one_of_counter_0() {
        SrtpKeys keys = keys(SUITE, 1);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        assertThat(offer(receiver, next(new SrtpSender(keys, 1, 5), 5))).isEqualTo(Unprotected.OPENED);
        SrtpSender ahead = new SrtpSender(keys(SUITE, 1), 1, 65_530L);
        assertThat(offer(receiver, next(ahead, 5))).isEqualTo(Unprotected.OPENED);
        assertThat(receiver.index()).isEqualTo(65_530);

        SrtpReceiver other = new SrtpReceiver(keys);
        assertThat(offer(other, next(new SrtpSender(keys(SUITE, 1), 1, 5), 5))).isEqualTo(Unprotected.OPENED);
        SrtpSender trap = new SrtpSender(keys(SUITE, 1), 1, (0xFFFF_FFFFL << 16) + 65_530);
        assertThat(offer(other, next(trap, 5))).isEqualTo(Unprotected.NOT_AUTHENTIC);
    }

    @ParameterizedTest
    @EnumSource
    void SDES_22_a_source_is_bound_by_its_first_authentic_packet_alone(SrtpSuite suite) {
        SrtpKeys keys = keys(suite, 1);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        SrtpSender stranger = new SrtpSender(keys(suite, 2), 99, 0);
        for (int i = 0; i < 50; i++) {
            assertThat(offer(receiver, next(stranger, 20))).isEqualTo(Unprotected.NOT_AUTHENTIC);
        }
        assertThat(receiver.sources()).isZero();
        assertThat(offer(receiver, next(new SrtpSender(keys, 7, 0), 20))).isEqualTo(Unprotected.OPENED);
        assertThat(receiver.sources()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void SDES_22_so_many_sources_and_no_more(SrtpSuite suite) {
        SrtpKeys keys = keys(suite, 1);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        List<SrtpSender> senders = new ArrayList<>();
        for (int ssrc = 0; ssrc < ReceiveContexts.MAX_SOURCES; ssrc++) {
            SrtpSender sender = new SrtpSender(keys, ssrc, 100 * ssrc);
            senders.add(sender);
            assertThat(offer(receiver, next(sender, 20))).isEqualTo(Unprotected.OPENED);
        }
        assertThat(offer(receiver, next(new SrtpSender(keys, 1000, 0), 20))).isEqualTo(Unprotected.NO_CONTEXT);
        for (SrtpSender sender : senders) {
            byte[] datagram = next(sender, 20);
            assertThat(offer(receiver, datagram)).isEqualTo(Unprotected.OPENED);
            assertThat(offer(receiver, datagram)).isEqualTo(Unprotected.REPLAYED);
        }
        assertThat(receiver.sources()).isEqualTo(4);
    }

    @Test
    void SRTP_08_the_key_opens_2_to_the_48_packets_and_not_one_more() {
        SrtpKeys keys = keys(SUITE, 1);
        keys.receiving().advance((1L << 48) - 1, 0);
        SrtpSender sender = new SrtpSender(keys, 1, 0);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        byte[] forged = next(sender, 20);
        forged[15] ^= 1;
        assertThat(offer(receiver, forged)).isEqualTo(Unprotected.NOT_AUTHENTIC);
        assertThat(offer(receiver, next(sender, 20))).isEqualTo(Unprotected.OPENED);
        assertThat(offer(receiver, next(sender, 20))).isEqualTo(Unprotected.KEY_EXHAUSTED);
    }

    @Test
    void SRTP_08_past_the_last_index_the_key_is_exhausted() {
        SrtpKeys keys = keys(SUITE, 1);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        // The window of a source that has come all the way: bound by hand, since nobody sends 2^48 packets.
        SrtpReceiver far = far(receiver, keys(SUITE, 1), PacketIndex.MAX - 1);
        byte[] last = next(new SrtpSender(keys(SUITE, 1), 1, PacketIndex.MAX), 20);
        assertThat(offer(far, last)).isEqualTo(Unprotected.OPENED);
        byte[] beyond = next(new SrtpSender(keys(SUITE, 1), 1, 0), 20);
        assertThat(offer(far, beyond)).isEqualTo(Unprotected.KEY_EXHAUSTED);
    }

    private static SrtpReceiver far(SrtpReceiver receiver, SrtpKeys keys, long highest) {
        receiver.close();
        ReceiveContexts contexts = new ReceiveContexts();
        contexts.bind(1, highest);
        return new SrtpReceiver(keys, contexts);
    }

    @ParameterizedTest
    @EnumSource
    void SRTP_20_an_authentic_packet_that_is_malformed_inside_is_refused_once(SrtpSuite suite) {
        // CSRC list beyond the end, extension beyond the end, padding of 0 and padding beyond the start
        String[][] bad = {
            {"8F000001 00000000 00000001 01020304", "16"},
            {"90000001 00000000 00000001 BEDE0009", "16"},
            {"90000001 00000000 00000001 BEDE", "14"},
            {"A0000001 00000000 00000001 01020300", "12"},
            {"A0000001 00000000 00000001 01020309", "12"},
        };
        for (String[] packet : bad) {
            SrtpReceiver receiver = new SrtpReceiver(keys(suite, 1));
            byte[] datagram = sealedAsIs(suite, 1, packet[0], Integer.parseInt(packet[1]), 1);
            assertThat(offer(receiver, datagram)).as(packet[0]).isEqualTo(Unprotected.MALFORMED);
            assertThat(receiver.packet().payloadLength()).isZero();
            assertThat(offer(receiver, datagram)).isEqualTo(Unprotected.REPLAYED);
        }
        SrtpReceiver receiver = new SrtpReceiver(keys(suite, 1));
        byte[] good = sealedAsIs(suite, 1, "B1000001 00000000 00000001 0000AAAA BEDE0001 00000000 07080902", 24, 1);
        assertThat(offer(receiver, good)).isEqualTo(Unprotected.OPENED);
        assertThat(Vector.payload(receiver.packet())).isEqualTo(hex("0708"));
    }

    @ParameterizedTest
    @EnumSource
    void SRTP_20_a_malformed_packet_that_is_not_authentic_is_just_not_authentic(SrtpSuite suite) {
        SrtpReceiver receiver = new SrtpReceiver(keys(suite, 1));
        byte[] datagram = sealedAsIs(suite, 2, "8F000001 00000000 00000001 01020304", 16, 1);
        assertThat(offer(receiver, datagram)).isEqualTo(Unprotected.NOT_AUTHENTIC);
    }

    @ParameterizedTest
    @EnumSource
    void SRTP_18_what_is_not_version_2_is_dropped_unseen(SrtpSuite suite) {
        SrtpKeys keys = keys(suite, 1);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        byte[] datagram = next(new SrtpSender(keys, 1, 0), 20);
        for (int first = 0; first < 256; first++) {
            byte[] other = datagram.clone();
            other[0] = (byte) first;
            if (first >> 6 != 2) {
                assertThat(offer(receiver, other)).isEqualTo(Unprotected.MALFORMED);
            }
        }
        assertThat(offer(receiver, datagram)).isEqualTo(Unprotected.OPENED);
    }

    @ParameterizedTest
    @EnumSource
    void the_lease_is_reused_and_keeps_the_last_opened_packet(SrtpSuite suite) {
        SrtpKeys keys = keys(suite, 1);
        SrtpSender sender = new SrtpSender(keys, 1, 0);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        RtpPacket lease = receiver.packet();
        offer(receiver, next(sender, 33));
        byte[] forged = next(sender, 44);
        forged[20] ^= 1;
        offer(receiver, forged);
        assertThat(receiver.packet()).isSameAs(lease);
        assertThat(lease.payloadLength()).isEqualTo(33);
        assertThat(Vector.payload(lease)).containsOnly(0xD5);
    }

    @ParameterizedTest
    @EnumSource
    void a_closed_receiver_opens_nothing_not_even_what_a_key_of_zeros_sealed(SrtpSuite suite) {
        SrtpKeys keys = keys(suite, 1);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        receiver.close();
        receiver.close();
        assertThat(offer(receiver, next(new SrtpSender(keys, 1, 0), 20))).isEqualTo(Unprotected.NO_CONTEXT);
        SrtpKeys zeros = SrtpKeys.of(suite, new byte[suite.masterLength()]);
        assertThat(offer(receiver, next(new SrtpSender(zeros, 1, 0), 20))).isEqualTo(Unprotected.NO_CONTEXT);
    }

    @Test
    void packets_of_one_suite_are_not_packets_of_another() {
        for (SrtpSuite sealing : SrtpSuite.values()) {
            for (SrtpSuite opening : SrtpSuite.values()) {
                byte[] shared = Vector.master(SrtpSuite.AES_256_CM_HMAC_SHA1_80, 1);
                SrtpKeys one = SrtpKeys.of(sealing, Arrays.copyOf(shared, sealing.masterLength()));
                SrtpKeys two = SrtpKeys.of(opening, Arrays.copyOf(shared, opening.masterLength()));
                assertThat(offer(new SrtpReceiver(two), next(new SrtpSender(one, 1, 0), 60)) == Unprotected.OPENED)
                        .isEqualTo(sealing == opening);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void random_loss_duplication_forgery_and_order_open_each_packet_at_most_once(SrtpSuite suite) {
        Random random = new Random(suite.name().length());
        SrtpKeys keys = keys(suite, 5);
        SrtpSender sender = new SrtpSender(keys, 1, 65_000L);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        offer(receiver, next(sender, 10));
        List<byte[]> flight = new ArrayList<>();
        long last = 65_000;
        boolean[] opened = new boolean[3_000];
        for (int i = 0; i < 2_000; i++) {
            byte[] datagram = next(sender, random.nextInt(60));
            if (random.nextInt(10) > 0) {
                flight.add(datagram);
            }
            while (flight.size() > 20) {
                int pick = random.nextInt(flight.size());
                byte[] taken = flight.get(pick).clone();
                if (random.nextInt(4) > 0) {
                    flight.remove(pick);
                }
                boolean forged = random.nextInt(5) == 0;
                if (forged) {
                    taken[random.nextInt(taken.length)] ^= (byte) (1 << random.nextInt(8));
                }
                Unprotected outcome = offer(receiver, taken);
                if (outcome == Unprotected.OPENED) {
                    assertThat(forged).isFalse();
                    int at = (int) (receiver.index() - 65_000);
                    assertThat(opened[at]).isFalse();
                    opened[at] = true;
                    last = Math.max(last, receiver.index());
                }
            }
        }
        assertThat(last).isGreaterThan(66_900);
        assertThat(receiver.sources()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void random_datagrams_never_throw_and_never_open(SrtpSuite suite) {
        Random random = new Random(1);
        SrtpReceiver receiver = new SrtpReceiver(keys(suite, 1));
        int offered = 3_000;
        for (int i = 0; i < offered; i++) {
            byte[] datagram = new byte[random.nextInt(2200)];
            random.nextBytes(datagram);
            if (datagram.length > 0 && i % 4 > 0) {
                datagram[0] = (byte) (0x80 | datagram[0] & 0x3F);
            }
            assertThat(offer(receiver, datagram)).isIn(Unprotected.MALFORMED, Unprotected.NOT_AUTHENTIC);
        }
        assertThat(receiver.count(Unprotected.MALFORMED) + receiver.count(Unprotected.NOT_AUTHENTIC))
                .isEqualTo(offered);
        assertThat(receiver.sources()).isZero();
    }
}
