package org.sealphone.harness.oracle.tls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A ClientHello or ServerHello (RFC 8446, 4.1; RFC 5246, 7.4.1), parsed to its last octet. */
final class Hello {
    private static final int SERVER_NAME = 0;
    private static final int ALPN = 16;
    private static final int PRE_SHARED_KEY = 41;
    private static final int EARLY_DATA = 42;
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int TLS_12 = 0x0303;
    private static final int TLS_13 = 0x0304;

    private final int legacyVersion;
    private final byte[] random;
    private final List<Integer> suites = new ArrayList<>();
    private final List<Integer> compressions = new ArrayList<>();
    private final Map<Integer, byte[]> extensions = new HashMap<>();

    private Hello(int legacyVersion, byte[] random) {
        this.legacyVersion = legacyVersion;
        this.random = random;
    }

    static Hello client(byte[] body) throws Malformed {
        Octets in = new Octets(body);
        Hello hello = new Hello(in.number(2), in.take(32));
        in.vector(1);
        Octets suites = in.vector(2);
        while (!suites.isEmpty()) {
            hello.suites.add(suites.number(2));
        }
        Octets compressions = in.vector(1);
        while (!compressions.isEmpty()) {
            hello.compressions.add(compressions.number(1));
        }
        hello.readExtensions(in);
        return hello;
    }

    static Hello server(byte[] body) throws Malformed {
        Octets in = new Octets(body);
        Hello hello = new Hello(in.number(2), in.take(32));
        in.vector(1);
        hello.suites.add(in.number(2));
        hello.compressions.add(in.number(1));
        hello.readExtensions(in);
        return hello;
    }

    private void readExtensions(Octets in) throws Malformed {
        if (in.isEmpty()) {
            return;
        }
        Octets list = in.vector(2);
        in.finish("hello");
        while (!list.isEmpty()) {
            int type = list.number(2);
            if (extensions.put(type, list.vector(2).rest()) != null) {
                throw new Malformed("extension " + type + " comes twice");
            }
        }
    }

    byte[] random() {
        return random;
    }

    int suite() {
        return suites.get(0);
    }

    /** The version that a server chose. */
    int version() throws Malformed {
        byte[] chosen = extensions.get(SUPPORTED_VERSIONS);
        return chosen == null ? legacyVersion : new Octets(chosen).number(2);
    }

    /** The name in the clear that the client asks for, or empty. */
    String serverName() throws Malformed {
        byte[] extension = extensions.get(SERVER_NAME);
        if (extension == null || extension.length == 0) {
            return "";
        }
        Octets list = new Octets(extension).vector(2);
        if (list.number(1) != 0) {
            throw new Malformed("a server name of unknown type");
        }
        String name = new String(list.vector(2).rest(), StandardCharsets.ISO_8859_1);
        list.finish("server name list");
        return name;
    }

    /** The application protocols in the clear. */
    List<String> protocols() throws Malformed {
        List<String> names = new ArrayList<>();
        byte[] extension = extensions.get(ALPN);
        if (extension != null) {
            Octets list = new Octets(extension).vector(2);
            while (!list.isEmpty()) {
                names.add(new String(list.vector(1).rest(), StandardCharsets.ISO_8859_1));
            }
        }
        return names;
    }

    /** Everything that a phone of ours may not offer: old versions, forbidden suites, compression, resumption, early data. */
    List<String> offences(boolean cbcToo) throws Malformed {
        List<String> found = new ArrayList<>();
        if (legacyVersion != TLS_12) {
            found.add("ClientHello with version " + Integer.toHexString(legacyVersion));
        }
        byte[] versions = extensions.get(SUPPORTED_VERSIONS);
        if (versions != null) {
            Octets list = new Octets(versions).vector(1);
            while (!list.isEmpty()) {
                int version = list.number(2);
                boolean grease = (version & 0x0f0f) == 0x0a0a;
                if (version != TLS_12 && version != TLS_13 && !grease) {
                    found.add("ClientHello offers version " + Integer.toHexString(version));
                }
            }
        }
        for (int suite : suites) {
            if (!CipherSuite.mayBeOffered(suite, cbcToo)) {
                found.add("ClientHello offers suite " + Integer.toHexString(suite));
            }
        }
        if (!compressions.equals(List.of(0))) {
            found.add("ClientHello offers compression");
        }
        if (extensions.containsKey(EARLY_DATA) || extensions.containsKey(PRE_SHARED_KEY)) {
            found.add("ClientHello offers early data or resumption");
        }
        return found;
    }
}
