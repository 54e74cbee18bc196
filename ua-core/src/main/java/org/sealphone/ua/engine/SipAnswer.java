package org.sealphone.ua.engine;

import java.util.Map;
import java.util.Optional;

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

    static SipAnswer sdp(byte[] answer) {
        return new SipAnswer(200, Map.of(), Optional.of(answer));
    }

    @Override
    public String toString() {
        return "answer " + status;
    }
}
