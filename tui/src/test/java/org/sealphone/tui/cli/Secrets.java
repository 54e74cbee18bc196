package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealphone.harness.trunk.SipSeen;
import org.sealphone.harness.trunk.TrunkObserver;

/**
 * The true secrets of every run against a trunk of these tests, learned where they cross in clear, behind the trunk's TLS, and looked
 * for in everything that a run wrote: passwords, master keys in Base64 or hexadecimal with whatever before them, digest responses.
 */
final class Secrets {
    private static final Pattern KEY = Pattern.compile("inline:([A-Za-z0-9+/=]{20,})");
    private static final Pattern RESPONSE = Pattern.compile("response=\"([0-9a-f]{32,})\"");
    /** What looks like a secret, whoever made it. */
    private static final Pattern LIKE_ONE =
            Pattern.compile("inline:[A-Za-z0-9+/]{20}|(?i)response=\"?[0-9a-f]{32}|BEGIN [A-Z ]*PRIVATE KEY");
    /** The Base64 characters and the octets that tell a key from any other. They lie within the master key, before its salt. */
    private static final int TELLING_CHARACTERS = 20;

    private static final int TELLING_OCTETS = 15;
    private static final Set<String> PASSWORDS = Set.of("kX7-quartz-Lantern-92", "not-the-Password-55");
    private static final Set<String> KEYS = ConcurrentHashMap.newKeySet();
    private static final Set<String> RESPONSES = ConcurrentHashMap.newKeySet();

    private Secrets() {}

    /** Learns from all that crosses a trunk. */
    static TrunkObserver witness() {
        return new TrunkObserver() {
            @Override
            public void sip(SipSeen seen) {
                learn(seen.text());
            }
        };
    }

    static void learn(String text) {
        Matcher key = KEY.matcher(text);
        while (key.find()) {
            KEYS.add(key.group(1));
        }
        Matcher response = RESPONSE.matcher(text);
        while (response.find()) {
            RESPONSES.add(response.group(1));
        }
    }

    static int keys() {
        return KEYS.size();
    }

    static int responses() {
        return RESPONSES.size();
    }

    /** The names of the kinds of secrets that stand in a text; never the secrets. */
    static List<String> in(String text) {
        String low = text.toLowerCase(Locale.ROOT);
        List<String> found = new ArrayList<>();
        if (PASSWORDS.stream().anyMatch(text::contains)) {
            found.add("a password");
        }
        if (KEYS.stream().anyMatch(key -> text.contains(key.substring(0, TELLING_CHARACTERS)))) {
            found.add("a master key in Base64");
        }
        if (KEYS.stream().anyMatch(key -> low.contains(hex(key)))) {
            found.add("a master key in hexadecimal");
        }
        if (RESPONSES.stream().anyMatch(low::contains)) {
            found.add("a digest response");
        }
        if (LIKE_ONE.matcher(text).find()) {
            found.add("what looks like a secret");
        }
        return found;
    }

    private static String hex(String key) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(key), 0, TELLING_OCTETS);
    }

    /** Nothing of them in what a run said, nor in the log that its words ask for. */
    static void absent(String said, List<String> words) {
        assertThat(in(said)).as("secrets in what this run said: %s", words).isEmpty();
        int log = words.indexOf("--log");
        if (log >= 0 && Files.isRegularFile(Path.of(words.get(log + 1)))) {
            try {
                String text = Files.readString(Path.of(words.get(log + 1)), StandardCharsets.ISO_8859_1);
                assertThat(in(text)).as("secrets in the log of: %s", words).isEmpty();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
