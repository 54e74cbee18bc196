package org.sealphone.media.sdp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.sdes.SdesOffer;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.time.VirtualTimeline;
import org.sealphone.crypto.wire.CryptoWriter;
import org.sealphone.crypto.wire.FlowClosedException;
import org.sealphone.crypto.wire.FlowListener;
import org.sealphone.crypto.wire.InMemoryFlow;

/**
 * What both sides of a negotiation need in tests: addresses, a writer that a flow lends, lines with keys that were
 * never used.
 */
final class Peer {
    static final SecureRandom RANDOM = new SecureRandom();
    static final LocalMedia LOCAL = new LocalMedia(address(192, 0, 2, 10), 40_000, 40_001);
    static final CryptoWriter WRITER = writer();

    private Peer() {}

    static InetAddress address(int a, int b, int c, int d) {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d});
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static CryptoWriter writer() {
        FlowListener deaf = new FlowListener() {
            @Override
            public void received(byte[] bytes, int length) {}

            @Override
            public void lost(Refusal cause) {}
        };
        try {
            return InMemoryFlow.pair(new VirtualTimeline(), Duration.ZERO, "pbx.example", deaf, deaf)
                    .near()
                    .cryptoWriter();
        } catch (FlowClosedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** What follows {@code a=crypto:} with a fresh key under that tag. */
    static String line(int tag, SrtpSuite suite) {
        String text = WRITER.attribute(
                SdesOffer.generate(List.of(suite), RANDOM).lines().get(0));
        return tag + text.substring(text.indexOf(' '));
    }

    static String sdp(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    static <T> T granted(Outcome<T> outcome) {
        return outcome.fold(value -> value, refusal -> {
            throw new AssertionError(refusal.text());
        });
    }

    static Refusal refused(Outcome<?> outcome) {
        return outcome.fold(
                value -> {
                    throw new AssertionError("granted: " + value);
                },
                refusal -> refusal);
    }
}
