package org.sealphone.tui.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What may stand in a profile. Each is an option of the command line without its dashes, and an environment variable; the forms of the
 * values are those of the options.
 */
public enum Key {
    REGISTRAR(Form.TEXT, "the trunk: sips:HOST[:PORT] or sip:HOST:PORT;transport=tls"),
    USER(Form.TEXT, "the name at the trunk"),
    AUTH_USER(Form.TEXT, "the name in the digest, where it is another"),
    REALM(Form.TEXT, "the only realm whose challenges are answered"),
    MEDIASEC(Form.SWITCH, "true: ask for sealed media by the headers of RFC 3329"),
    CALLER_CERT(Form.LIST, "who may vouch for callers, each X5U=FILE.pem"),
    PASSWORD_FILE(Form.FILE, "the password, alone on one line of a file of mode 0600"),
    PASSWORD_ENV(Form.TEXT, "the environment variable that holds the password"),
    CREDENTIAL(Form.TEXT, "the name of the password in the credential store"),
    STORE_PASSPHRASE_FILE(Form.FILE, "the passphrase of that store, in a file of mode 0600"),
    CA(Form.FILE, "PEM: trust these authorities and no other"),
    PIN(Form.LIST, "public keys to demand, each sha256/..."),
    CLIENT_CERT(Form.FILE, "PKCS#12: the certificate to present when the trunk asks"),
    CLIENT_CERT_PASSWORD_FILE(Form.FILE, "its password, in a file of mode 0600"),
    OUTBOUND(Form.TEXT, "a proxy to send everything through: sips:HOST:PORT"),
    IDENTITY(Form.TEXT, "how the certificate names the trunk: rfc5922, https-wildcard, pinned-spki"),
    REGISTER(Form.SWITCH, "false: call without registering, as --no-register"),
    POLICY(Form.TEXT, "strict, standard or interop"),
    BIND(Form.TEXT, "the address of this machine to use, in digits"),
    FLOW_PATIENCE(Form.TEXT, "how long a call goes on without its connection: 0s to 60s"),
    PEER_ADDRESS(Form.TEXT, "where sound goes: follow or fixed"),
    CALL_WAITING(Form.TEXT, "a call that comes in during another: offer or refuse"),
    MAILBOX(Form.TEXT, "what the mailbox holds: told, as the trunk tells it unasked, or subscribe"),
    CODECS(Form.LIST, "the codecs, the best first"),
    SUITES(Form.LIST, "the SRTP suites, the best first"),
    OPUS_BITRATE(Form.NUMBER, "what Opus sends in a second: 6000 to 128000 bits"),
    OPUS_COMPLEXITY(Form.NUMBER, "how much Opus computes: 0 to 10");

    /** How a value is written in TOML. */
    public enum Form {
        TEXT("text"),
        /** A path; relative ones begin at the folder of the file that they stand in. */
        FILE("path"),
        NUMBER("number"),
        SWITCH("true or false"),
        LIST("list");

        private final String words;

        Form(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** Ways to one secret, of which the highest that is given replaces the others. */
    private static final List<Key> PASSWORD = List.of(PASSWORD_FILE, PASSWORD_ENV, CREDENTIAL);

    private final Form form;
    private final String meaning;

    Key(Form form, String meaning) {
        this.form = form;
        this.meaning = meaning;
    }

    public Form form() {
        return form;
    }

    public String meaning() {
        return meaning;
    }

    /** {@code auth-user}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code --auth-user}. */
    public String option() {
        return this == REGISTER ? "--no-register" : "--" + word();
    }

    /** {@code SEALPHONE_AUTH_USER}. */
    public String variable() {
        return "SEALPHONE_" + name();
    }

    /** Itself, and the keys that it replaces when they stand lower. */
    public List<Key> replaces() {
        return PASSWORD.contains(this) ? PASSWORD : List.of(this);
    }

    public static Optional<Key> named(String word) {
        return Arrays.stream(values()).filter(key -> key.word().equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Key::word).toList();
    }
}
