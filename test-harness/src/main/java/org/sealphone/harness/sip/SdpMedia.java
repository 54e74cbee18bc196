package org.sealphone.harness.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One media description of an SDP (RFC 4566, 5.14): its m-line taken apart, and the lines below it as they stand.
 *
 * @param lines c=, b=, a= and others, without line ends
 */
public record SdpMedia(String type, int port, String profile, List<String> formats, List<String> lines) {
    public SdpMedia {
        formats = List.copyOf(formats);
        lines = List.copyOf(lines);
    }

    static Optional<SdpMedia> parse(String line) {
        String[] words = line.substring(2).split(" ", -1);
        if (words.length < 4 || words.length > 64) {
            return Optional.empty();
        }
        return Words.number(words[1], 65535)
                .map(port -> new SdpMedia(
                        words[0], port.intValue(), words[2], List.of(words).subList(3, words.length), List.of()));
    }

    public SdpMedia withPort(int changed) {
        return new SdpMedia(type, changed, profile, formats, lines);
    }

    public SdpMedia withLines(List<String> changed) {
        return new SdpMedia(type, port, profile, formats, changed);
    }

    SdpMedia plus(String line) {
        List<String> more = new ArrayList<>(lines);
        more.add(line);
        return withLines(more);
    }

    /** The m-line refused: port 0, nothing below (RFC 3264, 6). */
    public SdpMedia refused() {
        return new SdpMedia(type, 0, profile, formats, List.of());
    }

    /** The values of the attributes of that name; a property attribute has an empty value. */
    public List<String> attributes(String name) {
        return lines.stream()
                .filter(line -> line.equals("a=" + name) || line.startsWith("a=" + name + ":"))
                .map(line -> line.length() > name.length() + 2 ? line.substring(name.length() + 3) : "")
                .toList();
    }

    public boolean has(String attribute) {
        return !attributes(attribute).isEmpty();
    }

    /** The encoding of a payload type in upper case, such as PCMU/8000; static types need no rtpmap (RFC 3551, 6). */
    public Optional<String> encoding(String format) {
        for (String map : attributes("rtpmap")) {
            String[] words = map.split(" ", 2);
            if (words.length == 2 && words[0].equals(format)) {
                return Optional.of(words[1].trim().toUpperCase(java.util.Locale.ROOT));
            }
        }
        return switch (format) {
            case "0" -> Optional.of("PCMU/8000");
            case "8" -> Optional.of("PCMA/8000");
            case "9" -> Optional.of("G722/8000");
            default -> Optional.empty();
        };
    }

    /** The m-line itself. */
    public String mLine() {
        return "m=" + type + " " + port + " " + profile + " " + String.join(" ", formats);
    }

    @Override
    public String toString() {
        return mLine();
    }
}
