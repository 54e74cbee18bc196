package org.sealphone.media.engine;

import java.util.Arrays;
import org.sealphone.crypto.srtp.SrtpPacket;
import org.sealphone.crypto.wire.SrtpPort;
import org.sealphone.media.audio.AudioSource;
import org.sealphone.media.rtp.Packetizer;
import org.sealphone.media.sdp.MediaPlan;

/**
 * From the source to the wire: read, encode, seal, send. Nothing here can send anything but what the port's own sender
 * sealed.
 *
 * <p>Allocates nothing for a packet. Owned by the thread that ticks.
 */
final class Uplink {
    private final SrtpPort port;
    private final AudioSource source;
    private final Packetizer packetizer;
    private final boolean sends;
    private final short[] frame;
    private boolean exhausted;
    private long packets;

    Uplink(SrtpPort port, MediaPlan plan, AudioSource source, int firstTimestamp) {
        this.port = port;
        this.source = source;
        this.packetizer = new Packetizer(plan.codec(), plan.payloadType(), plan.ptime(), firstTimestamp);
        this.sends = plan.direction().sends();
        this.frame = new short[packetizer.samples()];
    }

    /** One frame. The source runs on while it is muted, and muted packets look like any others (SRTP-12). */
    void tick(boolean muted) {
        source.read(frame, 0, frame.length);
        if (!sends || exhausted) {
            packetizer.skip();
            return;
        }
        if (muted) {
            Arrays.fill(frame, (short) 0);
        }
        SrtpPacket sealed = port.rtp().protect(packetizer.next(frame, 0));
        if (sealed == null) {
            exhausted = true;
            return;
        }
        packets++;
        port.send(sealed);
    }

    /** The time of frames that were not sent because the machine slept through them. */
    void skip(long frames) {
        for (long i = 0; i < frames; i++) {
            packetizer.skip();
        }
    }

    /** True when the key has sealed all that it may. */
    boolean exhausted() {
        return exhausted;
    }

    long packets() {
        return packets;
    }

    long octets() {
        return packetizer.octets();
    }

    int timestamp() {
        return packetizer.timestamp();
    }

    void close() {
        source.close();
    }
}
