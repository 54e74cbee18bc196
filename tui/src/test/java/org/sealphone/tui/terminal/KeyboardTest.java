package org.sealphone.tui.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sealphone.tui.screen.Key;

class KeyboardTest {
    @Test
    void bytes_of_a_terminal_are_keys() {
        String typed = "d\u00e9\n\t\u007f\u001b[A\u001b[B\u001b[5~\u001b[6~\u0003\u000c\u0015\u001a\u001b[H";
        List<Key> pressed = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Keyboard.listen(terminal(typed, new ByteArrayOutputStream()), pressed::add, () -> ended.complete(null));
        ended.orTimeout(30, TimeUnit.SECONDS).join();
        assertThat(pressed)
                .contains(Key.letter('d'), Key.letter('\u00e9'))
                .contains(
                        Key.of(Key.Kind.ENTER),
                        Key.of(Key.Kind.TAB),
                        Key.of(Key.Kind.BACKSPACE),
                        Key.of(Key.Kind.UP),
                        Key.of(Key.Kind.DOWN),
                        Key.of(Key.Kind.PAGE_UP),
                        Key.of(Key.Kind.PAGE_DOWN),
                        Key.of(Key.Kind.CTRL_C),
                        Key.of(Key.Kind.CTRL_L),
                        Key.of(Key.Kind.CTRL_U),
                        Key.of(Key.Kind.CTRL_Z));
    }

    @Test
    void a_key_with_alt_is_none_of_ours() {
        assertThat(Keyboard.key(new KeyStroke('q', false, true))).isEmpty();
        assertThat(Keyboard.key(new KeyStroke('q', false, false))).contains(Key.letter('q'));
        assertThat(Keyboard.key(new KeyStroke('x', true, false))).isEmpty();
    }

    @Test
    void letters_beyond_one_char_leave_whole() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TtyTerminal terminal = terminal("", out);
        terminal.putString("a\ud83d\ude00e\u0301");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a\ud83d\ude00e\u0301");
        assertThat(terminal.getTerminalSize()).isEqualTo(new TerminalSize(80, 24));
    }

    private static TtyTerminal terminal(String typed, ByteArrayOutputStream out) {
        return new TtyTerminal(
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), out, StandardCharsets.UTF_8);
    }
}
