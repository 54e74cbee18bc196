package org.sealphone.harness.hostile;

import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way to answer an offer that a phone must not take, made from a good answer by one change (standards 4.3, ADV-01 to ADV-23).
 *
 * @param id the scenario
 * @param what the change, in words
 * @param reason the code with which the phone refuses
 * @param bend makes the bad answer from the offer and the good one
 */
public record HostileAnswer(String id, String what, String reason, Bend bend) {
    private static final Pattern CRYPTO = Pattern.compile("a=crypto:(\\d+) (\\S+) inline:([^\\s|]+)([^\r\n]*)\r\n");

    /** A bad answer from an offer and a good answer. */
    @FunctionalInterface
    public interface Bend {
        String apply(String offer, String answer);
    }

    @Override
    public String toString() {
        return id + " " + what;
    }

    /** All of them. */
    public static List<HostileAnswer> all() {
        return List.of(
                of("ADV-01", "RTP/AVP without crypto", "ADV-01", answer -> plain(withoutCrypto(answer))),
                of("ADV-02", "RTP/AVP with crypto", "SDES-01", HostileAnswer::plain),
                of("ADV-03", "RTP/SAVP without crypto", "SDES-11", HostileAnswer::withoutCrypto),
                of("ADV-04", "a tag that was not offered", "SDES-08", answer -> crypto(answer, "9", null, null, "")),
                of(
                        "ADV-05",
                        "a suite that was not offered",
                        "SDES-08",
                        answer -> crypto(answer, null, "AES_CM_128_HMAC_SHA1_32", key(30, 1), "")),
                of(
                        "ADV-06",
                        "two crypto lines",
                        "SDES-07",
                        answer -> answer.replaceFirst(
                                "(a=crypto:[^\r\n]*\r\n)",
                                "$1a=crypto:2 AEAD_AES_128_GCM inline:" + key(28, 2) + "\r\n")),
                of(
                        "ADV-07",
                        "the tag of one line with the suite of another",
                        "SDES-08",
                        answer -> crypto(answer, null, "AEAD_AES_128_GCM", key(28, 3), "")),
                of(
                        "ADV-08",
                        "a suite without encryption",
                        "SDES-08",
                        answer -> crypto(answer, null, "NULL_HMAC_SHA1_80", key(30, 4), "")),
                of(
                        "ADV-09",
                        "UNENCRYPTED_SRTP",
                        "SDES-13",
                        answer -> crypto(answer, null, null, null, " UNENCRYPTED_SRTP")),
                of(
                        "ADV-10",
                        "UNENCRYPTED_SRTCP",
                        "SDES-13",
                        answer -> crypto(answer, null, null, null, " UNENCRYPTED_SRTCP")),
                of(
                        "ADV-11",
                        "UNAUTHENTICATED_SRTP",
                        "SDES-13",
                        answer -> crypto(answer, null, null, null, " UNAUTHENTICATED_SRTP")),
                of(
                        "ADV-12",
                        "an unknown parameter",
                        "SDES-12",
                        answer -> crypto(answer, null, null, null, " SURPRISE")),
                of("ADV-13a", "a key one octet short", "SDES-17", answer -> crypto(answer, null, null, key(43, 5), "")),
                of("ADV-13b", "a key one octet long", "SDES-17", answer -> crypto(answer, null, null, key(45, 6), "")),
                of(
                        "ADV-13c",
                        "a key that is no base64",
                        "SDES-17",
                        answer -> crypto(answer, null, null, "!!not*base64!!", "")),
                of(
                        "ADV-13d",
                        "a key of zeros",
                        "SDES-17",
                        answer -> crypto(answer, null, null, Base64.getEncoder().encodeToString(new byte[44]), "")),
                of("ADV-13e", "a lifetime of zero", "SDES-18", answer -> crypto(answer, null, null, null, "|0")),
                of(
                        "ADV-13f",
                        "a lifetime beyond the suite's",
                        "SDES-18",
                        answer -> crypto(answer, null, null, null, "|2^49")),
                of("ADV-13g", "an MKI of 200 octets", "SDES-19", answer -> crypto(answer, null, null, null, "|1:200")),
                new HostileAnswer("ADV-14", "our own key back", "SDES-09", HostileAnswer::echo),
                of("ADV-23a", "media to nowhere", "ADV-23", answer -> connection(answer, "0.0.0.0")),
                of("ADV-23b", "media to a multicast group", "ADV-23", answer -> connection(answer, "224.0.0.5")),
                of("ADV-23c", "media to everybody", "ADV-23", answer -> connection(answer, "255.255.255.255")),
                of(
                        "ADV-23d",
                        "media to port 22",
                        "ADV-23",
                        answer -> answer.replaceFirst("m=audio \\d+", "m=audio 22")),
                of(
                        "ADV-23e",
                        "media to where a cloud tells its secrets",
                        "ADV-23",
                        answer -> connection(answer, "169.254.169.254")),
                of("ADV-88", "a codec that was not offered", "CODEC-01", answer -> answer.replaceAll(
                                "a=rtpmap:[^\r\n]*\r\n", "")
                        .replaceFirst("(m=audio \\d+ \\S+) [^\r\n]*", "$1 18")));
    }

    private static HostileAnswer of(
            String id, String what, String reason, java.util.function.UnaryOperator<String> change) {
        return new HostileAnswer(id, what, reason, (offer, answer) -> change.apply(answer));
    }

    private static String plain(String sdp) {
        return sdp.replace("RTP/SAVP", "RTP/AVP");
    }

    private static String withoutCrypto(String sdp) {
        return CRYPTO.matcher(sdp).replaceAll("");
    }

    private static String connection(String sdp, String address) {
        return sdp.replaceAll("c=IN IP4 [^\r\n]*", "c=IN IP4 " + address);
    }

    /** The crypto line with another tag, suite or key where one is given, and with something behind its key. */
    private static String crypto(
            String sdp,
            @org.jspecify.annotations.Nullable String tag,
            @org.jspecify.annotations.Nullable String suite,
            @org.jspecify.annotations.Nullable String key,
            String behind) {
        Matcher line = CRYPTO.matcher(sdp);
        if (!line.find()) {
            throw new IllegalArgumentException("the good answer has no key");
        }
        return sdp.substring(0, line.start()) + "a=crypto:"
                + (tag == null ? line.group(1) : tag) + " "
                + (suite == null ? line.group(2) : suite) + " inline:"
                + (key == null ? line.group(3) : key) + behind + "\r\n" + sdp.substring(line.end());
    }

    private static String echo(String offer, String answer) {
        Matcher line = CRYPTO.matcher(offer);
        if (!line.find()) {
            throw new IllegalArgumentException("the offer has no key");
        }
        return crypto(answer, line.group(1), line.group(2), line.group(3), "");
    }

    private static String key(int octets, int seed) {
        byte[] key = new byte[octets];
        for (int i = 0; i < octets; i++) {
            key[i] = (byte) (31 * i + 7 * seed + 1);
        }
        return Base64.getEncoder().encodeToString(key);
    }
}
