package org.sealphone.crypto.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.crypto.rtp.RtpPacket;

/** What is in the heap while a direction is open, and that it is gone when it is closed; and that the search would see it. */
class HeapSearchTest {
    private static final SrtpSuite SUITE = SrtpSuite.AES_CM_128_HMAC_SHA1_80;

    private final SecureRandom random = new SecureRandom();
    private final HeapSearch search = new HeapSearch();
    private final List<Object> held = new ArrayList<>();

    @Test
    void SRTP_15_every_form_that_is_planted_is_found(@TempDir Path folder) throws Exception {
        plant();
        HeapSearch.dump(folder.resolve("planted.hprof"));
        assertThat(search.find(folder.resolve("planted.hprof")))
                .contains(
                        "plant 0 raw",
                        "plant 1 hex ISO-8859-1",
                        "plant 2 HEX ISO-8859-1",
                        "plant 3 base64 at 0 ISO-8859-1",
                        "plant 4 base64 at 1 ISO-8859-1",
                        "plant 5 base64 at 2 ISO-8859-1",
                        "plant 6 base64 at 0 UTF-16LE",
                        "plant 7 base64 at 0 UTF-16BE",
                        "plant 8 raw");
        assertThat(held).hasSize(9);
    }

    private void plant() {
        byte[][] secrets = new byte[9][16];
        for (int i = 0; i < secrets.length; i++) {
            random.nextBytes(secrets[i]);
            search.watch("plant " + i, secrets[i].clone());
        }
        held.add(secrets[0].clone());
        held.add(HexFormat.of().formatHex(secrets[1]));
        held.add(HexFormat.of().withUpperCase().formatHex(secrets[2]));
        held.add("a=crypto:1 X inline:" + Base64.getEncoder().encodeToString(secrets[3]));
        for (int before = 1; before < 3; before++) {
            byte[] shifted = new byte[before + 16 + 5];
            random.nextBytes(shifted);
            System.arraycopy(secrets[3 + before], 0, shifted, before, 16);
            held.add(Base64.getEncoder().encodeToString(shifted));
        }
        held.add(Base64.getEncoder().encodeToString(secrets[6]) + "\u20ac");
        held.add(Base64.getEncoder().encodeToString(secrets[7]).toCharArray());
        int[] words = new int[4];
        for (int i = 0; i < 4; i++) {
            words[i] = Words.get(secrets[8], 4 * i);
        }
        held.add(words);
        Arrays.stream(secrets).forEach(secret -> Arrays.fill(secret, (byte) 0));
    }

    @Test
    void SRTP_15_an_open_direction_has_keys_and_a_closed_one_has_none(@TempDir Path folder) throws Exception {
        SrtpKeys keys = SrtpKeys.generate(SUITE, random);
        SrtpOutbound outbound = SrtpOutbound.start(keys, random);
        SrtpInbound inbound = new SrtpInbound(List.of(keys));
        watch(keys);
        exchange(outbound, inbound);
        HeapSearch.dump(folder.resolve("open.hprof"));
        assertThat(search.find(folder.resolve("open.hprof"))).contains("call master key raw");
        keys.close();
        outbound.close();
        inbound.close();
        HeapSearch.dump(folder.resolve("closed.hprof"));
        assertThat(search.find(folder.resolve("closed.hprof"))).isEmpty();
        held.add(keys);
        held.add(outbound);
        held.add(inbound);
    }

    @Test
    void SDES_27_replaced_keys_are_out_of_the_heap_when_their_time_is_over(@TempDir Path folder) throws Exception {
        SrtpKeys keys = SrtpKeys.generate(SUITE, random);
        SrtpInbound inbound = new SrtpInbound(List.of(keys));
        SrtpOutbound outbound = SrtpOutbound.start(keys, random);
        watch(keys);
        exchange(outbound, inbound);
        keys.close();
        SrtpKeys fresh = SrtpKeys.generate(SUITE, random);
        SrtpOutbound next = outbound.rekeyed(fresh, random);
        inbound.rekey(List.of(fresh), 0);
        inbound.expire(SrtpInbound.OLD_KEYS_NANOS - 1);
        HeapSearch.dump(folder.resolve("before.hprof"));
        assertThat(search.find(folder.resolve("before.hprof"))).isNotEmpty();
        inbound.expire(SrtpInbound.OLD_KEYS_NANOS);
        HeapSearch.dump(folder.resolve("after.hprof"));
        assertThat(search.find(folder.resolve("after.hprof"))).isEmpty();
        exchange(next, inbound);
        held.add(outbound);
    }

    private void watch(SrtpKeys keys) {
        search.watchLine(
                "call",
                "1 " + SUITE + " inline:"
                        + keys.use(master -> Base64.getEncoder().encodeToString(master)));
    }

    private static void exchange(SrtpOutbound outbound, SrtpInbound inbound) {
        RtpPacket plain = Vector.plain(new byte[160]);
        byte[] datagram = Vector.octets(outbound.rtp().protect(plain));
        assertThat(inbound.rtp(datagram, datagram.length, 0)).isEqualTo(Unprotected.OPENED);
        byte[] report = Vector.octets(outbound.rtcp().protect(SrtcpTest.report(outbound.ssrc())));
        assertThat(inbound.rtcp(report, report.length, 0)).isEqualTo(Unprotected.OPENED);
    }
}
