package org.sealphone.tui.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.tls.IdentityMode;
import org.sealphone.media.codec.Codec;
import org.sealphone.ua.policy.SecurityPolicy;

/**
 * The account options as they were given, not yet checked against each other. Holds no secret, only where secrets are.
 *
 * @param registrar the trunk, as typed
 * @param user the name at the trunk
 * @param authUser the name in the digest
 * @param passwordFile where the password is
 * @param passwordEnv or the variable that holds it
 * @param ca a PEM file: trust these and no other
 * @param pins public keys to demand
 * @param clientCert PKCS#12 to present
 * @param clientCertPasswordFile where its password is
 * @param outbound a proxy, as typed
 * @param identity how the certificate's name is compared, where it was chosen
 * @param register whether to register
 * @param policy the set of algorithms
 * @param bind the local address
 * @param timeout how long to wait for the other side
 * @param codecs the codecs, the best first; empty for all
 * @param suites the suites, the best first; empty for all of the policy
 */
public record AccountWish(
        Optional<String> registrar,
        Optional<String> user,
        Optional<String> authUser,
        Optional<Path> passwordFile,
        Optional<String> passwordEnv,
        Optional<Path> ca,
        List<String> pins,
        Optional<Path> clientCert,
        Optional<Path> clientCertPasswordFile,
        Optional<String> outbound,
        Optional<IdentityMode> identity,
        boolean register,
        SecurityPolicy policy,
        Optional<InetAddress> bind,
        Optional<Duration> timeout,
        List<Codec> codecs,
        List<SrtpSuite> suites) {}
