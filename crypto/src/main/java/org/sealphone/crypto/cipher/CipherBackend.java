package org.sealphone.crypto.cipher;

/**
 * Where SRTP takes its ciphers from. There are two, which compute the same to the last bit:
 *
 * <ul>
 *   <li>{@link IntrinsicBackend} calls inside the JDK, where compiled code is a few instructions of the processor and
 *       nothing is allocated. It needs the packages that {@code Add-Opens} names, and is taken only after it has agreed
 *       with the other on every primitive at start.
 *   <li>{@link JcaBackend} calls the public API and runs everywhere. AES-GCM allocates about a kilobyte a packet there.
 * </ul>
 *
 * <p>Thread: any. What it makes belongs to one thread at a time.
 */
public interface CipherBackend {
    /** @param key 16, 24 or 32 octets; copied */
    CounterMode counterMode(byte[] key);

    /** @param key at most 64 octets; copied */
    HmacSha1 hmacSha1(byte[] key);

    /** @param key 16 or 32 octets; copied */
    Gcm gcm(byte[] key);

    /** Which one this is, and for the public API why; one line for people. */
    String describe();

    /** Whether it is the one that calls inside the JDK. */
    boolean intrinsic();

    /** The one that this process uses. The first call chooses, and takes the time of loading some classes. */
    static CipherBackend chosen() {
        return BackendChoice.CHOSEN;
    }
}
