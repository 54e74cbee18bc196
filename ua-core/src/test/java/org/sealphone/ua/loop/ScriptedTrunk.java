package org.sealphone.ua.loop;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.wire.FlowListener;
import org.sealphone.crypto.wire.VerifiedFlow;

/** The far end of a flow in memory: keeps what it gets and says what the test tells it to. */
final class ScriptedTrunk implements FlowListener {
    final VerifiedFlow flow;
    final List<SipText> got = new ArrayList<>();
    final StringBuilder raw = new StringBuilder();
    private final StringBuilder buffer = new StringBuilder();
    private int branch;
    Optional<Refusal> lost = Optional.empty();
    Consumer<SipText> script = message -> {};
    /** Whether keep-alives are answered, as RFC 5626 asks of a server. */
    boolean pongs = true;

    int pings;

    ScriptedTrunk(VerifiedFlow flow) {
        this.flow = flow;
    }

    @Override
    public void received(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        raw.append(text);
        buffer.append(text);
        while (true) {
            while (buffer.length() >= 4 && buffer.substring(0, 4).equals("\r\n\r\n")) {
                buffer.delete(0, 4);
                pings++;
                if (pongs) {
                    say("\r\n");
                }
            }
            int end = buffer.indexOf("\r\n\r\n");
            if (end < 0) {
                return;
            }
            SipText head = new SipText(buffer.substring(0, end + 4));
            int total = end + 4 + Integer.parseInt(head.header("Content-Length"));
            if (buffer.length() < total) {
                return;
            }
            SipText message = new SipText(buffer.substring(0, total));
            buffer.delete(0, total);
            got.add(message);
            script.accept(message);
        }
    }

    /** Leaves nothing of what was heard, also not behind the ends of the builders. */
    void forget() {
        got.clear();
        for (StringBuilder each : List.of(raw, buffer)) {
            each.setLength(0);
            each.trimToSize();
        }
    }

    @Override
    public void lost(Refusal cause) {
        lost = Optional.of(cause);
    }

    void say(String text) {
        try {
            flow.send(text.getBytes(StandardCharsets.UTF_8));
        } catch (java.io.IOException gone) {
            throw new IllegalStateException(gone);
        }
    }

    SipText last() {
        return got.get(got.size() - 1);
    }

    List<SipText> requests(String method) {
        return got.stream()
                .filter(one -> one.isRequest() && one.method().equals(method))
                .toList();
    }

    List<SipText> responses(int status) {
        return got.stream().filter(one -> one.status() == status).toList();
    }

    String via() {
        return "Via: SIP/2.0/TLS pbx.example:5061;branch=z9hG4bKtest" + ++branch + ";rport\r\n";
    }

    /** A request to the phone outside any dialog. */
    String request(String method, String callId, String more, String body) {
        return method + " sips:alice@192.0.2.10:49152 SIP/2.0\r\n" + via()
                + "Max-Forwards: 70\r\nFrom: \"Bob\" <sips:bob@pbx.example>;tag=b0b\r\nTo: <sips:alice@pbx.example>\r\nCall-ID: "
                + callId + "\r\nCSeq: 1 " + method + "\r\nContact: <sips:bob@pbx.example:5061>\r\n" + more
                + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n")
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** A request inside the dialog that this INVITE of the phone made and we answered with this tag. */
    String inside(SipText invite, String tag, String method, int cseq, String more, String body) {
        String contact = invite.header("Contact").replaceAll("[<>]", "");
        return method + " " + contact + " SIP/2.0\r\n" + via()
                + "Max-Forwards: 70\r\nFrom: " + invite.header("To") + ";tag=" + tag + "\r\nTo: "
                + invite.header("From")
                + "\r\nCall-ID: " + invite.header("Call-ID") + "\r\nCSeq: " + cseq + " " + method
                + "\r\nContact: <sips:bob@pbx.example:5061>\r\n" + more
                + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n")
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
