package org.sealphone.harness.sip;

import static org.sealphone.fuzz.FuzzTarget.require;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sealphone.fuzz.FuzzTarget;
import org.sealphone.harness.oracle.sip.SdpView;
import org.sealphone.harness.trunk.media.SdesRules;

/** Descriptions as the trunk and the oracle read them: what is read prints and reads as the same. */
public final class HarnessSdpFuzz implements FuzzTarget {
    private static final String SDP = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n"
            + "m=audio 30000 RTP/SAVP 0 8\r\na=rtpmap:0 PCMU/8000\r\n"
            + "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJC\r\na=rtcp-mux\r\n";

    @Override
    public String name() {
        return "harness-sdp";
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        SDP,
                        SDP.replace("\r\n", "\n"),
                        SDP + "m=video 0 RTP/AVP 96\r\n",
                        SDP.replace("30000", "65536"),
                        SDP.replace("a=rtcp-mux", "a=rtcp:30001 IN IP4 192.0.2.2"),
                        SDP.replace("IP4", "IP6").replace("192.0.2.1", "2001:db8::1"),
                        SDP.replace("192.0.2.1\r\nt", "224.0.0.1/127/2\r\nt"),
                        SDP.replace("1 AES_CM_128_HMAC_SHA1_80", "1 AES_CM_128_HMAC_SHA1_32"),
                        SDP.replace("QkJC\r\n", "QkJC|2^31|1:4 KDR=0\r\n"),
                        SDP.replace("inline", "inlined"),
                        "v=0",
                        "v=1\r\n",
                        "")
                .map(FuzzTarget::text)
                .toList();
    }

    @Override
    public void check(byte[] input) {
        String text = FuzzTarget.text(input);
        SdpDocument.parse(text).ifPresent(HarnessSdpFuzz::again);
        SdpView.parse(text).ifPresent(SdpView::media);
    }

    private static void again(SdpDocument document) {
        require(SdpDocument.parse(document.text()).equals(Optional.of(document)), "reads as the same");
        for (SdpMedia medium : document.media()) {
            document.address(medium);
            medium.formats().forEach(medium::encoding);
            SdesRules.choose(medium).ifPresent(line -> require(line.keys() != null, "a line with keys"));
        }
    }
}
