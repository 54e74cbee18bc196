package org.sealphone.tui.terminal;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.terminal.ansi.ANSITerminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;

/**
 * The terminal of this process. Lanterna's own terminals ask for their size through the keyboard, where a person types meanwhile, and
 * set modes that they do not set back; this one leaves both to {@link Stty}.
 */
final class TtyTerminal extends ANSITerminal {
    private volatile TerminalSize size = new TerminalSize(80, 24);

    TtyTerminal(InputStream keys, OutputStream out, Charset charset) {
        super(keys, out, charset);
    }

    /** Asks the system for the size. */
    void measure() {
        Stty.size().ifPresent(found -> size = new TerminalSize(found[0], found[1]));
    }

    @Override
    protected TerminalSize findTerminalSize() {
        return size;
    }

    /** Letter by letter, Lanterna's would break what is more than one {@code char}. */
    @Override
    public void putString(String words) throws IOException {
        writeToTerminal(words.getBytes(getCharset()));
    }
}
