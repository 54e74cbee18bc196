package org.sealphone.tui.terminal;

import com.googlecode.lanterna.TerminalSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.Charset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.sealphone.tui.desk.Show;
import org.sealphone.tui.screen.Glyphs;
import org.sealphone.tui.screen.Key;
import org.sealphone.tui.screen.Screens;

/**
 * The phone on a terminal, from taking it to giving it back: keys, work and time go in on one thread, screens come out, at most twelve a
 * second. Whatever ends it, the terminal is as it was.
 */
public final class TerminalStage {
    private static final long FRAME_MILLIS = 85;
    /** After a longer gap this process was stopped, and another has had the terminal. */
    private static final long GAP_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final LinkedBlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
    private final Show show;
    private final Glyphs glyphs;
    private final TtyTerminal terminal;
    private final TerminalHold hold;
    private final Painter painter;
    private volatile boolean resized;

    private TerminalStage(Show show, Glyphs glyphs, boolean colour, InputStream keys, OutputStream out) {
        this.show = show;
        this.glyphs = glyphs;
        this.terminal = new TtyTerminal(keys, out, Charset.defaultCharset());
        this.hold = new TerminalHold(terminal);
        this.painter = new Painter(terminal, colour);
    }

    /**
     * Plays until the show is over or the end is wished.
     *
     * @param wished completes when a signal or a bug ends the process; the terminal is given back at once
     * @return whether there was a terminal
     */
    public static boolean play(
            Show show,
            Glyphs glyphs,
            boolean colour,
            InputStream keys,
            OutputStream out,
            CompletableFuture<Void> wished)
            throws IOException {
        TerminalStage stage = new TerminalStage(show, glyphs, colour, keys, out);
        if (!stage.hold.possible()) {
            return false;
        }
        Thread.UncaughtExceptionHandler others = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, bug) -> {
            stage.hold.end();
            if (others != null) {
                others.uncaughtException(thread, bug);
            }
        });
        var ignored = wished.thenRun(() -> {
            stage.hold.end();
            stage.work.add(() -> {});
        });
        try {
            stage.run(wished);
        } finally {
            stage.hold.end();
            Thread.setDefaultUncaughtExceptionHandler(others);
        }
        return true;
    }

    private void run(CompletableFuture<Void> wished) throws IOException {
        watchSize();
        hold.take();
        show.opened(work::add);
        Keyboard.listen(terminal, key -> work.add(() -> pressed(key)), () -> work.add(show::closed));
        long last = System.nanoTime();
        while (!wished.isDone() && !show.over()) {
            draw();
            step();
            long now = System.nanoTime();
            if (now - last > GAP_NANOS) {
                hold.release();
                hold.take();
                painter.forget();
            }
            last = now;
        }
    }

    /** Does what waits, for the time of a frame at most. */
    private void step() {
        try {
            Runnable next = work.poll(FRAME_MILLIS, TimeUnit.MILLISECONDS);
            while (next != null) {
                next.run();
                next = work.poll();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void draw() {
        if (resized) {
            resized = false;
            terminal.measure();
            painter.forget();
        }
        TerminalSize size = terminal.findTerminalSize();
        hold.paint(() -> painter.paint(Screens.draw(show.snapshot(), size.getColumns(), size.getRows(), glyphs)));
    }

    private void pressed(Key key) {
        switch (key.kind()) {
            case CTRL_Z -> suspend();
            case CTRL_L -> resized = true;
            default -> show.pressed(key);
        }
    }

    /** Stops this process and whatever was started with it, as the terminal itself would; goes on when the shell wants it. */
    private void suspend() {
        hold.release();
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -TSTP 0").start().waitFor();
            hold.take();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        painter.forget();
        resized = true;
    }

    /** The virtual machine tells of signals only through a class of its own, which a compiler may not name. */
    private void watchSize() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, words) -> {
                        if (method.getName().equals("handle")) {
                            resized = true;
                            work.add(() -> {});
                        }
                        return null;
                    });
            Method handle = signal.getMethod("handle", signal, handler);
            handle.invoke(null, signal.getConstructor(String.class).newInstance("WINCH"), ours);
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException without) {
            // A virtual machine without it: Ctrl-L measures too.
            resized = true;
        }
    }
}
