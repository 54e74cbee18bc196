package org.sealphone.ua.sip;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A print stream that swallows what a thread inside JAIN-SIP writes. Safe for all threads. */
final class ShieldedStream extends PrintStream {
    ShieldedStream(PrintStream original) {
        super(new Gate(original), true, StandardCharsets.UTF_8);
    }

    /** Everything that a print stream prints goes through these two. */
    private static final class Gate extends OutputStream {
        private final PrintStream original;

        Gate(PrintStream original) {
            this.original = original;
        }

        @Override
        public void write(int octet) {
            if (!JainCall.inside()) {
                original.write(octet);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (!JainCall.inside()) {
                original.write(bytes, offset, length);
            }
        }

        @Override
        public void flush() {
            original.flush();
        }
    }
}
