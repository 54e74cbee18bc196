package org.sealphone.crypto.cipher;

import java.util.stream.Stream;

/** Both backends, whichever this process has chosen: what holds for one has to hold for the other. */
public final class Backends {
    private Backends() {}

    public static Stream<CipherBackend> both() {
        return Stream.of(intrinsics(), publicApi());
    }

    public static CipherBackend intrinsics() {
        return named(new IntrinsicBackend());
    }

    public static CipherBackend publicApi() {
        return named(new JcaBackend("asked for"));
    }

    /** A test is called after what it prints. */
    private static CipherBackend named(CipherBackend backend) {
        return new Forwarding(backend);
    }

    /** All that another backend does; tests bend one method of it. */
    static class Forwarding implements CipherBackend {
        private final CipherBackend backend;

        Forwarding(CipherBackend backend) {
            this.backend = backend;
        }

        @Override
        public CounterMode counterMode(byte[] key) {
            return backend.counterMode(key);
        }

        @Override
        public HmacSha1 hmacSha1(byte[] key) {
            return backend.hmacSha1(key);
        }

        @Override
        public Gcm gcm(byte[] key) {
            return backend.gcm(key);
        }

        @Override
        public String describe() {
            return backend.describe();
        }

        @Override
        public boolean intrinsic() {
            return backend.intrinsic();
        }

        @Override
        public String toString() {
            return describe();
        }
    }
}
