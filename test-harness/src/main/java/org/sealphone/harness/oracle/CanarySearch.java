package org.sealphone.harness.oracle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds canaries in octets in every form that a careless program gives them: as they are, lower and upper case, hexadecimal, base64
 * at each of its three alignments, percent-encoded, UTF-16, reversed.
 */
public final class CanarySearch {
    private static final int SHORTEST = 6;
    private static final int BUCKETS = 1 << 16;

    private final Map<Integer, List<Needle>> needles = new HashMap<>();
    private final boolean[] buckets = new boolean[BUCKETS];

    public CanarySearch(Collection<Canary> canaries) {
        for (Canary canary : canaries) {
            Set<String> forms = new LinkedHashSet<>();
            for (byte[] form : forms(canary.octets())) {
                if (form.length >= SHORTEST && forms.add(HexFormat.of().formatHex(form))) {
                    int head = head(form, 0);
                    needles.computeIfAbsent(head, h -> new ArrayList<>()).add(new Needle(canary, form));
                    buckets[bucket(head)] = true;
                }
            }
        }
    }

    private static List<byte[]> forms(byte[] octets) {
        List<byte[]> forms = new ArrayList<>();
        String text = new String(octets, StandardCharsets.UTF_8);
        forms.add(octets);
        if (Arrays.equals(text.getBytes(StandardCharsets.UTF_8), octets)) {
            forms.add(text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            forms.add(text.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            forms.add(text.getBytes(StandardCharsets.UTF_16BE));
            forms.add(text.getBytes(StandardCharsets.UTF_16LE));
        }
        String hex = HexFormat.of().formatHex(octets);
        forms.add(ascii(hex));
        forms.add(ascii(hex.toUpperCase(Locale.ROOT)));
        forms.add(ascii(hex.replaceAll("..", "%$0")));
        forms.add(ascii(hex.toUpperCase(Locale.ROOT).replaceAll("..", "%$0")));
        for (int alignment = 0; alignment < 3; alignment++) {
            forms.add(ascii(base64(Base64.getEncoder(), octets, alignment)));
            forms.add(ascii(base64(Base64.getUrlEncoder(), octets, alignment)));
        }
        byte[] reversed = octets.clone();
        for (int i = 0; i < octets.length; i++) {
            reversed[octets.length - 1 - i] = octets[i];
        }
        forms.add(reversed);
        return forms;
    }

    /** The characters that do not depend on what stands before and behind. */
    private static String base64(Base64.Encoder encoder, byte[] octets, int alignment) {
        byte[] shifted = new byte[alignment + octets.length];
        System.arraycopy(octets, 0, shifted, alignment, octets.length);
        String text = encoder.withoutPadding().encodeToString(shifted);
        int from = alignment == 0 ? 0 : alignment + 1;
        int to = text.length() - (shifted.length % 3 == 0 ? 0 : 1);
        return text.substring(from, to);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Every place where one begins. */
    public List<Sighting> in(byte[] octets) {
        List<Sighting> found = new ArrayList<>();
        for (int at = 0; at + SHORTEST <= octets.length; at++) {
            int head = head(octets, at);
            if (buckets[bucket(head)]) {
                for (Needle needle : needles.getOrDefault(head, List.of())) {
                    int end = at + needle.form().length;
                    if (end <= octets.length
                            && Arrays.equals(octets, at, end, needle.form(), 0, needle.form().length)) {
                        found.add(new Sighting(needle.canary(), at, end));
                    }
                }
            }
        }
        return found;
    }

    private static int head(byte[] octets, int at) {
        return (octets[at] & 0xff) << 24
                | (octets[at + 1] & 0xff) << 16
                | (octets[at + 2] & 0xff) << 8
                | (octets[at + 3] & 0xff);
    }

    private static int bucket(int head) {
        return (head * 0x9e3779b1) >>> 16;
    }

    /** One canary from one offset to another. */
    public record Sighting(Canary canary, int from, int to) {}

    private static final class Needle {
        private final Canary canary;
        private final byte[] form;

        Needle(Canary canary, byte[] form) {
            this.canary = canary;
            this.form = form;
        }

        Canary canary() {
            return canary;
        }

        byte[] form() {
            return form;
        }
    }
}
