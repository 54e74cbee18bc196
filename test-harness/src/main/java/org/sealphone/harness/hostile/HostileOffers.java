package org.sealphone.harness.hostile;

import static org.sealphone.harness.hostile.Expected.goesOn;
import static org.sealphone.harness.hostile.Expected.refused;

import java.util.List;
import java.util.function.UnaryOperator;

/** Offers that a phone must not take, made from the good one by one change (ADV-09 to ADV-16, ADV-89). Each is refused with 488 before it rings. */
final class HostileOffers {
    private static final String CRYPTO = "a=crypto:[^\r\n]*\r\n";

    private HostileOffers() {}

    static List<HostileScenario> all() {
        return List.of(
                bad("RTP/AVP alone", "SDES-10", offer -> plain(withoutCrypto(offer))),
                bad("OSRTP: RTP/AVP with keys", "SDES-36", HostileOffers::plain),
                bad("RTP/SAVP without keys", "SDES-11", HostileOffers::withoutCrypto),
                bad("weak suites alone", "SDES-10", offer -> suite(offer, "AES_CM_128_HMAC_SHA1_32")),
                bad("suites without encryption alone", "SDES-10", offer -> suite(offer, "NULL_HMAC_SHA1_80")),
                bad("unknown suites alone", "SDES-10", offer -> suite(offer, "F8_128_HMAC_SHA1_80")),
                bad(
                        "keys at session level",
                        "SDES-01",
                        offer -> offer.replaceFirst("(?s)(t=0 0\r\n)(.*?)(" + CRYPTO + ")", "$1$3$2")),
                bad("UNENCRYPTED_SRTP on every line", "SDES-13", offer -> everyLine(offer, " UNENCRYPTED_SRTP")),
                bad("ADV-12", "an unknown parameter on every line", "SDES-12", offer -> everyLine(offer, " SURPRISE")),
                bad(
                        "ADV-13",
                        "keys that are an octet short",
                        "SDES-17",
                        offer -> offer.replaceAll("(inline:[A-Za-z0-9+/]+)[A-Za-z0-9+/]{4}(=*)", "$1")),
                bad("ADV-13", "lifetimes of zero", "SDES-18", offer -> everyLine(offer, "|0")),
                bad(
                        "ADV-15",
                        "one key in two lines",
                        "SDES-06",
                        offer -> offer.replaceFirst("a=crypto:1 ([^\r\n]*)\r\n", "a=crypto:1 $1\r\na=crypto:9 $1\r\n")),
                new HostileScenario(
                        "ADV-15",
                        "one key in two streams: one of them alone",
                        HostileScenario.Part.ANSWERS,
                        () -> Scripts.calls(HostileOffers::twice),
                        goesOn().saying("^m=audio [1-9][0-9]* RTP/SAVP[\\s\\S]*^m=audio 0 RTP/SAVP")),
                bad("ADV-89", "a type that looks like a report beside rtcp-mux", "SRTP-17", offer -> typed(offer, 72)),
                taken("ADV-89", "the twin: a type that does not", offer -> typed(offer, 96)),
                taken("ADV-89", "no rtcp-mux", offer -> offer.replace("a=rtcp-mux\r\n", "")),
                new HostileScenario(
                        "ADV-16",
                        "RTP/SAVP and RTP/AVP side by side: the secure line only",
                        HostileScenario.Part.ANSWERS,
                        () -> Scripts.calls(offer -> offer + "m=audio 40000 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n"),
                        goesOn().saying("^m=audio 0 RTP/AVP")),
                taken("ADV-16", "the twin: nothing is bent", offer -> offer));
    }

    private static HostileScenario taken(String id, String what, UnaryOperator<String> bend) {
        return new HostileScenario(
                id,
                what,
                HostileScenario.Part.ANSWERS,
                () -> Scripts.calls(bend),
                goesOn().saying("^m=audio [1-9][0-9]* RTP/SAVP"));
    }

    private static HostileScenario bad(String what, String reason, UnaryOperator<String> bend) {
        return bad("ADV-16", what, reason, bend);
    }

    private static HostileScenario bad(String id, String what, String reason, UnaryOperator<String> bend) {
        return new HostileScenario(
                id,
                what,
                HostileScenario.Part.ANSWERS,
                () -> Scripts.calls(bend),
                refused(reason).saying("^SIP/2.0 488").neverSaying("^SIP/2.0 180"));
    }

    private static String everyLine(String offer, String behind) {
        return offer.replaceAll("(a=crypto:[^\r\n]*)", "$1" + behind);
    }

    /** The audio of the offer a second time, keys and all, at another port. */
    private static String twice(String offer) {
        String audio = offer.substring(offer.indexOf("m=audio"));
        return offer + audio.replaceFirst("m=audio \\d+", "m=audio 40000");
    }

    /** G.711 alone, under this payload type. */
    private static String typed(String offer, int type) {
        return offer.replaceAll("a=(rtpmap|fmtp):[^\r\n]*\r\n", "")
                .replaceFirst(
                        "(m=audio \\d+ \\S+) [^\r\n]*\r\n", "$1 " + type + "\r\na=rtpmap:" + type + " PCMU/8000\r\n");
    }

    private static String plain(String sdp) {
        return sdp.replace("RTP/SAVP", "RTP/AVP");
    }

    private static String withoutCrypto(String sdp) {
        return sdp.replaceAll(CRYPTO, "");
    }

    /** Every line names this suite, each with the key of the one suite that has such a length. */
    private static String suite(String sdp, String suite) {
        return sdp.replaceAll("a=crypto:\\d+ AEAD[^\r\n]*\r\n", "").replace("AES_CM_128_HMAC_SHA1_80", suite);
    }
}
