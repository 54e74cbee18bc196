package org.sealphone.harness.oracle.tls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The records of one direction under its ciphers: through the end of the handshake and key updates (RFC 8446, 4.6.3) to the
 * application data. Without secrets it can check only the records' types; then it says that it is blind.
 */
final class SealedPhase {
    private static final Set<Integer> TLS_13_CLIENT = Set.of(11, 15, 20);
    private static final Set<Integer> TLS_13_SERVER = Set.of(8, 11, 13, 15, 20);
    /** Encrypted handshake records that may pass unread where the log has only the later secret. */
    private static final int MAX_UNREAD = 8;

    private final boolean client;
    private final DirectionKeys keys;
    private final List<PlainChunk> chunks = new ArrayList<>();
    private final HandshakeMessages messages = new HandshakeMessages();
    private @Nullable RecordCipher cipher;
    private boolean finished;
    private int unread;
    private int blindOctets;
    private int valid;
    private String problem = "";

    private SealedPhase(boolean client, DirectionKeys keys, int valid) {
        this.client = client;
        this.keys = keys;
        this.valid = valid;
        this.cipher = keys.first();
    }

    static SealedPhase read(List<TlsRecord> records, boolean client, DirectionKeys keys, int validBefore) {
        SealedPhase phase = new SealedPhase(client, keys, validBefore);
        for (TlsRecord record : records) {
            try {
                phase.record(record);
            } catch (Malformed e) {
                phase.problem = String.valueOf(e.getMessage());
                break;
            }
            phase.valid = record.end();
        }
        return phase;
    }

    private void record(TlsRecord record) throws Malformed {
        if (keys.tls13() && record.type() == TlsRecord.CHANGE_CIPHER_SPEC) {
            if (finished || record.body().length != 1 || record.body()[0] != 1) {
                throw new Malformed("a change of cipher that is none");
            }
            return;
        }
        boolean known = keys.tls13()
                ? record.type() == TlsRecord.APPLICATION_DATA
                : record.type() != TlsRecord.CHANGE_CIPHER_SPEC;
        if (!known) {
            throw new Malformed("a record of type " + record.type() + " under the cipher");
        }
        if (keys.blind()) {
            blindOctets += record.type() == TlsRecord.APPLICATION_DATA ? record.body().length : 0;
            return;
        }
        byte[] plain = open(record);
        if (plain != null && keys.tls13()) {
            int end = plain.length;
            while (end > 0 && plain[end - 1] == 0) {
                end--;
            }
            if (end == 0) {
                throw new Malformed("a record without a content type");
            }
            content(plain[end - 1], Arrays.copyOf(plain, end - 1), record);
        } else if (plain != null) {
            content(record.type(), plain, record);
        }
    }

    /** Null for a handshake record that may pass unread. */
    private byte @Nullable [] open(TlsRecord record) throws Malformed {
        if (cipher != null) {
            byte[] plain = cipher.open(record);
            if (plain == null) {
                throw new Malformed("a record that does not decrypt");
            }
            return plain;
        }
        RecordCipher later = keys.application();
        byte[] plain = later == null ? null : later.open(record);
        if (plain == null) {
            if (++unread > MAX_UNREAD) {
                throw new Malformed("records that do not decrypt");
            }
            return null;
        }
        cipher = later;
        finished = true;
        return plain;
    }

    private void content(int type, byte[] bytes, TlsRecord record) throws Malformed {
        switch (type) {
            case TlsRecord.HANDSHAKE:
                for (byte[] message : messages.add(bytes)) {
                    handshake(message[0], message.length - 4);
                }
                return;
            case TlsRecord.ALERT:
                ClearPhase.requireAlert(bytes);
                return;
            case TlsRecord.APPLICATION_DATA:
                if (!finished) {
                    throw new Malformed("application data before the handshake is done");
                }
                chunks.add(new PlainChunk(bytes, record.end()));
                return;
            default:
                throw new Malformed("content of type " + type);
        }
    }

    private void handshake(int type, int length) throws Malformed {
        if (finished) {
            if (keys.tls13() && type == HandshakeMessages.KEY_UPDATE && length == 1 && !messages.isPartWay()) {
                cipher = keys.updated();
            } else if (!keys.tls13() || client || type != HandshakeMessages.NEW_SESSION_TICKET) {
                throw new Malformed("handshake message " + type + " after the handshake");
            }
            return;
        }
        Set<Integer> allowed =
                keys.tls13() ? (client ? TLS_13_CLIENT : TLS_13_SERVER) : Set.of(HandshakeMessages.FINISHED);
        if (!allowed.contains(type)) {
            throw new Malformed("handshake message " + type + " in the handshake");
        }
        if (type == HandshakeMessages.FINISHED) {
            finished = true;
            if (keys.tls13()) {
                cipher = keys.application();
                if (cipher == null) {
                    throw new Malformed("the key log lacks the application secret");
                }
            }
        }
    }

    List<PlainChunk> chunks() {
        return chunks;
    }

    int valid() {
        return valid;
    }

    String problem() {
        return problem;
    }

    boolean finished() {
        return finished;
    }

    /** Octets of application data records that nobody could read. */
    int blindOctets() {
        return blindOctets;
    }
}
