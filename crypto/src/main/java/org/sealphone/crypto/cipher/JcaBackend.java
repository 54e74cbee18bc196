package org.sealphone.crypto.cipher;

/** Ciphers of the JDK's public API. Counter mode and HMAC-SHA1 allocate nothing for a message. */
final class JcaBackend implements CipherBackend {
    private final String reason;

    /** @param reason why not the other */
    JcaBackend(String reason) {
        this.reason = reason;
    }

    @Override
    public CounterMode counterMode(byte[] key) {
        return new JcaCounterMode(key);
    }

    @Override
    public HmacSha1 hmacSha1(byte[] key) {
        return new JcaHmacSha1(key);
    }

    @Override
    public Gcm gcm(byte[] key) {
        return new JcaGcm(key);
    }

    @Override
    public String describe() {
        return "public API of the JDK (" + reason + ")";
    }

    @Override
    public boolean intrinsic() {
        return false;
    }
}
