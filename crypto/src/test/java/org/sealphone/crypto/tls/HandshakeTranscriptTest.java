package org.sealphone.crypto.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TLS-07 under TLS 1.3: the staple in the first entry of the server's Certificate message (RFC 8446 section 4.4.2). */
class HandshakeTranscriptTest {
    private static final String HELLO = "0100000401020304";

    private static byte[] certificate(String extensions) {
        byte[] inner = HexFormat.of().parseHex(extensions);
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        entries.writeBytes(new byte[] {0, 0, 2, 0x30, 0x31, 0, (byte) inner.length});
        entries.writeBytes(inner);
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(new byte[] {11, 0, 0, (byte) (entries.size() + 4), 0, 0, 0, (byte) entries.size()});
        message.writeBytes(entries.toByteArray());
        return message.toByteArray();
    }

    private static String staple(HandshakeTranscript transcript) {
        return transcript.staple().map(HexFormat.of()::formatHex).orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "000500060100 0002aabb, aabb",
        "001200020000 000500060100 0002aabb, aabb",
        "'', none",
        "001200020000, none",
        "000500060200 0002aabb, none",
        "000500060100 0003aabb, none",
        "000500070100 0002aabb, none",
        "00050000, none"
    })
    void TLS_07_the_first_entrys_status_and_nothing_else(String extensions, String found) {
        HandshakeTranscript transcript = new HandshakeTranscript();
        byte[] hello = HexFormat.of().parseHex(HELLO);
        transcript.read(hello, 0, hello.length);
        assertThat(transcript.complete()).isFalse();
        byte[] message = certificate(extensions.replace(" ", ""));
        transcript.read(message, 0, message.length);
        assertThat(transcript.complete()).isTrue();
        assertThat(staple(transcript)).isEqualTo(found);
    }

    @Test
    void pieces_and_copies_do_not_matter_and_what_follows_is_ours() {
        byte[] hello = HexFormat.of().parseHex(HELLO);
        byte[] message = certificate("0005000601000002aabb");
        HandshakeTranscript transcript = new HandshakeTranscript();
        transcript.read(hello, 0, hello.length);
        for (int i = 0; i < message.length; i++) {
            assertThat(transcript.complete()).isFalse();
            transcript = transcript.copy();
            transcript.read(message, i, 1);
        }
        byte[] ours = certificate("0005000601000002ccdd");
        transcript.read(ours, 0, ours.length);
        assertThat(staple(transcript.copy())).isEqualTo("aabb");
    }

    @Test
    void what_never_ends_is_given_up() {
        HandshakeTranscript transcript = new HandshakeTranscript();
        byte[] endless = new byte[1 << 17];
        Arrays.fill(endless, (byte) 0xff);
        transcript.read(endless, 0, endless.length);
        transcript.read(endless, 0, 4);
        byte[] message = certificate("0005000601000002aabb");
        transcript.read(message, 0, message.length);
        assertThat(transcript.complete()).isFalse();
        assertThat(staple(transcript)).isEqualTo("none");
    }
}
