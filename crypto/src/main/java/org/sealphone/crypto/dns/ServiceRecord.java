package org.sealphone.crypto.dns;

/**
 * One server of a service (SRV, RFC 2782).
 *
 * @param priority 0 to 65535, the lowest first
 * @param weight 0 to 65535, the share among those of one priority
 * @param port 0 to 65535
 * @param target a host name in lower case without a final dot, or a single dot: the service is decidedly not there
 */
public record ServiceRecord(int priority, int weight, int port, String target) {
    /** The target that says that there is no such service. */
    public static final String NOWHERE = ".";
}
