package org.sealphone.media.rtp;

import java.util.Optional;

/**
 * Reads the events of RFC 4733: each key once, at the first packet of it that arrives, whichever of its packets were
 * lost, repeated or overtaken.
 *
 * <p>Packets of one event have one timestamp (section 2.2.1), so the newest timestamp seen tells new from known; a
 * packet of an older event than that is dropped, because keys out of order would be other keys. An event too long for
 * its duration field goes on under another timestamp (section 2.5.1.3) and is still one. Only packets that
 * authenticated and have a negotiated payload type get here. Owned by the thread that plays.
 */
public final class EventReceiver {
    private static final int LONGEST_SEGMENT = 0xFFFF;
    private static final int OCTETS = 4;
    private static final int END_BIT = 0x80;

    private boolean begun;
    private int ssrc;
    private int timestamp;
    private int event;
    private boolean ended;

    /** The key that is pressed anew; empty for what belongs to a known one, or is none. */
    public Optional<Character> received(ReceivedPacket packet) {
        if (packet.length() < OCTETS) {
            return Optional.empty();
        }
        byte[] payload = packet.payload();
        int number = payload[0] & 0xFF;
        boolean end = (payload[1] & END_BIT) != 0;
        boolean sameSource = begun && packet.ssrc() == ssrc;
        int ahead = packet.timestamp() - timestamp;
        if (sameSource && ahead <= 0) {
            if (ahead == 0) {
                ended |= end;
            }
            return Optional.empty();
        }
        boolean goesOn = sameSource && !ended && number == event && !packet.marker() && ahead == LONGEST_SEGMENT;
        begun = true;
        ssrc = packet.ssrc();
        timestamp = packet.timestamp();
        event = number;
        ended = end;
        return goesOn ? Optional.empty() : Digits.key(number);
    }
}
