package org.sealphone.harness.sip;

import static org.sealphone.fuzz.FuzzTarget.require;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sealphone.fuzz.FuzzTarget;

/** Header fields by themselves: addresses, URIs, Vias, CSeqs, credentials. What prints reads as the same. */
public final class HarnessFieldsFuzz implements FuzzTarget {
    @Override
    public String name() {
        return "harness-fields";
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        "\"A \\\"B\\\"\" <sips:a@b.example;transport=tls>;tag=1",
                        "<sip:a@b>;tag=\"x;y\"",
                        "sip:a@b;tag=1",
                        "\"<\" <sips:a@b>",
                        "sips:a%40b:pw@[2001:db8::1]:5061;maddr=x;lr",
                        "sip:@b",
                        "sip:b?Subject=x",
                        "SIP/2.0/TLS b.example:5061;branch=z9hG4bK1;received=192.0.2.1;rport",
                        "SIP / 2.0 / UDP [::1]",
                        "1 INVITE",
                        "2147483648 INVITE",
                        "Digest username=\"a\", realm=\"r\", nonce=\"n\", uri=\"sips:b\", response=\"0\", qop=auth, nc=00000001",
                        "Digest a=\"unclosed",
                        "Basic QQ==",
                        "a=1;a=2",
                        ";;",
                        "")
                .map(FuzzTarget::text)
                .toList();
    }

    @Override
    public void check(byte[] input) {
        String text = FuzzTarget.text(input);
        CSeq.parse(text)
                .ifPresent(
                        cseq -> require(CSeq.parse(cseq.toString()).equals(Optional.of(cseq)), "a CSeq reads again"));
        NameAddr.parse(text).ifPresent(HarnessFieldsFuzz::again);
        SipUri.parse(text)
                .ifPresent(uri -> require(uri.plainUser().length() <= text.length(), "no longer than it came"));
        Via.parse(text).ifPresent(Via::branch);
        DigestFields.parse(text)
                .ifPresent(fields -> require(
                        fields.toString().equals(withoutCredentials(fields).toString()), "no credentials shown"));
        require(Words.unquote(Words.quote(text)).equals(Optional.of(text)), "what is quoted unquotes to itself");
        require(String.join(",", Words.split(text, ',')).length() <= text.length(), "split into no more than there is");
    }

    private static DigestFields withoutCredentials(DigestFields fields) {
        return new DigestFields("", fields.realm(), "", "", "", fields.algorithm(), "", "", "");
    }

    private static void again(NameAddr address) {
        String printed = Words.quote(address.display()) + " <" + address.uri() + ">";
        require(
                address.uri().contains(">")
                        || NameAddr.parse(printed)
                                .filter(same -> same.uri().equals(address.uri())
                                        && same.display().equals(address.display()))
                                .isPresent(),
                "an address reads again");
        address.sipUri().ifPresent(SipUri::asksForTls);
    }
}
