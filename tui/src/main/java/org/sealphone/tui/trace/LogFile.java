package org.sealphone.tui.trace;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.config.PrivateFile;
import org.sealphone.tui.text.Redaction;
import org.sealphone.tui.text.SafeText;

/**
 * {@code --log}: what happened, and every SIP message, line by line. Keys, digests and passwords are blanked before they come here and
 * once more here; what a peer wrote can neither forge a line nor reach the terminal of whoever reads the file.
 */
public final class LogFile implements AutoCloseable {
    private static final int WORD = 7;

    private final Spool<String> spool;

    private LogFile(Spool<String> spool) {
        this.spool = spool;
    }

    /** Creates the file; {@code ended} is told when it cannot be written to the end. */
    public static Outcome<LogFile> create(Path file, Consumer<Refusal> ended) {
        return PrivateFile.create(file)
                .then(out -> Outcome.granted(new LogFile(new Spool<>(file.toString(), new Lines(out), ended))));
    }

    /** One event on one line. */
    public void line(Instant at, String what, String words) {
        spool.add(at + "  " + word(what) + SafeText.clean(Redaction.of(words)) + "\n");
    }

    /** A message of several lines, indented beneath its first. */
    public void message(Instant at, boolean outgoing, String text) {
        StringBuilder out = new StringBuilder();
        out.append(at).append("  ").append(word(outgoing ? "SIP >" : "SIP <")).append('\n');
        for (String line : Redaction.of(text).split("\r?\n", -1)) {
            out.append("    | ").append(SafeText.clean(line)).append('\n');
        }
        spool.add(out.toString());
    }

    private static String word(String what) {
        return what + " ".repeat(Math.max(1, WORD - what.length()));
    }

    @Override
    public void close() {
        spool.close();
    }

    /** Text on a stream. Owner: the spool's thread. */
    private static final class Lines implements Spool.Target<String> {
        private final Writer writer;

        Lines(OutputStream out) {
            writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        }

        @Override
        public void write(String entry) throws IOException {
            writer.write(entry);
        }

        @Override
        public void flush() throws IOException {
            writer.flush();
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }
}
