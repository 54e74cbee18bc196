package org.sealphone.crypto.cipher;

/**
 * Ciphers from inside the JDK: the classes that its public API ends in, called where the compiler puts instructions of
 * the processor, without the objects and copies that lie between. Allocates nothing after a cipher is made.
 *
 * <p>Its making fails where the JDK is closed to us or has another shape, with an {@link ExceptionInInitializerError}.
 */
final class IntrinsicBackend implements CipherBackend {
    @Override
    public CounterMode counterMode(byte[] key) {
        return new IntrinsicCounterMode(key);
    }

    @Override
    public HmacSha1 hmacSha1(byte[] key) {
        return new IntrinsicHmacSha1(key);
    }

    @Override
    public Gcm gcm(byte[] key) {
        return new IntrinsicGcm(key);
    }

    @Override
    public String describe() {
        return "intrinsics of the JDK";
    }

    @Override
    public boolean intrinsic() {
        return true;
    }
}
