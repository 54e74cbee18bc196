package org.sealphone.crypto.srtp;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sealphone.compiled.CProgram;

/**
 * Debian's libsrtp in a process of its own: the driver in the test resources, compiled on the spot, behind a pipe. Asks
 * in batches. What is missing (compiler, library) fails.
 */
final class Libsrtp implements AutoCloseable {
    /** Error codes of {@code srtp.h}. */
    static final int OK = 0;

    static final int BAD_PARAM = 2;
    static final int AUTH_FAIL = 7;
    static final int REPLAY_FAIL = 9;
    static final int REPLAY_OLD = 10;
    static final int PARSE_ERR = 21;

    enum Call {
        PROTECT('P'),
        UNPROTECT('U'),
        PROTECT_RTCP('p'),
        UNPROTECT_RTCP('u');

        private final char operation;

        Call(char operation) {
            this.operation = operation;
        }
    }

    record Reply(int status, byte[] octets) {}

    private final Process process;
    private final DataOutputStream out;
    private final DataInputStream in;
    private int asked;

    Libsrtp(Path folder) throws IOException, InterruptedException {
        process = new ProcessBuilder(CProgram.compile(Libsrtp.class, "/libsrtp/driver.c", folder, "-lsrtp2")
                        .toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
        in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
    }

    String version() {
        ask('V', new byte[0]);
        return new String(replies().get(0).octets(), StandardCharsets.US_ASCII);
    }

    /** A session for each direction with our window, for every SSRC. */
    void open(SrtpSuite suite, byte[] master) {
        open(suite, master, 0, 0);
    }

    /** A session for one SSRC that starts at a rollover counter. */
    void open(SrtpSuite suite, byte[] master, int ssrc, int roc) {
        byte[] name = suite.name().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer frame = ByteBuffer.allocate(10 + name.length + 1 + master.length);
        frame.putShort((short) ReplayWindow.SIZE).putInt(ssrc).putInt(roc);
        ask('N', frame.put(name).put((byte) 0).put(master).array());
        int status = replies().get(0).status();
        if (status != OK) {
            throw new IllegalStateException("libsrtp has no " + suite + ": status " + status);
        }
    }

    void ask(Call call, byte[] packet) {
        ask(call.operation, packet);
    }

    private void ask(char operation, byte[] octets) {
        frame(operation, octets);
        asked++;
    }

    private void frame(char operation, byte[] octets) {
        try {
            out.writeInt(octets.length + 1);
            out.writeByte(operation);
            out.write(octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The replies to all that was asked since the last time, in order. */
    List<Reply> replies() {
        try {
            frame('F', new byte[0]);
            out.flush();
            List<Reply> replies = new ArrayList<>(asked);
            for (; asked > 0; asked--) {
                int length = in.readInt();
                int status = in.readUnsignedByte();
                replies.add(new Reply(status, in.readNBytes(length - 1)));
            }
            return replies;
        } catch (IOException e) {
            throw new UncheckedIOException("the driver has ended: " + process, e);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        out.close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException("the driver ended with " + process.exitValue());
        }
    }
}
