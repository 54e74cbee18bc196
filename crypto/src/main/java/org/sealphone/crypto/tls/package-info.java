/** What a TLS peer must prove before a SIP byte leaves: policy, trust anchors, SIP identity, and a failure that a person can act on. */
@NullMarked
package org.sealphone.crypto.tls;

import org.jspecify.annotations.NullMarked;
