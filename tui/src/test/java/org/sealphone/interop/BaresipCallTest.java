package org.sealphone.interop;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The phone and baresip through Kamailio: TLS, digest, SRTP by obligation, every codec that both have, both directions, with and without
 * rtpengine between them. Needs root, kamailio with its TLS and rtpengine modules, baresip, rtpengine, sox, and a checkout whose {@code
 * ./sealphone} is built.
 */
@Tag("interop")
class BaresipCallTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvSource({
        "SHA-256, pcmu, direct, call",
        "MD5, pcma, direct, answer",
        "MD5, opus, direct, call",
        "SHA-256, opus, direct, answer",
        "SHA-256, pcma, relayed, call",
        "MD5, pcmu, relayed, answer",
        "MD5, opus, relayed, call",
        "SHA-256, opus, relayed, answer",
    })
    void tones_digits_hold_and_hang_up_with_a_phone_that_nobody_here_wrote(
            String algorithm, String codec, String path, String direction) throws IOException, InterruptedException {
        LabRun.of(BaresipLab.class, folder, algorithm, codec, path, direction);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({"SHA-256, pcma, direct", "SHA-256, opus, relayed"})
    void SDES_25_a_phone_whose_address_changes_in_the_call_registers_and_offers_anew_under_fresh_keys(
            String algorithm, String codec, String path) throws IOException, InterruptedException {
        LabRun.of(BaresipLab.class, folder, algorithm, codec, path, "move");
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({"SHA-256, pcmu, direct", "MD5, opus, relayed"})
    void SIP_13_a_183_with_keys_is_an_answer_and_sealed_sound_goes_out_under_them(
            String algorithm, String codec, String path) throws IOException, InterruptedException {
        LabRun.of(BaresipLab.class, folder, algorithm, codec, path, "early");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ours", "theirs"})
    void a_call_is_handed_on_by_either_side_under_fresh_keys(String who) throws IOException, InterruptedException {
        LabRun.of(TransferLab.class, folder, who);
    }
}
