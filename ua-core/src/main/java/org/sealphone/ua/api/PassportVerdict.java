package org.sealphone.ua.api;

import java.util.Optional;
import org.sealphone.crypto.reason.Refusal;

/** What came of a signed caller identity (RFC 8224). It is shown, and never lets a call in or keeps one out. */
public sealed interface PassportVerdict {
    /**
     * A certificate that was configured here vouches for the caller.
     *
     * @param caller the number or URI that it vouches for
     * @param attestation how well the signer knows the caller (RFC 8588): {@code A}, {@code B} or {@code C}
     * @param signer the {@code x5u} under which its certificate was configured here
     */
    record Verified(String caller, Optional<String> attestation, String signer) implements PassportVerdict {}

    /** It was checked, and is wrong. */
    record Failed(Refusal why) implements PassportVerdict {}

    /** It could not be checked. */
    record Unverified(Refusal why) implements PassportVerdict {}
}
