package org.sealphone.crypto.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads along what the transcript hash of a handshake takes, to find the OCSP response that a server of TLS 1.3 staples beside its
 * certificate (RFC 8446 section 4.4.2.1): the engine reads it and tells nobody. What is hashed is what CertificateVerify signs, so this
 * is the server's own word; whether the response holds is for {@link StapledStatus}.
 *
 * <p>Bounded; a message that is cut off or bent yields nothing. Thread: the one that drives the handshake.
 */
final class HandshakeTranscript {
    private static final int MOST_BYTES = 1 << 17;
    private static final int CERTIFICATE = 11;
    private static final int STATUS_REQUEST = 5;
    private static final int OCSP = 1;

    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private byte @Nullable [] certificate;
    private boolean over;

    /** The same, as far as it was read: hashes are cloned on the way. */
    HandshakeTranscript copy() {
        HandshakeTranscript copy = new HandshakeTranscript();
        copy.pending.writeBytes(pending.toByteArray());
        copy.certificate = certificate;
        copy.over = over;
        return copy;
    }

    /** Takes the next bytes, in whatever pieces. */
    void read(byte[] bytes, int offset, int length) {
        if (over) {
            return;
        }
        pending.write(bytes, offset, length);
        ByteBuffer messages = ByteBuffer.wrap(pending.toByteArray());
        while (!over && messages.remaining() >= 4) {
            int header = messages.getInt(messages.position());
            int size = header & 0xff_ffff;
            if (messages.remaining() < 4 + size) {
                break;
            }
            messages.getInt();
            if (header >>> 24 == CERTIFICATE) {
                byte[] body = new byte[size];
                messages.get(body);
                // The first is the server's; ours may follow.
                certificate = body;
                over = true;
            } else {
                messages.position(messages.position() + size);
            }
        }
        byte[] rest = Arrays.copyOfRange(messages.array(), messages.position(), messages.limit());
        pending.reset();
        pending.writeBytes(rest);
        over = over || rest.length > MOST_BYTES;
    }

    /** Whether the server's Certificate message was seen whole. */
    boolean complete() {
        return certificate != null;
    }

    /** The OCSP response in the first entry of a Certificate message of TLS 1.3. */
    Optional<byte[]> staple() {
        byte[] body = certificate;
        if (body == null) {
            return Optional.empty();
        }
        ByteBuffer message = ByteBuffer.wrap(body);
        return part(message, 1)
                .flatMap(context -> part(message, 3))
                .flatMap(entries -> part(entries, 3).flatMap(leaf -> part(entries, 2)))
                .flatMap(HandshakeTranscript::status);
    }

    private static Optional<byte[]> status(ByteBuffer extensions) {
        while (extensions.remaining() >= 4) {
            int type = extensions.getShort() & 0xffff;
            Optional<ByteBuffer> content = part(extensions, 2);
            if (type == STATUS_REQUEST) {
                return content.filter(status -> status.hasRemaining() && status.get() == OCSP)
                        .flatMap(status -> part(status, 3))
                        .map(response -> {
                            byte[] bytes = new byte[response.remaining()];
                            response.get(bytes);
                            return bytes;
                        });
            }
            if (content.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** A vector with a length of so many octets in front (RFC 8446 section 3.4). */
    private static Optional<ByteBuffer> part(ByteBuffer from, int octets) {
        if (from.remaining() < octets) {
            return Optional.empty();
        }
        int length = 0;
        for (int i = 0; i < octets; i++) {
            length = (length << 8) | (from.get() & 0xff);
        }
        if (from.remaining() < length) {
            return Optional.empty();
        }
        ByteBuffer part = from.slice(from.position(), length);
        from.position(from.position() + length);
        return Optional.of(part);
    }
}
