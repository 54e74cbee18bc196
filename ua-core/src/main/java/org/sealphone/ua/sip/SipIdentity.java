package org.sealphone.ua.sip;

import java.util.Optional;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.policy.TargetScheme;

/**
 * Who we are in SIP: the From and Contact of every request and response.
 *
 * @param record the address of record, without port and transport
 * @param user the user part of Contact, escaped
 * @param displayName the name beside it
 * @param sips whether our Contact says {@code sips:} (SIPS-02) or {@code ;transport=tls}
 */
record SipIdentity(String record, String user, Optional<String> displayName, boolean sips) {
    static SipIdentity of(Account account) {
        return new SipIdentity(
                account.addressOfRecord().identity(),
                account.addressOfRecord().user().orElse(""),
                account.displayName(),
                account.trunk().scheme() == TargetScheme.SIPS);
    }

    String from(String tag) {
        return displayName.map(name -> MessageText.quoted(name) + " ").orElse("") + "<" + record + ">;tag=" + tag;
    }

    /** @param hostAndPort our end of the flow, as the Via says it */
    String contactUri(String hostAndPort) {
        return sips ? "sips:" + user + "@" + hostAndPort : "sip:" + user + "@" + hostAndPort + ";transport=tls";
    }
}
