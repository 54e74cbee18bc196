package org.sealphone.crypto.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PasswordTest {
    @Test
    void it_lends_a_copy_and_wipes_it() {
        char[] given = "geheim".toCharArray();
        Password password = Password.of(given);
        given[0] = 'X';
        char[] kept = password.use(lent -> {
            assertThat(lent).containsExactly("geheim".toCharArray());
            return lent;
        });
        assertThat(kept).containsOnly('\0');
        assertThat(password.<String>use(String::new)).isEqualTo("geheim");
    }

    @Test
    void the_copy_is_wiped_when_the_borrower_throws() {
        Password password = Password.of("x".toCharArray());
        char[][] kept = new char[1][];
        assertThatThrownBy(() -> password.use(lent -> {
                    kept[0] = lent;
                    throw new IllegalArgumentException("no");
                }))
                .hasMessage("no");
        assertThat(kept[0]).containsOnly('\0');
    }

    @Test
    void it_never_prints_and_ends_with_close() {
        Password password = Password.of("geheim".toCharArray());
        assertThat(password).hasToString("[password]");
        assertThat(password.isEmpty()).isFalse();
        assertThat(Password.of(new char[0]).isEmpty()).isTrue();
        password.close();
        password.close();
        assertThatThrownBy(() -> password.use(String::new)).isInstanceOf(IllegalStateException.class);
    }
}
