package org.sealphone.harness.hostile;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.sip.SipResponse;
import org.sealphone.harness.trunk.Conduct;
import org.sealphone.harness.trunk.Desk;

/** ADV-21: a 183 that describes plain RTP, and plain RTP at once, before the honest 200. */
final class EarlyMedia implements Conduct {
    private static final Pattern CONNECTION = Pattern.compile("c=IN IP4 ([0-9.]+)");
    private static final Pattern AUDIO = Pattern.compile("m=audio ([0-9]+)");

    @Override
    public List<String> responses(Desk desk, long connection, SipRequest request, SipResponse honest) {
        if (!request.is("INVITE") || !honest.provisional()) {
            return List.of(honest.text());
        }
        InetSocketAddress phone = listener(request.body());
        desk.datagrams(
                phone, IntStream.range(0, 10).mapToObj(EarlyMedia::packet).toList());
        String sdp = request.body().replace("RTP/SAVP", "RTP/AVP").replaceAll("a=crypto:[^\r\n]*\r\n", "");
        SipResponse early = new SipResponse(183, "Session Progress", honest.headers(), "").withSdp(sdp);
        return List.of(early.text());
    }

    /** Where the author of an SDP listens. */
    static InetSocketAddress listener(String sdp) {
        Matcher address = CONNECTION.matcher(sdp);
        Matcher port = AUDIO.matcher(sdp);
        if (!address.find() || !port.find()) {
            throw new IllegalArgumentException("no address in the offer");
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(address.group(1)), Integer.parseInt(port.group(1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no literal address in the offer", e);
        }
    }

    private static byte[] packet(int number) {
        return ByteBuffer.allocate(172)
                .putShort((short) 0x8000)
                .putShort((short) number)
                .putInt(160 * number)
                .putInt(0x5eed)
                .array();
    }
}
