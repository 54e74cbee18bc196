package org.sealphone.media.sdp;

/**
 * A {@code c=} line as it was written (RFC 4566 section 5.7). Whether anything may be sent there is decided by
 * {@link AddressRule}.
 */
record Connection(String networkType, String addressType, String address) {
    String text() {
        return networkType + " " + addressType + " " + address;
    }
}
