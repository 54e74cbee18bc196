package org.sealphone.harness.srtp;

import static org.sealphone.fuzz.FuzzTarget.require;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.sealphone.fuzz.FuzzTarget;

/**
 * The harness's own SRTP and its crypto lines. The first octet picks the suite; the rest is a datagram, which never
 * authenticates and harms no later one, and a line. The key follows from the input: a fuzzer watches comparisons, and would learn
 * a short tag of a key that stays.
 */
public final class HarnessSrtpFuzz implements FuzzTarget {
    private static final byte[] SOUND = HexFormat.of().parseHex("800000010000000a11223344d5d5d5d5");

    @Override
    public String name() {
        return "harness-srtp";
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int suite = 0; suite < HarnessSuite.values().length; suite++) {
            seeds.add(FuzzTarget.chosen(suite, Arrays.copyOf(SOUND, 40)));
            seeds.add(FuzzTarget.chosen(
                    suite,
                    HexFormat.of().parseHex("80c9000111223344" + "00".repeat(30) + "80000001" + "00".repeat(10))));
            HarnessSuite named = HarnessSuite.values()[suite];
            CryptoLine line = CryptoLine.of(1, HarnessKeys.of(named, new byte[named.masterLength()]));
            seeds.add(FuzzTarget.chosen(suite, FuzzTarget.text(line.line())));
            seeds.add(FuzzTarget.chosen(
                    suite,
                    FuzzTarget.text(line.withLifetime("2^31")
                            .withSessionParameters("KDR=0")
                            .line())));
        }
        return seeds;
    }

    @Override
    public void check(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        line(FuzzTarget.text(rest));
        HarnessSuite[] suites = HarnessSuite.values();
        HarnessSuite suite = suites[(input[0] & 0xFF) % suites.length];
        HarnessKeys keys = HarnessKeys.of(suite, master(input, suite.masterLength()));
        RtpOpener opener = HarnessSrtp.receiver(keys);
        require(!opener.open(rest).opened(), "nobody guesses a tag");
        byte[] sealed = HarnessSrtp.sender(keys, 0x11223344).sealAt(1, SOUND);
        Opening opening = opener.open(sealed);
        require(opening.opened() && Arrays.equals(opening.plain(), SOUND), "a sound packet opens afterwards");
        require(!HarnessSrtp.rtcpReceiver(keys).open(rest).opened(), "nor that of SRTCP");
    }

    private static byte[] master(byte[] input, int length) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-512").digest(input), length);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static void line(String text) {
        Optional<CryptoLine> read = CryptoLine.parse(text);
        read.ifPresent(line -> {
            require(CryptoLine.parse(line.line()).equals(read), "a line reads again as the same");
            require(!line.toString().contains("inline"), "and shows no key");
        });
    }
}
