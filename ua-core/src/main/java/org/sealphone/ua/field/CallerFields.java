package org.sealphone.ua.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealphone.ua.api.CallerFacts;
import org.sealphone.ua.api.CallerFacts.Diversion;
import org.sealphone.ua.api.CallerFacts.Hop;
import org.sealphone.ua.api.CallerFacts.Party;
import org.sealphone.ua.api.PassportVerdict;

/**
 * What an INVITE says of its caller: P-Asserted-Identity (RFC 3325 9.1), Privacy (RFC 3323 4.2), Diversion (RFC 5806), History-Info
 * (RFC 7044 5). A field is taken whole or not at all; one that is not taken counts as unreadable (SIP-11). Owner: whoever made it.
 */
public final class CallerFields {
    /** RFC 3325 9.1: one, or one sip: and one tel:. */
    private static final int MOST_ASSERTED = 2;

    private static final Set<String> WHO = Set.of("sip", "sips", "tel");
    private static final Pattern PRIVACY = Pattern.compile("[A-Za-z]{1,16}(?:[ \t]*;[ \t]*[A-Za-z]{1,16}){0,7}");
    private static final Pattern INDEX = Pattern.compile("[0-9]{1,5}(?:\\.[0-9]{1,5}){0,15}");
    private static final Pattern CAUSE = Pattern.compile("(?i)[?&]Reason=[^&]{0,64}?cause(?:=|%3D)([0-9]{3})(?![0-9])");

    private int unreadable;

    /** Reads one of these fields by its lines as they came. */
    @FunctionalInterface
    public interface Lines {
        List<String> of(String name);
    }

    private CallerFields() {}

    /**
     * All that is said.
     *
     * @param verdicts judges the signed identities, given who is asserted
     */
    public static CallerFacts read(Lines lines, Function<List<Party>, List<PassportVerdict>> verdicts) {
        CallerFields fields = new CallerFields();
        List<Party> asserted = fields.asserted(lines.of("p-asserted-identity"));
        List<String> privacy = fields.privacy(lines.of("privacy"));
        List<Diversion> diversions = fields.each(lines.of("diversion"), CallerFields::diversion);
        List<Hop> history = fields.each(lines.of("history-info"), CallerFields::hop);
        return new CallerFacts(asserted, privacy, diversions, history, verdicts.apply(asserted), fields.unreadable);
    }

    private List<Party> asserted(List<String> lines) {
        List<Party> parties = each(lines, CallerFields::party);
        if (parties.size() > MOST_ASSERTED) {
            unreadable++;
            return List.of();
        }
        return parties;
    }

    private List<String> privacy(List<String> lines) {
        if (lines.isEmpty()) {
            return List.of();
        }
        if (lines.size() > 1 || !PRIVACY.matcher(lines.get(0)).matches()) {
            unreadable++;
            return List.of();
        }
        return List.of(lines.get(0).toLowerCase(Locale.ROOT).split("[ \t]*;[ \t]*"));
    }

    private <T> List<T> each(List<String> lines, Function<NameAddr, Optional<T>> reading) {
        List<T> read = new ArrayList<>();
        Optional<List<String>> values = FieldList.of(lines);
        boolean whole = values.isPresent();
        for (String value : values.orElse(List.of())) {
            Optional<T> one = NameAddr.parse(value).flatMap(reading);
            one.ifPresent(read::add);
            whole &= one.isPresent();
        }
        if (!whole) {
            unreadable++;
            return List.of();
        }
        return read;
    }

    private static Optional<Party> party(NameAddr address) {
        String scheme = address.uri().substring(0, address.uri().indexOf(':')).toLowerCase(Locale.ROOT);
        return WHO.contains(scheme)
                ? Optional.of(new Party(CleanText.of(address.uri()), CleanText.of(address.name())))
                : Optional.empty();
    }

    private static Optional<Diversion> diversion(NameAddr address) {
        return party(address)
                .map(by -> new Diversion(by, CleanText.of(address.parameters().getOrDefault("reason", ""))));
    }

    private static Optional<Hop> hop(NameAddr address) {
        String index = address.parameters().getOrDefault("index", "");
        int headers = address.uri().indexOf('?');
        String place = headers < 0 ? address.uri() : address.uri().substring(0, headers);
        Matcher cause = CAUSE.matcher(headers < 0 ? "" : address.uri().substring(headers));
        Optional<Integer> why = cause.find() ? Optional.of(Integer.parseInt(cause.group(1))) : Optional.empty();
        return INDEX.matcher(index).matches()
                ? party(new NameAddr(address.name(), place, address.parameters()))
                        .map(target -> new Hop(index, target, why))
                : Optional.empty();
    }
}
