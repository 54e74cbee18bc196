package org.sealphone.crypto.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.crypto.sdes.CryptoAttribute;
import org.sealphone.crypto.sdes.CryptoLine;
import org.sealphone.crypto.sdes.Negotiation;
import org.sealphone.crypto.sdes.SdesOffer;

/**
 * What is let go of is wiped before: its octets are not even in what no collection has taken yet. A collection between the work and
 * the dump would hide what was left, so the work is done again until there was none.
 */
class GarbageTest {
    private static final SrtpSuite SUITE = SrtpSuite.AES_CM_128_HMAC_SHA1_80;
    private static final String LINE = "1 " + SUITE + " inline:";
    private static final int TIMES = 32;
    private static final int ATTEMPTS = 10;

    private final SecureRandom random = new SecureRandom();
    private HeapSearch search = new HeapSearch();

    @TempDir
    Path folder;

    private String key() {
        byte[] master = new byte[SUITE.masterLength()];
        random.nextBytes(master);
        String text = Base64.getEncoder().encodeToString(master);
        Arrays.fill(master, (byte) 0);
        return text;
    }

    /** Does it to many keys, which are watched under this name. */
    private void often(String what, Consumer<String> work) {
        for (int i = 0; i < TIMES; i++) {
            String key = key();
            search.watchLine(what, LINE + key);
            work.accept(key);
        }
    }

    /** What is left of octets of keys; text is none of them, for a description is text before anybody reads it. */
    private List<String> leftBy(Runnable work) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            search = new HeapSearch();
            Path dump = folder.resolve(attempt + ".hprof");
            System.gc();
            long before = collections();
            work.run();
            HeapSearch.dumpWithGarbage(dump);
            if (collections() == before) {
                return search.find(dump).stream()
                        .filter(form -> form.endsWith(" raw"))
                        .toList();
            }
        }
        throw new AssertionError("each of " + ATTEMPTS + " times a collection came in between");
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    @Test
    void SRTP_15_keys_that_are_read_and_held_are_found() throws IOException {
        List<CryptoLine> held = new ArrayList<>();
        assertThat(leftBy(() -> {
                    held.clear();
                    often("held", key -> held.add(CryptoAttribute.parse(LINE + key)));
                }))
                .containsExactly("held master key raw", "held master salt raw");
        assertThat(held).hasSize(TIMES);
    }

    @Test
    void SRTP_15_keys_that_are_read_and_let_go_of_are_wiped() throws IOException {
        SdesOffer offer = SdesOffer.generate(List.of(SUITE), random);
        assertThat(leftBy(() -> readAndLetGoOf(offer))).isEmpty();
    }

    private void readAndLetGoOf(SdesOffer offer) {
        often("beside a bad one", key -> CryptoAttribute.parse(LINE + key + "|1:1;inline:" + key + "|nothing"));
        often("identifiers differ", key -> CryptoAttribute.parse(LINE + key + "|1:1;inline:" + key() + "|2:2"));
        often("wrong length", key -> CryptoAttribute.parse(LINE.replace("_128_", "_256_") + key));
        often("answer refused", key -> Negotiation.offerer(offer, List.of("7" + LINE.substring(1) + key)));
        often(
                "not taken",
                key -> Negotiation.answerer(
                        List.of(LINE + key(), "2" + LINE.substring(1) + key), List.of(SUITE), random));
        often("received with", key -> received(LINE + key));
    }

    private static void received(String text) {
        CryptoAttribute line = CryptoAttribute.parse(text).fold(usable -> usable, refusal -> {
            throw new AssertionError(refusal.text());
        });
        new SrtpReceiver(line.keys()).close();
        line.close();
    }
}
