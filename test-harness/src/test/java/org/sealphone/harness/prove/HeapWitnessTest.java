package org.sealphone.harness.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.harness.srtp.HarnessKeys;
import org.sealphone.harness.srtp.HarnessSuite;

/** Who looks into a heap has to see keys in a call before it counts that there are none behind it. */
class HeapWitnessTest {
    private static final HarnessSuite SUITE = HarnessSuite.AES_CM_128_HMAC_SHA1_80;
    private static final byte[] MASTER = new byte[SUITE.masterLength()];
    private static final List<String> SAID;

    static {
        for (int i = 0; i < MASTER.length; i++) {
            MASTER[i] = (byte) (7 * i + 3);
        }
        SAID = List.of("INVITE sips:x SIP/2.0\r\n\r\nv=0\r\na=crypto:1 " + SUITE + " inline:"
                + Base64.getEncoder().encodeToString(MASTER) + "\r\n");
    }

    @TempDir
    Path folder;

    private Path dump(byte[] content) throws IOException {
        byte[] around = new byte[5000 + content.length];
        System.arraycopy(content, 0, around, 2500, content.length);
        return Files.write(Files.createTempFile(folder, "heap", ""), around);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_16LE);
    }

    @Test
    void SRTP_15_keys_in_the_call_and_none_after_it_is_as_it_must_be() throws Exception {
        List<String> blind = new ArrayList<>();
        assertThat(HeapWitness.found(List.of(dump(MASTER), dump(new byte[0])), SAID, blind))
                .isEmpty();
        assertThat(blind).isEmpty();
    }

    @Test
    void SRTP_15_what_is_left_of_a_key_is_found_in_every_form_and_so_is_what_was_derived_from_it() throws Exception {
        List<byte[]> left =
                new ArrayList<>(HarnessKeys.of(SUITE, MASTER).secrets().values());
        left.add(Arrays.copyOf(MASTER, SUITE.keyLength()));
        left.add(text(Base64.getEncoder().encodeToString(MASTER)));
        left.add(HexFormat.of().formatHex(MASTER, 0, SUITE.keyLength()).getBytes(StandardCharsets.US_ASCII));
        for (byte[] one : left) {
            List<String> blind = new ArrayList<>();
            assertThat(HeapWitness.found(List.of(dump(MASTER), dump(one)), SAID, blind))
                    .isNotEmpty()
                    .allSatisfy(sentence ->
                            assertThat(sentence).endsWith(" stands in its heap forty seconds after the call"));
            assertThat(blind).isEmpty();
        }
    }

    @Test
    void SRTP_15_a_witness_that_sees_no_key_in_the_call_or_does_not_look_again_is_blind() throws Exception {
        for (List<Path> dumps : List.of(
                List.of(dump(new byte[0]), dump(new byte[0])),
                List.of(folder.resolve("none"), folder.resolve("none either")),
                List.of(dump(MASTER)))) {
            List<String> blind = new ArrayList<>();
            assertThat(HeapWitness.found(dumps, SAID, blind)).isEmpty();
            assertThat(blind).hasSize(1);
        }
    }

    @Test
    void who_looked_at_no_call_says_so() throws Exception {
        Path none = Path.of("/nowhere");
        HeapWitness witness = new HeapWitness(new Tools(none, none, none, none, none, Optional.of(none)), folder);
        List<String> blind = new ArrayList<>();
        for (String text : List.of("OPTIONS sips:x SIP/2.0", "ACK sips:x SIP/2.0", "BYE sips:x SIP/2.0")) {
            witness.trunkSays(text);
            // A call of two seconds has to be under way first: a program that is not there would be missed here.
            witness.look(ProcessHandle.current());
        }
        assertThat(witness.found(SAID, blind)).isEmpty();
        assertThat(blind)
                .containsExactly(
                        "the heap of a phone in a call holds no key of it: who looked into it is blind",
                        "nobody looked into the heap of the phone after the call");
    }
}
