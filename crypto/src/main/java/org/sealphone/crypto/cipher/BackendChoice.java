package org.sealphone.crypto.cipher;

import java.util.function.Supplier;

/** Takes the intrinsics where they are open to us and agree with the public API, else the public API. Once a process. */
final class BackendChoice {
    static final CipherBackend CHOSEN = choose(IntrinsicBackend::new);

    private BackendChoice() {}

    /**
     * Whatever is wrong with the fast one, a closed package, another shape of the JDK's insides or a bit that differs, is
     * a reason to do without it and none to fail.
     */
    static CipherBackend choose(Supplier<? extends CipherBackend> fast) {
        try {
            CipherBackend candidate = fast.get();
            BackendSelfTest.compare(candidate, new JcaBackend("reference"));
            return candidate;
        } catch (RuntimeException | LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new JcaBackend(cause.toString());
        }
    }
}
