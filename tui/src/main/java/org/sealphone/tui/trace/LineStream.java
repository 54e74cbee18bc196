package org.sealphone.tui.trace;

import java.io.IOException;
import java.io.PrintStream;
import java.util.function.Consumer;
import org.sealphone.crypto.reason.Refusal;

/**
 * {@code -o jsonl}: lines on stdout, each as it happens. Whoever reads them slowly, or not at all, holds up no call: they wait in a queue,
 * and what does not fit into it is told of at the end.
 */
public final class LineStream implements AutoCloseable {
    private final Spool<String> spool;

    /** @param ended is told when a line could not be written */
    public LineStream(PrintStream out, Consumer<Refusal> ended) {
        this.spool = new Spool<>("stdout", new Stdout(out), ended);
    }

    public void line(String text) {
        spool.add(text + "\n");
    }

    /** Waits a bounded time for the last line; the stream stays open. */
    @Override
    public void close() {
        spool.close();
    }

    private record Stdout(PrintStream out) implements Spool.Target<String> {
        @Override
        public void write(String entry) throws IOException {
            out.print(entry);
            if (out.checkError()) {
                throw new IOException("nobody reads it");
            }
        }

        @Override
        public void flush() {
            out.flush();
        }

        @Override
        public void close() {
            out.flush();
        }
    }
}
