package org.sealphone.crypto.dns;

/**
 * One way in which a domain is served (NAPTR, RFC 3403; for SIP RFC 3263 section 4.1). The regular expression of the record is left
 * behind: those of SIP have none.
 *
 * @param order 0 to 65535, the lowest first
 * @param preference 0 to 65535, the lowest first among those of one order
 * @param flags in lower case; {@code s} where the replacement names a service
 * @param service in upper case, such as {@code SIPS+D2T}
 * @param replacement the name to ask next, in lower case without a final dot
 */
public record NamingPointer(int order, int preference, String flags, String service, String replacement) {}
