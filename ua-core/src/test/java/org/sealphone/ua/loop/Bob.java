package org.sealphone.ua.loop;

import java.util.List;

/** The phone of a caller: an INVITE of this Call-ID and what follows in its dialog. */
final class Bob {
    final Bench bench;
    final MediaPeer peer;
    final String callId;
    final String invite;
    int cseq = 1;

    Bob(Bench bench, String callId) {
        this(bench, callId, "");
    }

    Bob(Bench bench, String callId, String more) {
        this.bench = bench;
        this.callId = callId;
        this.peer = new MediaPeer(bench);
        this.invite = bench.trunk().request("INVITE", callId, more, peer.offer());
    }

    void calls() {
        bench.trunk().say(invite);
        bench.settle();
    }

    String toTag() {
        return bench.trunk().last().header("To").replaceAll(".*tag=", "");
    }

    String tag = "";

    void ack() {
        SipText ok =
                bench.trunk().responses(200).get(bench.trunk().responses(200).size() - 1);
        tag = ok.header("To").replaceAll(".*tag=", "");
        peer.answered(ok.body);
        invited = ok;
        bench.trunk().say(inside("ACK", ""));
        bench.settle();
    }

    String inside(String method, String body) {
        int number = method.equals("ACK") ? 1 : ++cseq;
        return method + " sips:alice@192.0.2.10:49152 SIP/2.0\r\n"
                + bench.trunk().via()
                + "Max-Forwards: 70\r\nFrom: \"Bob\" <sips:bob@pbx.example>;tag=b0b\r\nTo: <sips:alice@pbx.example>;tag="
                + tag
                + "\r\nCall-ID: " + callId + "\r\nCSeq: " + number + " " + method
                + "\r\nContact: <sips:bob@pbx.example:5061>\r\n"
                + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n") + "Content-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    String cancel() {
        return invite.substring(0, invite.indexOf("\r\n\r\n") + 4)
                .replaceFirst("INVITE", "CANCEL")
                .replace("CSeq: 1 INVITE", "CSeq: 1 CANCEL")
                .replaceAll("Content-Type: [^\r]*\r\n", "")
                .replaceAll("Contact: [^\r]*\r\n", "")
                .replaceAll("Content-Length: \\d+", "Content-Length: 0");
    }

    SipText invited;

    /** A re-INVITE or UPDATE; the last response of this status to it. */
    SipText changes(String method, String body, int status) {
        int before = bench.trunk().responses(status).size();
        bench.trunk().say(inside(method, body));
        bench.settle();
        List<SipText> got = bench.trunk().responses(status);
        if (got.size() != before + 1) {
            throw new AssertionError("no " + status + " but " + bench.trunk().got);
        }
        SipText response = got.get(before);
        if (method.equals("INVITE")) {
            bench.trunk().say(acknowledging(""));
            bench.settle();
        }
        return response;
    }

    /** The ACK to the latest INVITE inside the dialog. */
    String acknowledging(String body) {
        return inside("ACK", body).replace("CSeq: 1 ACK", "CSeq: " + cseq + " ACK");
    }

    /** A response to a request of the phone inside the dialog. */
    void responds(SipText request, int status, String body) {
        bench.trunk().say(request.respond(status, "b0b", body, "Contact: <sips:bob@pbx.example:5061>"));
        bench.settle();
    }
}
