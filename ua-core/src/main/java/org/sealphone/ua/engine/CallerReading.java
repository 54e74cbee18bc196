package org.sealphone.ua.engine;

import java.util.List;
import java.util.stream.Stream;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallerFacts;
import org.sealphone.ua.field.CallerFields;
import org.sealphone.ua.field.IdentityField;

/** What an INVITE says of its caller, read for one account: its trunk asserts, and its certificates judge signed identities. Stateless. */
final class CallerReading {
    private CallerReading() {}

    static CallerFacts of(RequestView request, Account account, Moment now) {
        Fields fields = request.fields();
        return CallerFields.read(fields::all, asserted -> {
            List<String> callers = Stream.concat(
                            Stream.of(request.from()), asserted.stream().map(CallerFacts.Party::uri))
                    .toList();
            return IdentityField.judge(
                    fields.all("identity"),
                    account.terms().passports(),
                    now.wall(),
                    callers,
                    fields.first("to").orElse(""),
                    fields.first("date"));
        });
    }
}
