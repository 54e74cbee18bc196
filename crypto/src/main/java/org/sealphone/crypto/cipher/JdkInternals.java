package org.sealphone.crypto.cipher;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * The few methods and fields inside the JDK's own providers that {@link IntrinsicBackend} needs; the same in 17 and 25.
 * They can be reached where {@code sun.security.provider} and {@code com.sun.crypto.provider} are open to us; else this
 * class does not initialise, which is how its users learn it.
 *
 * <p>Only methods that check their bounds are called on arrays whose bounds others chose: an intrinsic itself checks none.
 * The handles are constants, so that compiled code has the intrinsic in place of the call.
 */
final class JdkInternals {
    private static final MethodType CRYPT =
            MethodType.methodType(int.class, byte[].class, int.class, int.class, byte[].class, int.class);
    private static final MethodType BLOCK =
            MethodType.methodType(void.class, byte[].class, int.class, byte[].class, int.class);
    private static final MethodType DIGEST = MethodType.methodType(int.class, byte[].class, int.class, int.class);

    private static final Inside CTR = new Inside("com.sun.crypto.provider.CounterMode");
    private static final Inside AES = new Inside("com.sun.crypto.provider.AESCrypt");
    private static final Inside GHASH = new Inside("com.sun.crypto.provider.GHASH");
    private static final Inside SHA1 = new Inside("sun.security.provider.SHA");
    private static final Inside DIGESTS = new Inside("sun.security.provider.DigestBase");

    /** (AESCrypt, in, offset, out, offset): one block of 16 octets. Checks no bounds. */
    static final MethodHandle AES_BLOCK = AES.method("encryptBlock", BLOCK);
    /** (CounterMode, in, offset, length, out, offset). */
    static final MethodHandle CTR_CRYPT = CTR.method("crypt", CRYPT);
    /** (CounterMode, n): octets of the current keystream block that are used up. */
    static final MethodHandle CTR_USED = CTR.setter("used", int.class);
    /** (GHASH, in, offset, length): hashes whole blocks. */
    static final MethodHandle GHASH_UPDATE = GHASH.method("update", DIGEST);
    /** (SHA, in, first block, last block): compresses blocks of 64 octets. */
    static final MethodHandle SHA1_COMPRESS = DIGESTS.method("implCompressMultiBlock", DIGEST);

    private JdkInternals() {}

    /** An AESCrypt under this key, which it copies. */
    static Object aes(byte[] key) {
        Object aes = AES.make(MethodType.methodType(void.class));
        call(
                AES.method("init", MethodType.methodType(void.class, boolean.class, String.class, byte[].class)),
                aes,
                key);
        return aes;
    }

    /** A CounterMode over an AESCrypt. */
    static Object counterMode(Object aes) {
        Class<?> cipher = type("com.sun.crypto.provider.SymmetricCipher");
        return CTR.make(MethodType.methodType(void.class, cipher), aes);
    }

    /** A GHASH of 16 octets, which it copies. */
    static Object ghash(byte[] subkey) {
        return GHASH.make(MethodType.methodType(void.class, byte[].class), subkey);
    }

    static Object sha1() {
        return SHA1.make(MethodType.methodType(void.class));
    }

    static byte[] counter(Object counterMode) {
        return (byte[]) CTR.get(counterMode, "counter", byte[].class);
    }

    static byte[] encryptedCounter(Object counterMode) {
        return (byte[]) CTR.get(counterMode, "encryptedCounter", byte[].class);
    }

    static long[] ghashState(Object ghash) {
        return (long[]) GHASH.get(ghash, "state", long[].class);
    }

    static long[] ghashTable(Object ghash) {
        return (long[]) GHASH.get(ghash, "subkeyHtbl", long[].class);
    }

    static int[] sha1State(Object sha1) {
        return (int[]) SHA1.get(sha1, "state", int[].class);
    }

    /** The key schedules, which the JDK keeps as long as the object lives. */
    static int[][] schedules(Object aes) {
        return (int[][]) AES.get(aes, "sessionK", int[][].class);
    }

    /** The key itself, of which the JDK keeps a copy. */
    static byte[] lastKey(Object aes) {
        return (byte[]) AES.get(aes, "lastKey", byte[].class);
    }

    /** What a handle threw, as something that may be thrown from anywhere. */
    static RuntimeException broken(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException known ? known : new IllegalStateException(thrown);
    }

    private static void call(MethodHandle init, Object aes, byte[] key) {
        try {
            init.invoke(aes, false, "AES", key);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * One class of the JDK, looked at from inside. Receivers are plain objects to us, since we may not name their types; what
     * methods return, a number of octets, nobody needs.
     */
    private static final class Inside {
        private final Class<?> type;
        private final MethodHandles.Lookup lookup;

        Inside(String name) {
            type = type(name);
            try {
                lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }

        MethodHandle method(String name, MethodType signature) {
            try {
                return general(lookup.findVirtual(type, name, signature));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        MethodHandle setter(String name, Class<?> field) {
            try {
                return general(lookup.findSetter(type, name, field));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        Object get(Object holder, String name, Class<?> field) {
            try {
                return lookup.findGetter(type, name, field).invoke(holder);
            } catch (Throwable e) {
                throw broken(e);
            }
        }

        Object make(MethodType signature, Object... arguments) {
            try {
                return lookup.findConstructor(type, signature).invokeWithArguments(arguments);
            } catch (Throwable e) {
                throw broken(e);
            }
        }

        private static MethodHandle general(MethodHandle exact) {
            return exact.asType(
                    exact.type().changeParameterType(0, Object.class).changeReturnType(void.class));
        }
    }
}
