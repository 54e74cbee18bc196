package org.sealphone.ua.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealphone.ua.api.GivenReason;

/** Reason (RFC 3326 2), as it stands in BYE, CANCEL and responses. Stateless. */
public final class ReasonField {
    private static final Pattern VALUE = Pattern.compile("([A-Za-z0-9.!%*_+`'~-]{1,32})[ \t]*(;.*)?");

    private ReasonField() {}

    /** The reasons in order; what cannot be read is left out. */
    public static List<GivenReason> read(List<String> lines) {
        List<GivenReason> read = new ArrayList<>();
        for (String value : FieldList.of(lines).orElse(List.of())) {
            Matcher parts = VALUE.matcher(value);
            if (parts.matches()) {
                Parameters.parse(parts.group(2) == null ? "" : parts.group(2))
                        .flatMap(parameters -> reason(parts.group(1), parameters))
                        .ifPresent(read::add);
            }
        }
        return List.copyOf(read);
    }

    private static Optional<GivenReason> reason(String protocol, Map<String, String> parameters) {
        String cause = parameters.getOrDefault("cause", "");
        return cause.matches("[0-9]{0,4}")
                ? Optional.of(new GivenReason(
                        protocol,
                        cause.isEmpty() ? Optional.empty() : Optional.of(Integer.parseInt(cause)),
                        CleanText.of(parameters.getOrDefault("text", ""))))
                : Optional.empty();
    }
}
