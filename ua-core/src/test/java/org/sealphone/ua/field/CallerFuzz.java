package org.sealphone.ua.field;

import static org.sealphone.fuzz.FuzzTarget.require;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.sealphone.fuzz.FuzzTarget;
import org.sealphone.ua.api.CallerFacts;
import org.sealphone.ua.api.GivenReason;

/** What a trunk says of callers, ends, routes and mailboxes: what comes out is bounded and harmless, or counted as unreadable. */
public final class CallerFuzz implements FuzzTarget {
    @Override
    public String name() {
        return "caller";
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        "\"Bob\" <sips:bob@pbx.example>, <tel:+49301>",
                        "id;critical",
                        "<sip:a@b>;reason=user-busy;counter=1",
                        "<sip:a@b?Reason=SIP%3Bcause%3D302>;index=1.1",
                        "SIP;cause=200;text=\"Call completed elsewhere\", Q.850;cause=16",
                        "<sips:orig@scscf.example;lr>,<sip:as.example;transport=tls;lr>",
                        "Messages-Waiting: yes\r\nVoice-Message: 2/8 (0/2)\r\n",
                        "")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void check(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        List<String> lines = text.lines().toList();
        CallerFacts facts = CallerFields.read(name -> lines, asserted -> List.of());
        require(facts.unreadable() >= 0 && facts.unreadable() <= 5, "each field counts once");
        require(facts.asserted().size() <= 2 && facts.privacy().size() <= 8, "few of each");
        require(facts.diversions().size() <= FieldList.MOST && facts.history().size() <= FieldList.MOST, "few stops");
        facts.asserted().forEach(CallerFuzz::harmless);
        facts.privacy().forEach(CallerFuzz::harmless);
        facts.diversions().forEach(one -> {
            harmless(one.by());
            harmless(one.reason());
        });
        facts.history().forEach(hop -> harmless(hop.target()));
        for (GivenReason reason : ReasonField.read(lines)) {
            harmless(reason.toString());
        }
        ServiceRoute.shown(lines).forEach(CallerFuzz::harmless);
        ServiceRoute.read(lines)
                .fold(
                        routes -> {
                            routes.forEach(CallerFuzz::harmless);
                            require(
                                    routes.stream().noneMatch(route -> route.matches("(?i).*transport=(udp|tcp|ws).*")),
                                    "no route without TLS");
                            return true;
                        },
                        refusal -> {
                            require(refusal.text().length() < 2_000, "a refusal of bounded length");
                            return false;
                        });
        MessageSummary.parse(text)
                .ifPresent(summary -> require(summary.fresh().orElse(0) < 1_000_000, "a count that is one"));
    }

    private static void harmless(CallerFacts.Party party) {
        harmless(party.uri());
        harmless(party.name());
    }

    private static void harmless(String shown) {
        require(shown.length() <= 1_100, "short");
        require(
                shown.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT),
                "nothing that moves a cursor or turns text round");
    }
}
