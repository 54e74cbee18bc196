package org.sealphone.harness.sip;

import java.util.function.Function;

/** What a digest server finds in a request. */
public sealed interface DigestVerdict {
    /** One function for each case; Java 17 has no exhaustive switch over types. */
    <T> T fold(Function<Valid, T> valid, Function<Challenge, T> challenge);

    /** The credentials are right; the value for an Authentication-Info proves that the server knows the secret too. */
    record Valid(String user, DigestAlgorithm algorithm, String authenticationInfo) implements DigestVerdict {
        @Override
        public <T> T fold(Function<Valid, T> valid, Function<Challenge, T> challenge) {
            return valid.apply(this);
        }

        @Override
        public String toString() {
            return "Valid[" + user + ", " + algorithm + "]";
        }
    }

    /** The request is to be challenged; {@code stale} when the secret was right and the nonce was not. */
    record Challenge(String why, boolean stale) implements DigestVerdict {
        @Override
        public <T> T fold(Function<Valid, T> valid, Function<Challenge, T> challenge) {
            return challenge.apply(this);
        }
    }
}
