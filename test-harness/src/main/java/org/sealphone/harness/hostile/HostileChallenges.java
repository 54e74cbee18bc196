package org.sealphone.harness.hostile;

import static org.sealphone.harness.hostile.Expected.goesOn;
import static org.sealphone.harness.hostile.Expected.rejected;
import static org.sealphone.harness.hostile.Expected.unanswered;
import static org.sealphone.harness.hostile.Expected.unreachable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.sip.SipResponse;
import org.sealphone.harness.trunk.Conduct;
import org.sealphone.harness.trunk.Desk;

/** Challenges that are to draw a password, a weak digest or many digests out of a phone (ADV-50 to ADV-59). */
final class HostileChallenges {
    private static final String CREDENTIALS = "^(Proxy-)?Authorization:";

    private HostileChallenges() {}

    static List<HostileScenario> all() {
        List<HostileScenario> all = new ArrayList<>(List.of(
                never("ADV-50", "Basic alone", "AUTH-01", honest -> List.of("Basic realm=\"pbx.example\"")),
                answered(
                        "ADV-50",
                        "the twin: Basic beside Digest",
                        honest -> List.of("Basic realm=\"pbx.example\"", honest.get(0))),
                new HostileScenario(
                        "ADV-51",
                        "MD5 alone: answered inside TLS, and told",
                        HostileScenario.Part.REGISTERS,
                        () -> challenges(honest -> algorithm(honest, "MD5")),
                        unanswered("AUTH-02").saying(CREDENTIALS + " Digest .*algorithm=MD5\\b")),
                answered(
                        "ADV-52",
                        "MD5 above SHA-256",
                        honest -> List.of(algorithm(honest, "MD5").get(0), honest.get(0))),
                never("ADV-53", "an unknown algorithm", "AUTH-02", honest -> algorithm(honest, "SHA3-512")),
                never("ADV-53", "MD5-sess", "AUTH-02", honest -> algorithm(honest, "MD5-sess")),
                never("ADV-53", "SHA-256-sess", "AUTH-02", honest -> algorithm(honest, "SHA-256-sess")),
                never("ADV-54", "an unknown qop", "AUTH-03", honest -> qop(honest, "qop=\"token\"")),
                never("ADV-54", "an empty qop", "AUTH-03", honest -> qop(honest, "qop=\"\"")),
                never("ADV-55", "a realm of 300 octets", "AUTH-20", honest -> realm(honest, "r".repeat(300))),
                never("ADV-55", "a realm that never closes its quotes", "AUTH-20", honest -> realm(honest, "a\\")),
                new HostileScenario(
                                "ADV-55",
                                "a realm with a line end",
                                HostileScenario.Part.REGISTERS,
                                LineEndInRealm::new,
                                unreachable("SIP-20").neverSaying(CREDENTIALS + "|injected"))
                        .waiting(Duration.ofSeconds(32)),
                new HostileScenario(
                        "ADV-55",
                        "a realm of 256 kB",
                        HostileScenario.Part.REGISTERS,
                        () -> challenges(honest -> realm(honest, "r".repeat(256 * 1024))),
                        unreachable("SIP-04").neverSaying(CREDENTIALS))));
        all.addAll(loops());
        all.addAll(inDialog());
        all.addAll(proofs());
        return all;
    }

    private static Conduct challenges(UnaryOperator<List<String>> bend) {
        return new Conduct() {
            @Override
            public List<String> challenges(SipRequest request, List<String> honest) {
                return bend.apply(honest);
            }
        };
    }

    /** No honest message can be built with a line end inside a field, so this one is bent as text. */
    private static final class LineEndInRealm implements Conduct {
        @Override
        public List<String> responses(Desk desk, long connection, SipRequest request, SipResponse honest) {
            return List.of(honest.text().replace("realm=\"pbx", "realm=\"\r\nSubject: injected\r\npbx"));
        }
    }

    private static HostileScenario never(String id, String what, String reason, UnaryOperator<List<String>> bend) {
        return new HostileScenario(
                id,
                what,
                HostileScenario.Part.REGISTERS,
                () -> challenges(bend),
                unanswered(reason).neverSaying(CREDENTIALS));
    }

    private static HostileScenario answered(String id, String what, UnaryOperator<List<String>> bend) {
        return new HostileScenario(
                id,
                what,
                HostileScenario.Part.REGISTERS,
                () -> challenges(bend),
                goesOn().saying(CREDENTIALS + " Digest .*algorithm=SHA-256\\b").neverSaying("algorithm=MD5|Basic"));
    }

    /** What the server says of itself when it lets one in, and several at once who want to know the password. */
    private static List<HostileScenario> proofs() {
        return List.of(
                proves(
                        "a proof of somebody who does not know the password",
                        honest -> honest.replaceFirst("rspauth=\"[^\"]*\"", "rspauth=\"" + "0".repeat(64) + "\""),
                        unanswered("AUTH-21")),
                proves("the twin: no proof at all", honest -> "", goesOn()),
                new HostileScenario(
                        "ADV-59",
                        "three realms at once",
                        HostileScenario.Part.CALLS,
                        () -> challenges(honest -> List.of(
                                honest.get(0).replace("pbx.example", "evil.example"),
                                honest.get(0),
                                honest.get(0).replace("pbx.example", "worse.example"))),
                        goesOn().saying(CREDENTIALS + " Digest .*realm=\"pbx.example\"")
                                .neverSaying("realm=\"(evil|worse)")),
                new HostileScenario(
                        "ADV-59",
                        "a redirection, and a challenge behind it",
                        HostileScenario.Part.CALLS,
                        () -> Scripts.takes("INVITE", (desk, connection, invite) -> {
                            desk.send(
                                    connection,
                                    invite.response(302, "Elsewhere", "moved")
                                            .with("Contact", "<sips:m@evil.example>")
                                            .text());
                            desk.send(
                                    connection,
                                    invite.response(407, "Who Are You", "moved")
                                            .with(
                                                    "Proxy-Authenticate",
                                                    "Digest realm=\"pbx.example\", nonce=\"n\", algorithm=SHA-256, qop=\"auth\"")
                                            .text());
                        }),
                        rejected("SIP-29").neverSaying(CREDENTIALS)));
    }

    private static HostileScenario proves(String what, UnaryOperator<String> bend, Expected expected) {
        return new HostileScenario(
                "ADV-58",
                what,
                HostileScenario.Part.REGISTERS,
                () -> new Conduct() {
                    @Override
                    public String authenticationInfo(String honest) {
                        return bend.apply(honest);
                    }
                },
                expected);
    }

    /** A registrar that is never content, with a nonce for each try. */
    private static List<HostileScenario> loops() {
        return List.of(
                loop("every nonce is stale at once", "AUTH-06", "pbx.example", "pbx.example", true, true),
                loop("the same nonce, called stale", "AUTH-06", "pbx.example", "pbx.example", false, true),
                loop("the same nonce again", "AUTH-22", "pbx.example", "pbx.example", false, false),
                loop("another realm after the first", "AUTH-04", "pbx.example", "evil.example", true, true));
    }

    private static HostileScenario loop(
            String what, String reason, String first, String then, boolean renews, boolean stale) {
        Expected expected = unanswered(reason).saying(CREDENTIALS);
        return new HostileScenario(
                first.equals(then) ? "ADV-56" : "ADV-55",
                what,
                HostileScenario.Part.REGISTERS,
                () -> new Insatiable(first, then, renews, stale),
                expected.neverSaying("realm=\"evil|(" + CREDENTIALS + "[\\s\\S]*){3}"));
    }

    /** Challenges every REGISTER. */
    private static final class Insatiable implements Conduct {
        private final String first;
        private final String then;
        private final boolean renews;
        private final boolean stale;
        private int count;

        Insatiable(String first, String then, boolean renews, boolean stale) {
            this.first = first;
            this.then = then;
            this.renews = renews;
            this.stale = stale;
        }

        @Override
        public boolean takes(Desk desk, long connection, SipRequest request) {
            String challenge = "Digest realm=\"" + (count == 0 ? first : then) + "\", nonce=\"n" + (renews ? count : 0)
                    + "\", algorithm=SHA-256, qop=\"auth\"" + (stale && count > 0 ? ", stale=true" : "");
            count++;
            desk.send(
                    connection,
                    request.response(401, "Unauthorized", "again")
                            .with("WWW-Authenticate", challenge)
                            .text());
            return true;
        }
    }

    private static List<HostileScenario> inDialog() {
        return List.of(
                byeChallenged(
                        "ADV-57",
                        "401 to BYE for a foreign realm",
                        401,
                        "evil.example",
                        goesOn().neverSaying("realm=\"evil")),
                byeChallenged(
                        "ADV-57",
                        "407 to BYE for a foreign realm",
                        407,
                        "evil.example",
                        goesOn().neverSaying("realm=\"evil")),
                byeChallenged("ADV-57", "407 to BYE in Basic", 407, "", goesOn().neverSaying("Basic")),
                byeChallenged(
                        "ADV-57",
                        "the twin: 407 to BYE for the own realm",
                        407,
                        "pbx.example",
                        goesOn().saying(
                                        "^BYE [\\s\\S]*^Proxy-Authorization: Digest .*realm=\"pbx.example\".*nonce=\"bye\"")));
    }

    private static HostileScenario byeChallenged(String id, String what, int status, String realm, Expected expected) {
        String field = status == 401 ? "WWW-Authenticate" : "Proxy-Authenticate";
        String challenge = realm.isEmpty()
                ? "Basic realm=\"pbx.example\""
                : "Digest realm=\"" + realm + "\", nonce=\"bye\", algorithm=SHA-256, qop=\"auth\"";
        return new HostileScenario(
                id,
                what,
                HostileScenario.Part.CALLS,
                () -> new Conduct() {
                    private boolean asked;

                    @Override
                    public List<String> responses(Desk desk, long connection, SipRequest request, SipResponse honest) {
                        if (!request.is("BYE") || asked) {
                            return List.of(honest.text());
                        }
                        asked = true;
                        return List.of(request.response(status, "Who Are You")
                                .with(field, challenge)
                                .text());
                    }
                },
                expected);
    }

    private static List<String> algorithm(List<String> honest, String name) {
        return List.of(honest.get(0).replaceAll("algorithm=\"?SHA-256\"?", "algorithm=" + name));
    }

    private static List<String> qop(List<String> honest, String qop) {
        return List.of(honest.get(0).replaceAll("qop=\"?auth\"?", qop));
    }

    private static List<String> realm(List<String> honest, String realm) {
        return List.of(honest.get(0).replace("realm=\"pbx.example\"", "realm=\"" + realm + "\""));
    }
}
