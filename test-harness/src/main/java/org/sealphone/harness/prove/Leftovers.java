package org.sealphone.harness.prove;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealphone.harness.oracle.Canary;
import org.sealphone.harness.oracle.CanarySearch;

/** What a phone printed and what it left on the disk: searched for what is secret and for what would move a cursor. */
final class Leftovers {
    private static final Pattern KEY = Pattern.compile("inline:([A-Za-z0-9+/]{30,}={0,2})");

    private final CanarySearch search;
    private final List<String> found = new ArrayList<>();

    /** @param said every message that crossed the TLS, in both directions: there the keys stand */
    Leftovers(String password, Collection<String> said) {
        List<Canary> secrets = new ArrayList<>(List.of(Canary.forbidden("the password", password)));
        said.forEach(message -> {
            Matcher key = KEY.matcher(message);
            while (key.find()) {
                secrets.add(Canary.forbidden("a key of a call", key.group(1)));
            }
        });
        search = new CanarySearch(secrets);
    }

    /** The keys that stand in these messages, in the order in which they were said. */
    static List<String> keys(Collection<String> said) {
        List<String> keys = new ArrayList<>();
        said.forEach(message -> KEY.matcher(message).results().forEach(key -> keys.add(key.group(1))));
        return keys;
    }

    /** Looks into a file; one that is not there holds nothing. */
    Leftovers in(Path file, String name) throws IOException {
        if (Files.isRegularFile(file)) {
            search.in(Files.readAllBytes(file)).stream()
                    .map(sighting -> sighting.canary().name() + " stands in " + name)
                    .distinct()
                    .forEach(found::add);
        }
        return this;
    }

    /** The same for a file that may end up on a terminal: nothing in it moves a cursor or turns text round (ADV-79). */
    Leftovers shown(Path file, String name) throws IOException {
        in(file, name);
        if (Files.isRegularFile(file)) {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            if (text.codePoints().anyMatch(Leftovers::obeyed)) {
                found.add("what a terminal obeys stands in " + name);
            }
        }
        return this;
    }

    private static boolean obeyed(int point) {
        boolean breaks = point == '\n' || point == '\r' || point == '\t';
        int type = Character.getType(point);
        return !breaks && (type == Character.CONTROL || type == Character.FORMAT);
    }

    List<String> found() {
        return found.stream().distinct().toList();
    }
}
