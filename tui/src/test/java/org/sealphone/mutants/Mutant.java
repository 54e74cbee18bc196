package org.sealphone.mutants;

import static org.sealphone.mutants.Mutant.Ends.FAILED;
import static org.sealphone.mutants.Mutant.Ends.LEAK;

import java.util.List;

/**
 * A fault, the scenario in which it shows, and who notices.
 *
 * @param id of standards 4.4, which is the name of the class with the fault
 * @param scenario what the trunk does, as its trial is called
 * @param rare a further class that is woven in, into the phone without the fault as well; empty where there is none
 * @param ends how a proof of this phone ends
 * @param evidence what stands in the report, as a pattern: it names the witness
 */
record Mutant(String id, String scenario, String rare, Ends ends, String evidence) {
    private static final String CALL = "CALL-01 a call";
    private static final String COUNTER = "CALL-01 a call in counter mode, with G.711";
    private static final String HELD = "CALL-01 a call that is held and resumed";
    private static final String TWO = "CALL-01 two calls to the phone, one after the other";
    private static final String STRANGER = "ADV-34 a certificate: unknown CA";
    private static final String GONE = "ADV-48 a connection that does not come back: sound for a minute and no longer";
    private static final String WRAP = "NearTheWrap";
    private static final String FORGED = "does not authenticate under the key of its SDP";
    private static final String UNTOLD = "no SDP names these addresses";
    private static final String SPOKE = "it spoke to a trunk whose certificate is not valid";

    /** The exit code of a proof. */
    enum Ends {
        LEAK(9),
        FAILED(1);

        private final int code;

        Ends(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    static List<Mutant> all() {
        return List.of(
                leaks("M01", CALL, FORGED),
                leaks("M02", HELD, FORGED),
                leaks("M03", CALL, FORGED),
                leaks("M04", COUNTER, "its E bit is zero"),
                leaks("M05", "ADV-48 RST in a call", "36 octets: " + UNTOLD),
                leaks("M06", "ADV-25 Contact over TCP without TLS", "the system call connect.*htons\\(5060\\)"),
                leaks("M07", CALL, "OPTIONS sip:pbx"),
                leaks("M08", CALL, "the system call .*198.51.100.66"),
                leaks("M09", "ADV-02 RTP/AVP with crypto", UNTOLD),
                leaks("M10", "ADV-04 a tag that was not offered", UNTOLD),
                fails("M11", "ADV-09 UNENCRYPTED_SRTP", "exit \\d+ instead of 3"),
                leaks("M12", COUNTER, "RTCP packet of type|its payload is not encrypted"),
                leaks("M13", COUNTER, FORGED),
                fails("M14", "ADV-61 SRTP under a random key", "rx_auth_failed is \\d+, at least 20"),
                fails("M15", "ADV-62 every packet three times", "rx_replayed is \\d+, at least 40"),
                new Mutant("M16", CALL, WRAP, LEAK, FORGED),
                new Mutant("M17", HELD, WRAP, LEAK, FORGED),
                leaks("M18", HELD, "two-time pad"),
                leaks("M19", "ADV-16 the twin: nothing is bent", UNTOLD),
                leaks("M20", TWO, "one master key in two calls"),
                leaks("M21", CALL, FORGED),
                leaks("M22", CALL, FORGED),
                leaks("M23", CALL, "a key that an earlier call had"),
                leaks("M24", CALL, "a key of a call stands in its log"),
                leaks("M25", CALL, "the password stands in its standard error"),
                leaks("M26", STRANGER, SPOKE),
                leaks("M27", "ADV-35 a certificate: wrong host", SPOKE),
                leaks("M28", "ADV-36 a certificate: wildcard", SPOKE),
                leaks("M29", CALL, "ClientHello offers version 301"),
                leaks("M30", CALL, "ClientHello offers suite a6"),
                leaks("M31", CALL, "TCP to where no trunk is|the system call .*htons\\(80\\)"),
                leaks("M32", CALL, "the system call .*htons\\(53\\)"),
                fails("M33", "ADV-50 Basic alone", "the phone said .*Authorization"),
                fails("M34", "ADV-55 another realm after the first", "the phone said .*evil"),
                fails("M35", "ADV-52 MD5 above SHA-256", "the phone did not say .*SHA-256"),
                leaks("M36", "ADV-24 302 to a URI over UDP", "INVITE sip:mall"),
                fails("M37", "CALL-01 the phone is asked to call somebody else", "the phone said .*INVITE"),
                leaks("M38", "ADV-60 plain RTP", UNTOLD),
                leaks("M39", TWO, "media after its call or key had ended"),
                leaks("M40", STRANGER, SPOKE),
                leaks("M41", "CALL-01 a call in which keys are pressed", "INFO sip:bill"),
                leaks("M42", CALL, "it left the file /tmp/sealphone-mutant-"),
                leaks("M43", CALL, "packet \\d+ .*: 1 octets"),
                leaks("M44", CALL, "header extension"),
                leaks("M45", CALL, "frames of \\[3, \\d+\\] octets in one stream"),
                leaks("M46", "CALL-01 a refusal whose words would move a terminal's cursor", "stands in its"),
                leaks("M47", CALL, "ff02"),
                leaks("M48", CALL, "the system call bind.*htons\\(5060\\)"),
                leaks("M49", CALL, "it left the file /tmp/sealphone-mutant-"),
                leaks("M50", CALL, "the system call listen"));
    }

    /** Faults of the list that show in another scenario as well; those that take long. */
    static List<Mutant> further() {
        return List.of(leaks("M39", GONE, "media after its call or key had ended"));
    }

    private static Mutant leaks(String id, String scenario, String evidence) {
        return new Mutant(id, scenario, "", LEAK, evidence);
    }

    private static Mutant fails(String id, String scenario, String evidence) {
        return new Mutant(id, scenario, "", FAILED, evidence);
    }

    /** What is woven into the phone with the fault. */
    String woven() {
        return rare.isEmpty() ? id : rare + "+" + id;
    }
}
