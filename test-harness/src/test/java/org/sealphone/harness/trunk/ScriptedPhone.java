package org.sealphone.harness.trunk;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.sealphone.harness.sip.AuthFields;
import org.sealphone.harness.sip.Digest;
import org.sealphone.harness.sip.DigestAlgorithm;
import org.sealphone.harness.sip.DigestFields;
import org.sealphone.harness.sip.SipFramer;
import org.sealphone.harness.sip.SipHeaders;
import org.sealphone.harness.sip.SipMessage;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.sip.SipResponse;

/** A phone by hand: a TLS socket of the JDK, the harness's SIP, and whatever a test wants to say. One reader thread; the test owns the rest. */
public final class ScriptedPhone implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final SSLSocket socket;
    private final String user;
    private final String password;
    private final String domain;
    private final LinkedBlockingQueue<SipMessage> inbox = new LinkedBlockingQueue<>();
    private final List<SipMessage> passedOver = new ArrayList<>();
    private final LinkedBlockingQueue<String> others = new LinkedBlockingQueue<>();
    private final Thread reader;
    private final SecureRandom random = new SecureRandom();
    private final String callIdOfRegister = fresh();
    private long sequence = 1;
    DigestAlgorithm lastAlgorithm = DigestAlgorithm.MD5;

    public ScriptedPhone(EmbeddedTrunk trunk, X509Certificate ca, String user, String password) throws Exception {
        this(trunk, ca, user, password, new KeyManager[0], "TLSv1.3", "TLSv1.2");
    }

    ScriptedPhone(
            EmbeddedTrunk trunk,
            X509Certificate ca,
            String user,
            String password,
            KeyManager[] keys,
            String... protocols)
            throws Exception {
        this.user = user;
        this.password = password;
        this.domain = trunk.domain();
        this.socket = (SSLSocket) context(ca, keys)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), trunk.address().getPort());
        socket.setEnabledProtocols(protocols);
        socket.startHandshake();
        reader = new Thread(this::read, "scripted-phone-" + user);
        reader.setDaemon(true);
        reader.start();
    }

    static SSLContext context(X509Certificate ca, KeyManager[] keys) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("ca", ca);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), null);
        return context;
    }

    private void read() {
        SipFramer framer = new SipFramer();
        byte[] buffer = new byte[8192];
        try {
            InputStream in = socket.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                framer.received(buffer, n);
                for (Optional<SipFramer.Framed> f = framer.next(); f.isPresent(); f = framer.next()) {
                    if (f.get() instanceof SipFramer.Message message) {
                        inbox.add(message.message());
                    } else {
                        others.add(f.get().getClass().getSimpleName());
                    }
                }
            }
            others.add("end");
        } catch (IOException reset) {
            others.add("reset");
        }
    }

    String fresh() {
        byte[] octets = new byte[12];
        random.nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }

    public String user() {
        return user;
    }

    String address() {
        return "sips:" + user + "@" + domain;
    }

    public String contact() {
        return "<sips:" + user + "@127.0.0.1:" + socket.getLocalPort() + ">";
    }

    public void send(SipMessage message) {
        sendText(message.text());
    }

    public void sendText(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (IOException gone) {
            throw new AssertionError(gone);
        }
    }

    /** A request outside a dialog. */
    public SipRequest request(String method, String uri) {
        return request(method, uri, fresh(), fresh(), "<" + uri + ">", sequence++);
    }

    public SipRequest request(String method, String uri, String callId, String tag, String to, long number) {
        SipHeaders headers = SipHeaders.empty()
                .with("Via", "SIP/2.0/TLS 127.0.0.1:" + socket.getLocalPort() + ";branch=z9hG4bK" + fresh())
                .with("From", "<" + address() + ">;tag=" + tag)
                .with("To", to)
                .with("Call-ID", callId)
                .with("CSeq", number + " " + method)
                .with("Contact", contact())
                .with("Max-Forwards", "70");
        return new SipRequest(method, uri, headers, "");
    }

    public SipRequest invite(String uri, String sdp) {
        SipRequest invite = request("INVITE", uri);
        return sdp.isEmpty()
                ? invite
                : invite.withHeaders(invite.headers().with("Content-Type", "application/sdp"))
                        .withBody(sdp);
    }

    /** The same request again: next CSeq, new branch, credentials. */
    SipRequest authorized(SipRequest request, SipResponse challenge) {
        String challengeField = challenge.status() == 401 ? "WWW-Authenticate" : "Proxy-Authenticate";
        String field = challenge.status() == 401 ? "Authorization" : "Proxy-Authorization";
        long number = request.cseq().number() + 1;
        sequence = Math.max(sequence, number + 1);
        SipHeaders headers = request.headers()
                .withoutFirst("Via")
                .withFirst("Via", "SIP/2.0/TLS 127.0.0.1:" + socket.getLocalPort() + ";branch=z9hG4bK" + fresh())
                .replaced("CSeq", number + " " + request.method());
        SipRequest again = request.withHeaders(headers);
        AuthFields strongest = challenge.headers().all(challengeField).stream()
                .map(value -> AuthFields.parse(value).orElseThrow())
                .max(Comparator.comparing(fields -> algorithm(fields)))
                .orElseThrow();
        return again.withHeaders(again.headers().with(field, credentials(again, strongest, "00000001")));
    }

    private static DigestAlgorithm algorithm(AuthFields challenge) {
        return DigestAlgorithm.named(challenge.fields().getOrDefault("algorithm", "MD5"))
                .orElse(DigestAlgorithm.MD5);
    }

    String credentials(SipRequest request, AuthFields challenge, String nc) {
        DigestAlgorithm algorithm = algorithm(challenge);
        lastAlgorithm = algorithm;
        Map<String, String> given = challenge.fields();
        String qop = given.containsKey("qop") ? given.get("qop").split(",")[0] : "";
        DigestFields fields = new DigestFields(
                user,
                given.get("realm"),
                given.get("nonce"),
                request.uri(),
                "",
                algorithm.wireName(),
                qop.isEmpty() ? "" : fresh(),
                qop,
                qop.isEmpty() ? "" : nc);
        String ha1 = Digest.ha1(algorithm, user, fields.realm(), password.toCharArray());
        String response = Digest.response(algorithm, ha1, fields, request.method(), request.body());
        return "Digest username=\"" + user + "\", realm=\"" + fields.realm() + "\", nonce=\"" + fields.nonce()
                + "\", uri=\"" + fields.uri() + "\", response=\"" + response + "\", algorithm="
                + algorithm.wireName()
                + (qop.isEmpty() ? "" : ", cnonce=\"" + fields.cnonce() + "\", qop=" + qop + ", nc=" + nc);
    }

    /** Sends, waits for the final response, answers one challenge. */
    public SipResponse transact(SipRequest request) {
        send(request);
        SipResponse response = finalResponse(request);
        if (response.status() != 401 && response.status() != 407) {
            return response;
        }
        if (request.is("INVITE")) {
            send(ackToRefusal(request, response));
        }
        SipRequest again = authorized(request, response);
        last = again;
        send(again);
        return finalResponse(again);
    }

    /** The request that the latest {@link #transact} ended with. */
    SipRequest last;

    SipRequest ackToRefusal(SipRequest invite, SipResponse response) {
        SipHeaders headers = SipHeaders.empty()
                .with("Via", invite.headers().elements("Via").get(0))
                .with("From", invite.headers().required("From"))
                .with("To", response.headers().required("To"))
                .with("Call-ID", invite.callId())
                .with("CSeq", invite.cseq().number() + " ACK")
                .with("Max-Forwards", "70");
        return new SipRequest("ACK", invite.uri(), headers, "");
    }

    SipRequest cancel(SipRequest invite) {
        SipRequest ack = ackToRefusal(invite, invite.response(487, "x"));
        return new SipRequest(
                "CANCEL",
                invite.uri(),
                ack.headers()
                        .replaced("CSeq", invite.cseq().number() + " CANCEL")
                        .replaced("To", invite.headers().required("To")),
                "");
    }

    /** A request inside the dialog that an INVITE of ours and its response made. */
    public SipRequest inside(SipRequest invite, SipResponse ok, String method, long number) {
        SipHeaders headers = SipHeaders.empty()
                .with("Via", "SIP/2.0/TLS 127.0.0.1:" + socket.getLocalPort() + ";branch=z9hG4bK" + fresh())
                .with("From", invite.headers().required("From"))
                .with("To", ok.headers().required("To"))
                .with("Call-ID", invite.callId())
                .with("CSeq", number + " " + method)
                .with("Contact", contact())
                .with("Max-Forwards", "70");
        List<String> routes = new ArrayList<>(ok.headers().elements("Record-Route"));
        java.util.Collections.reverse(routes);
        String target = org.sealphone.harness.sip.NameAddr.parse(ok.headers().required("Contact"))
                .orElseThrow()
                .uri();
        return new SipRequest(method, target, headers.withAll("Route", routes), "");
    }

    public SipRequest ack(SipRequest invite, SipResponse ok) {
        return inside(invite, ok, "ACK", invite.cseq().number());
    }

    public SipRequest bye(SipRequest invite, SipResponse ok) {
        return inside(invite, ok, "BYE", invite.cseq().number() + 10);
    }

    public SipResponse register(int expires) {
        return transact(registration(expires));
    }

    SipRequest registration(int expires) {
        String uri = "sips:" + domain;
        SipRequest request = request("REGISTER", uri, callIdOfRegister, fresh(), "<" + address() + ">", sequence++);
        return request.withHeaders(request.headers().with("Expires", Integer.toString(expires)));
    }

    /** The first message that matches; what is passed over stays for later calls. */
    public SipMessage await(Predicate<SipMessage> wanted, String what) {
        for (SipMessage early : passedOver) {
            if (wanted.test(early)) {
                passedOver.remove(early);
                return early;
            }
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (true) {
                SipMessage next = inbox.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    throw new AssertionError(user + " got no " + what + "; passed over " + passedOver + " " + others);
                }
                if (wanted.test(next)) {
                    return next;
                }
                passedOver.add(next);
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** A response to this very request. */
    public SipResponse response(SipRequest request, int status) {
        return (SipResponse) await(
                m -> m instanceof SipResponse r
                        && r.status() == status
                        && r.topVia().branch().equals(request.topVia().branch())
                        && r.cseq().method().equals(request.method()),
                status + " to " + request.method());
    }

    public SipResponse finalResponse(SipRequest request) {
        return (SipResponse) await(
                m -> m instanceof SipResponse r
                        && r.status() >= 200
                        && r.topVia().branch().equals(request.topVia().branch())
                        && r.cseq().method().equals(request.method()),
                "final response to " + request.method());
    }

    public SipRequest incoming(String method) {
        return (SipRequest) await(m -> m instanceof SipRequest r && r.is(method), method);
    }

    /** Anything on the stream that is no message: Ping, Pong, Unreadable, end, reset. */
    public String other() {
        try {
            String next = others.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing but messages");
            }
            return next;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    boolean heardNothingElse() {
        return inbox.isEmpty() && passedOver.isEmpty();
    }

    /** Breaks the connection without any farewell. */
    void cut() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    String protocol() {
        return socket.getSession().getProtocol();
    }

    @Override
    public void close() throws Exception {
        socket.close();
        reader.join();
    }
}
