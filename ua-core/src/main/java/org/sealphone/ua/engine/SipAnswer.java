package org.sealphone.ua.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A response of ours to a request of the peer.
 *
 * @param status 100 to 699
 * @param headers further header fields, names and values of our own making
 * @param sdp an SDP answer: it holds keys
 */
public record SipAnswer(int status, Map<String, String> headers, Optional<byte[]> sdp) {
    public SipAnswer {
        headers = Map.copyOf(headers);
    }

    static SipAnswer plain(int status) {
        return new SipAnswer(status, Map.of(), Optional.empty());
    }

    static SipAnswer with(int status, String header, String value) {
        return new SipAnswer(status, Map.of(header, value), Optional.empty());
    }

    /** RFC 3261 14.2, RFC 3311 5.2: one after the other. */
    static SipAnswer tryAgain(RandomGenerator random) {
        return with(500, "Retry-After", Integer.toString(random.nextInt(11)));
    }

    /** The same with a description: it holds keys. */
    SipAnswer describing(byte[] description) {
        return new SipAnswer(status, headers, Optional.of(description));
    }

    static SipAnswer sdp(byte[] answer) {
        return new SipAnswer(200, Map.of(), Optional.of(answer));
    }

    SipAnswer and(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new SipAnswer(status, more, sdp);
    }

    @Override
    public String toString() {
        return "answer " + status;
    }
}
