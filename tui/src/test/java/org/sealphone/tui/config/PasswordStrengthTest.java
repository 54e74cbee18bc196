package org.sealphone.tui.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sealphone.crypto.secret.Password;

class PasswordStrengthTest {
    private static String judge(String password) {
        return PasswordStrength.weakness(Password.of(password.toCharArray()), "alice")
                .map(refusal -> refusal.text())
                .orElse("fine");
    }

    @Test
    void what_can_be_guessed_is_weak_and_not_repeated() {
        for (String weak :
                new String[] {"1234", "short", "aaaaaaaaaaaaaaaa", "alice2026xyz", "MyPassWord123", "Alice-Alice-1"}) {
            assertThat(judge(weak)).as(weak).startsWith("CLI-12").doesNotContain(weak);
        }
    }

    @Test
    void what_cannot_is_fine() {
        assertThat(judge("k3J-q9Zt_Lw0vB1x")).isEqualTo("fine");
        assertThat(judge("alice-but-then-very-long-indeed-7")).isEqualTo("fine");
    }
}
