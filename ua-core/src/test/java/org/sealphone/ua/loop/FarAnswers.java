package org.sealphone.ua.loop;

import java.util.Random;

/** What the far side says to a request of the phone: usually what it should, sometimes something else, sometimes nothing. */
final class FarAnswers {
    private final FarSide far;
    private final Random random;

    FarAnswers(FarSide far) {
        this.far = far;
        this.random = far.random;
    }

    void to(SipText request) {
        switch (request.method()) {
            case "ACK" -> far.acknowledged(request);
            case "REGISTER" -> register(request);
            case "INVITE" -> invite(request);
            case "CANCEL" -> cancel(request);
            case "BYE" -> bye(request);
            case "REFER" -> refer(request);
            default -> other(request);
        }
    }

    private boolean good(int percent) {
        return far.calm || far.chance(percent);
    }

    private void register(SipText request) {
        if (good(85)) {
            far.say(request.respond(
                    200, "reg", "", "Contact: " + request.header("Contact") + ";expires=" + request.header("Expires")));
        } else if (far.chance(50)) {
            challenge(request);
        } else {
            far.say(request.respond(503, "reg", "", "Retry-After: 3"));
        }
    }

    private void challenge(SipText request) {
        far.answer(
                request,
                401,
                far.tag(),
                "",
                "WWW-Authenticate: Digest realm=\"pbx.example\", nonce=\"" + random.nextInt()
                        + "\", qop=\"auth\", algorithm=SHA-256");
    }

    private void invite(SipText request) {
        far.arrived(request);
        Leg leg = legOf(request);
        if (leg != null) {
            change(request, leg);
        } else if (request.header("To").contains("tag=")) {
            far.answer(request, 481, "", "");
        } else if (far.calm) {
            far.answer(request, 486, far.tag(), "");
        } else if (far.chance(10)) {
            challenge(request);
        } else {
            FarSide.Ringing ringing = new FarSide.Ringing(request);
            far.ringing.add(ringing);
            if (far.chance(85)) {
                far.say(request.respond(100, "", ""));
            }
        }
    }

    private Leg legOf(SipText request) {
        return far.legs.stream()
                .filter(leg -> !leg.over && leg.is(request))
                .findFirst()
                .orElse(null);
    }

    private void change(SipText request, Leg leg) {
        if (good(70)) {
            String body = request.body.isEmpty() ? leg.sdp.offer() : leg.sdp.answer(request.body);
            far.answer(request, 200, "", far.calm || far.chance(93) ? body : FarSdp.bent(body, random));
        } else {
            int[] statuses = {491, 491, 488, 500, 481, 408, 422, 0};
            int status = statuses[random.nextInt(statuses.length)];
            if (status == 481 || status == 408 || status == 0) {
                leg.excused = true;
            }
            if (status > 0) {
                far.answer(request, status, "", "", "Min-SE: 2000");
            }
        }
    }

    private void cancel(SipText request) {
        FarSide.Ringing ringing = far.ringing.stream()
                .filter(one -> one.invite.header("Call-ID").equals(request.header("Call-ID"))
                        && one.invite
                                .header("CSeq")
                                .split(" ")[0]
                                .equals(request.header("CSeq").split(" ")[0]))
                .findFirst()
                .orElse(null);
        if (far.calm || far.chance(90)) {
            far.say(request.respond(ringing == null ? 481 : 200, far.tag(), ""));
        }
        if (ringing != null && !ringing.answered && good(70)) {
            far.ringing.remove(ringing);
            far.answer(ringing.invite, 487, far.tag(), "");
        }
    }

    private void bye(SipText request) {
        Leg leg = legOf(request);
        if (leg == null) {
            far.say(request.respond(481, "", ""));
        } else if (!far.calm && far.chance(5)) {
            // Twice is too often: who is not let go stays where they are.
            leg.excused = true;
            challenge(request);
        } else {
            leg.over = true;
            if (good(90)) {
                far.say(request.respond(200, "", ""));
            }
        }
    }

    private void refer(SipText request) {
        Leg leg = legOf(request);
        if (leg == null || !good(70)) {
            far.say(request.respond(leg == null ? 481 : 603, "", ""));
            return;
        }
        far.say(request.respond(202, "", ""));
        if (far.calm || far.chance(80)) {
            int[] statuses = {100, 180, 200, 486};
            int status = statuses[random.nextInt(statuses.length)];
            FarAsks.notify(far, leg, status);
        }
    }

    private void other(SipText request) {
        if (good(90)) {
            Leg leg = legOf(request);
            boolean lost = leg == null && request.header("To").contains("tag=");
            far.say(request.respond(lost ? 481 : 200, lost ? "" : far.tag(), ""));
        } else if (request.method().equals("UPDATE") && far.chance(50)) {
            far.say(request.respond(405, "", ""));
        } else {
            Leg leg = legOf(request);
            if (leg != null) {
                leg.excused = true;
            }
        }
    }
}
