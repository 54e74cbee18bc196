package org.sealphone.crypto.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealphone.crypto.rtp.RtcpCompound;
import org.sealphone.crypto.rtp.RtcpPacket.ReceiverReport;
import org.sealphone.crypto.rtp.RtpPacket;
import org.sealphone.crypto.srtp.Libsrtp.Call;
import org.sealphone.crypto.srtp.Libsrtp.Reply;

/**
 * Every suite against Debian's libsrtp: what either seals goes through a bad network to both receivers, which must judge
 * every datagram alike and open the same octets. Sequence numbers wrap many times, with gaps of up to 2^15; at the end
 * of each stream a gap that no receiver can follow.
 *
 * <p>Where the two differ by design, {@link #alike} states the rule. Needs gcc and libsrtp2-dev.
 */
@Tag("interop")
class LibsrtpOracleTest {
    private static final int SRTP_DATAGRAMS = 1_200_000;
    private static final int SRTCP_DATAGRAMS = 200_000;
    private static final int STREAM = 2_000;
    private static final int BATCH = 200;

    @TempDir
    Path folder;

    private Libsrtp libsrtp;
    private final Map<Unprotected, Long> verdicts = new EnumMap<>(Unprotected.class);
    private long judged;
    private long highestRoc;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        libsrtp = new Libsrtp(folder);
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        libsrtp.close();
    }

    /**
     * libsrtp 2.5 does not derive the session keys of AES-192 as the vectors of RFC 6188 section 7.4 want it, which ours do and which
     * libsrtp 2.8 does as well: there the two cannot be compared, and this fails as soon as they can.
     */
    private boolean derivedOtherwise(SrtpSuite suite) {
        boolean otherwise =
                libsrtp.version().startsWith("libsrtp2 2.5") && suite.name().startsWith("AES_192");
        if (otherwise) {
            byte[] master = master(suite, new Random(61));
            libsrtp.open(suite, master);
            try (SrtpSender sender = new SrtpSender(SrtpKeys.of(suite, master), 7, 5)) {
                libsrtp.ask(Call.UNPROTECT, Vector.next(sender, 20));
                assertThat(libsrtp.replies().get(0).status()).isEqualTo(Libsrtp.AUTH_FAIL);
            }
        }
        return otherwise;
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void a_handful_of_packets(SrtpSuite suite) {
        if (derivedOtherwise(suite)) {
            return;
        }
        streams(suite, 11, 5_000);
        reports(suite, 12, 2_000);
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void more_than_a_million_packets_over_all_suites_are_judged_alike(SrtpSuite suite) {
        if (derivedOtherwise(suite)) {
            return;
        }
        streams(suite, 21, SRTP_DATAGRAMS / SrtpSuite.values().length);
        reports(suite, 22, SRTCP_DATAGRAMS / SrtpSuite.values().length);
        System.out.println(libsrtp.version() + " " + suite + ": " + judged + " datagrams, " + verdicts
                + ", rollover counter up to " + highestRoc);
        assertThat(verdicts.get(Unprotected.OPENED)).isGreaterThan(judged * 7 / 10);
        assertThat(verdicts)
                .containsKeys(
                        Unprotected.REPLAYED, Unprotected.TOO_OLD, Unprotected.NOT_AUTHENTIC, Unprotected.MALFORMED);
        assertThat(highestRoc).isGreaterThan(2);
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void libsrtp_opens_what_we_seal_at_any_rollover_counter(SrtpSuite suite) {
        if (derivedOtherwise(suite)) {
            return;
        }
        Random random = new Random(31);
        for (int i = 0; i < 300; i++) {
            byte[] master = master(suite, random);
            int ssrc = random.nextInt(1, Integer.MAX_VALUE);
            int roc = random.nextInt();
            libsrtp.open(suite, master, ssrc, roc);
            long index = (roc & 0xFFFF_FFFFL) << 16 | random.nextInt(1 << 16);
            byte[] payload = new byte[random.nextInt(200)];
            random.nextBytes(payload);
            try (SrtpSender sender = new SrtpSender(SrtpKeys.of(suite, master), ssrc, index)) {
                RtpPacket plain = Vector.plain(payload);
                libsrtp.ask(Call.UNPROTECT, Vector.octets(sender.protect(plain)));
                Reply reply = libsrtp.replies().get(0);
                assertThat(reply.status()).as("index %x", index).isEqualTo(Libsrtp.OK);
                assertThat(reply.octets()).isEqualTo(octets(plain));
            }
        }
    }

    /** Two packets for each wrap, so that two octets of the rollover counter are in use. */
    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void a_thousand_wraps_are_followed_alike(SrtpSuite suite) {
        if (derivedOtherwise(suite)) {
            return;
        }
        Random random = new Random(51);
        byte[] master = master(suite, random);
        libsrtp.open(suite, master);
        for (int i = 0; i < 2_050; i++) {
            libsrtp.ask(Call.PROTECT, packet(9, 32_000 * i, random, false));
        }
        List<byte[]> sent = libsrtp.replies().stream().map(Reply::octets).toList();
        try (SrtpKeys keys = SrtpKeys.of(suite, master);
                SrtpReceiver receiver = new SrtpReceiver(keys)) {
            judge(sent, Call.UNPROTECT, opening(suite, receiver));
            assertThat(receiver.index() >>> 16).isEqualTo(32_000L * 2_049 >>> 16);
        }
        assertThat(verdicts).containsOnlyKeys(Unprotected.OPENED);
    }

    /** We find a stream that we join after its first wrap (SDES-21); libsrtp does not try the second counter. */
    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void SDES_21_a_stream_joined_after_its_wrap_is_found_by_us_alone(SrtpSuite suite) {
        byte[] master = master(suite, new Random(41));
        libsrtp.open(suite, master);
        try (SrtpSender sender = new SrtpSender(SrtpKeys.of(suite, master), 7, 0x1_0005L);
                SrtpReceiver receiver = new SrtpReceiver(SrtpKeys.of(suite, master))) {
            byte[] sealed = Vector.next(sender, 20);
            libsrtp.ask(Call.UNPROTECT, sealed);
            assertThat(libsrtp.replies().get(0).status()).isEqualTo(Libsrtp.AUTH_FAIL);
            assertThat(Vector.offer(receiver, sealed)).isEqualTo(Unprotected.OPENED);
        }
    }

    private void streams(SrtpSuite suite, long seed, int atLeast) {
        Random random = new Random(seed);
        for (long until = judged + atLeast; judged < until; ) {
            byte[] master = master(suite, random);
            libsrtp.open(suite, master);
            int ssrc = random.nextInt();
            List<byte[]> sent =
                    random.nextBoolean() ? ours(suite, master, ssrc, random) : theirs(ssrc, random, headers(random));
            try (SrtpKeys keys = SrtpKeys.of(suite, master);
                    SrtpReceiver receiver = new SrtpReceiver(keys)) {
                judge(new RoughPath(random).carry(sent), Call.UNPROTECT, opening(suite, receiver));
                highestRoc = Math.max(highestRoc, receiver.index() >>> 16);
            }
        }
    }

    private void reports(SrtpSuite suite, long seed, int atLeast) {
        Random random = new Random(seed);
        for (long until = judged + atLeast; judged < until; ) {
            byte[] master = master(suite, random);
            libsrtp.open(suite, master);
            int ssrc = random.nextInt();
            List<byte[]> sent = new ArrayList<>();
            boolean ours = random.nextBoolean();
            try (SrtpKeys keys = SrtpKeys.of(suite, master);
                    SrtcpSender sender = new SrtcpSender(keys, ssrc);
                    SrtcpReceiver receiver = new SrtcpReceiver(keys)) {
                for (int i = 0; i < STREAM / 4; i++) {
                    RtcpCompound compound =
                            RtcpCompound.of(new ReceiverReport(ssrc, List.of()), "c".repeat(1 + random.nextInt(60)));
                    if (ours) {
                        sent.add(Vector.octets(sender.protect(compound)));
                    } else {
                        libsrtp.ask(Call.PROTECT_RTCP, octets(compound));
                    }
                }
                if (!ours) {
                    libsrtp.replies().forEach(reply -> sent.add(reply.octets()));
                }
                judge(new RoughPath(random).carry(sent), Call.UNPROTECT_RTCP, datagram -> {
                    Unprotected verdict = receiver.unprotect(datagram, datagram.length);
                    return new Opened(
                            verdict, true, verdict == Unprotected.OPENED ? octets(receiver.compound()) : new byte[0]);
                });
            }
        }
    }

    private record Opened(Unprotected verdict, boolean headerFits, byte[] plain) {}

    private interface Receiver {
        Opened receive(byte[] datagram);
    }

    private static Receiver opening(SrtpSuite suite, SrtpReceiver receiver) {
        return datagram -> {
            boolean fits = RtpPacket.headerLength(datagram, 0, datagram.length - suite.tagLength()) >= 0;
            Unprotected verdict = receiver.unprotect(datagram, datagram.length);
            return new Opened(verdict, fits, verdict == Unprotected.OPENED ? octets(receiver.packet()) : new byte[0]);
        };
    }

    private void judge(List<byte[]> arrivals, Call call, Receiver receiver) {
        for (int from = 0; from < arrivals.size(); from += BATCH) {
            List<byte[]> batch = arrivals.subList(from, Math.min(from + BATCH, arrivals.size()));
            batch.forEach(datagram -> libsrtp.ask(call, datagram));
            List<Reply> replies = libsrtp.replies();
            for (int i = 0; i < batch.size(); i++) {
                Opened mine = receiver.receive(batch.get(i));
                Reply theirs = replies.get(i);
                if (!alike(mine.verdict(), theirs.status(), mine.headerFits())
                        || mine.verdict() == Unprotected.OPENED && !Arrays.equals(mine.plain(), theirs.octets())) {
                    throw new AssertionError(call + " " + (from + i) + ": " + mine.verdict() + " and libsrtp "
                            + theirs.status() + " for " + HexFormat.of().formatHex(batch.get(i)));
                }
                verdicts.merge(mine.verdict(), 1L, Long::sum);
                judged++;
            }
        }
    }

    /**
     * The same verdict, with differences of order and none of substance. What is malformed to us by its length, its
     * version or its E bit, libsrtp refuses at one of its own steps: it does not look at the version before the tag. A
     * header that claims more than the datagram has, libsrtp refuses before replay and tag, and we at the first of these
     * that says no.
     */
    private static boolean alike(Unprotected ours, int theirs, boolean headerFits) {
        boolean early = !headerFits && (theirs == Libsrtp.BAD_PARAM || theirs == Libsrtp.PARSE_ERR);
        return switch (ours) {
            case OPENED -> theirs == Libsrtp.OK;
            case REPLAYED -> theirs == Libsrtp.REPLAY_FAIL || early;
            case TOO_OLD -> theirs == Libsrtp.REPLAY_OLD || early;
            case NOT_AUTHENTIC -> theirs == Libsrtp.AUTH_FAIL || early;
            case MALFORMED -> theirs != Libsrtp.OK;
            case NO_CONTEXT, KEY_EXHAUSTED -> false;
        };
    }

    /** Sealed by us: plain headers, since we send no others. A gap is a sender that starts further on. */
    private static List<byte[]> ours(SrtpSuite suite, byte[] master, int ssrc, Random random) {
        List<byte[]> sent = new ArrayList<>();
        long index = random.nextInt(1 << 15);
        while (sent.size() < STREAM) {
            try (SrtpSender sender = new SrtpSender(SrtpKeys.of(suite, master), ssrc, index)) {
                int run = 1 + random.nextInt(60);
                for (int i = 0; i < run; i++, index++) {
                    sent.add(Vector.octets(sender.protect(Vector.plain(payload(random)))));
                }
            }
            index += gap(random, sent.size());
        }
        return sent;
    }

    /** Sealed by libsrtp: with CSRC lists, extensions and padding, if so wished. */
    private List<byte[]> theirs(int ssrc, Random random, boolean headers) {
        List<byte[]> sent = new ArrayList<>();
        long index = random.nextInt(1 << 15);
        while (sent.size() < STREAM) {
            int run = 1 + random.nextInt(60);
            for (int i = 0; i < run; i++, index++) {
                libsrtp.ask(Call.PROTECT, packet(ssrc, (int) index, random, headers));
            }
            for (Reply reply : libsrtp.replies()) {
                assertThat(reply.status()).isEqualTo(Libsrtp.OK);
                sent.add(reply.octets());
            }
            index += 1 + reachable(random);
            if (sent.size() > STREAM * 9 / 10) {
                // libsrtp's sender counts the wraps that it sees: a gap that no receiver can follow is two that nobody
                // got.
                libsrtp.ask(Call.PROTECT, packet(ssrc, (int) index, random, false));
                libsrtp.replies();
                index += 1 + reachable(random);
            }
        }
        return sent;
    }

    private static boolean headers(Random random) {
        return random.nextBoolean();
    }

    private static long gap(Random random, int sent) {
        return sent > STREAM * 9 / 10 ? random.nextInt(1 << 17) : reachable(random);
    }

    /** Short of half the sequence numbers, less what is late. */
    private static int reachable(Random random) {
        return random.nextInt(8) == 0 ? random.nextInt(32_000) : random.nextInt(150);
    }

    private static byte[] packet(int ssrc, int sequence, Random random, boolean headers) {
        byte[] payload = payload(random);
        int csrcs = headers ? random.nextInt(16) : 0;
        int words = headers && random.nextBoolean() ? random.nextInt(6) : -1;
        ByteBuffer packet = ByteBuffer.allocate(12 + 4 * csrcs + (words < 0 ? 0 : 4 + 4 * words) + payload.length);
        packet.put((byte) (0x80 | (words < 0 ? 0 : 0x10) | csrcs)).put((byte) random.nextInt(256));
        packet.putShort((short) sequence).putInt(random.nextInt()).putInt(ssrc);
        for (int i = 0; i < csrcs; i++) {
            packet.putInt(random.nextInt());
        }
        if (words >= 0) {
            packet.putShort((short) 0xBEDE).putShort((short) words);
            for (int i = 0; i < words; i++) {
                packet.putInt(random.nextInt());
            }
        }
        return packet.put(payload).array();
    }

    private static byte[] payload(Random random) {
        byte[] payload = new byte[random.nextInt(10) == 0 ? random.nextInt(1400) : random.nextInt(180)];
        random.nextBytes(payload);
        return payload;
    }

    private static byte[] master(SrtpSuite suite, Random random) {
        byte[] master = new byte[suite.masterLength()];
        random.nextBytes(master);
        return master;
    }

    private static byte[] octets(RtpPacket packet) {
        return Arrays.copyOfRange(packet.array(), RtpPacket.HEAD_ROOM, RtpPacket.HEAD_ROOM + packet.length());
    }

    private static byte[] octets(RtcpCompound compound) {
        byte[] octets = new byte[compound.length()];
        compound.write(octets, 0);
        return octets;
    }
}
