package org.sealphone.harness.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An SDP (RFC 4566) as lines before the first m-line and media below it; immutable, at most 500 lines and 16 media. */
public record SdpDocument(List<String> session, List<SdpMedia> media) {
    private static final int MOST_LINES = 500;
    private static final int MOST_MEDIA = 16;

    public SdpDocument {
        session = List.copyOf(session);
        media = List.copyOf(media);
    }

    public static Optional<SdpDocument> parse(String text) {
        List<String> session = new ArrayList<>();
        List<SdpMedia> media = new ArrayList<>();
        String[] lines = text.split("\r?\n", -1);
        if (lines.length > MOST_LINES || !lines[0].equals("v=0")) {
            return Optional.empty();
        }
        for (String line : lines) {
            if (line.isEmpty()) {
                continue;
            }
            if (line.length() < 2 || line.charAt(1) != '=' || line.indexOf('\r') >= 0) {
                return Optional.empty();
            }
            if (line.startsWith("m=")) {
                Optional<SdpMedia> parsed = SdpMedia.parse(line);
                if (parsed.isEmpty() || media.size() == MOST_MEDIA) {
                    return Optional.empty();
                }
                media.add(parsed.get());
            } else if (media.isEmpty()) {
                session.add(line);
            } else {
                media.set(media.size() - 1, media.get(media.size() - 1).plus(line));
            }
        }
        return Optional.of(new SdpDocument(session, media));
    }

    /** The address of a medium: its own c= line, else the session's; empty where neither can be read. */
    public Optional<String> address(SdpMedia medium) {
        return connection(medium.lines()).or(() -> connection(session));
    }

    private static Optional<String> connection(List<String> lines) {
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            if (line.startsWith("c=") && words.length == 3 && words[0].equals("c=IN")) {
                int slash = words[2].indexOf('/');
                return Optional.of(slash < 0 ? words[2] : words[2].substring(0, slash));
            }
        }
        return Optional.empty();
    }

    /** The same SDP with every line changed that the function changes; a line that becomes empty is dropped. */
    public SdpDocument mapLines(UnaryOperator<String> change) {
        return new SdpDocument(
                mapped(session, change),
                media.stream()
                        .map(medium -> medium.withLines(mapped(medium.lines(), change)))
                        .toList());
    }

    private static List<String> mapped(List<String> lines, UnaryOperator<String> change) {
        return lines.stream().map(change).filter(line -> !line.isEmpty()).toList();
    }

    public SdpDocument withMedia(List<SdpMedia> changed) {
        return new SdpDocument(session, changed);
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        session.forEach(line -> text.append(line).append("\r\n"));
        for (SdpMedia medium : media) {
            text.append(medium.mLine()).append("\r\n");
            medium.lines().forEach(line -> text.append(line).append("\r\n"));
        }
        return text.toString();
    }

    /** The m-lines alone: below them are keys. */
    @Override
    public String toString() {
        return media.toString();
    }
}
