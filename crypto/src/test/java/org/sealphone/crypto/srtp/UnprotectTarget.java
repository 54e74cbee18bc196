package org.sealphone.crypto.srtp;

import static org.sealphone.fuzz.FuzzTarget.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.sealphone.fuzz.FuzzTarget;

/**
 * What SRTP and SRTCP are asked alike. The first octet picks the suite and says whether the rest is a datagram or the plaintext of
 * one that a peer with the key seals; whatever it is, the next sound packet is opened.
 */
abstract class UnprotectTarget implements FuzzTarget {
    static final int SSRC = 0x0A0B0C0D;
    private static final SrtpSuite[] SUITES = SrtpSuite.values();

    /** Where a plaintext has its SSRC, and how long it is. */
    private final SrtpProtocol protocol;

    private final int ssrcAt;
    private final int longest;

    UnprotectTarget(SrtpProtocol protocol, int ssrcAt, int longest) {
        this.protocol = protocol;
        this.ssrcAt = ssrcAt;
        this.longest = longest;
    }

    /** A sender and its receiver. */
    interface Stream extends AutoCloseable {
        /** The next sound packet, as a datagram. */
        byte[] next();

        Unprotected offer(byte[] datagram);

        int sources();

        /** Whether what was opened last is what {@link #next} said. */
        boolean sound();

        @Override
        void close();
    }

    abstract Stream stream(SrtpKeys keys);

    /** Hexadecimal plaintexts, sound and odd. */
    abstract List<String> plain();

    /** How much of a plaintext stays clear. */
    abstract int clear(byte[] plain);

    /** The index that a peer seals it under. */
    abstract long index(byte[] plain);

    /** Whether it is a packet of this protocol. */
    abstract boolean sound(byte[] plain);

    /** Something of the form of a sealed packet. */
    abstract byte[] forged(byte[] plain);

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int suite = 0; suite < SUITES.length; suite++) {
            for (String text : plain()) {
                byte[] packet = HexFormat.of().parseHex(text);
                seeds.add(FuzzTarget.chosen(suite << 1 | 1, packet));
                seeds.add(FuzzTarget.chosen(suite << 1, forged(packet)));
            }
        }
        return seeds;
    }

    @Override
    public void check(byte[] input) {
        if (input.length == 0) {
            return;
        }
        SrtpSuite suite = SUITES[(input[0] >> 1 & 0x7F) % SUITES.length];
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        try (SrtpKeys keys = SrtpKeys.of(suite, new byte[suite.masterLength()]);
                Stream stream = stream(keys)) {
            require(stream.offer(stream.next()) == Unprotected.OPENED, "a sound packet opens");
            if ((input[0] & 1) == 0) {
                forged(stream, rest);
            } else if (rest.length >= ssrcAt + 4 && rest.length <= longest) {
                authentic(keys, stream, rest);
            }
            require(stream.sources() <= 2, "at most one source more");
            require(stream.offer(stream.next()) == Unprotected.OPENED, "and so does the next");
            require(stream.sound(), "as it was sent");
        }
    }

    private static void forged(Stream stream, byte[] datagram) {
        byte[] before = datagram.clone();
        require(stream.offer(datagram) != Unprotected.OPENED, "nobody guesses a tag");
        require(Arrays.equals(before, datagram), "the datagram is only read");
        require(stream.sources() == 1, "what does not authenticate binds nothing");
    }

    private void authentic(SrtpKeys keys, Stream stream, byte[] plain) {
        int ssrc = Words.get(plain, ssrcAt);
        if (ssrc == SSRC) {
            return;
        }
        byte[] datagram = Sealed.octets(keys, protocol, plain, clear(plain), ssrc, index(plain));
        boolean sound = sound(plain);
        require(
                stream.offer(datagram) == (sound ? Unprotected.OPENED : Unprotected.MALFORMED),
                "opened if and only if it is a packet of the protocol");
        require(!sound || stream.offer(datagram) == Unprotected.REPLAYED, "and never twice");
    }
}
