/**
 * Reading captured TLS with the key log of the trunk's side: records to the last octet, hellos against the policy, and the plaintext
 * of TLS 1.3 and of TLS 1.2 with AEAD suites, by Bouncy Castle's lightweight ciphers.
 */
@NullMarked
package org.sealphone.harness.oracle.tls;

import org.jspecify.annotations.NullMarked;
