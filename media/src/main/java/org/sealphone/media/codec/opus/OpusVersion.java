package org.sealphone.media.codec.opus;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which libopus may decode what strangers send: 1.1.4 or later, the first without CVE-2017-0381. Pure.
 *
 * <p>A build that does not know its own version must have a function that came with 1.5.
 */
final class OpusVersion {
    /** Came with libopus 1.5. */
    static final String LATE_FUNCTION = "opus_decoder_dred_decode";

    private static final Pattern NUMBERED =
            Pattern.compile("libopus ([0-9]{1,3})\\.([0-9]{1,3})(?:\\.([0-9]{1,3}))?.*");
    private static final int[] OLDEST = {1, 1, 4};

    private OpusVersion() {}

    /** How a library that will do is called: one that does not say its version has at least that of the late function. */
    static String shown(String version) {
        return NUMBERED.matcher(version).matches() ? version : "libopus 1.5 or later";
    }

    /** What is wrong with a library of that version; empty when it will do. */
    static Optional<String> fault(String version, boolean hasLateFunction) {
        Matcher numbered = NUMBERED.matcher(version);
        if (!numbered.matches()) {
            return hasLateFunction
                    ? Optional.empty()
                    : Optional.of("it does not say its version and has no " + LATE_FUNCTION);
        }
        for (int i = 0; i < OLDEST.length; i++) {
            int part = numbered.group(i + 1) == null ? 0 : Integer.parseInt(numbered.group(i + 1));
            if (part != OLDEST[i]) {
                return part > OLDEST[i] ? Optional.empty() : Optional.of("its version is older than 1.1.4");
            }
        }
        return Optional.empty();
    }
}
