package org.sealphone.tui.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.tls.IdentityMode;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.codec.OpusSettings;
import org.sealphone.ua.api.CallWaiting;
import org.sealphone.ua.api.MailboxNews;
import org.sealphone.ua.policy.SecurityPolicy;

/**
 * The account options as they were given, not yet checked against each other. Holds no secret, only where secrets are.
 *
 * @param registrar the trunk, as typed
 * @param user the name at the trunk
 * @param authUser the name in the digest
 * @param realm the only realm that is answered, where it was given
 * @param mediasec whether the trunk wants to be asked for sealed media
 * @param passports who may vouch for callers, each {@code X5U=FILE.pem}
 * @param passwordFile where the password is
 * @param passwordEnv or the variable that holds it
 * @param credential or its name in the credential store
 * @param storePassphraseFile where the passphrase of that is, where it is in a file
 * @param ca a PEM file: trust these and no other
 * @param pins public keys to demand
 * @param clientCert PKCS#12 to present
 * @param clientCertPasswordFile where its password is
 * @param outbound a proxy, as typed
 * @param identity how the certificate's name is compared, where it was chosen
 * @param register whether to register
 * @param policy the set of algorithms
 * @param bind the local address
 * @param flowPatience how long a call waits for its flow, where it was chosen
 * @param followsAuthentic whether sound follows the peer's authentic packets
 * @param callWaiting what becomes of a call during another
 * @param mailboxNews whether the mailbox is subscribed to
 * @param timeout how long to wait for the other side
 * @param codecs the codecs, the best first; empty for all
 * @param suites the suites, the best first; empty for all of the policy
 * @param opus how Opus encodes
 */
public record AccountWish(
        Optional<String> registrar,
        Optional<String> user,
        Optional<String> authUser,
        Optional<String> realm,
        boolean mediasec,
        List<String> passports,
        Optional<Path> passwordFile,
        Optional<String> passwordEnv,
        Optional<String> credential,
        Optional<Path> storePassphraseFile,
        Optional<Path> ca,
        List<String> pins,
        Optional<Path> clientCert,
        Optional<Path> clientCertPasswordFile,
        Optional<String> outbound,
        Optional<IdentityMode> identity,
        boolean register,
        SecurityPolicy policy,
        Optional<InetAddress> bind,
        Optional<Duration> flowPatience,
        boolean followsAuthentic,
        CallWaiting callWaiting,
        MailboxNews mailboxNews,
        Optional<Duration> timeout,
        List<Codec> codecs,
        List<SrtpSuite> suites,
        OpusSettings opus) {

    /** Whether anything was given that belongs to an account. */
    public boolean account() {
        boolean named = registrar.isPresent()
                || user.isPresent()
                || authUser.isPresent()
                || realm.isPresent()
                || mediasec
                || !passports.isEmpty()
                || outbound.isPresent();
        boolean secret = passwordFile.isPresent()
                || passwordEnv.isPresent()
                || credential.isPresent()
                || clientCert.isPresent()
                || clientCertPasswordFile.isPresent();
        boolean trust = ca.isPresent() || !pins.isEmpty() || identity.isPresent();
        boolean calls = flowPatience.isPresent() || !followsAuthentic || callWaiting == CallWaiting.REFUSED;
        boolean way = !register
                || bind.isPresent()
                || policy != SecurityPolicy.STANDARD
                || mailboxNews == MailboxNews.SUBSCRIBED;
        return named || secret || trust || calls || way;
    }
}
