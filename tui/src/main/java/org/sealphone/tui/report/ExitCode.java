package org.sealphone.tui.report;

import java.util.Collection;
import java.util.List;

/** How a command ended, for scripts. Stable. */
public enum ExitCode {
    OK(0, "ok"),
    CHECK_FAILED(1, "check-failed"),
    USAGE(2, "usage"),
    REFUSED_BY_POLICY(3, "refused-by-policy"),
    REJECTED_BY_PEER(4, "rejected-by-peer"),
    AUTH_FAILED(5, "auth-failed"),
    UNREACHABLE(6, "unreachable"),
    MEDIA_FAILED(7, "media-failed"),
    LOCAL(8, "local"),
    LEAK(9, "leak"),
    INTERNAL(70, "internal"),
    INTERRUPTED(130, "interrupted");

    /** From the worst down. */
    private static final List<ExitCode> ORDER = List.of(
            LEAK,
            INTERNAL,
            INTERRUPTED,
            USAGE,
            REFUSED_BY_POLICY,
            AUTH_FAILED,
            MEDIA_FAILED,
            REJECTED_BY_PEER,
            UNREACHABLE,
            LOCAL,
            CHECK_FAILED,
            OK);

    private final int code;
    private final String word;

    ExitCode(int code, String word) {
        this.code = code;
        this.word = word;
    }

    /** The status that the process ends with. */
    public int code() {
        return code;
    }

    /** {@code exit.name} of the JSON. */
    public String word() {
        return word;
    }

    /** The one of this number. */
    public static ExitCode of(int code) {
        for (ExitCode exit : values()) {
            if (exit.code == code) {
                return exit;
            }
        }
        throw new IllegalArgumentException("no exit code " + code);
    }

    /** The worst of several; ok for none. */
    public static ExitCode worst(Collection<ExitCode> codes) {
        return ORDER.stream().filter(codes::contains).findFirst().orElse(OK);
    }

    /** The worse of two. */
    public ExitCode or(ExitCode other) {
        return worst(List.of(this, other));
    }
}
