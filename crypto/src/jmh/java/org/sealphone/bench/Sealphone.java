package org.sealphone.bench;

import java.util.Arrays;
import java.util.Objects;
import org.openjdk.jmh.annotations.TearDown;
import org.sealphone.crypto.cipher.CipherBackend;
import org.sealphone.crypto.rtp.RtpPacket;
import org.sealphone.crypto.srtp.ProtectedPacket;
import org.sealphone.crypto.srtp.SrtpKeys;
import org.sealphone.crypto.srtp.SrtpReceiver;
import org.sealphone.crypto.srtp.SrtpSender;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.srtp.Unprotected;

/**
 * Our sender and receiver. Which of the two backends runs is a matter of the JVM's flags: with {@code --add-opens} the
 * intrinsics, without them the public API; it is printed at the end of a fork.
 */
public class Sealphone extends SrtpSlices {
    private final RtpPacket plain = new RtpPacket();
    private SrtpSender sender;
    private SrtpReceiver receiver;
    private long timestamp;

    @Override
    void open() {
        SrtpSuite known = SrtpSuite.valueOf(suite);
        SrtpKeys keys = SrtpKeys.of(known, Arrays.copyOf(master, known.masterLength()));
        sender = new SrtpSender(keys, 1, 0);
        receiver = new SrtpReceiver(keys);
    }

    @Override
    void seal(int i) {
        plain.begin(0, false, timestamp += 160).payloadLength(size - HEADER);
        ProtectedPacket packet = Objects.requireNonNull(sender.protect(plain));
        System.arraycopy(packet.array(), packet.offset(), sealed[i], 0, packet.length());
        sealedLength[i] = packet.length();
    }

    @Override
    void unseal(int i) {
        if (receiver.unprotect(sealed[i], sealedLength[i]) != Unprotected.OPENED) {
            throw new IllegalStateException("not opened");
        }
    }

    @TearDown
    public void name() {
        System.out.println("backend: " + CipherBackend.chosen().describe());
    }
}
