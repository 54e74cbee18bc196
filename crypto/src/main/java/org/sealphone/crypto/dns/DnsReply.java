package org.sealphone.crypto.dns;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;

/**
 * What is taken of a reply: the records that the question's name has, itself or by way of aliases in the same reply; at most
 * {@link #MOST} of them, and none whose names could not be those of hosts.
 */
final class DnsReply {
    static final int MOST = 32;

    /** Aliases of aliases in the field are two or three; more, or a circle, lead nowhere. */
    private static final int MOST_ALIASES = 16;

    private static final Pattern HOST = Pattern.compile(
            "(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?" + "(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");

    private DnsReply() {}

    static List<ServiceRecord> services(Message reply, Name question) {
        return records(reply, question, SRVRecord.class)
                .flatMap(record -> target(record.getTarget())
                        .map(target ->
                                new ServiceRecord(record.getPriority(), record.getWeight(), record.getPort(), target))
                        .stream())
                .limit(MOST)
                .toList();
    }

    static List<NamingPointer> pointers(Message reply, Name question) {
        return records(reply, question, NAPTRRecord.class)
                .filter(record -> record.getRegexp().isEmpty())
                .flatMap(record -> host(record.getReplacement())
                        .map(replacement -> new NamingPointer(
                                record.getOrder(),
                                record.getPreference(),
                                record.getFlags().toLowerCase(Locale.ROOT),
                                record.getService().toUpperCase(Locale.ROOT),
                                replacement))
                        .stream())
                .limit(MOST)
                .toList();
    }

    private static <T extends Record> Stream<T> records(Message reply, Name question, Class<T> type) {
        List<Record> answers = reply.getSection(Section.ANSWER);
        Set<Name> names = new HashSet<>(Set.of(question));
        for (int i = 0; i < MOST_ALIASES; i++) {
            boolean known = true;
            for (Record record : answers) {
                if (record instanceof CNAMERecord alias && names.contains(alias.getName())) {
                    known &= !names.add(alias.getTarget());
                }
            }
            if (known) {
                break;
            }
        }
        return answers.stream()
                .filter(record -> names.contains(record.getName()))
                .filter(type::isInstance)
                .map(type::cast);
    }

    private static Optional<String> target(Name name) {
        return name.equals(Name.root) ? Optional.of(ServiceRecord.NOWHERE) : host(name);
    }

    private static Optional<String> host(Name name) {
        String text = name.toString(true).toLowerCase(Locale.ROOT);
        return Optional.of(text).filter(host -> HOST.matcher(host).matches());
    }
}
