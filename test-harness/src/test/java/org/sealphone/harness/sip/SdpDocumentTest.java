package org.sealphone.harness.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SdpDocumentTest {
    private static final String SDP = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n"
            + "m=audio 49170 RTP/SAVP 0 97 8\r\na=rtpmap:97 iLBC/8000\r\na=crypto:1 A inline:b\r\na=crypto:2 C inline:d\r\na=rtcp-mux\r\n"
            + "m=video 51372 RTP/AVP 31\r\nc=IN IP4 224.2.1.1/127\r\na=inactive\r\n";

    @Test
    @DisplayName("RFC 4566: session, media, addresses, attributes; written as it was read")
    void reads() {
        SdpDocument sdp = SdpDocument.parse(SDP).orElseThrow();
        SdpMedia audio = sdp.media().get(0);
        assertThat(audio.port()).isEqualTo(49170);
        assertThat(audio.profile()).isEqualTo("RTP/SAVP");
        assertThat(audio.formats()).containsExactly("0", "97", "8");
        assertThat(audio.attributes("crypto")).containsExactly("1 A inline:b", "2 C inline:d");
        assertThat(audio.has("rtcp-mux")).isTrue();
        assertThat(audio.attributes("rtcp-mux")).containsExactly("");
        assertThat(audio.encoding("0")).contains("PCMU/8000");
        assertThat(audio.encoding("8")).contains("PCMA/8000");
        assertThat(audio.encoding("97")).contains("ILBC/8000");
        assertThat(audio.encoding("98")).isEmpty();
        assertThat(sdp.address(audio)).contains("192.0.2.1");
        assertThat(sdp.address(sdp.media().get(1))).contains("224.2.1.1");
        assertThat(sdp.text()).isEqualTo(SDP);
        assertThat(sdp.toString()).doesNotContain("inline");
    }

    @Test
    @DisplayName("changes: lines mapped and dropped, media refused or replaced")
    void changes() {
        SdpDocument sdp = SdpDocument.parse(SDP).orElseThrow();
        SdpDocument bare = sdp.mapLines(line -> line.startsWith("a=crypto") ? "" : line);
        assertThat(bare.text()).doesNotContain("crypto").contains("a=rtcp-mux");
        assertThat(sdp.media().get(0).refused().mLine()).isEqualTo("m=audio 0 RTP/SAVP 0 97 8");
        assertThat(sdp.withMedia(List.of(sdp.media().get(0).withPort(9))).text())
                .contains("m=audio 9 ")
                .doesNotContain("video");
    }

    @Test
    @DisplayName("what is no SDP is refused: version, line form, ports, counts")
    void refuses() {
        for (String bad : List.of(
                "",
                "v=1\r\n",
                "v=0\r\nx\r\n",
                "v=0\r\nab=c\r\n",
                SDP.replace("49170", "70000"),
                SDP.replace("m=audio 49170 RTP/SAVP 0 97 8", "m=audio 49170"),
                "v=0\r\n" + "a=x\r\n".repeat(500),
                "v=0\r\n" + "m=audio 1 RTP/SAVP 0\r\n".repeat(17))) {
            assertThat(SdpDocument.parse(bad)).isEmpty();
        }
        assertThat(SdpDocument.parse("v=0\r\n" + "m=audio 1 RTP/SAVP 0\r\n".repeat(16)))
                .isPresent();
        assertThat(SdpDocument.parse("v=0\nm=audio 1 RTP/SAVP 0\n")
                        .orElseThrow()
                        .address(new SdpMedia("audio", 1, "x", List.of(), List.of())))
                .isEmpty();
    }

    @Test
    @DisplayName("10 000 mutations: read or refused")
    void fuzz() {
        Random random = new Random(42);
        byte[] original = SDP.getBytes(StandardCharsets.ISO_8859_1);
        for (int round = 0; round < 10_000; round++) {
            byte[] mutant = original.clone();
            for (int n = random.nextInt(3); n >= 0; n--) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            }
            SdpDocument.parse(new String(mutant, StandardCharsets.ISO_8859_1))
                    .ifPresent(sdp -> sdp.media().forEach(medium -> {
                        sdp.address(medium);
                        medium.formats().forEach(medium::encoding);
                    }));
        }
    }
}
