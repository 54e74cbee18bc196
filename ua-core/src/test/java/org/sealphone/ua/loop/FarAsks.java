package org.sealphone.ua.loop;

import java.util.List;
import java.util.Random;
import java.util.Set;

/** One thing that somebody on the far side does of their own accord. */
final class FarAsks {
    private static final Set<Integer> ANY = Set.of();
    private static final String PHONE = "sips:alice@192.0.2.10:49152";

    private final FarSide far;
    private final Random random;

    FarAsks(FarSide far) {
        this.far = far;
        this.random = far.random;
    }

    void something() {
        switch (random.nextInt(16)) {
            case 0, 1 -> calls();
            case 2, 3, 4 -> answers();
            case 5 -> cancels();
            case 6 -> late();
            case 7, 8 -> changes();
            case 9 -> byes();
            case 10 -> asksOutside();
            case 11 -> asksInside();
            case 12 -> repeats();
            case 13 -> forks();
            case 14 -> refers();
            default -> garbage();
        }
    }

    /** An INVITE; what is not sealed, or demands too much, has its refusal. */
    private void calls() {
        String callId = "call-" + far.tag();
        String offer = new FarSdp(random).offer();
        switch (random.nextInt(10)) {
            case 0 -> far.ask("INVITE", callId, PHONE, "", FarSdp.bent(offer, random), Set.of(486, 488, 487, 480));
            case 1 -> far.ask("INVITE", callId, PHONE, "Require: coffee\r\n", offer, Set.of(420));
            case 2 -> far.ask("INVITE", callId, "http://example.com/", "", offer, Set.of(416));
            case 3 -> far.ask(
                    "INVITE", callId, PHONE, "Session-Expires: 20\r\nSupported: timer\r\n", offer, Set.of(422));
            case 4 -> far.ask("INVITE", callId, PHONE, "", "", ANY);
            case 5 -> far.ask("INVITE", callId, PHONE, "Replaces: nobody;to-tag=a;from-tag=b\r\n", offer, Set.of(481));
            default -> far.ask(
                    "INVITE",
                    callId,
                    PHONE,
                    "Supported: timer\r\nAllow: INVITE, UPDATE\r\nSession-Expires: " + (100 + random.nextInt(2_000))
                            + "\r\n",
                    offer,
                    ANY);
        }
    }

    /** Somebody rings, refuses or takes a call of the phone. */
    private void answers() {
        if (far.ringing.isEmpty()) {
            return;
        }
        FarSide.Ringing one = far.some(far.ringing);
        if (far.chance(40)) {
            if (one.tags.isEmpty() || far.chance(20)) {
                one.tags.add(far.tag());
            }
            FarSdp sdp = new FarSdp(random);
            boolean early = far.chance(40) && !one.invite.body.isEmpty();
            String body = early ? sdp.answer(one.invite.body) : "";
            far.answer(
                    one.invite,
                    early ? 183 : 180,
                    far.some(one.tags),
                    far.chance(80) ? body : FarSdp.bent(body, random));
        } else if (far.chance(60)) {
            takes(one, one.tags.isEmpty() || far.chance(10) ? far.tag() : far.some(one.tags));
            far.ringing.remove(one);
        } else {
            int[] statuses = {486, 603, 404, 302, 500, 422, 491};
            far.ringing.remove(one);
            far.answer(one.invite, statuses[random.nextInt(statuses.length)], far.tag(), "", "Min-SE: 1900");
        }
    }

    private void takes(FarSide.Ringing one, String tag) {
        Leg leg = new Leg(
                one.invite.header("Call-ID"),
                one.invite.header("To") + ";tag=" + tag,
                one.invite.header("From"),
                one.invite.header("Contact").replaceAll("[<>]", ""),
                0,
                random);
        far.legs.add(leg);
        one.answered = true;
        String body = one.invite.body.isEmpty() ? leg.sdp.offer() : leg.sdp.answer(one.invite.body);
        String[] more = far.chance(50)
                ? new String[] {"Session-Expires: 200;refresher=uac", "Allow: INVITE, UPDATE"}
                : new String[0];
        far.answer(one.invite, 200, tag, far.chance(90) ? body : FarSdp.bent(body, random), more);
        if (far.chance(10)) {
            far.answer(one.invite, 200, tag, body, more);
        }
    }

    /** A second phone takes the call as well. */
    private void forks() {
        if (!far.ringing.isEmpty()) {
            FarSide.Ringing one = far.some(far.ringing);
            far.ringing.remove(one);
            takes(one, far.tag());
            takes(one, far.tag());
        }
    }

    private void cancels() {
        List<FarSide.Asked> open = far.asked.values().stream()
                .filter(one -> one.method().equals("INVITE") && one.leg() == null)
                .toList();
        if (!open.isEmpty()) {
            String invite = far.some(open).text();
            far.say(far.follow(invite, "CANCEL", new SipText(invite).header("To")));
        }
    }

    private void late() {
        if (!far.legs.isEmpty()) {
            far.acknowledge(far.some(far.legs));
        }
    }

    private void changes() {
        if (far.standing().isEmpty()) {
            return;
        }
        Leg leg = far.some(far.legs.stream().filter(one -> !one.over).toList());
        String before = leg.sdp.offer();
        if (far.chance(10)) {
            leg.sdp.moves();
        } else if (far.chance(10)) {
            leg.sdp.freshKey();
        }
        String offer = far.chance(10) ? "" : leg.sdp.offer();
        String method = far.chance(60) ? "INVITE" : "UPDATE";
        if (far.chance(10)) {
            far.ask(method, leg, "", FarSdp.bent(before, random), Set.of(488, 491, 500, 481));
        } else {
            far.ask(method, leg, "", offer, Set.of(200, 488, 491, 500, 481));
        }
    }

    private void byes() {
        if (!far.standing().isEmpty()) {
            Leg leg = far.some(far.legs.stream().filter(one -> !one.over).toList());
            if (far.chance(20)) {
                Leg stranger = new Leg(leg.callId, leg.here + "x", leg.there, leg.target, leg.cseq, random);
                far.ask("BYE", stranger, "", "", Set.of(481));
            } else {
                far.ask("BYE", leg, "", "", Set.of(200, 481, 500));
            }
        }
    }

    private void asksOutside() {
        String callId = "ask-" + far.tag();
        switch (random.nextInt(5)) {
            case 0 -> far.ask("OPTIONS", callId, PHONE, "", "", Set.of(200));
            case 1 -> far.ask("MESSAGE", callId, PHONE, "", "", Set.of(405));
            case 2 -> far.ask("REFER", callId, PHONE, "Refer-To: <sips:eve@pbx.example>\r\n", "", Set.of(403));
            case 3 -> far.ask(
                    "NOTIFY", callId, PHONE, "Event: check-sync\r\nSubscription-State: active\r\n", "", Set.of(489));
            default -> far.ask("OPTIONS", callId, PHONE, "Require: tea\r\n", "", Set.of(420));
        }
    }

    private void asksInside() {
        if (!far.standing().isEmpty()) {
            Leg leg = far.some(far.legs.stream().filter(one -> !one.over).toList());
            switch (random.nextInt(3)) {
                case 0 -> far.ask("OPTIONS", leg, "", "", Set.of(200, 481, 500));
                case 1 -> far.ask("INFO", leg, "", "", Set.of(405, 481, 500));
                default -> notify(far, leg, 200);
            }
        }
    }

    static void notify(FarSide far, Leg leg, int status) {
        String more = "Event: refer\r\nSubscription-State: " + (status < 200 ? "active" : "terminated") + "\r\n";
        far.fragment(leg, more, "SIP/2.0 " + status + " x\r\n");
    }

    private void refers() {
        if (!far.standing().isEmpty()) {
            Leg leg = far.some(far.legs.stream().filter(one -> !one.over).toList());
            String to = far.chance(70) ? "<sips:carol@pbx.example>" : "<sip:1900@evil.example;transport=udp>";
            far.ask("REFER", leg, "Refer-To: " + to + "\r\n", "", Set.of(202, 481, 491, 500, 603));
        }
    }

    /** Something that was said lately is said again. */
    private void repeats() {
        if (!far.lately.isEmpty()) {
            far.say(far.some(far.lately));
        }
    }

    /** A message of before with some octets wrong: it costs itself, or its call. */
    private void garbage() {
        if (far.lately.isEmpty()) {
            return;
        }
        String original = far.some(far.lately);
        StringBuilder text = new StringBuilder(original);
        // Its length stays, so that it does not swallow what follows; that it may, other tests show.
        int head = text.indexOf("Content-Length");
        for (int i = random.nextInt(4); i >= 0; i--) {
            int where = random.nextInt(head);
            if (text.charAt(where) >= ' ') {
                text.setCharAt(where, ";:,<>\"@ =%aZ9\u0000\u007f".charAt(random.nextInt(15)));
            }
        }
        far.mutant(original, text.toString());
    }
}
