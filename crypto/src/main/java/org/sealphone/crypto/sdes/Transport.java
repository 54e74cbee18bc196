package org.sealphone.crypto.sdes;

/** Whether a party receives at the address and port of before (RFC 4568 section 7.1.4). */
public enum Transport {
    UNCHANGED,
    /** It "MUST include a new master key": whoever is there may not know the rollover counter. */
    CHANGED
}
