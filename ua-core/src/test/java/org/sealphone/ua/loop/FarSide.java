package org.sealphone.ua.loop;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Trunk and everybody behind it, who answer, ask, cancel and hang up as the dice fall, and remember what they are owed: a final response to
 * each request, an ACK to each 2xx and each refusal, a BYE for each dialog that stands.
 */
final class FarSide {
    /** A request of ours that has no final response yet. */
    record Asked(String text, String method, Leg leg, Set<Integer> allowed) {}

    /** An INVITE of the phone that we have not finally answered. */
    static final class Ringing {
        final SipText invite;
        final List<String> tags = new ArrayList<>();
        boolean answered;

        Ringing(SipText invite) {
            this.invite = invite;
        }
    }

    final Bench bench;
    final Random random;
    final List<Leg> legs = new ArrayList<>();
    final List<Ringing> ringing = new ArrayList<>();
    final Map<String, Asked> asked = new LinkedHashMap<>();
    /** What any status may not be, and was. */
    final List<String> wrong = new ArrayList<>();
    /** 2xx and refusals of ours to INVITEs that wait for an ACK, by what the ACK will show. */
    final Map<String, String> unacknowledged = new HashMap<>();

    final List<String> lately = new ArrayList<>();
    final Map<Integer, Integer> refusals = new HashMap<>();
    /** Everybody answers everything at once and as the RFCs want it. */
    boolean calm;

    /** Call-IDs of which something was said that nobody has to understand: in these nothing is owed. */
    final Set<String> muddled = new HashSet<>();

    private final Map<String, Long> arrived = new HashMap<>();
    private ScriptedTrunk before;
    private int serial;

    FarSide(Bench bench, Random random) {
        this.bench = bench;
        this.random = random;
    }

    boolean up() {
        return !bench.trunks.isEmpty()
                && bench.trunk().lost.isEmpty()
                && bench.trunk().flow.live();
    }

    void say(String text) {
        if (up()) {
            noticeFlow();
            lately.add(text);
            if (lately.size() > 12) {
                lately.remove(0);
            }
            bench.trunk().say(text);
        }
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T some(Collection<T> all) {
        return new ArrayList<>(all).get(random.nextInt(all.size()));
    }

    /** A message that differs from one of before in a few octets. */
    void mutant(String original, String changed) {
        muddled.add(new SipText(original).header("Call-ID"));
        if (up()) {
            noticeFlow();
            bench.trunk().say(changed);
        }
    }

    /** Another flow than before: nobody is owed anything any more that was asked over the old one. */
    void noticeFlow() {
        if (!bench.trunks.isEmpty() && bench.trunk() != before) {
            before = bench.trunk();
            flowLost();
        }
    }

    private void flowLost() {
        asked.clear();
        ringing.clear();
        unacknowledged.clear();
        legs.removeIf(leg -> leg.over);
        legs.forEach(leg -> {
            leg.excused = true;
            leg.unacknowledged = 0;
        });
    }

    String tag() {
        return "t" + ++serial;
    }

    private String branch() {
        return "z9hG4bKfar" + ++serial;
    }

    /** A request of ours, remembered until it has a final response that is one of these; empty for any. */
    String ask(String method, Leg leg, String more, String body, Set<Integer> allowed) {
        String branch = branch();
        int number = method.equals("ACK") ? leg.unacknowledged : ++leg.cseq;
        String text = request(method, leg.target, branch, leg.here, leg.there, leg.callId, number, more, body);
        if (!method.equals("ACK")) {
            asked.put(branch, new Asked(text, method, leg, allowed));
        }
        if (method.equals("BYE")) {
            leg.over = true;
        }
        say(text);
        return text;
    }

    /** A request outside any dialog; an INVITE makes a leg once it is answered. */
    String ask(String method, String callId, String uri, String more, String body, Set<Integer> allowed) {
        String branch = branch();
        String text = request(
                method,
                uri,
                branch,
                "\"Bob\" <sips:bob@pbx.example>;tag=" + tag(),
                "<sips:alice@pbx.example>",
                callId,
                1,
                more,
                body);
        asked.put(branch, new Asked(text, method, null, allowed));
        say(text);
        return text;
    }

    /** A NOTIFY of how it goes. */
    void fragment(Leg leg, String more, String body) {
        String branch = branch();
        String text = request("NOTIFY", leg.target, branch, leg.here, leg.there, leg.callId, ++leg.cseq, more, body)
                .replace("application/sdp", "message/sipfrag;version=2.0");
        asked.put(branch, new Asked(text, "NOTIFY", leg, Set.of(200, 400, 481, 489, 500)));
        say(text);
    }

    private static String request(
            String method,
            String uri,
            String branch,
            String from,
            String to,
            String callId,
            int cseq,
            String more,
            String body) {
        return method + " " + uri + " SIP/2.0\r\nVia: SIP/2.0/TLS pbx.example:5061;branch=" + branch
                + ";rport\r\nMax-Forwards: 70\r\nFrom: " + from + "\r\nTo: " + to + "\r\nCall-ID: " + callId
                + "\r\nCSeq: " + cseq
                + " " + method + "\r\nContact: <sips:bob@pbx.example:5061>\r\n" + more
                + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n") + "Content-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    /** What of a request a CANCEL or the ACK to a refusal repeats. */
    String follow(String request, String method, String to) {
        SipText of = new SipText(request);
        return request(
                method,
                of.uri(),
                of.header("Via").replaceAll(".*branch=([^;]+).*", "$1"),
                of.header("From"),
                to,
                of.header("Call-ID"),
                Integer.parseInt(of.header("CSeq").split(" ")[0]),
                "",
                "");
    }

    void answer(SipText request, int status, String tag, String body, String... more) {
        boolean maybeGone = status >= 300
                && (bench.timeline.nanoTime() - arrived.getOrDefault(owed(request, ""), 0L)) / 1_000_000_000L >= 30;
        if (request.method().equals("INVITE") && status >= 200 && !maybeGone) {
            unacknowledged.put(owed(request, status / 100 == 2 ? tag : ""), request.startLine + " " + status);
        }
        String[] lines = new String[more.length + 1];
        System.arraycopy(more, 0, lines, 0, more.length);
        lines[more.length] = "Contact: <sips:bob@pbx.example:5061>";
        say(request.respond(status, tag, body, lines));
    }

    /** The phone waits 32 seconds for a response: a refusal may come too late for anybody to acknowledge. */
    void arrived(SipText invite) {
        arrived.put(owed(invite, ""), bench.timeline.nanoTime());
    }

    private static String owed(SipText request, String tag) {
        return request.header("Call-ID") + " " + request.header("CSeq").split(" ")[0] + " "
                + (request.header("To").contains("tag=") ? request.header("To").replaceAll(".*tag=", "") : tag);
    }

    /** The phone takes an INVITE of ours, or its change. */
    private void answered(Asked what, SipText response) {
        SipText invite = new SipText(what.text());
        Leg leg = what.leg();
        if (leg == null) {
            leg = new Leg(
                    invite.header("Call-ID"),
                    invite.header("From"),
                    response.header("To"),
                    response.header("Contact").replaceAll("[<>]", ""),
                    1,
                    random);
            legs.add(leg);
        }
        leg.unacknowledged = Integer.parseInt(response.header("CSeq").split(" ")[0]);
        leg.offered = invite.body.isEmpty() ? response.body : "";
        if (calm || chance(85)) {
            acknowledge(leg);
        }
    }

    void acknowledge(Leg leg) {
        if (leg.unacknowledged == 0) {
            return;
        }
        String answer = leg.offered.isEmpty() ? "" : leg.sdp.answer(leg.offered);
        if (!answer.isEmpty() && !calm && chance(15)) {
            answer = chance(50) ? "" : FarSdp.bent(answer, random);
        }
        ask("ACK", leg, "", answer, Set.of());
        leg.unacknowledged = 0;
    }

    /** A message of the phone. */
    void hears(SipText message) {
        noticeFlow();
        if (message.isRequest()) {
            new FarAnswers(this).to(message);
            return;
        }
        String branch = message.header("Via").replaceAll(".*branch=([^;]+).*", "$1");
        Asked what = asked.get(branch);
        if (message.status() < 200 || what == null) {
            return;
        }
        boolean cancel = message.method().equals("CANCEL");
        if (cancel != what.method().equals("CANCEL")) {
            return;
        }
        asked.remove(branch);
        if (!what.allowed().isEmpty() && !what.allowed().contains(message.status())) {
            wrong.add(message.status() + " to\n" + what.text());
        }
        if (what.method().equals("INVITE")) {
            if (message.status() / 100 == 2) {
                answered(what, message);
            } else {
                refusals.merge(message.status(), 1, Integer::sum);
                say(follow(what.text(), "ACK", message.header("To")));
            }
        }
        if (message.status() == 481 && what.leg() != null) {
            what.leg().over = true;
        }
    }

    void acknowledged(SipText ack) {
        String number = ack.header("Call-ID") + " " + ack.header("CSeq").split(" ")[0] + " ";
        unacknowledged.remove(number + ack.header("To").replaceAll(".*tag=", ""));
        unacknowledged.remove(number);
    }

    Set<Leg> standing() {
        Set<Leg> all = new HashSet<>(legs);
        all.removeIf(leg -> leg.over);
        return all;
    }
}
