package org.sealphone.harness.oracle.tls;

import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Secrets by label and client random, in the format of NSS. Lines that are not of the format are ignored. Immutable; never printed. */
public final class NssKeyLog {
    private static final Pattern LINE = Pattern.compile("([A-Z0-9_]{1,40}) ([0-9a-fA-F]{64}) ([0-9a-fA-F]{32,128})");

    private final Map<String, byte[]> secrets = new HashMap<>();

    private NssKeyLog() {}

    public static NssKeyLog of(Collection<String> lines) {
        NssKeyLog log = new NssKeyLog();
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line.strip());
            if (matcher.matches() && matcher.group(3).length() % 2 == 0) {
                String key = matcher.group(1) + " " + matcher.group(2).toLowerCase(Locale.ROOT);
                log.secrets.put(key, HexFormat.of().parseHex(matcher.group(3)));
            }
        }
        return log;
    }

    public boolean isEmpty() {
        return secrets.isEmpty();
    }

    Optional<byte[]> secret(String label, byte[] clientRandom) {
        return Optional.ofNullable(secrets.get(label + " " + HexFormat.of().formatHex(clientRandom)));
    }

    @Override
    public String toString() {
        return "key log of " + secrets.size() + " secrets";
    }
}
