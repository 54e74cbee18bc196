package org.sealphone.crypto.cipher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Which backend a process takes. The tests run with the JDK opened, as {@code ./sealphone} does. */
class BackendChoiceTest {
    @Test
    void the_intrinsics_are_taken_where_the_JDK_is_open() {
        assertThat(CipherBackend.chosen().describe()).isEqualTo("intrinsics of the JDK");
        assertThat(BackendChoice.choose(IntrinsicBackend::new)).isInstanceOf(IntrinsicBackend.class);
    }

    @Test
    void whatever_goes_wrong_the_public_API_is_taken_and_says_why() {
        List<Supplier<CipherBackend>> broken = List.of(
                () -> {
                    throw new ExceptionInInitializerError(new IllegalAccessException("closed"));
                },
                () -> {
                    throw new IllegalStateException("closed");
                },
                () -> new Backends.Forwarding(new IntrinsicBackend()) {
                    @Override
                    public Gcm gcm(byte[] key) {
                        throw new NoSuchMethodError("closed");
                    }
                });
        for (Supplier<CipherBackend> fast : broken) {
            assertThat(BackendChoice.choose(fast).describe())
                    .startsWith("public API of the JDK (")
                    .contains("closed");
        }
    }

    @Test
    void one_wrong_bit_in_any_cipher_and_the_public_API_is_taken() {
        List<CipherBackend> liars = List.of(
                new Backends.Forwarding(new IntrinsicBackend()) {
                    @Override
                    public CounterMode counterMode(byte[] key) {
                        return super.counterMode(bent(key));
                    }
                },
                new Backends.Forwarding(new IntrinsicBackend()) {
                    @Override
                    public HmacSha1 hmacSha1(byte[] key) {
                        return super.hmacSha1(bent(key));
                    }
                },
                new Backends.Forwarding(new IntrinsicBackend()) {
                    @Override
                    public Gcm gcm(byte[] key) {
                        return super.gcm(bent(key));
                    }
                },
                new Backends.Forwarding(new IntrinsicBackend()) {
                    @Override
                    public Gcm gcm(byte[] key) {
                        return new Credulous(super.gcm(key));
                    }
                });
        for (CipherBackend liar : liars) {
            assertThat(BackendChoice.choose(() -> liar).describe()).startsWith("public API of the JDK (");
        }
        CipherBackend honest = new Backends.Forwarding(new IntrinsicBackend());
        assertThat(BackendChoice.choose(() -> honest)).isSameAs(honest);
    }

    private static byte[] bent(byte[] key) {
        byte[] other = key.clone();
        other[0] ^= 1;
        return other;
    }

    /** Takes every tag for right. */
    private record Credulous(Gcm gcm) implements Gcm {
        @Override
        public void seal(byte[] nonce, byte[] word, int wordLength, byte[] message, int start, int clear, int end) {
            gcm.seal(nonce, word, wordLength, message, start, clear, end);
        }

        @Override
        public boolean open(byte[] nonce, byte[] word, int wordLength, byte[] message, int start, int clear, int end) {
            gcm.open(nonce, word, wordLength, message, start, clear, end);
            return true;
        }

        @Override
        public void close() {
            gcm.close();
        }
    }
}
