package org.sealphone.harness.oracle;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * One TLS connection as the wire showed it.
 *
 * @param serverName what the ClientHello discloses in clear
 * @param clientOctets octets of the client's TCP stream, to be compared with a phone's own count
 * @param clientPlainOctets application data of the client that was decrypted
 * @param clientMessages SIP messages of the client
 */
public record TlsFlow(
        InetSocketAddress client,
        InetSocketAddress server,
        String version,
        String suite,
        String serverName,
        List<String> protocols,
        long clientOctets,
        long serverOctets,
        long clientPlainOctets,
        int clientMessages,
        int serverMessages) {}
