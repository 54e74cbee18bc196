package org.sealphone.harness.oracle.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The records of one direction before its cipher is on: hellos, in TLS 1.2 also certificates and key exchange, alerts, the change of
 * cipher. Stops at the first record that has no business there.
 */
final class ClearPhase {
    private static final Set<Integer> TLS_12_CLIENT = Set.of(11, 15, 16);
    private static final Set<Integer> TLS_12_SERVER = Set.of(4, 11, 12, 13, 14, 22);

    private final boolean client;
    private final boolean tls13;
    private final List<Hello> hellos = new ArrayList<>();
    private final HandshakeMessages messages = new HandshakeMessages();
    private int next;
    private boolean cipherOn;
    private String problem = "";

    private ClearPhase(boolean client, boolean tls13) {
        this.client = client;
        this.tls13 = tls13;
    }

    static ClearPhase read(List<TlsRecord> records, boolean client, boolean tls13) {
        ClearPhase phase = new ClearPhase(client, tls13);
        while (phase.next < records.size() && !phase.cipherOn) {
            try {
                if (phase.record(records.get(phase.next))) {
                    phase.next++;
                }
            } catch (Malformed e) {
                phase.problem = String.valueOf(e.getMessage());
                break;
            }
        }
        return phase;
    }

    /** False where the record is the first one under the cipher. */
    private boolean record(TlsRecord record) throws Malformed {
        switch (record.type()) {
            case TlsRecord.HANDSHAKE:
                for (byte[] message : messages.add(record.body())) {
                    handshake(message[0], HandshakeMessages.body(message));
                }
                return true;
            case TlsRecord.ALERT:
                requireAlert(record.body());
                return true;
            case TlsRecord.CHANGE_CIPHER_SPEC:
                requireChangeOfCipher(record.body());
                cipherOn = !tls13;
                return true;
            default:
                if (!tls13 || hellos.isEmpty() || messages.isPartWay()) {
                    throw new Malformed("application data before any key");
                }
                cipherOn = true;
                return false;
        }
    }

    private void handshake(int type, byte[] body) throws Malformed {
        boolean hello = type == (client ? HandshakeMessages.CLIENT_HELLO : HandshakeMessages.SERVER_HELLO);
        if (hello && hellos.size() < (tls13 ? 2 : 1)) {
            hellos.add(client ? Hello.client(body) : Hello.server(body));
        } else if (tls13 || hellos.isEmpty() || !(client ? TLS_12_CLIENT : TLS_12_SERVER).contains(type)) {
            throw new Malformed("handshake message " + type + " in clear");
        }
    }

    static void requireAlert(byte[] body) throws Malformed {
        if (body.length != 2 || body[0] < 1 || body[0] > 2) {
            throw new Malformed("an alert that is none");
        }
    }

    private void requireChangeOfCipher(byte[] body) throws Malformed {
        if (body.length != 1 || body[0] != 1 || messages.isPartWay() || hellos.isEmpty()) {
            throw new Malformed("a change of cipher that is none");
        }
    }

    List<Hello> hellos() {
        return hellos;
    }

    /** Index of the first record that this phase did not take. */
    int next() {
        return next;
    }

    /** A message that was begun and never completed counts as a problem too. */
    String problem() {
        return problem.isEmpty() && messages.isPartWay() ? "a handshake message that never ends" : problem;
    }
}
