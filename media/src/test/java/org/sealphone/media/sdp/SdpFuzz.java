package org.sealphone.media.sdp;

import static org.sealphone.fuzz.FuzzTarget.require;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.sdes.SdesOffer;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.fuzz.FuzzTarget;
import org.sealphone.media.codec.Codec;

/**
 * One description as it stands, as an offer to us and as an answer to ours: what is read prints and reads as the same, prints
 * no key, and nothing but keys for both directions makes a plan.
 */
public final class SdpFuzz implements FuzzTarget {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final List<SrtpSuite> SUITES = List.of(SrtpSuite.values());
    private static final Pattern KEY = Pattern.compile("(?i)inline:([A-Za-z0-9+/]{16,})");
    private static final String HEAD =
            "v=0\r\no=- 1 1 IN IP4 198.51.100.7\r\ns=-\r\nc=IN IP4 198.51.100.7\r\nt=0 0\r\n";
    private static final String CRYPTO =
            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJC\r\n";

    @Override
    public String name() {
        return "sdp";
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        HEAD
                                + "m=audio 30000 RTP/SAVP 0 8 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\n"
                                + CRYPTO + "a=ptime:20\r\na=rtcp-mux\r\na=sendrecv\r\n",
                        HEAD + "m=audio 30000 RTP/AVP 0\r\n",
                        HEAD + "m=audio 30000 RTP/AVP 0\r\n" + CRYPTO,
                        HEAD + "m=audio 30000 RTP/SAVP 0\r\n",
                        HEAD + CRYPTO + "m=audio 30000 RTP/SAVP 0\r\n",
                        HEAD + "m=audio 0 RTP/SAVP 0\r\n" + CRYPTO,
                        HEAD + "m=audio 30000/2 RTP/SAVP 0\r\n" + CRYPTO + "a=rtcp:30005 IN IP4 198.51.100.8\r\n",
                        HEAD + "m=video 30000 RTP/SAVP 96\r\na=rtpmap:96 VP8/90000\r\nm=audio 30002 RTP/SAVP 8\r\n"
                                + CRYPTO,
                        HEAD + "m=audio 30000 RTP/SAVP 0\r\nk=clear:secret\r\n" + CRYPTO,
                        HEAD + "m=audio 30000 RTP/SAVP 0\r\na=key-mgmt:mikey AAAA\r\n" + CRYPTO,
                        HEAD + "m=audio 30000 UDP/TLS/RTP/SAVP 0\r\na=setup:active\r\na=fingerprint:sha-256 00\r\n",
                        HEAD + "m=audio 30000 RTP/SAVP 0\r\na=Crypto:1 x y\r\n",
                        HEAD + "m=audio 30000 RTP/SAVP 0\r\na=inactive\r\na=ptime:40\r\na=maxptime:20\r\n" + CRYPTO,
                        HEAD.replace("IP4 198.51.100.7", "IP6 2001:db8::7") + "m=audio 30000 RTP/SAVP 0\r\n" + CRYPTO,
                        HEAD.replace("198.51.100.7\r\nt", "0.0.0.0\r\nt") + "m=audio 30000 RTP/SAVP 0\r\n" + CRYPTO,
                        HEAD.replace("198.51.100.7\r\nt", "127.0.0.1\r\nt") + "m=audio 30000 RTP/SAVP 0\r\n" + CRYPTO,
                        HEAD + "b=AS:64\r\nz=0 0\r\nm=audio 30000 RTP/SAVP 0\r\ni=x\r\nb=TIAS:1\r\n" + CRYPTO,
                        HEAD.replace("\r\n", "\n") + "m=audio 30000 RTP/SAVP 0\n" + CRYPTO,
                        "v=0\r\n",
                        "")
                .map(FuzzTarget::text)
                .toList();
    }

    @Override
    public void check(byte[] input) {
        String text = FuzzTarget.text(input);
        SdpParser.parse(text).fold(description -> again(description, text), refusal -> quoteless(refusal, text));
        LocalAnswer.to(text, Peer.LOCAL, Codec.preferred(), SUITES, RANDOM)
                .fold(answer -> answered(answer, text), refusal -> quoteless(refusal, text));
        try (SdesOffer keys = SdesOffer.generate(SUITES, RANDOM)) {
            LocalOffer.of(Peer.LOCAL, Codec.preferred(), keys, RANDOM)
                    .answered(text)
                    .fold(plan -> sealed(plan, text), refusal -> quoteless(refusal, text));
        }
    }

    private static boolean again(SessionDescription description, String text) {
        String printed = description.text();
        require(printed.lines().noneMatch(line -> line.startsWith("a=crypto:")), "no key is printed");
        require(description.media().size() <= SdpParser.MOST_MEDIA, "bounded");
        if (printed.length() <= SdpParser.LONGEST) {
            require(
                    SdpParser.parse(printed)
                            .fold(SessionDescription::text, Refusal::text)
                            .equals(printed),
                    "reads as the same");
        }
        return true;
    }

    private static boolean answered(LocalAnswer answer, String offer) {
        try (MediaPlan plan = answer.plan()) {
            String text = answer.text(Peer.WRITER);
            require(SdpParser.parse(text).fold(own -> true, refusal -> false), "our own answer reads");
            require(text.lines().filter(line -> line.startsWith("a=crypto:")).count() == 1, "with one key of ours");
            require(keys(offer).stream().noneMatch(text::contains), "and none of theirs");
            return sealed(plan, offer);
        }
    }

    private static boolean sealed(MediaPlan plan, String text) {
        try (plan) {
            require(text.contains("SAVP") && text.contains("a=crypto:"), "a plan comes of keys under a secure profile");
            require(plan.agreed().remote().stream().noneMatch(plan.agreed().local()::sameKeyAs), "a key of each side");
            require(plan.ptime() >= 10 && plan.ptime() <= 60, "a packet time that can be kept");
            return true;
        }
    }

    private static boolean quoteless(Refusal refusal, String text) {
        require(refusal.text().length() < 4_000, "a refusal of bounded length");
        require(keys(text).stream().noneMatch(refusal.text()::contains), "no refusal quotes a key");
        return false;
    }

    private static List<String> keys(String text) {
        List<String> keys = new ArrayList<>();
        Matcher key = KEY.matcher(text);
        while (key.find()) {
            keys.add(key.group(1));
        }
        return keys;
    }
}
