package org.sealphone.crypto.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.sealphone.crypto.srtp.Vector.keys;
import static org.sealphone.crypto.srtp.Vector.next;
import static org.sealphone.crypto.srtp.Vector.octets;
import static org.sealphone.crypto.srtp.Vector.offer;
import static org.sealphone.crypto.srtp.Vector.plain;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealphone.crypto.rtp.RtpPacket;

class SrtpSenderTest {
    private static final SrtpSuite SUITE = SrtpSuite.AES_CM_128_HMAC_SHA1_80;

    @Test
    void only_a_sender_makes_a_protected_packet() {
        assertThat(ProtectedPacket.class.isSealed()).isTrue();
        for (Class<?> kind : ProtectedPacket.class.getPermittedSubclasses()) {
            for (Constructor<?> constructor : kind.getDeclaredConstructors()) {
                assertThat(constructor.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED))
                        .isZero();
            }
        }
        for (Constructor<?> constructor : SealingContext.class.getDeclaredConstructors()) {
            assertThat(constructor.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED))
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_sealed_packet_has_its_header_in_clear_and_its_payload_nowhere(SrtpSuite suite) {
        SrtpSender sender = new SrtpSender(keys(suite, 1), 0xCAFEBABE, 77);
        byte[] payload = new byte[160];
        Arrays.fill(payload, (byte) 0xD5);
        RtpPacket plain = plain(payload);
        SrtpPacket sealed = sender.protect(plain);
        byte[] octets = octets(sealed);
        assertThat(octets).hasSize(12 + 160 + suite.tagLength());
        assertThat(Arrays.copyOf(octets, 12))
                .isEqualTo(Arrays.copyOfRange(plain.array(), RtpPacket.HEAD_ROOM, RtpPacket.HEAD_ROOM + 12));
        assertThat(plain.ssrc()).isEqualTo(0xCAFEBABE);
        assertThat(plain.sequenceNumber()).isEqualTo(77);
        assertThat(Vector.payload(plain)).isEqualTo(payload);
        int same = 0;
        for (int i = 12; i < 172; i++) {
            same += octets[i] == (byte) 0xD5 ? 1 : 0;
        }
        assertThat(same).isLessThan(10);
        assertThat(sealed.context()).isSameAs(sender.context());
        assertThat(sender.ssrc()).isEqualTo(0xCAFEBABE);
        assertThat(sender.sealed()).isEqualTo(1);
    }

    @Test
    void the_lease_is_reused_and_every_sender_has_an_identity_of_its_own() {
        SrtpKeys keys = keys(SUITE, 1);
        SrtpSender one = new SrtpSender(keys, 1, 0);
        SrtpSender other = new SrtpSender(keys, 2, 0);
        SrtpPacket first = one.protect(plain(new byte[10]));
        assertThat(one.protect(plain(new byte[20]))).isSameAs(first);
        assertThat(first.length()).isEqualTo(12 + 20 + 10);
        assertThat(one.context()).isNotSameAs(other.context());
        assertThat(other.protect(plain(new byte[1])).context()).isNotSameAs(first.context());
    }

    @ParameterizedTest
    @EnumSource
    void SRTP_09_the_same_packet_twice_gets_two_indices_and_two_keystreams(SrtpSuite suite) {
        SrtpSender sender = new SrtpSender(keys(suite, 1), 1, 65_000 - 40_000);
        RtpPacket digit = plain(new byte[16]);
        byte[] one = octets(sender.protect(digit));
        byte[] two = octets(sender.protect(digit));
        assertThat(digit.sequenceNumber()).isEqualTo(25_001);
        assertThat(Arrays.copyOfRange(one, 12, 28)).isNotEqualTo(Arrays.copyOfRange(two, 12, 28));
    }

    @ParameterizedTest
    @EnumSource
    void SRTP_09_no_keystream_is_used_twice_over_the_wrap(SrtpSuite suite) {
        SrtpSender sender = new SrtpSender(keys(suite, 1), 1, 65_500L);
        Set<String> keystreams = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            byte[] sealed = octets(sender.protect(plain(new byte[16])));
            assertThat(keystreams.add(Arrays.toString(Arrays.copyOfRange(sealed, 12, 28))))
                    .isTrue();
        }
    }

    @Test
    void SRTP_10_sequence_numbers_go_on_whatever_the_caller_does_to_its_packets() {
        SrtpSender sender = new SrtpSender(keys(SUITE, 1), 1, 65_534L);
        RtpPacket packet = new RtpPacket();
        int[] expected = {65_534, 65_535, 0, 1};
        for (int sequence : expected) {
            packet.begin(0, true, 0).stamp(999, 999);
            sender.protect(packet);
            assertThat(packet.sequenceNumber()).isEqualTo(sequence);
            assertThat(packet.ssrc()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void SRTP_10_a_rekeyed_stream_goes_on_where_it_was(SrtpSuite suite) {
        SrtpKeys before = keys(suite, 1);
        SrtpKeys after = keys(suite, 2);
        SrtpSender sender = new SrtpSender(before, 1, 65_535L);
        SrtpReceiver receiver = new SrtpReceiver(before);
        assertThat(offer(receiver, next(sender, 20))).isEqualTo(Unprotected.OPENED);
        assertThat(offer(receiver, next(sender, 20))).isEqualTo(Unprotected.OPENED);
        assertThat(receiver.index()).isEqualTo(65_536);

        SrtpSender rekeyed = new SrtpSender(after, 1, 65_537L);
        byte[] datagram = next(rekeyed, 20);
        assertThat(offer(receiver, datagram)).isEqualTo(Unprotected.NOT_AUTHENTIC);
        SrtpReceiver ready = new SrtpReceiver(after, new ReceiveContexts(receiver.contexts()));
        assertThat(offer(ready, datagram)).isEqualTo(Unprotected.OPENED);
        assertThat(ready.index()).isEqualTo(65_537);
        assertThat(offer(ready, datagram)).isEqualTo(Unprotected.REPLAYED);
    }

    @Test
    void SRTP_08_the_key_ends_after_2_to_the_48_packets() {
        SrtpKeys keys = keys(SUITE, 1);
        keys.sending().advance((1L << 48) - 1, 0);
        SrtpSender sender = new SrtpSender(keys, 1, 0);
        SrtcpSender reports = new SrtcpSender(keys, 1);
        assertThat(sender.keyExhausted()).isFalse();
        assertThat(sender.protect(plain(new byte[1]))).isNotNull();
        assertThat(sender.keyExhausted()).isTrue();
        assertThat(sender.protect(plain(new byte[1]))).isNull();
        assertThat(sender.sealed()).isEqualTo(1);
        assertThat(reports.keyExhausted()).isTrue();
        assertThat(reports.protect(SrtcpTest.report(1))).isNull();
    }

    @Test
    void SRTP_08_an_exhausted_srtcp_ends_srtp_as_well() {
        SrtpKeys keys = keys(SUITE, 1);
        keys.sending().advance(0, (1L << 31) - 1);
        SrtpSender sender = new SrtpSender(keys, 1, 0);
        SrtcpSender reports = new SrtcpSender(keys, 1);
        assertThat(sender.protect(plain(new byte[1]))).isNotNull();
        assertThat(reports.protect(SrtcpTest.report(1))).isNotNull();
        assertThat(reports.protect(SrtcpTest.report(1))).isNull();
        assertThat(sender.protect(plain(new byte[1]))).isNull();
    }

    @Test
    void SRTP_08_the_last_index_of_a_stream_is_used_once() {
        SrtpKeys keys = keys(SUITE, 1);
        SrtpSender sender = new SrtpSender(keys, 1, PacketIndex.MAX);
        assertThat(sender.protect(plain(new byte[1]))).isNotNull();
        assertThat(sender.protect(plain(new byte[1]))).isNull();
        assertThat(sender.keyExhausted()).isTrue();
        assertThat(keys.sending().exhausted()).isFalse();
    }

    @Test
    void SDES_18_23_a_shorter_lifetime_is_kept_over_all_sources_of_the_key() {
        SrtpKeys keys = SrtpKeys.of(SUITE, Vector.master(SUITE, 1), 3);
        SrtpSender one = new SrtpSender(keys, 1, 0);
        SrtpSender two = new SrtpSender(keys, 2, 0);
        assertThat(one.protect(plain(new byte[1]))).isNotNull();
        assertThat(two.protect(plain(new byte[1]))).isNotNull();
        assertThat(one.protect(plain(new byte[1]))).isNotNull();
        assertThat(two.protect(plain(new byte[1]))).isNull();
        assertThat(one.keyExhausted()).isTrue();
    }

    @Test
    void SRTP_08_two_threads_do_not_spend_more_than_there_is() throws InterruptedException {
        KeyLifetime lifetime = new KeyLifetime(50_000);
        CountDownLatch go = new CountDownLatch(1);
        int[] spent = new int[2];
        Thread[] threads = new Thread[2];
        for (int t = 0; t < 2; t++) {
            int me = t;
            threads[t] = new Thread(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    return;
                }
                for (int i = 0; i < 40_000; i++) {
                    spent[me] += lifetime.spendSrtp() ? 1 : 0;
                }
            });
            threads[t].start();
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(spent[0] + spent[1]).isEqualTo(50_000);
    }

    @Test
    void SDES_21_the_first_sequence_number_is_below_2_to_the_15() {
        SrtpKeys keys = keys(SUITE, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> new SrtpSender(keys, 1, 1 << 15));
        assertThatIllegalArgumentException().isThrownBy(() -> new SrtpSender(keys, 1, -1));
        assertThat(new SrtpSender(keys, 1, (1 << 15) - 1)).isNotNull();
        SecureRandom random = new SecureRandom();
        for (int ssrc = 100; ssrc < 150; ssrc++) {
            RtpPacket packet = plain(new byte[1]);
            SrtpSender.create(keys, ssrc, random).protect(packet);
            assertThat(packet.sequenceNumber()).isLessThan(1 << 15);
        }
    }

    @Test
    void SRTP_11_a_packet_with_csrc_list_or_extension_is_not_sent() {
        SrtpSender sender = new SrtpSender(keys(SUITE, 1), 1, 0);
        RtpPacket packet = new RtpPacket();
        byte[] mixed = Vector.hex("81001234 89ABCDEF DEADBEEF 0000AAAA 01");
        assertThat(packet.read(mixed, 0, mixed.length)).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> sender.protect(packet));
        mixed[0] = (byte) 0x80;
        assertThat(packet.read(mixed, 0, mixed.length)).isTrue();
        assertThat(sender.protect(packet)).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void a_closed_sender_seals_nothing_and_what_it_sealed_stays_sealed(SrtpSuite suite) {
        SrtpKeys keys = keys(suite, 1);
        SrtpSender sender = new SrtpSender(keys, 1, 0);
        SrtpPacket sealed = sender.protect(plain(new byte[30]));
        byte[] before = octets(sealed);
        sender.close();
        sender.close();
        assertThat(sender.protect(plain(new byte[30]))).isNull();
        assertThat(octets(sealed)).isEqualTo(before);
        assertThat(offer(new SrtpReceiver(keys), before)).isEqualTo(Unprotected.OPENED);
    }

    @ParameterizedTest
    @EnumSource
    void SRTP_15_a_sender_and_a_receiver_outlive_the_keys_they_were_made_from(SrtpSuite suite) {
        SrtpKeys keys = keys(suite, 1);
        SrtpSender sender = new SrtpSender(keys, 1, 0);
        SrtpReceiver receiver = new SrtpReceiver(keys);
        keys.close();
        assertThat(offer(receiver, next(sender, 30))).isEqualTo(Unprotected.OPENED);
    }

    @ParameterizedTest
    @EnumSource
    void closing_from_another_thread_never_yields_a_packet_under_a_wiped_key(SrtpSuite suite)
            throws InterruptedException {
        for (int run = 0; run < 20; run++) {
            SrtpKeys keys = keys(suite, run);
            SrtpSender sender = new SrtpSender(keys, 1, 0);
            SrtpReceiver receiver = new SrtpReceiver(keys);
            CountDownLatch started = new CountDownLatch(1);
            Thread closer = new Thread(() -> {
                try {
                    started.await();
                } catch (InterruptedException e) {
                    return;
                }
                sender.close();
            });
            closer.start();
            RtpPacket plain = new RtpPacket();
            SrtpPacket sealed = sender.protect(Vector.fill(plain, new byte[160]));
            started.countDown();
            while (sealed != null) {
                assertThat(offer(receiver, octets(sealed))).isEqualTo(Unprotected.OPENED);
                sealed = sender.protect(Vector.fill(plain, new byte[160]));
            }
            closer.join();
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_longest_payload_is_sealed_and_opened(SrtpSuite suite) {
        SrtpKeys keys = keys(suite, 1);
        byte[] sealed = next(new SrtpSender(keys, 1, 0), RtpPacket.MAX_PAYLOAD);
        assertThat(sealed).hasSize(RtpPacket.MAX_SIZE + suite.tagLength());
        SrtpReceiver receiver = new SrtpReceiver(keys);
        assertThat(offer(receiver, Arrays.copyOf(sealed, sealed.length + 1))).isEqualTo(Unprotected.MALFORMED);
        assertThat(offer(receiver, sealed)).isEqualTo(Unprotected.OPENED);
        assertThat(receiver.packet().payloadLength()).isEqualTo(RtpPacket.MAX_PAYLOAD);
    }
}
